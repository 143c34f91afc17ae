import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Insn } from '#core/isa/insn.ts';
import { anyU64, resultOf } from '../testing/execute.ts';
import { bitmanip } from './bitmanip.ts';
import * as zba from './zba.ts';
import * as bits from './zbb-bits.ts';
import * as rotations from './zbb-rotations.ts';
import * as zbc from './zbc.ts';
import * as zbs from './zbs.ts';

const ones = 0xffff_ffff_ffff_ffffn;
const minInt64 = 0x8000_0000_0000_0000n;

const rows: readonly (readonly [Insn, bigint, bigint, bigint])[] = [
  [zba.addUw, 0xffff_ffff_8000_0000n, 1n, 0x8000_0001n],
  [zba.addUw, ones, ones, 0xffff_fffen],
  [zba.sh1add, 0x4000_0000_0000_0003n, 1n, 0x8000_0000_0000_0007n],
  [zba.sh2add, 3n, 1n, 13n],
  [zba.sh3add, 0x2000_0000_0000_0003n, 1n, 25n],
  [zba.sh1addUw, 0xff_ffff_ffffn, 1n, 0x1_ffff_ffffn],
  [zba.sh2addUw, ones, 0n, 0x3_ffff_fffcn],
  [zba.sh3addUw, 0x1_8000_0000n, ones, 0x3_ffff_ffffn],
  [zba.slliUw, 0xffff_ffff_8000_0001n, 4n, 0x8_0000_0010n],
  [zba.slliUw, ones, 63n, minInt64],

  [bits.andn, 0xff0n, 0x3cn, 0xfc0n],
  [bits.orn, 0xff0n, 0x3cn, 0xffff_ffff_ffff_fff3n],
  [bits.xnor, 0xff0n, 0x3cn, 0xffff_ffff_ffff_f033n],
  [bits.clz, 0n, 0n, 64n],
  [bits.clz, 0x8000_0000n, 0n, 32n],
  [bits.clz, ones, 0n, 0n],
  [bits.ctz, 0n, 0n, 64n],
  [bits.ctz, 0x10_0000_0000n, 0n, 36n],
  [bits.cpop, ones, 0n, 64n],
  [bits.cpop, 0x8000_0000_0001_0001n, 0n, 3n],
  [bits.clzw, 0xffff_ffff_0000_0000n, 0n, 32n],
  [bits.clzw, 0xffff_ffff_0000_8000n, 0n, 16n],
  [bits.ctzw, 0xffff_ffff_0000_0000n, 0n, 32n], // "if the least-significant word is 0, the output is 32"; QEMU 7.2 looks on into the upper word
  [bits.ctzw, 0x8000_0000n, 0n, 31n],
  [bits.cpopw, ones, 0n, 32n],
  [bits.max, ones, 1n, 1n],
  [bits.max, 1n, ones, 1n],
  [bits.maxu, ones, 1n, ones],
  [bits.maxu, 2n, 3n, 3n],
  [bits.min, ones, 1n, ones],
  [bits.min, 1n, minInt64, minInt64],
  [bits.minu, ones, 1n, 1n],
  [bits.minu, 2n, 3n, 2n],
  [bits.sextB, 0x1_2380n, 0n, 0xffff_ffff_ffff_ff80n],
  [bits.sextB, 0xff7fn, 0n, 0x7fn],
  [bits.sextH, 0x1_8000n, 0n, 0xffff_ffff_ffff_8000n],
  [bits.zextH, 0xffff_ffff_ffff_8001n, 0n, 0x8001n],
  [bits.rev8, 0x0102_0304_0506_0708n, 0n, 0x0807_0605_0403_0201n],
  [bits.rev8, 0x80n, 0n, minInt64],
  [bits.orcB, 0x0100_8000_0010_00ffn, 0n, 0xff00_ff00_00ff_00ffn],
  [bits.orcB, 0x0102_0408_1020_4080n, 0n, ones], // each bit of a byte in turn

  [rotations.rol, 0x8000_0000_0000_0001n, 4n, 0x18n],
  [rotations.rol, 0x1234n, 64n, 0x1234n],
  [rotations.ror, 0x18n, 4n, 0x8000_0000_0000_0001n],
  [rotations.ror, 0x1n, 65n, minInt64],
  [rotations.rori, 0xfn, 63n, 0x1en],
  [rotations.rolw, 0xff_8000_0001n, 4n, 0x18n],
  [rotations.rolw, 0x4000_0000n, 33n, 0xffff_ffff_8000_0000n],
  [rotations.rolw, 0x8000_0000n, 32n, 0xffff_ffff_8000_0000n],
  [rotations.rorw, 0xff_0000_0018n, 4n, 0xffff_ffff_8000_0001n],
  [rotations.rorw, 2n, 33n, 1n],
  [rotations.roriw, 0x1_0000_0001n, 31n, 2n],
  [rotations.roriw, 0x8000_0000n, 0n, 0xffff_ffff_8000_0000n],

  // (x + 1)(x + 1) = x^2 + 1; the rest by the shifts of one bit.
  [zbc.clmul, 3n, 3n, 5n],
  [zbc.clmul, 0x1234_5678_9abc_def1n, 0x8000_0000_0000_0001n, 0x9234_5678_9abc_def1n],
  [zbc.clmulh, minInt64, minInt64, 0x4000_0000_0000_0000n],
  [zbc.clmulh, 0x1234_5678_9abc_def1n, 0x1_0000_0000n, 0x1234_5678n],
  [zbc.clmulh, ones, 1n, 0n],
  [zbc.clmulr, minInt64, minInt64, minInt64],
  [zbc.clmulr, 2n, minInt64, 2n],
  [zbc.clmulr, ones, 1n, 1n],

  [zbs.bclr, ones, 63n, 0x7fff_ffff_ffff_ffffn],
  [zbs.bclr, 5n, 64n, 4n],
  [zbs.bclri, 0xffn, 3n, 0xf7n],
  [zbs.bext, minInt64, 63n, 1n],
  [zbs.bext, 6n, 64n, 0n],
  [zbs.bexti, 0x10n, 4n, 1n],
  [zbs.binv, 0n, 127n, minInt64],
  [zbs.binvi, 0xffn, 0n, 0xfen],
  [zbs.bset, 0n, 33n, 0x2_0000_0000n],
  [zbs.bseti, 1n, 63n, 0x8000_0000_0000_0001n],
];

