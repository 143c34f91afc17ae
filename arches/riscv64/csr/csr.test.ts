/**
 * Against literals that `qemu-system-riscv64` 7.2.22 `-cpu rv64,h=true,svinval=true,svpbmt=true` printed, by a program that
 * reads every number at reset, and then writes and reads back. Where ours differs, the line says why. Those of the H extension are
 * written in `hypervisor.test.ts`.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layout } from '../layout.ts';
import { privilege } from '../privilege.ts';
import { inPrivilege, newTestHart, type TestHart } from '../testing/hart.ts';
import { csrs } from './table.ts';

const ONES = 2n ** 64n - 1n;
const ILLEGAL = { cause: 2, value: 0n }; // the RAM at pc is zero

const numbers = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, i) => first + i);

const AT_RESET = [
  ...[0x100, 0x104, 0x105, 0x106, 0x10a, 0x140, 0x141, 0x142, 0x143, 0x144, 0x14d, 0x180],
  ...[0x200, 0x204, 0x205, 0x240, 0x241, 0x242, 0x243, 0x244, 0x24d, 0x280],
  ...[...numbers(0x300, 0x306), 0x30a, 0x320, ...numbers(0x323, 0x33f), ...numbers(0x340, 0x344), 0x34a, 0x34b],
  ...[0x3a0, 0x3a2, ...numbers(0x3b0, 0x3bf)],
  ...[0x600, ...numbers(0x602, 0x607), 0x60a, 0x643, 0x644, 0x645, 0x64a, 0x680, ...numbers(0x7a0, 0x7a4)],
  ...[0xb00, ...numbers(0xb02, 0xb12), ...numbers(0xc00, 0xc12), 0xe12, ...numbers(0xf11, 0xf15)],
];

const RESET_VALUES: Readonly<Record<number, bigint>> = {
  0x100: 0x2_0000_0000n,
  0x200: 0x2_0000_0000n, // QEMU has SXL here too until it is first written
  0x300: 0xa_0000_0000n,
  0x301: 0x8000_0000_0014_11adn,
  0x303: 0x1444n, // QEMU shows these bits once it was written: they "are each read-only one"
  0x600: 0x2_0000_0000n,
  0x7a1: 0x2000_0000_0000_0000n,
  0x7a4: 0x44n,
  0xf12: 0x7_0216n,
  0xf13: 0x7_0216n,
};

describe('CSRs at reset', () => {
  it.each(AT_RESET)('%#x reads as on QEMU', (number) => {
    expect(newTestHart().readCsr(number)).toBe(RESET_VALUES[number] ?? 0n);
  });

  it('are no others, but for those of the FPU that is off', () => {
    const hart = newTestHart();
    const present = numbers(0, 0xfff).filter((number) => typeof hart.readCsr(number) === 'bigint');
    expect(present).toEqual(AT_RESET);
    hart.writeCsr(0x300, 0x2000n);
    expect(numbers(0, 0xff).filter((number) => typeof hart.readCsr(number) === 'bigint')).toEqual([1, 2, 3]);
  });

  it('give mhartid the index of the hart', () => {
    expect(newTestHart(1).readCsr(0xf14)).toBe(1n);
  });
});

/** Written, read back, in this order, on one hart. */
const WRITES: readonly (readonly [number: number, written: bigint, back: bigint | typeof ILLEGAL])[] = [
  // QEMU stores UXL (…cb…): "an implementation may make UXL be a read-only field"; and MPP 2 (…1000): "can hold only ... any implemented privilege mode lower than x".
  [0x300, ONES, 0x8000_00ca_007e_7faan],
  [0x300, 0n, 0xa_0000_0000n],
  [0x300, 0x1000n, 0xa_0000_0000n],
  [0x300, 0x800n, 0xa_0000_0800n],
  [0x300, 0x1800n, 0xa_0000_1800n],
  [0x300, 0x6000n, 0x8000_000a_0000_6000n],
  [0x300, 0x200n, 0xa_0000_0200n],
  [0x300, 0x600n, 0x8000_000a_0000_0600n],
  [0x300, 0n, 0xa_0000_0000n],
  [0x301, 0n, 0x8000_0000_0014_11adn],
  [0x301, ONES, 0x8000_0000_0014_11adn],
  // QEMU stores bit 11: "medeleg[11] is read-only zero".
  [0x302, ONES, 0xf0_b7ffn],
  [0x302, 0n, 0n],
  [0x303, ONES, 0x3666n],
  [0x303, 0n, 0x1444n],
  // QEMU stores SGEIE, 0x1000: writable is what "can ever become pending".
  [0x304, ONES, 0x2eeen],
  [0x304, 0n, 0n],
  [0x305, 0x8000_0020n, 0x8000_0020n],
  [0x305, 2n, 0x8000_0020n],
  [0x305, 3n, 0x8000_0020n],
  [0x305, 0xffff_ffff_ffff_fffdn, 0xffff_ffff_ffff_fffdn],
  [0x305, 1n, 1n],
  // QEMU stores 64 bits: "mcounteren is a 32-bit register", and scounteren too.
  [0x306, ONES, 0xffff_ffffn],
  [0x306, 0n, 0n],
  [0x106, ONES, 0xffff_ffffn],
  [0x106, 0n, 0n],
  [0x30a, ONES, 0xc000_0000_0000_00f1n],
  [0x30a, 0n, 0n],
  [0x10a, ONES, 0xf1n],
  [0x10a, 0n, 0n],
  [0x340, ONES, ONES],
  [0x340, 0n, 0n],
  // QEMU stores bit 0: "The low bit of mepc (mepc[0]) is always zero."
  [0x341, ONES, ONES - 1n],
  [0x341, 2n, 2n],
  [0x341, 1n, 0n],
  [0x342, ONES, ONES],
  [0x342, 0n, 0n],
  [0x343, ONES, ONES],
  [0x343, 0n, 0n],
  // QEMU stores VSTIP and VSEIP, 0x440: mip has aliases of those in hip, where they are read-only.
  [0x344, ONES, 0x2226n],
  [0x344, 0n, 0n],
  [0x303, ONES, 0x3666n],
  [0x144, ONES, 0x2002n],
  [0x144, 0n, 0n],
  [0x104, ONES, 0x2222n],
  [0x104, 0n, 0n],
  [0x303, 0n, 0x1444n],
  [0x104, ONES, 0n],
  [0x144, ONES, 0n],
  [0x14d, ONES, ONES],
  [0x30a, 1n << 63n, 1n << 63n],
  [0x344, ONES, 0x2206n],
  [0x344, 0n, 0n],
  [0x30a, 0n, 0n],
  [0x14d, 0n, 0n],
  // QEMU stores UXL.
  [0x100, ONES, 0x8000_0002_000c_6722n],
  [0x100, 0n, 0x2_0000_0000n],
  [0x105, 1n, 1n],
  [0x105, 2n, 1n],
  [0x105, 0xffff_ffff_0000_0004n, 0xffff_ffff_0000_0004n],
  [0x140, ONES, ONES],
  [0x140, 0n, 0n],
  // QEMU stores bit 0: "The low bit of sepc (sepc[0]) is always zero."
  [0x141, ONES, ONES - 1n],
  [0x142, ONES, ONES],
  [0x142, 0n, 0n],
  [0x143, ONES, ONES],
  [0x143, 0n, 0n],
  [0x180, ONES, 0n],
  [0x180, 0x8fff_ffff_ffff_ffffn, 0x8fff_ffff_ffff_ffffn],
  [0x180, 0x9fff_ffff_ffff_ffffn, 0x9fff_ffff_ffff_ffffn],
  [0x180, 0xafff_ffff_ffff_ffffn, 0xafff_ffff_ffff_ffffn],
  [0x180, 0xbfff_ffff_ffff_ffffn, 0xafff_ffff_ffff_ffffn],
  [0x180, 0x1000_0000_0000_0000n, 0xafff_ffff_ffff_ffffn],
  [0x180, 0x0fff_ffff_ffff_ffffn, 0x0fff_ffff_ffff_ffffn],
  [0x180, 0n, 0n],
  // QEMU stores 64 bits: mcountinhibit is a 32-bit register whose bit 1 is read-only zero, there being no counter 1.
  [0x320, ONES, 0xffff_fffdn],
  [0x320, 0n, 0n],
  [0x323, ONES, ONES],
  [0x323, 0n, 0n],
  [0x33f, ONES, ONES],
  [0x33f, 0n, 0n],
  [0xb03, ONES, ONES],
  [0xb03, 0n, 0n],
  [0xb12, ONES, ONES],
  [0xb12, 0n, 0n],
  [0xb13, ONES, ILLEGAL],
  [0xb1f, 0n, ILLEGAL],
  // QEMU stores 64 bits: "each PMP address register encodes bits 55–2 of a 56-bit physical address".
  [0x3b0, ONES, 2n ** 54n - 1n],
  [0x3b0, 0n, 0n],
  [0x3bf, ONES, 2n ** 54n - 1n],
  [0x3bf, 0n, 0n],
  // QEMU stores bits 5 and 6 of an entry: they are WARL, shown as 0.
  [0x3a0, 0x7f7f_7f7f_7f7f_7f7fn, 0x1f1f_1f1f_1f1f_1f1fn],
  [0x3a0, 0n, 0n],
  [0x3a1, 0n, ILLEGAL],
  [0x3a2, 0x1f02_1f02_1f02_1f02n, 0x1f02_1f02_1f02_1f02n],
  [0x3a2, 0n, 0n],
  [0x3a3, 0n, ILLEGAL],
  // A locked TOR entry keeps its own address, the one below, and its configuration.
  [0x3b0, 0x1234n, 0x1234n],
  [0x3b1, 0x2345n, 0x2345n],
  [0x3a0, 0x8800n, 0x8800n],
  [0x3b0, 1n, 0x1234n],
  [0x3b1, 1n, 0x2345n],
  [0x3a0, 0x1f1fn, 0x881fn],
  [0x3b0, 5n, 0x1234n],
  [0x7a0, 1n, 1n],
  [0x7a0, 2n, 1n],
  [0x7a0, ONES, 1n],
  [0x7a0, 0n, 0n],
  [0x7a1, ONES, 0x2000_0000_0000_0000n],
  [0x7a1, 0x2fff_ffff_ffff_ffffn, 0x2000_0000_0000_005fn],
  [0x7a1, 0x6fff_ffff_ffff_ffffn, 0x6000_0000_0180_005fn],
  [0x7a1, 0x2000_0000_0003_0000n, 0x2000_0000_0003_0000n],
  [0x7a1, 0x2000_0000_0060_0048n, 0x2000_0000_0000_0048n],
  [0x7a1, 0x6000_0000_0005_0048n, 0x6000_0000_0005_0048n],
  [0x7a1, 0x6000_0000_000f_0048n, 0x6000_0000_0000_0048n],
  [0x7a1, 0x3000_0000_0000_0000n, 0x6000_0000_0000_0048n],
  [0x7a1, 0n, 0x6000_0000_0000_0048n],
  [0x7a1, 0x2000_0000_0000_0000n, 0x2000_0000_0000_0000n],
  [0x7a2, ONES, ONES],
  [0x7a3, ONES, 0n],
  [0x7a4, ONES, 0x44n],
  [0x001, ONES, ILLEGAL],
  [0xf11, 0n, ILLEGAL],
  [0xc00, 0n, ILLEGAL],
  [0x7a8, 0n, ILLEGAL],
  [0x747, 0n, ILLEGAL],
];

