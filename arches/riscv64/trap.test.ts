import { describe, expect, it } from 'vitest';
import { layout } from './layout.ts';
import { privilege } from './privilege.ts';
import { newTestHart, type TestHart } from './testing/hart.ts';
import { enterException, enterInterrupt, returnFromM, returnFromS } from './trap.ts';

const XLEN_64 = 0xa_0000_0000n;
const PC = 0x8000_1236n;

interface Before {
  readonly mode: number;
  readonly mstatus?: bigint;
  readonly medeleg?: bigint;
  readonly mideleg?: bigint;
}

function hartBefore({ mode, mstatus = 0n, medeleg = 0n, mideleg = 0n }: Before): TestHart {
  const hart = newTestHart();
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
