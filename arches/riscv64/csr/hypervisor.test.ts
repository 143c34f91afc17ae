/** Against literals that QEMU 7.2.22 printed, as in `csr.test.ts`. Where ours differs, the line says why. */
import { describe, expect, it } from 'vitest';
import { layout } from '../layout.ts';
import { inMode, newTestHart, type TestHart } from '../testing/hart.ts';
import { csrs } from './table.ts';

const ONES = 2n ** 64n - 1n;
const ILLEGAL = { cause: 2, value: 0n }; // the RAM at pc is zero
const VIRTUAL = { cause: 22, value: 0n };
const STCE = 1n << 63n;

/** Written, read back, in this order, on one hart. */
const WRITES: readonly (readonly [number: number, written: bigint, back: bigint])[] = [
  // QEMU stores WPRI fields and VGEIN (0xfffffffeffffffdf); "implementations that do not furnish these fields must make them read-only zero".
  [0x600, ONES, 0x2_0070_03c0n],
  [0x600, 0n, 0x2_0000_0000n],
  [0x602, ONES, 0xb1ffn],
  [0x602, 0n, 0n],
  [0x603, ONES, 0x444n],
  [0x603, 0n, 0n],
  // QEMU stores SGEIE (0x1444), of an interrupt that never becomes pending.
  [0x604, ONES, 0x444n],
  [0x304, 0n, 0n],
  [0x604, 0n, 0n],
  [0x605, ONES, ONES],
  [0x605, 0n, 0n],
  // QEMU stores 64 bits: "hcounteren is a 32-bit register".
  [0x606, ONES, 0xffff_ffffn],
  [0x606, 0n, 0n],
  [0x607, ONES, 0n],
  // QEMU also stores PBMTE and STCE: "henvcfg.PBMTE is read-only zero if menvcfg.PBMTE is zero".
  [0x60a, ONES, 0xf1n],
  [0x30a, ONES, 0xc000_0000_0000_00f1n],
  [0x60a, ONES, 0xc000_0000_0000_00f1n],
  [0x30a, 1n << 62n, 1n << 62n],
  [0x60a, ONES, 0x4000_0000_0000_00f1n],
  [0x30a, 0n, 0n],
  [0x60a, 0n, 0n],
  [0x643, ONES, ONES],
  [0x643, 0n, 0n],
  [0x644, ONES, 4n],
  [0x645, 0x440n, 0x440n],
  [0x644, 0n, 0x440n],
  [0x645, ONES, 0x444n],
  [0x644, 0n, 0x440n],
  [0x645, 0n, 0n],
  // QEMU ignores writes of htinst: it is "an HSXLEN-bit read/write register".
  [0x64a, ONES, ONES],
  [0x64a, 0n, 0n],
  [0x34a, ONES, ONES],
  [0x34a, 0n, 0n],
  [0x34b, ONES, ONES],
  [0x34b, 0n, 0n],
  // QEMU stores every bit and any mode: VMID has 14 bits, and "the fields of hgatp are WARL in the normal way".
  [0x680, 0x8fff_ffff_ffff_ffffn, 0x83ff_ffff_ffff_ffffn],
  [0x680, 0x1000_0000_0000_1234n, 0x8000_0000_0000_1234n],
  [0x680, 0x9000_0000_0000_0000n, 0x9000_0000_0000_0000n],
  [0x680, 0xa000_0000_0000_0003n, 0xa000_0000_0000_0003n],
  [0x680, 0xb000_0000_0000_0000n, 0xa000_0000_0000_0000n],
  [0x680, 0n, 0n],
  // QEMU stores every bit, and SD as written (0xffffffffffffffff).
  [0x200, ONES, 0x8000_0002_000c_6722n],
  [0x200, 0n, 0x2_0000_0000n],
  [0x200, 0x2000n, 0x2_0000_2000n],
  [0x200, 0x6000n, 0x8000_0002_0000_6000n],
  [0x200, 0n, 0x2_0000_0000n],
  // QEMU stores reserved modes: vstvec has the format of stvec.
  [0x205, 1n, 1n],
  [0x205, 2n, 1n],
  [0x205, ONES - 2n, ONES - 2n],
  [0x240, ONES, ONES],
  [0x240, 0n, 0n],
  // QEMU stores bit 0.
  [0x241, ONES, ONES - 1n],
  [0x242, ONES, ONES],
  [0x242, 0n, 0n],
  [0x243, ONES, ONES],
  [0x243, 0n, 0n],
  [0x603, ONES, 0x444n],
  [0x204, ONES, 0x222n],
  [0x604, 0n, 0n],
  [0x204, 0n, 0n],
  [0x244, ONES, 2n],
  [0x244, 0n, 0n],
  [0x645, 0x440n, 0x440n],
  [0x244, 0n, 0x220n],
  [0x603, 0x40n, 0x40n],
  [0x244, ONES, 0x20n],
  [0x204, ONES, 0x20n],
  [0x604, 0n, 0n],
  [0x603, 0n, 0n],
  [0x204, ONES, 0n],
  [0x244, ONES, 0n],
  [0x645, 0n, 0n],
  // QEMU stores any mode: "either ignored as it is for satp, or ... WARL".
  [0x280, ONES, 0n],
  [0x280, 0x8fff_ffff_ffff_ffffn, 0x8fff_ffff_ffff_ffffn],
  [0x280, 0x1000_0000_0000_0000n, 0x8fff_ffff_ffff_ffffn],
  [0x280, 0n, 0n],
  [0x24d, ONES, ONES],
  [0x24d, 0n, 0n],
];

