import { describe, expect, it } from 'vitest';
import { layout } from './layout.ts';
import { privilege } from './privilege.ts';
import { newTestHart, type TestHart } from './testing/hart.ts';
import { enterException, enterInterrupt, returnFromM, returnFromS } from './trap.ts';

const XLEN_64 = 0xa_0000_0000n;
const VSXL_64 = 0x2_0000_0000n; // as UXL in vsstatus
const PC = 0x8000_1236n;

interface Before {
  readonly mode: number;
  readonly mstatus?: bigint;
  readonly medeleg?: bigint;
  readonly mideleg?: bigint;
  readonly virtualized?: bigint;
  readonly hedeleg?: bigint;
  readonly hideleg?: bigint;
  readonly hstatus?: bigint;
  readonly vsstatus?: bigint;
}

function hartBefore({ mode, mstatus = 0n, medeleg = 0n, mideleg = 0n, ...guest }: Before): TestHart {
  const hart = newTestHart();
  hart.set(layout.virtualized, guest.virtualized ?? 0n);
  hart.set(layout.hedeleg, guest.hedeleg ?? 0n);
  hart.set(layout.hideleg, guest.hideleg ?? 0n);
  hart.set(layout.hstatus, VSXL_64 | (guest.hstatus ?? 0n));
  hart.set(layout.vsstatus, VSXL_64 | (guest.vsstatus ?? 0n));
  hart.set(layout.vstvec, 0x8000_0300n);
  hart.set(layout.pc, PC);
  hart.set(layout.privilege, BigInt(mode));
  hart.set(layout.mstatus, XLEN_64 | mstatus);
  hart.set(layout.medeleg, medeleg);
  hart.set(layout.mideleg, mideleg);
  hart.set(layout.mtvec, 0x8000_0100n);
  hart.set(layout.stvec, 0x8000_0200n);
  return hart;
}

const { U, S, M } = privilege;
const SIE = 0x2n;
const MIE = 0x8n;
const SPIE = 0x20n;
const MPIE = 0x80n;
const SPP = 0x100n;
const MPP_S = 0x800n;
const MPP_M = 0x1800n;
const MPRV = 0x2_0000n;

describe('an exception', () => {
  it.each([
    { mode: U, mstatus: MIE | SIE, after: SIE | MPIE },
    { mode: S, mstatus: SIE, after: SIE | MPP_S },
    { mode: M, mstatus: MIE | SPIE, after: SPIE | MPIE | MPP_M },
    { mode: M, mstatus: MPIE | MPP_S, after: MPP_M },
  ])('from $mode goes to M and stacks $mstatus as $after', ({ mode, mstatus, after }) => {
    const hart = hartBefore({ mode, mstatus });
    enterException(hart.block, 13, 0xfffffff0, 0xffffffff);
    expect(hart.get(layout.mstatus)).toBe(XLEN_64 | after);
    expect(hart.get(layout.mcause)).toBe(13n);
    expect(hart.get(layout.mtval)).toBe(0xffff_ffff_ffff_fff0n);
    expect(hart.get(layout.mepc)).toBe(PC);
    expect(hart.get(layout.pc)).toBe(0x8000_0100n);
    expect(hart.get(layout.privilege)).toBe(3n);
  });

  it.each([
    { mode: U, mstatus: SIE | MIE, after: SPIE | MIE },
    { mode: S, mstatus: SIE, after: SPIE | SPP },
    { mode: S, mstatus: SPIE, after: SPP },
    { mode: U, mstatus: SPP, after: 0n },
  ])('from $mode goes to S when delegated and stacks $mstatus as $after', ({ mode, mstatus, after }) => {
    const hart = hartBefore({ mode, mstatus, medeleg: 1n << 15n });
    enterException(hart.block, 15, 0x1000, 0x0);
    expect(hart.get(layout.mstatus)).toBe(XLEN_64 | after);
    expect(hart.get(layout.scause)).toBe(15n);
    expect(hart.get(layout.stval)).toBe(0x1000n);
    expect(hart.get(layout.sepc)).toBe(PC);
    expect(hart.get(layout.pc)).toBe(0x8000_0200n);
    expect(hart.get(layout.privilege)).toBe(1n);
    expect(hart.get(layout.mcause)).toBe(0n);
  });

  it('in M stays there whatever is delegated', () => {
    const hart = hartBefore({ mode: M, medeleg: 1n << 2n });
    enterException(hart.block, 2, 0, 0);
    expect(hart.get(layout.privilege)).toBe(3n);
    expect(hart.get(layout.mcause)).toBe(2n);
  });

  it('ignores vectored mode', () => {
    const hart = hartBefore({ mode: U });
    hart.set(layout.mtvec, 0x8000_0101n);
    enterException(hart.block, 8, 0, 0);
    expect(hart.get(layout.pc)).toBe(0x8000_0100n);
  });

  it('ends a reservation', () => {
    const hart = hartBefore({ mode: U });
    hart.set(layout.reservationValid, 1n);
    enterException(hart.block, 8, 0, 0);
    expect(hart.get(layout.reservationValid)).toBe(0n);
  });
});