describe('CSRs written', () => {
  it('read back as on QEMU', () => {
    const hart = newTestHart();
    for (const [number, written, back] of WRITES) {
      expect(hart.writeCsr(number, written), `${number.toString(16)} := ${written.toString(16)}`).toEqual(back);
    }
  });

  it('hold fflags and frm in fcsr, and make the FPU dirty', () => {
    const hart = newTestHart();
    hart.writeCsr(0x300, 0x2000n);
    expect(hart.writeCsr(0x003, ONES)).toBe(0xffn);
    expect(hart.readCsr(0x300)).toBe(0x8000_000a_0000_6000n);
    expect(hart.writeCsr(0x001, 0n)).toBe(0n);
    expect(hart.readCsr(0x003)).toBe(0xe0n);
    expect(hart.writeCsr(0x002, 0x0an)).toBe(2n);
    expect(hart.readCsr(0x003)).toBe(0x40n);
  });

  it('set and clear bits, and do not write when the source is x0', () => {
    const hart = newTestHart();
    hart.writeCsr(0x340, 0b1100n);
    expect(hart.serve('csrrs', 0x340n, 0b0110n, 5n)).toBe(0b1100n);
    expect(hart.serve('csrrc', 0x340n, 0b1000n, 5n)).toBe(0b1110n);
    expect(hart.readCsr(0x340)).toBe(0b0110n);
    expect(hart.serve('csrrs', 0xf14n, 0n, 0n)).toBe(0n);
    // A register that happens to hold 0 is still a write. QEMU lets it pass.
    expect(hart.serve('csrrs', 0xf14n, 0n, 5n)).toEqual(ILLEGAL);
  });

  it('do not make the wire to SEIP stick when other bits of mip are set', () => {
    const hart = newTestHart();
    hart.lines = 1 << 9;
    expect(hart.serve('csrrs', 0x344n, 2n, 5n)).toBe(0x200n);
    expect(hart.readCsr(0x344)).toBe(0x202n);
    hart.lines = 0;
    expect(hart.readCsr(0x344)).toBe(2n);
    // SEIP reads as "the logical-OR of the software-writable bit and the interrupt signal".
    hart.writeCsr(0x344, 0x200n);
    expect(hart.readCsr(0x344)).toBe(0x200n);
  });

  it('end the inner run when they change translation, the timer, or who runs how', () => {
    const calls = (number: bigint, value: bigint, prepare: (hart: TestHart) => void = () => {}) => {
      const hart = newTestHart();
      prepare(hart);
      hart.hart.services['csrrw']?.(number, value, 0n);
      return hart.take().calls;
    };
    for (const number of [0x180n, 0x3a0n, 0x3b0n, 0x30an, 0x14dn, 0x7a1n, 0x7a2n]) {
      expect(calls(number, 0n), number.toString(16)).toEqual(['endRun']);
    }
    for (const number of [0x340n, 0x341n, 0x305n, 0xb00n]) expect(calls(number, 0n), number.toString(16)).toEqual([]);
    const mtip = (hart: TestHart) => {
      hart.lines = 0x80;
    };
    expect(calls(0x300n, 0x1800n)).toEqual([]);
    expect(calls(0x300n, 0x2_0000n)).toEqual(['reenter']); // MPRV with MPP = U
    expect(calls(0x300n, 0x2000n)).toEqual(['reenter']); // the FPU is on
    expect(calls(0x300n, 0x8n, mtip)).toEqual([]); // MIE, but mie is 0
    expect(calls(0x304n, 0x80n, mtip)).toEqual([]); // mie, but MIE is 0
    const enabled = (hart: TestHart) => {
      mtip(hart);
      hart.set(layout.mstatus, 8n);
    };
    expect(calls(0x304n, 0x80n, enabled)).toEqual(['endRun']);
  });
});