describe('CSRs of the H extension, written', () => {
  it('read back as on QEMU', () => {
    const hart = newTestHart();
    for (const [number, written, back] of WRITES)
      expect(hart.writeCsr(number, written), `${number.toString(16)} := ${written.toString(16)}`).toEqual(back);
  });

  it('show STIP as written in hvip, or by vstimecmp, in hip, mip and vsip', () => {
    const hart = newTestHart();
    hart.writeCsr(0x603, 0x40n);
    const seen = () => [0x645, 0x644, 0x344, 0x244].map((number) => hart.readCsr(number));
    hart.writeCsr(0x30a, STCE);
    hart.writeCsr(0x14d, ONES);
    hart.writeCsr(0x24d, 10n);
    hart.writeCsr(0x60a, STCE);
    hart.now = 999;
    expect(seen()).toEqual([0n, 0n, 0n, 0n]);
    hart.now = 1000;
    expect(seen()).toEqual([0n, 0x40n, 0x40n, 0x20n]);
    hart.writeCsr(0x24d, 11n);
    hart.writeCsr(0x645, 0x40n);
    expect(seen()).toEqual([0x40n, 0x40n, 0x40n, 0x20n]);
  });

  it('do not make what vstimecmp raises stick when other bits are set', () => {
    const hart = newTestHart();
    hart.writeCsr(0x30a, STCE);
    hart.writeCsr(0x60a, STCE);
    expect(hart.serve('csrrs', 0x644n, 4n, 5n)).toBe(0x40n);
    hart.writeCsr(0x60a, 0n);
    expect(hart.readCsr(0x644)).toBe(4n);
  });
});

/** S CSRs that a VS CSR stands in for with V=1, and a value that changes them. */
const SUBSTITUTED = [
  ['sstatus', 0x100, 2n],
  ['sie', 0x104, 0x20n],
  ['stvec', 0x105, 0x1234n],
  ['sscratch', 0x140, 0x1234n],
  ['sepc', 0x141, 0x1234n],
  ['scause', 0x142, 5n],
  ['stval', 0x143, 0x1234n],
  ['sip', 0x144, 2n],
  ['stimecmp', 0x14d, 0x1234n],
  ['satp', 0x180, 0x8000_0000_0008_0000n],
] as const;

/** A hart with everything enabled that CSRs ask for. */
function permissive(): TestHart {
  const hart = newTestHart();
  hart.writeCsr(0x306, ONES);
  hart.writeCsr(0x606, ONES);
  hart.writeCsr(0x106, ONES);
  hart.writeCsr(0x30a, STCE);
  hart.writeCsr(0x60a, STCE);
  hart.writeCsr(0x603, ONES);
  hart.writeCsr(0x303, ONES);
  hart.writeCsr(0x300, 0x6000n);
  hart.writeCsr(0x200, 0x6000n);
  return hart;
}