describe('Zba, Zbb, Zbc and Zbs', () => {
  it.each(rows.map(([insn, ...values]) => [insn.mnemonic, insn, ...values] as const))('%s', (_, insn, a, b, result) => {
    expect(resultOf(insn, a, b)).toBe(result);
  });

  it('covers every definition', () => {
    const tested = new Set(rows.map(([insn]) => insn));
    for (const insn of bitmanip) expect(tested, insn.mnemonic).toContain(insn);
  });

  /** The product over GF(2), by the manual's loop. */
  const product = (a: bigint, b: bigint): bigint => {
    let sum = 0n;
    for (let i = 0n; i < 64n; i++) if ((b >> i) & 1n) sum ^= a << i;
    return sum;
  };
  it.each<[Insn, bigint]>([
    [zbc.clmul, 0n],
    [zbc.clmulh, 64n],
    [zbc.clmulr, 63n],
  ])('$mnemonic is part of the carry-less product', (insn, from) => {
    fc.assert(
      fc.property(anyU64, anyU64, (a, b) => {
        expect(resultOf(insn, a, b)).toBe(BigInt.asUintN(64, product(a, b) >> from));
      }),
    );
  });

  it('orc.b and rev8 work byte by byte', () => {
    const bytes = (value: bigint) => Array.from({ length: 8 }, (_, i) => Number((value >> BigInt(8 * i)) & 0xffn));
    fc.assert(
      fc.property(anyU64, (a) => {
        expect(bytes(resultOf(bits.orcB, a))).toEqual(bytes(a).map((byte) => (byte === 0 ? 0 : 0xff)));
        expect(bytes(resultOf(bits.rev8, a))).toEqual(bytes(a).reverse());
      }),
    );
  });
});
