/** Every word falls in a class; the classes are defined, or absent and undefined. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, insns } from './a64.ts';
import { bitsOf, classOf, encodingClasses } from './encoding-classes.ts';
import { anyWord } from './testing/execute.ts';

/** Words of each class: random ones that no earlier class has. */
const wordsOf = encodingClasses.map((encodingClass) => {
  const { mask, match } = bitsOf(encodingClass);
  const words = fc.sample(fc.integer(), { numRuns: 400, seed: 5 }).map((bits) => ((bits & ~mask) | match) >>> 0);
  return {
    encodingClass,
    name: `${encodingClass.name}: ${encodingClass.pattern}`,
    words: words.filter((word) => classOf(word) === encodingClass),
  };
});

describe('encoding classes', () => {
  it('have every word', () => {
    for (const word of fc.sample(fc.integer(), { numRuns: 20_000, seed: 4 }))
      if (classOf(word) === undefined) expect.fail(`0x${(word >>> 0).toString(16)} has no class`);
  });

  it('none is hidden by those before it', () => {
    for (const { name, words } of wordsOf) expect(words.length, name).toBeGreaterThan(0);
  });

  it.each(wordsOf.filter(({ encodingClass }) => encodingClass.absent !== undefined))(
    '$name is absent and undefined',
    ({ words }) => {
      expect(words.filter((word) => decode(word, 0) !== undefined)).toEqual([]);
    },
  );

  it('every other has definitions', () => {
    const defined = new Set(fc.sample(anyWord(insns), { numRuns: 5000, seed: 6 }).map((word) => classOf(word)));
    expect([...defined].filter((encodingClass) => encodingClass?.absent !== undefined)).toEqual([]);
    const missing = encodingClasses.filter((encodingClass) => encodingClass.absent === undefined && !defined.has(encodingClass));
    expect(missing).toEqual([]);
  });
});

describe('unallocated words of classes that are defined', () => {
  it.each([
    ['udf', 0x0000_0000],
    ['a bitfield with N other than sf', 0x9300_0000],
    ['a 32-bit bitfield of immr 32', 0x1320_0000],
    ['a logical immediate of all ones', 0x1200_7c00],
    ['a 32-bit logical immediate of N 1', 0x1240_0000],
    ['movn with hw 2 in 32 bits', 0x12c0_0000],
    ['a move wide of opc 1', 0x3280_0000],
    ['add of a register rotated', 0x8bc0_0000],
    ['a 32-bit shift by 32', 0x0b00_8000],
    ['an extension shifted by 5', 0x8b20_1400],
    ['ccmp without S', 0x5a40_0000],
    ['crc32x of 32 bits', 0x1ac0_4c00],
    ['pacga', 0x9ac0_3000],
    ['bti is a hint but wfet is not', 0xd503_1000],
    ['hlt', 0xd440_0000],
    ['dcps1', 0xd4a0_0001],
    ['drps', 0xd6bf_03e0],
    ['eretaa', 0xd69f_0bff],
    ['braaz', 0xd61f_081f],
    ['dsb nXS', 0xd503_323f],
    ['sb', 0xd503_30ff],
    ['cfinv', 0xd500_401f],
    ['msr DIT', 0xd503_405f],
    ['msr TCO', 0xd503_409f],
    ['prfm, pre-indexed', 0xf880_0c00],
    ['ldtr of a prefetch', 0xf880_0800],
    ['stgp', 0x6800_0000],
    ['ldpsw without allocation', 0x6840_0000],
    ['an offset that is a byte extended', 0xf860_0800],
    ['ldapr with Rs other than 31', 0xf8a0_c000],
    ['st64b', 0xf83f_9000],
    ['casp of an odd register', 0x4821_7c00],
    ['cas with Rt2 other than 31', 0x88a0_0000],
    ['stlur', 0x9900_0000],
    ['smaddl of 32 bits', 0x1b20_0000],
    ['fjcvtzs', 0x1e7e_0000],
    ['frint32z', 0x1e28_4000],
    ['bfcvt', 0x1e63_4000],
    ['fmov of the upper half with 32 bits', 0x1eae_0000],
    ['fadd of ftype 2', 0x1ea0_2800],
    ['fmlal', 0x0e20_ec00],
    ['fcmla', 0x6e40_c400],
    ['fcadd', 0x6e40_e400],
    ['frint64x of vectors', 0x2e21_f800],
    ['bfcvtn', 0x0ea1_6800],
    ['fadd of a vector of one double', 0x0e60_d400],
    ['faddp of U 0', 0x5e70_d800],
    ['fcvtzs of a fixed-point byte', 0x0f08_fc00],
    ['fmaxv of two singles', 0x2e30_f800],
    ['fcvtzs of 32 bits with 33 of fraction', 0x1e18_7c00],
  ])('%s is undefined', (_, word) => {
    expect(decode(word, 0)).toBeUndefined();
  });
});