describe('with V=1', () => {
  it.each(SUBSTITUTED)('%s leads to the VS CSR, and the other keeps its value', (_, number, value) => {
    const hart = permissive();
    const before = hart.readCsr(number);
    const written = inMode(hart, 'VS').writeCsr(number, value);
    inMode(hart, 'M');
    const counterpart = hart.readCsr(number + 0x100);
    expect(counterpart).toBe(written);
    expect(counterpart).not.toBe(before);
    expect(hart.readCsr(number)).toBe(before);
  });

  it('senvcfg and scounteren are what they always are', () => {
    const hart = inMode(permissive(), 'VS');
    expect(hart.writeCsr(0x10a, ONES)).toBe(0xf1n);
    expect(hart.writeCsr(0x106, 5n)).toBe(5n);
    inMode(hart, 'M');
    expect([hart.readCsr(0x10a), hart.readCsr(0x106)]).toEqual([0xf1n, 5n]);
  });

  it('time has htimedelta added, truncated', () => {
    const hart = permissive();
    hart.now = 5000;
    hart.writeCsr(0x605, ONES - 9n);
    expect(hart.readCsr(0xc01)).toBe(50n);
    expect(inMode(hart, 'VS').readCsr(0xc01)).toBe(40n);
    expect(inMode(hart, 'VU').readCsr(0xc01)).toBe(40n);
    expect(inMode(hart, 'U').readCsr(0xc01)).toBe(50n);
  });

  it('a floating-point CSR needs FS of mstatus and of vsstatus, and makes both dirty', () => {
    const hart = inMode(newTestHart(), 'VU');
    const clean = 0x4000n;
    const dirty = 0x8000_0000_0000_6000n;
    for (const [mstatus, vsstatus, answer] of [
      [0n, clean, ILLEGAL],
      [clean, 0n, ILLEGAL],
      [clean, clean, 0n],
    ] as const) {
      hart.set(layout.mstatus, mstatus);
      hart.set(layout.vsstatus, vsstatus);
      expect(hart.readCsr(3)).toEqual(answer);
    }
    hart.writeCsr(3, 1n);
    expect([hart.get(layout.mstatus), hart.get(layout.vsstatus)]).toEqual([dirty, dirty]);
    hart.set(layout.vsstatus, clean);
    hart.set(layout.virtualized, 0n);
    hart.writeCsr(3, 1n);
    expect(hart.get(layout.vsstatus)).toBe(clean);
  });
});

type Answer = 'ok' | 'illegal' | 'virtual';

function answer(hart: TestHart, number: number): Answer {
  const read = hart.readCsr(number);
  if (typeof read === 'bigint') return 'ok';
  expect(read.value).toBe(0n);
  return read.cause === VIRTUAL.cause ? 'virtual' : 'illegal';
}

const MODES = ['M', 'S', 'U', 'VS', 'VU'] as const;
const answers = (hart: TestHart, number: number) => MODES.map((mode) => answer(inMode(hart, mode), number)).join(' ');