describe('an interrupt', () => {
  it('sets the top bit of the cause, and no trap value', () => {
    const hart = hartBefore({ mode: U });
    hart.set(layout.mtval, 7n);
    enterInterrupt(hart.block, 7);
    expect(hart.get(layout.mcause)).toBe(0x8000_0000_0000_0007n);
    expect(hart.get(layout.mtval)).toBe(0n);
    expect(hart.get(layout.pc)).toBe(0x8000_0100n);
  });

  it('goes to BASE + 4 × cause in vectored mode', () => {
    const hart = hartBefore({ mode: U, mideleg: 1n << 9n });
    hart.set(layout.mtvec, 0xffff_fffd_ffff_fff1n);
    hart.set(layout.stvec, 0xffff_ffff_0000_0001n);
    enterInterrupt(hart.block, 7);
    expect(hart.get(layout.pc)).toBe(0xffff_fffe_0000_000cn); // carries into the high word
    hart.set(layout.privilege, 0n);
    enterInterrupt(hart.block, 9);
    expect(hart.get(layout.pc)).toBe(0xffff_ffff_0000_0024n);
    expect(hart.get(layout.scause)).toBe(0x8000_0000_0000_0009n);
  });
});

describe('mret', () => {
  it.each([
    { mstatus: MPP_M | MPIE | MPRV, after: MIE | MPIE | MPRV, mode: M },
    // "If xPP≠M, xRET also sets MPRV=0." QEMU 7.2 leaves MPRV.
    { mstatus: MPP_S | MPRV, after: MPIE, mode: S },
    { mstatus: MPIE | MIE, after: MIE | MPIE, mode: U },
    { mstatus: MIE, after: MPIE, mode: U },
  ])('goes to $mode and unstacks $mstatus as $after', ({ mstatus, after, mode }) => {
    const hart = hartBefore({ mode: M, mstatus });
    hart.set(layout.mepc, 0x1234n);
    hart.set(layout.reservationValid, 1n);
    returnFromM(hart.block);
    expect(hart.get(layout.mstatus)).toBe(XLEN_64 | after);
    expect(hart.get(layout.privilege)).toBe(BigInt(mode));
    expect(hart.get(layout.reservationValid)).toBe(0n);
  });

  it('clears MPV and keeps SD', () => {
    const hart = hartBefore({ mode: M, mstatus: (1n << 39n) | (1n << 63n) | 0x6000n });
    returnFromM(hart.block);
    expect(hart.get(layout.mstatus)).toBe(XLEN_64 | (1n << 63n) | 0x6000n | MPIE);
  });
});

describe('sret', () => {
  it.each([
    { mstatus: SPP | SPIE, after: SIE | SPIE, mode: S },
    { mstatus: SIE, after: SPIE, mode: U },
    { mstatus: SPIE | MPRV | MPP_M, after: SIE | SPIE | MPP_M, mode: U },
  ])('goes to $mode and unstacks $mstatus as $after', ({ mstatus, after, mode }) => {
    const hart = hartBefore({ mode: S, mstatus });
    hart.set(layout.sepc, 0xffff_ffff_ffff_fffen);
    returnFromS(hart.block);
    expect(hart.get(layout.mstatus)).toBe(XLEN_64 | after);
    expect(hart.get(layout.privilege)).toBe(BigInt(mode));
  });
});

// --- The H extension ---

