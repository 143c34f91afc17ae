import { describe, expect, it } from 'vitest';
import { decode } from '../a64.ts';
import { effectOf } from '../testing/execute.ts';
import { floatComparisons } from './compare.ts';

type ComparisonRow = readonly [
  text: string,
  word: number,
  operands: readonly bigint[],
  FPCR: number,
  before: string,
  after: string,
  FPSR: number,
];
type SelectionRow = readonly [text: string, word: number, flags: string, a: bigint, b: bigint, result: bigint];

// Words are LLVM 14's; results were worked out from the manual's pseudocode, apart from the definitions.
const comparisons: readonly ComparisonRow[] = [
  ['fcmp h1, h2', 0x1ee2_2020, [0x3e00n, 0x4080n], 0x0, 'nzcv', 'Nzcv', 0x0],
  ['fcmp h1, h2', 0x1ee2_2020, [0x4080n, 0x3e00n], 0x0, 'nzcv', 'nzCv', 0x0],
  ['fcmp h1, h2', 0x1ee2_2020, [0xbe00n, 0xbe00n], 0x0, 'nzcv', 'nZCv', 0x0],
  ['fcmp h1, h2', 0x1ee2_2020, [0x8000n, 0x0n], 0x0, 'nzcv', 'nZCv', 0x0],
  ['fcmp h1, h2', 0x1ee2_2020, [0xfc00n, 0x7c00n], 0x0, 'nzcv', 'Nzcv', 0x0],
  ['fcmp h1, h2', 0x1ee2_2020, [0x7e01n, 0x3c00n], 0x0, 'nzcv', 'nzCV', 0x0],
  ['fcmp h1, h2', 0x1ee2_2020, [0x3c00n, 0x7c01n], 0x0, 'nzcv', 'nzCV', 0x1],
  ['fcmp h1, h2', 0x1ee2_2020, [0x1n, 0x0n], 0x0, 'nzcv', 'nzCv', 0x0],
  ['fcmp h1, h2', 0x1ee2_2020, [0x1n, 0x8001n], 0x8_0000, 'nzcv', 'nZCv', 0x0],
  ['fcmp h1, #0.0', 0x1ee0_2028, [0xbe00n], 0x0, 'nzcv', 'Nzcv', 0x0],
  ['fcmp h1, #0.0', 0x1ee0_2028, [0x8000n], 0x0, 'nzcv', 'nZCv', 0x0],
  ['fcmp h1, #0.0', 0x1ee0_2028, [0x7e01n], 0x0, 'nzcv', 'nzCV', 0x0],
  ['fccmp h1, h2, #5, eq', 0x1ee2_0425, [0x3e00n, 0x4080n], 0x0, 'nZcv', 'Nzcv', 0x0],
  ['fccmp h1, h2, #5, eq', 0x1ee2_0425, [0x3e00n, 0x4080n], 0x0, 'nzcv', 'nZcV', 0x0],
  ['fccmp h1, h2, #5, eq', 0x1ee2_0425, [0x7c01n, 0x3c00n], 0x0, 'nzcv', 'nZcV', 0x0],
  ['fccmp h1, h2, #5, eq', 0x1ee2_0425, [0x7c01n, 0x3c00n], 0x0, 'nZcv', 'nzCV', 0x1],
  ['fcmpe h1, h2', 0x1ee2_2030, [0x3e00n, 0x4080n], 0x0, 'nzcv', 'Nzcv', 0x0],
  ['fcmpe h1, h2', 0x1ee2_2030, [0x4080n, 0x3e00n], 0x0, 'nzcv', 'nzCv', 0x0],
  ['fcmpe h1, h2', 0x1ee2_2030, [0xbe00n, 0xbe00n], 0x0, 'nzcv', 'nZCv', 0x0],
  ['fcmpe h1, h2', 0x1ee2_2030, [0x8000n, 0x0n], 0x0, 'nzcv', 'nZCv', 0x0],
  ['fcmpe h1, h2', 0x1ee2_2030, [0xfc00n, 0x7c00n], 0x0, 'nzcv', 'Nzcv', 0x0],
  ['fcmpe h1, h2', 0x1ee2_2030, [0x7e01n, 0x3c00n], 0x0, 'nzcv', 'nzCV', 0x1],
  ['fcmpe h1, h2', 0x1ee2_2030, [0x3c00n, 0x7c01n], 0x0, 'nzcv', 'nzCV', 0x1],
  ['fcmpe h1, h2', 0x1ee2_2030, [0x1n, 0x0n], 0x0, 'nzcv', 'nzCv', 0x0],
  ['fcmpe h1, h2', 0x1ee2_2030, [0x1n, 0x8001n], 0x8_0000, 'nzcv', 'nZCv', 0x0],
  ['fcmpe h1, #0.0', 0x1ee0_2038, [0xbe00n], 0x0, 'nzcv', 'Nzcv', 0x0],
  ['fcmpe h1, #0.0', 0x1ee0_2038, [0x8000n], 0x0, 'nzcv', 'nZCv', 0x0],
  ['fcmpe h1, #0.0', 0x1ee0_2038, [0x7e01n], 0x0, 'nzcv', 'nzCV', 0x1],
  ['fccmpe h1, h2, #5, eq', 0x1ee2_0435, [0x3e00n, 0x4080n], 0x0, 'nZcv', 'Nzcv', 0x0],
  ['fccmpe h1, h2, #5, eq', 0x1ee2_0435, [0x3e00n, 0x4080n], 0x0, 'nzcv', 'nZcV', 0x0],
  ['fccmpe h1, h2, #5, eq', 0x1ee2_0435, [0x7c01n, 0x3c00n], 0x0, 'nzcv', 'nZcV', 0x0],
  ['fccmpe h1, h2, #5, eq', 0x1ee2_0435, [0x7c01n, 0x3c00n], 0x0, 'nZcv', 'nzCV', 0x1],
  ['fcmp s1, s2', 0x1e22_2020, [0x3fc0_0000n, 0x4010_0000n], 0x0, 'nzcv', 'Nzcv', 0x0],
  ['fcmp s1, s2', 0x1e22_2020, [0x4010_0000n, 0x3fc0_0000n], 0x0, 'nzcv', 'nzCv', 0x0],
  ['fcmp s1, s2', 0x1e22_2020, [0xbfc0_0000n, 0xbfc0_0000n], 0x0, 'nzcv', 'nZCv', 0x0],
  ['fcmp s1, s2', 0x1e22_2020, [0x8000_0000n, 0x0n], 0x0, 'nzcv', 'nZCv', 0x0],
  ['fcmp s1, s2', 0x1e22_2020, [0xff80_0000n, 0x7f80_0000n], 0x0, 'nzcv', 'Nzcv', 0x0],
  ['fcmp s1, s2', 0x1e22_2020, [0x7fc0_0001n, 0x3f80_0000n], 0x0, 'nzcv', 'nzCV', 0x0],
  ['fcmp s1, s2', 0x1e22_2020, [0x3f80_0000n, 0x7f80_0001n], 0x0, 'nzcv', 'nzCV', 0x1],
  ['fcmp s1, s2', 0x1e22_2020, [0x1n, 0x0n], 0x0, 'nzcv', 'nzCv', 0x0],
  ['fcmp s1, s2', 0x1e22_2020, [0x1n, 0x8000_0001n], 0x100_0000, 'nzcv', 'nZCv', 0x80],
  ['fcmp s1, #0.0', 0x1e20_2028, [0xbfc0_0000n], 0x0, 'nzcv', 'Nzcv', 0x0],
  ['fcmp s1, #0.0', 0x1e20_2028, [0x8000_0000n], 0x0, 'nzcv', 'nZCv', 0x0],
  ['fcmp s1, #0.0', 0x1e20_2028, [0x7fc0_0001n], 0x0, 'nzcv', 'nzCV', 0x0],
  ['fccmp s1, s2, #5, eq', 0x1e22_0425, [0x3fc0_0000n, 0x4010_0000n], 0x0, 'nZcv', 'Nzcv', 0x0],
  ['fccmp s1, s2, #5, eq', 0x1e22_0425, [0x3fc0_0000n, 0x4010_0000n], 0x0, 'nzcv', 'nZcV', 0x0],
  ['fccmp s1, s2, #5, eq', 0x1e22_0425, [0x7f80_0001n, 0x3f80_0000n], 0x0, 'nzcv', 'nZcV', 0x0],
  ['fccmp s1, s2, #5, eq', 0x1e22_0425, [0x7f80_0001n, 0x3f80_0000n], 0x0, 'nZcv', 'nzCV', 0x1],
  ['fcmpe s1, s2', 0x1e22_2030, [0x3fc0_0000n, 0x4010_0000n], 0x0, 'nzcv', 'Nzcv', 0x0],
  ['fcmpe s1, s2', 0x1e22_2030, [0x4010_0000n, 0x3fc0_0000n], 0x0, 'nzcv', 'nzCv', 0x0],
  ['fcmpe s1, s2', 0x1e22_2030, [0xbfc0_0000n, 0xbfc0_0000n], 0x0, 'nzcv', 'nZCv', 0x0],
  ['fcmpe s1, s2', 0x1e22_2030, [0x8000_0000n, 0x0n], 0x0, 'nzcv', 'nZCv', 0x0],
  ['fcmpe s1, s2', 0x1e22_2030, [0xff80_0000n, 0x7f80_0000n], 0x0, 'nzcv', 'Nzcv', 0x0],
  ['fcmpe s1, s2', 0x1e22_2030, [0x7fc0_0001n, 0x3f80_0000n], 0x0, 'nzcv', 'nzCV', 0x1],
  ['fcmpe s1, s2', 0x1e22_2030, [0x3f80_0000n, 0x7f80_0001n], 0x0, 'nzcv', 'nzCV', 0x1],
  ['fcmpe s1, s2', 0x1e22_2030, [0x1n, 0x0n], 0x0, 'nzcv', 'nzCv', 0x0],
  ['fcmpe s1, s2', 0x1e22_2030, [0x1n, 0x8000_0001n], 0x100_0000, 'nzcv', 'nZCv', 0x80],
  ['fcmpe s1, #0.0', 0x1e20_2038, [0xbfc0_0000n], 0x0, 'nzcv', 'Nzcv', 0x0],
  ['fcmpe s1, #0.0', 0x1e20_2038, [0x8000_0000n], 0x0, 'nzcv', 'nZCv', 0x0],
  ['fcmpe s1, #0.0', 0x1e20_2038, [0x7fc0_0001n], 0x0, 'nzcv', 'nzCV', 0x1],
  ['fccmpe s1, s2, #5, eq', 0x1e22_0435, [0x3fc0_0000n, 0x4010_0000n], 0x0, 'nZcv', 'Nzcv', 0x0],
  ['fccmpe s1, s2, #5, eq', 0x1e22_0435, [0x3fc0_0000n, 0x4010_0000n], 0x0, 'nzcv', 'nZcV', 0x0],
  ['fccmpe s1, s2, #5, eq', 0x1e22_0435, [0x7f80_0001n, 0x3f80_0000n], 0x0, 'nzcv', 'nZcV', 0x0],
  ['fccmpe s1, s2, #5, eq', 0x1e22_0435, [0x7f80_0001n, 0x3f80_0000n], 0x0, 'nZcv', 'nzCV', 0x1],
  ['fcmp d1, d2', 0x1e62_2020, [0x3ff8_0000_0000_0000n, 0x4002_0000_0000_0000n], 0x0, 'nzcv', 'Nzcv', 0x0],
  ['fcmp d1, d2', 0x1e62_2020, [0x4002_0000_0000_0000n, 0x3ff8_0000_0000_0000n], 0x0, 'nzcv', 'nzCv', 0x0],
  ['fcmp d1, d2', 0x1e62_2020, [0xbff8_0000_0000_0000n, 0xbff8_0000_0000_0000n], 0x0, 'nzcv', 'nZCv', 0x0],
  ['fcmp d1, d2', 0x1e62_2020, [0x8000_0000_0000_0000n, 0x0n], 0x0, 'nzcv', 'nZCv', 0x0],
  ['fcmp d1, d2', 0x1e62_2020, [0xfff0_0000_0000_0000n, 0x7ff0_0000_0000_0000n], 0x0, 'nzcv', 'Nzcv', 0x0],
  ['fcmp d1, d2', 0x1e62_2020, [0x7ff8_0000_0000_0001n, 0x3ff0_0000_0000_0000n], 0x0, 'nzcv', 'nzCV', 0x0],
  ['fcmp d1, d2', 0x1e62_2020, [0x3ff0_0000_0000_0000n, 0x7ff0_0000_0000_0001n], 0x0, 'nzcv', 'nzCV', 0x1],
  ['fcmp d1, d2', 0x1e62_2020, [0x1n, 0x0n], 0x0, 'nzcv', 'nzCv', 0x0],
  ['fcmp d1, d2', 0x1e62_2020, [0x1n, 0x8000_0000_0000_0001n], 0x100_0000, 'nzcv', 'nZCv', 0x80],
  ['fcmp d1, #0.0', 0x1e60_2028, [0xbff8_0000_0000_0000n], 0x0, 'nzcv', 'Nzcv', 0x0],
  ['fcmp d1, #0.0', 0x1e60_2028, [0x8000_0000_0000_0000n], 0x0, 'nzcv', 'nZCv', 0x0],
  ['fcmp d1, #0.0', 0x1e60_2028, [0x7ff8_0000_0000_0001n], 0x0, 'nzcv', 'nzCV', 0x0],
  ['fccmp d1, d2, #5, eq', 0x1e62_0425, [0x3ff8_0000_0000_0000n, 0x4002_0000_0000_0000n], 0x0, 'nZcv', 'Nzcv', 0x0],
  ['fccmp d1, d2, #5, eq', 0x1e62_0425, [0x3ff8_0000_0000_0000n, 0x4002_0000_0000_0000n], 0x0, 'nzcv', 'nZcV', 0x0],
  ['fccmp d1, d2, #5, eq', 0x1e62_0425, [0x7ff0_0000_0000_0001n, 0x3ff0_0000_0000_0000n], 0x0, 'nzcv', 'nZcV', 0x0],
  ['fccmp d1, d2, #5, eq', 0x1e62_0425, [0x7ff0_0000_0000_0001n, 0x3ff0_0000_0000_0000n], 0x0, 'nZcv', 'nzCV', 0x1],
  ['fcmpe d1, d2', 0x1e62_2030, [0x3ff8_0000_0000_0000n, 0x4002_0000_0000_0000n], 0x0, 'nzcv', 'Nzcv', 0x0],
  ['fcmpe d1, d2', 0x1e62_2030, [0x4002_0000_0000_0000n, 0x3ff8_0000_0000_0000n], 0x0, 'nzcv', 'nzCv', 0x0],
  ['fcmpe d1, d2', 0x1e62_2030, [0xbff8_0000_0000_0000n, 0xbff8_0000_0000_0000n], 0x0, 'nzcv', 'nZCv', 0x0],
  ['fcmpe d1, d2', 0x1e62_2030, [0x8000_0000_0000_0000n, 0x0n], 0x0, 'nzcv', 'nZCv', 0x0],
  ['fcmpe d1, d2', 0x1e62_2030, [0xfff0_0000_0000_0000n, 0x7ff0_0000_0000_0000n], 0x0, 'nzcv', 'Nzcv', 0x0],
  ['fcmpe d1, d2', 0x1e62_2030, [0x7ff8_0000_0000_0001n, 0x3ff0_0000_0000_0000n], 0x0, 'nzcv', 'nzCV', 0x1],
  ['fcmpe d1, d2', 0x1e62_2030, [0x3ff0_0000_0000_0000n, 0x7ff0_0000_0000_0001n], 0x0, 'nzcv', 'nzCV', 0x1],
  ['fcmpe d1, d2', 0x1e62_2030, [0x1n, 0x0n], 0x0, 'nzcv', 'nzCv', 0x0],
  ['fcmpe d1, d2', 0x1e62_2030, [0x1n, 0x8000_0000_0000_0001n], 0x100_0000, 'nzcv', 'nZCv', 0x80],
  ['fcmpe d1, #0.0', 0x1e60_2038, [0xbff8_0000_0000_0000n], 0x0, 'nzcv', 'Nzcv', 0x0],
  ['fcmpe d1, #0.0', 0x1e60_2038, [0x8000_0000_0000_0000n], 0x0, 'nzcv', 'nZCv', 0x0],
  ['fcmpe d1, #0.0', 0x1e60_2038, [0x7ff8_0000_0000_0001n], 0x0, 'nzcv', 'nzCV', 0x1],
  ['fccmpe d1, d2, #5, eq', 0x1e62_0435, [0x3ff8_0000_0000_0000n, 0x4002_0000_0000_0000n], 0x0, 'nZcv', 'Nzcv', 0x0],
  ['fccmpe d1, d2, #5, eq', 0x1e62_0435, [0x3ff8_0000_0000_0000n, 0x4002_0000_0000_0000n], 0x0, 'nzcv', 'nZcV', 0x0],
  ['fccmpe d1, d2, #5, eq', 0x1e62_0435, [0x7ff0_0000_0000_0001n, 0x3ff0_0000_0000_0000n], 0x0, 'nzcv', 'nZcV', 0x0],
  ['fccmpe d1, d2, #5, eq', 0x1e62_0435, [0x7ff0_0000_0000_0001n, 0x3ff0_0000_0000_0000n], 0x0, 'nZcv', 'nzCV', 0x1],
];