describe('who may access a CSR', () => {
  const isReadable = (hart: TestHart, number: number) => typeof hart.readCsr(number) === 'bigint';

  it.each([
    ['U', privilege.U, 0],
    ['S, which is HS,', privilege.S, 2],
    ['M', privilege.M, 3],
  ])('%s may not access what is above it', (_, mode, level) => {
    const hart = inPrivilege(newTestHart(), mode);
    for (const { number, name } of csrs) {
      if (((number >> 8) & 3) > level) expect(isReadable(hart, number), name).toBe(false);
    }
  });

  it('gives S what M enables in mcounteren, and U what S also enables', () => {
    const hart = newTestHart();
    const counters = numbers(0xc00, 0xc12);
    const visible = (mode: number) =>
      counters.filter((number) => isReadable(inPrivilege(hart, mode), number)).map((n) => n - 0xc00);
    expect(visible(privilege.M)).toHaveLength(19);
    expect(visible(privilege.S)).toEqual([]);
    hart.set(layout.mcounteren, 0b10111n);
    expect(visible(privilege.S)).toEqual([0, 1, 2, 4]);
    expect(visible(privilege.U)).toEqual([]);
    hart.set(layout.scounteren, 0b1110n);
    expect(visible(privilege.U)).toEqual([1, 2]);
  });

  it('keeps satp from S while TVM is set', () => {
    const hart = inPrivilege(newTestHart(), privilege.S);
    expect(hart.readCsr(0x180)).toBe(0n);
    hart.set(layout.mstatus, 1n << 20n);
    expect(hart.readCsr(0x180)).toEqual(ILLEGAL);
    expect(inPrivilege(hart, privilege.M).readCsr(0x180)).toBe(0n);
  });

  it('keeps stimecmp from S unless STCE and the TM bit of mcounteren are set', () => {
    const hart = inPrivilege(newTestHart(), privilege.S);
    const visible = (stce: bigint, tm: bigint) => {
      hart.set(layout.menvcfg, stce << 63n);
      hart.set(layout.mcounteren, tm << 1n);
      return isReadable(hart, 0x14d);
    };
    expect([visible(0n, 0n), visible(0n, 1n), visible(1n, 0n), visible(1n, 1n)]).toEqual([false, false, false, true]);
  });

  it('keeps the FPU from everyone while FS is off', () => {
    const hart = inPrivilege(newTestHart(), privilege.U);
    expect(isReadable(hart, 3)).toBe(false);
    hart.set(layout.mstatus, 0x2000n);
    expect(isReadable(hart, 3)).toBe(true);
  });
});

describe('any sequence of writes', () => {
  const access = fc.record({
    number: fc.oneof(fc.constantFrom(...csrs.map(({ number }) => number)), fc.nat({ max: 0xfff })),
    service: fc.constantFrom('csrrw', 'csrrs', 'csrrc'),
    value: fc.bigInt({ min: 0n, max: ONES }),
    mode: fc.constantFrom(privilege.U, privilege.S, privilege.M),
  });

  it('never throws, and writing back what was read changes nothing', () => {
    fc.assert(
      fc.property(fc.array(access, { maxLength: 40 }), (accesses) => {
        const hart = newTestHart();
        for (const { number, service, value, mode } of accesses) {
          hart.hart.services[service]?.(BigInt(number), value, 1n);
          hart.set(layout.privilege, BigInt(mode));
        }
        inPrivilege(hart, privilege.M);
        for (const { number, write } of csrs) {
          // Counters count the instruction that writes them; mip's wires are not written.
          if (write === undefined || number >> 8 === 0xb) continue;
          const before = hart.readCsr(number);
          if (typeof before !== 'bigint') continue;
          expect(hart.writeCsr(number, before), number.toString(16)).toBe(before);
        }
      }),
    );
  });
});