const GVA = 0x40n;
const SPV = 0x80n;
const SPVP = 0x100n;
const M_GVA = 1n << 38n;
const M_MPV = 1n << 39n;
const ALL_CAUSES = 0xf0_b7ffn;

/** Details of a guest page fault. */
const details = { tval2Low: 0x2000_1234, tval2High: 2, tinst: 0x3000n, isGuestVirtual: true };

/** What each level was told: cause, trap value, the value of the second kind, the instruction. */
const toldTo = {
  M: (hart: TestHart) => [layout.mcause, layout.mtval, layout.mepc, layout.mtval2, layout.mtinst].map(hart.get),
  HS: (hart: TestHart) => [layout.scause, layout.stval, layout.sepc, layout.htval, layout.htinst].map(hart.get),
  VS: (hart: TestHart) => [layout.vscause, layout.vstval, layout.vsepc].map(hart.get),
};
const NOTHING = [0n, 0n, 0n, 0n, 0n];

const modeOf = (hart: TestHart) => [hart.get(layout.virtualized), hart.get(layout.privilege)];

describe('an exception of a guest', () => {
  it.each([
    { mode: U, mstatus: MIE, after: MPIE },
    { mode: S, mstatus: 0n, after: MPP_S },
  ])('in V=1 and $mode goes to M, with MPV and GVA', ({ mode, mstatus, after }) => {
    const hart = hartBefore({ mode, mstatus, virtualized: 1n, hstatus: SPVP, vsstatus: SIE });
    enterException(hart.block, 21, 0x1238, 0xffff_ffc0, details);
    expect(hart.get(layout.mstatus)).toBe(XLEN_64 | M_MPV | M_GVA | after);
    expect(modeOf(hart)).toEqual([0n, 3n]);
    expect(toldTo.M(hart)).toEqual([21n, 0xffff_ffc0_0000_1238n, PC, 0x2_2000_1234n, 0x3000n]);
    expect(toldTo.HS(hart)).toEqual(NOTHING);
    expect(hart.get(layout.hstatus)).toBe(VSXL_64 | SPVP);
    expect(hart.get(layout.vsstatus)).toBe(VSXL_64 | SIE);
    expect(hart.get(layout.pc)).toBe(0x8000_0100n);
  });

  it.each([
    { mode: U, mstatus: SIE, after: SPIE, hstatus: SPVP, hstatusAfter: SPV | GVA },
    { mode: S, mstatus: 0n, after: SPP, hstatus: 0n, hstatusAfter: SPV | SPVP | GVA },
    { mode: S, mstatus: SPIE, after: SPP, hstatus: 0x70_0200n, hstatusAfter: 0x70_0200n | SPV | SPVP | GVA },
  ])('in V=1 and $mode goes to HS, with SPV, SPVP and GVA', ({ mode, mstatus, after, hstatus, hstatusAfter }) => {
    const hart = hartBefore({ mode, mstatus, virtualized: 1n, medeleg: ALL_CAUSES, hstatus, vsstatus: SIE });
    enterException(hart.block, 23, 0x1238, 0, details);
    expect(hart.get(layout.mstatus)).toBe(XLEN_64 | after);
    expect(hart.get(layout.hstatus)).toBe(VSXL_64 | hstatusAfter);
    expect(hart.get(layout.vsstatus)).toBe(VSXL_64 | SIE);
    expect(modeOf(hart)).toEqual([0n, 1n]);
    expect(toldTo.HS(hart)).toEqual([23n, 0x1238n, PC, 0x2_2000_1234n, 0x3000n]);
    expect(toldTo.M(hart)).toEqual(NOTHING);
    expect(hart.get(layout.pc)).toBe(0x8000_0200n);
  });

  it.each([
    { mode: U, vsstatus: SIE, after: SPIE },
    { mode: S, vsstatus: 0n, after: SPP },
    { mode: S, vsstatus: SIE | SPIE, after: SPP | SPIE },
  ])('in V=1 and $mode goes to VS when delegated twice, and nothing else changes', ({ mode, vsstatus, after }) => {
    const hstatus = SPVP | GVA;
    const hart = hartBefore({ mode, vsstatus, mstatus: SIE, virtualized: 1n, medeleg: ALL_CAUSES, hedeleg: 0xb1ffn, hstatus });
    hart.set(layout.htval, 7n);
    hart.set(layout.htinst, 8n);
    enterException(hart.block, 13, 0xfff0, 0x8000_0000, details);
    expect(hart.get(layout.vsstatus)).toBe(VSXL_64 | after);
    expect(toldTo.VS(hart)).toEqual([13n, 0x8000_0000_0000_fff0n, PC]);
    expect(modeOf(hart)).toEqual([1n, 1n]);
    expect(hart.get(layout.pc)).toBe(0x8000_0300n);
    // QEMU 7.2 clears GVA and htval, and writes htinst.
    expect(hart.get(layout.hstatus)).toBe(VSXL_64 | hstatus);
    expect(hart.get(layout.mstatus)).toBe(XLEN_64 | SIE);
    expect(toldTo.HS(hart)).toEqual([0n, 0n, 0n, 7n, 8n]);
    expect(toldTo.M(hart)).toEqual(NOTHING);
  });

  it.each([
    ['M', M, 3n],
    ['HS', S, 1n],
    ['U', U, 1n],
  ] as const)('never comes from %s, whatever is delegated', (_, mode, to) => {
    const hart = hartBefore({ mode, medeleg: 4n, hedeleg: 4n });
    enterException(hart.block, 2, 0x1234, 0);
    expect(modeOf(hart)).toEqual([0n, to]);
  });

  it('is not delegated to VS when medeleg keeps it in M', () => {
    const hart = hartBefore({ mode: U, virtualized: 1n, hedeleg: 4n });
    enterException(hart.block, 2, 0, 0);
    expect(modeOf(hart)).toEqual([0n, 3n]);
  });
});