const selections: readonly SelectionRow[] = [
  ['fcsel h4, h1, h2, ne', 0x1ee2_1c24, 'nzcv', 0x3e00n, 0x4100n, 0x3e00n],
  ['fcsel h4, h1, h2, ne', 0x1ee2_1c24, 'nZcv', 0x3e00n, 0x4100n, 0x4100n],
  ['fcsel s4, s1, s2, ne', 0x1e22_1c24, 'nzcv', 0x3fc0_0000n, 0x4020_0000n, 0x3fc0_0000n],
  ['fcsel s4, s1, s2, ne', 0x1e22_1c24, 'nZcv', 0x3fc0_0000n, 0x4020_0000n, 0x4020_0000n],
  ['fcsel d4, d1, d2, ne', 0x1e62_1c24, 'nzcv', 0x3ff8_0000_0000_0000n, 0x4004_0000_0000_0000n, 0x3ff8_0000_0000_0000n],
  ['fcsel d4, d1, d2, ne', 0x1e62_1c24, 'nZcv', 0x3ff8_0000_0000_0000n, 0x4004_0000_0000_0000n, 0x4004_0000_0000_0000n],
];

describe('floating-point comparison and selection', () => {
  it.each(comparisons)('%s', (_, word, [a, b = 0n], FPCR, before, after, FPSR) => {
    const changed = effectOf(word, { v: { 1: a!, 2: b }, FPCR: BigInt(FPCR), flags: before });
    expect({ flags: before, FPSR: 0n, ...changed }).toEqual({ flags: after, FPSR: BigInt(FPSR) });
  });

  it.each(selections)('%s, %s', (_, word, flags, a, b, result) => {
    expect(effectOf(word, { v: { 1: a, 2: b, 4: 1n << 127n }, flags })).toEqual({ v: { 4: result } });
  });

  it('have every definition in a row', () => {
    const tested = new Set([...comparisons, ...selections].map(([, word]) => decode(word, 0)!.insn));
    for (const insn of floatComparisons) expect(tested, `${insn.mnemonic} ${insn.encodings[0]!.format}`).toContain(insn);
  });
});