describe('who gets which exception', () => {
  /** By bits 9:8 of the number, in M, HS, U, VS and VU, when nothing else forbids the access. */
  const BY_LEVEL = [
    'ok ok ok ok ok',
    'ok ok illegal ok virtual',
    'ok ok illegal virtual virtual',
    'ok illegal illegal illegal illegal',
  ];

  it.each(csrs.map(({ name, number }) => [name, number] as const))('%s', (_, number) => {
    expect(answers(permissive(), number)).toBe(BY_LEVEL[(number >> 8) & 3]);
  });

  it('a number that is no CSR is illegal for everyone', () => {
    for (const number of [0x101, 0x201, 0x5a8, 0x601, 0x612, 0x615, 0x61a, 0xc80, 0xeff])
      expect(answers(permissive(), number)).toBe('illegal illegal illegal illegal illegal');
  });

  it('a write to a read-only CSR is illegal for everyone', () => {
    for (const number of [0xc00n, 0xe12n])
      for (const mode of MODES) expect(inMode(permissive(), mode).serve('csrrw', number, 0n, 0n)).toEqual(ILLEGAL);
  });

  it.each([
    // mcounteren, hcounteren, scounteren
    [0n, 1n, 1n, 'ok illegal illegal illegal illegal'],
    [1n, 0n, 0n, 'ok ok illegal virtual virtual'],
    [1n, 0n, 1n, 'ok ok ok virtual virtual'],
    [1n, 1n, 0n, 'ok ok illegal ok virtual'],
    [1n, 1n, 1n, 'ok ok ok ok ok'],
  ])('a counter with mcounteren %d, hcounteren %d, scounteren %d: %s', (m, h, s, expected) => {
    for (const index of [0, 1, 2, 3, 18]) {
      const hart = permissive();
      hart.set(layout.mcounteren, m << BigInt(index));
      hart.set(layout.hcounteren, h << BigInt(index));
      hart.set(layout.scounteren, s << BigInt(index));
      expect(answers(hart, 0xc00 + index)).toBe(expected);
    }
  });

  it.each([
    // menvcfg.STCE, mcounteren.TM, henvcfg.STCE, hcounteren.TM
    [0n, 1n, 0n, 1n, 'ok illegal illegal illegal illegal', 'ok illegal illegal illegal illegal'],
    [1n, 0n, 1n, 1n, 'ok illegal illegal illegal illegal', 'ok illegal illegal illegal illegal'],
    [1n, 1n, 0n, 1n, 'ok ok illegal virtual virtual', 'ok ok illegal virtual virtual'],
    [1n, 1n, 1n, 0n, 'ok ok illegal virtual virtual', 'ok ok illegal virtual virtual'],
    [1n, 1n, 1n, 1n, 'ok ok illegal ok virtual', 'ok ok illegal virtual virtual'],
  ])('stimecmp and vstimecmp with menvcfg.STCE %d, mcounteren.TM %d, henvcfg.STCE %d, hcounteren.TM %d', (...row) => {
    const [mStce, mTm, hStce, hTm, own, guests] = row;
    const hart = permissive();
    hart.set(layout.menvcfg, mStce << 63n);
    hart.set(layout.henvcfg, hStce << 63n);
    hart.set(layout.mcounteren, mTm << 1n);
    hart.set(layout.hcounteren, hTm << 1n);
    expect(answers(hart, 0x14d)).toBe(own);
    expect(answers(hart, 0x24d)).toBe(guests);
  });

  it('TVM keeps satp and hgatp from HS alone; VTVM satp from VS', () => {
    const hart = permissive();
    hart.set(layout.mstatus, 1n << 20n);
    expect(answers(hart, 0x180)).toBe('ok illegal illegal ok virtual');
    expect(answers(hart, 0x680)).toBe('ok illegal illegal virtual virtual');
    expect(answers(hart, 0x280)).toBe('ok ok illegal virtual virtual');
    hart.set(layout.mstatus, 0n);
    hart.set(layout.hstatus, 1n << 20n);
    expect(answers(hart, 0x180)).toBe('ok ok illegal virtual virtual');
    expect(answers(hart, 0x680)).toBe('ok ok illegal virtual virtual');
  });
});

describe('a write', () => {
  const calls = (mode: (typeof MODES)[number], number: bigint, value: bigint, prepare: (hart: TestHart) => void = () => {}) => {
    const hart = permissive();
    prepare(hart);
    inMode(hart, mode).take();
    hart.hart.services['csrrw']?.(number, value, 0n);
    return hart.take().calls;
  };

  it('ends the inner run when it changes how guests translate, or their timer', () => {
    for (const number of [0x280n, 0x680n, 0x60an, 0x605n, 0x24dn])
      expect(calls('S', number, 0n), number.toString(16)).toEqual(['endRun']);
    for (const number of [0x180n, 0x14dn]) expect(calls('VS', number, 0n), number.toString(16)).toEqual(['endRun']);
  });

  it('ends it when an interrupt is now due', () => {
    const due = (hart: TestHart) => {
      hart.writeCsr(0x603, 0n); // to HS
      hart.writeCsr(0x604, 4n);
      hart.set(layout.mstatus, 2n);
    };
    expect(calls('S', 0x645n, 4n, due)).toEqual(['endRun']);
    expect(calls('S', 0x645n, 8n, due)).toEqual([]);
    const injected = (hart: TestHart) => {
      hart.writeCsr(0x645, 0x40n);
      hart.set(layout.vsstatus, 2n);
    };
    expect(calls('VS', 0x104n, 0x20n, injected)).toEqual(['endRun']);
    expect(calls('S', 0x204n, 0x20n, injected)).toEqual([]); // not in HS
  });

  it('of what is read when it is needed ends nothing', () => {
    for (const number of [0x600n, 0x602n, 0x606n, 0x643n, 0x64an, 0x205n]) expect(calls('S', number, 0n)).toEqual([]);
  });

  it('of vsstatus.FS with V=1 decodes words anew', () => {
    expect(calls('VS', 0x100n, 0n)).toEqual(['reenter']);
    expect(calls('S', 0x200n, 0n)).toEqual([]);
  });
});