describe('a trap from V=0 into HS', () => {
  it('clears SPV and GVA, and leaves SPVP', () => {
    const hart = hartBefore({ mode: U, medeleg: ALL_CAUSES, hstatus: SPV | SPVP | GVA });
    hart.set(layout.htval, 7n);
    hart.set(layout.htinst, 8n);
    enterException(hart.block, 8, 0, 0);
    expect(hart.get(layout.hstatus)).toBe(VSXL_64 | SPVP);
    expect(toldTo.HS(hart)).toEqual([8n, 0n, PC, 0n, 0n]);
  });

  it('sets GVA for a fault of HLV', () => {
    const hart = hartBefore({ mode: S, medeleg: ALL_CAUSES });
    enterException(hart.block, 21, 0x40, 0, details);
    expect(hart.get(layout.hstatus)).toBe(VSXL_64 | GVA);
  });

  it('into M clears MPV and GVA', () => {
    const hart = hartBefore({ mode: S, mstatus: M_MPV | M_GVA });
    hart.set(layout.mtval2, 7n);
    hart.set(layout.mtinst, 8n);
    enterException(hart.block, 9, 0, 0);
    expect(hart.get(layout.mstatus)).toBe(XLEN_64 | MPP_S);
    expect(toldTo.M(hart)).toEqual([9n, 0n, PC, 0n, 0n]);
  });
});

describe('an interrupt of a guest', () => {
  const INTERRUPT = 1n << 63n;

  it.each([
    [2, 1n],
    [6, 5n],
    [10, 9n],
  ])('%d is told to VS as %d, also in its vector', (cause, told) => {
    const hart = hartBefore({ mode: U, virtualized: 1n, mideleg: 0x1444n, hideleg: 0x444n, vsstatus: SIE });
    hart.set(layout.vstvec, 0x8000_0301n);
    enterInterrupt(hart.block, cause);
    expect(toldTo.VS(hart)).toEqual([INTERRUPT | told, 0n, PC]);
    expect(hart.get(layout.pc)).toBe(0x8000_0300n + 4n * told);
    expect(modeOf(hart)).toEqual([1n, 1n]);
    expect(hart.get(layout.vsstatus)).toBe(VSXL_64 | SPIE);
  });

  it.each([2, 6, 10])('%d is told to HS as it is, when hideleg keeps it there', (cause) => {
    const hart = hartBefore({ mode: S, virtualized: 1n, mideleg: 0x1444n, hideleg: 0x444n & ~(1n << BigInt(cause)) });
    enterInterrupt(hart.block, cause);
    expect(toldTo.HS(hart)).toEqual([INTERRUPT | BigInt(cause), 0n, PC, 0n, 0n]);
    expect(hart.get(layout.hstatus)).toBe(VSXL_64 | SPV | SPVP);
    expect(modeOf(hart)).toEqual([0n, 1n]);
  });

  it('5 goes to HS, and 7 to M, and both note V', () => {
    const hart = hartBefore({ mode: S, virtualized: 1n, mideleg: 0x1666n, hideleg: 0x444n });
    enterInterrupt(hart.block, 5);
    expect(toldTo.HS(hart)[0]).toBe(INTERRUPT | 5n);
    const other = hartBefore({ mode: U, virtualized: 1n, mideleg: 0x1666n, hideleg: 0x444n });
    enterInterrupt(other.block, 7);
    expect(other.get(layout.mstatus)).toBe(XLEN_64 | M_MPV);
    expect(toldTo.M(other)).toEqual([INTERRUPT | 7n, 0n, PC, 0n, 0n]);
  });
});

