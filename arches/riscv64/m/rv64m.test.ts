import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Insn } from '#core/isa/insn.ts';
import { anyU64, resultOf } from '../testing/execute.ts';
import * as division from './division.ts';
import * as multiplication from './multiplication.ts';
import { rv64m } from './rv64m.ts';

const ones = 0xffff_ffff_ffff_ffffn; // -1, or 2^64 - 1
const minInt64 = 0x8000_0000_0000_0000n;
const minInt32 = 0xffff_ffff_8000_0000n;

const rows: readonly (readonly [Insn, bigint, bigint, bigint])[] = [
  [multiplication.mul, 7n, ones, 0xffff_ffff_ffff_fff9n],
  [multiplication.mul, 0x1_0000_0001n, 0x1_0000_0001n, 0x2_0000_0001n],
  [multiplication.mulh, ones, ones, 0n], // -1 × -1 = 1
  [multiplication.mulh, ones, 1n, ones], // -1
  [multiplication.mulh, minInt64, minInt64, 0x4000_0000_0000_0000n], // 2^126
  [multiplication.mulh, minInt64, ones, 0n], // 2^63
  [multiplication.mulh, 0x7fff_ffff_ffff_ffffn, 0x7fff_ffff_ffff_ffffn, 0x3fff_ffff_ffff_ffffn], // 2^126 - 2^64 + 1
  [multiplication.mulhsu, ones, ones, ones], // -1 × (2^64 - 1) = -2^64 + 1
  [multiplication.mulhsu, 1n, ones, 0n],
  [multiplication.mulhsu, minInt64, 2n, ones], // -2^64
  [multiplication.mulhu, ones, ones, 0xffff_ffff_ffff_fffen], // 2^128 - 2^65 + 1
  [multiplication.mulhu, minInt64, 2n, 1n],
  [multiplication.mulhu, 0x1_0000_0000n, 0x1_0000_0000n, 1n],
  [multiplication.mulw, 0x7fff_ffffn, 2n, 0xffff_ffff_ffff_fffen],
  [multiplication.mulw, 0x5_0000_0003n, 0x9_0000_0005n, 15n],
  [division.div, 7n, -2n, 0xffff_ffff_ffff_fffdn], // -3: towards zero
  [division.div, 7n, 0n, ones],
  [division.div, minInt64, -1n, minInt64],
  [division.divu, ones, 2n, 0x7fff_ffff_ffff_ffffn],
  [division.divu, 7n, 0n, ones],
  [division.divu, minInt64, ones, 0n],
  [division.rem, -7n, 2n, ones], // the sign of the dividend
  [division.rem, 7n, -2n, 1n],
  [division.rem, -7n, 0n, 0xffff_ffff_ffff_fff9n],
  [division.rem, minInt64, -1n, 0n],
  [division.remu, ones, 10n, 5n], // 18446744073709551615
  [division.remu, 7n, 0n, 7n],
  [division.divw, 0x5_0000_0007n, 0x3_0000_0002n, 3n],
  [division.divw, minInt32, -1n, minInt32],
  [division.divw, 1n, 0x1_0000_0000n, ones],
  [division.divuw, 0xffff_ffffn, 1n, ones], // 2^32 - 1, sign-extended
  [division.divuw, ones, 0x1_0000_0002n, 0x7fff_ffffn],
  [division.divuw, 5n, 0n, ones],
  [division.remw, -7n, 2n, ones],
  [division.remw, 0x8000_0000n, ones, 0n],
  [division.remw, 0x1_8000_0001n, 0n, 0xffff_ffff_8000_0001n],
  [division.remuw, 0xffff_ffffn, 0x1_0000_0010n, 15n],
  [division.remuw, 0x1_8000_0001n, 0n, 0xffff_ffff_8000_0001n],
];

describe('M extension', () => {
  it.each(rows.map(([insn, ...values]) => [insn.mnemonic, insn, ...values] as const))('%s', (_, insn, a, b, result) => {
    expect(resultOf(insn, a, b)).toBe(result);
  });

  it('covers every definition', () => {
    const tested = new Set(rows.map(([insn]) => insn));
    for (const insn of rv64m) expect(tested, insn.mnemonic).toContain(insn);
  });

  const s64 = (value: bigint) => BigInt.asIntN(64, value);
  it.each<[Insn, (a: bigint, b: bigint) => bigint]>([
    [multiplication.mulh, (a, b) => s64(a) * s64(b)],
    [multiplication.mulhsu, (a, b) => s64(a) * b],
    [multiplication.mulhu, (a, b) => a * b],
  ])('$mnemonic is the upper half of the product', (insn, product) => {
    fc.assert(
      fc.property(anyU64, anyU64, (a, b) => {
        expect(resultOf(insn, a, b)).toBe(BigInt.asUintN(64, product(a, b) >> 64n));
      }),
    );
  });

  it.each<[string, Insn, Insn]>([
    ['div and rem', division.div, division.rem],
    ['divu and remu', division.divu, division.remu],
  ])('%s make up the dividend', (_, quotient, remainder) => {
    fc.assert(
      fc.property(anyU64, anyU64, (a, b) => {
        const product = resultOf(quotient, a, b) * b;
        expect(BigInt.asUintN(64, product + resultOf(remainder, a, b))).toBe(a);
      }),
    );
  });
});