describe('mret to a guest', () => {
  it.each([
    { mpp: 0n, mpv: 0n, after: [0n, 0n] },
    { mpp: MPP_S, mpv: 0n, after: [0n, 1n] },
    { mpp: MPP_M, mpv: 0n, after: [0n, 3n] },
    { mpp: 0n, mpv: M_MPV, after: [1n, 0n] },
    { mpp: MPP_S, mpv: M_MPV, after: [1n, 1n] },
    { mpp: MPP_M, mpv: M_MPV, after: [0n, 3n] }, // "MPV is ignored when MPP=3"
  ])('MPP $mpp, MPV $mpv leads to V and privilege $after', ({ mpp, mpv, after }) => {
    const hart = hartBefore({ mode: M, mstatus: mpp | mpv | M_GVA, hstatus: SPV, vsstatus: SIE | SPP });
    returnFromM(hart.block);
    expect(modeOf(hart)).toEqual(after);
    expect(hart.get(layout.mstatus)).toBe(XLEN_64 | MPIE | M_GVA);
    expect(hart.get(layout.hstatus)).toBe(VSXL_64 | SPV);
    expect(hart.get(layout.vsstatus)).toBe(VSXL_64 | SIE | SPP);
  });
});

describe('sret of HS and M', () => {
  for (const mode of [S, M])
    it.each([
      { spp: 0n, spv: 0n, after: [0n, 0n] },
      { spp: SPP, spv: 0n, after: [0n, 1n] },
      { spp: 0n, spv: SPV, after: [1n, 0n] },
      { spp: SPP, spv: SPV, after: [1n, 1n] },
    ])(`in ${mode}: SPP $spp, SPV $spv leads to V and privilege $after`, ({ spp, spv, after }) => {
      const hart = hartBefore({ mode, mstatus: spp | MPRV | MPP_M, hstatus: spv | SPVP | GVA, vsstatus: SIE | SPP });
      returnFromS(hart.block);
      expect(modeOf(hart)).toEqual(after);
      expect(hart.get(layout.mstatus)).toBe(XLEN_64 | SPIE | MPP_M);
      expect(hart.get(layout.hstatus)).toBe(VSXL_64 | SPVP | GVA);
      expect(hart.get(layout.vsstatus)).toBe(VSXL_64 | SIE | SPP);
    });
});

describe('sret of VS', () => {
  it.each([
    { vsstatus: SPP | SPIE, after: SIE | SPIE, mode: S },
    { vsstatus: SIE, after: SPIE, mode: U },
  ])('goes to V=1 and $mode, and unstacks vsstatus alone', ({ vsstatus, after, mode }) => {
    const hart = hartBefore({ mode: S, virtualized: 1n, vsstatus, mstatus: SPP | SPIE, hstatus: SPVP });
    returnFromS(hart.block);
    expect(modeOf(hart)).toEqual([1n, BigInt(mode)]);
    expect(hart.get(layout.vsstatus)).toBe(VSXL_64 | after);
    expect(hart.get(layout.mstatus)).toBe(XLEN_64 | SPP | SPIE);
    expect(hart.get(layout.hstatus)).toBe(VSXL_64 | SPVP);
  });
});
