/** Literals worked by hand from IEEE 754 and the manual. Doubles as 16 hex digits, singles as 8. */
import { describe, expect, it } from 'vitest';
import { boxed, MODES, ofDouble, ofSingle, run } from './testing.ts';

const d = (digits: string) => BigInt(`0x${digits.replaceAll('_', '')}`);
const s = (digits: string) => boxed(d(digits));
const double = (mnemonic: string, ...f: readonly string[]) => ofDouble(run(mnemonic, { f: f.map(d) }));
const single = (mnemonic: string, ...f: readonly string[]) => ofSingle(run(mnemonic, { f: f.map(s) }));

const QNAN = '7ff8000000000000';
const QNAN_S = '7fc00000';
const SNAN = '7ff0000000000001';
const SNAN_S = '7f800001';
const PAYLOAD = 'fff8000000000005';
const INF = '7ff0000000000000';
const MINUS_INF = 'fff0000000000000';
const ZERO = '0000000000000000';
const MINUS_ZERO = '8000000000000000';
const ONE = '3ff0000000000000';
const MAX = '7fefffffffffffff';
const MIN_NORMAL = '0010000000000000';

describe('every mode rounds', () => {
  const ULP_HALF = '3ca0000000000000'; // 2^-53, half a unit of the last place of 1
  const rows: readonly (readonly [
    what: string,
    mnemonic: string,
    f: readonly string[],
    rne: string,
    rtz: string,
    rdn: string,
    rup: string,
    rmm: string,
  ])[] = [
    [
      'a tie above an even number',
      'fadd.d',
      [ONE, ULP_HALF],
      '3ff0000000000000',
      '3ff0000000000000',
      '3ff0000000000000',
      '3ff0000000000001',
      '3ff0000000000001',
    ],
    [
      'a tie above an odd number',
      'fadd.d',
      ['3ff0000000000001', ULP_HALF],
      '3ff0000000000002',
      '3ff0000000000001',
      '3ff0000000000001',
      '3ff0000000000002',
      '3ff0000000000002',
    ],
    [
      'a negative tie',
      'fsub.d',
      ['bff0000000000000', ULP_HALF],
      'bff0000000000000',
      'bff0000000000000',
      'bff0000000000001',
      'bff0000000000000',
      'bff0000000000001',
    ],
    [
      'what is just above a tie',
      'fadd.d',
      [ONE, '3ca0000000000001'],
      '3ff0000000000001',
      '3ff0000000000000',
      '3ff0000000000000',
      '3ff0000000000001',
      '3ff0000000000001',
    ],
    [
      'what is just below a tie',
      'fadd.d',
      [ONE, '3c9fffffffffffff'],
      '3ff0000000000000',
      '3ff0000000000000',
      '3ff0000000000000',
      '3ff0000000000001',
      '3ff0000000000000',
    ],
    [
      'what is far below a tie',
      'fadd.d',
      [ONE, '0000000000000001'],
      '3ff0000000000000',
      '3ff0000000000000',
      '3ff0000000000000',
      '3ff0000000000001',
      '3ff0000000000000',
    ],
    [
      'what is far below, from above',
      'fsub.d',
      [ONE, '0000000000000001'],
      '3ff0000000000000',
      '3fefffffffffffff',
      '3fefffffffffffff',
      '3ff0000000000000',
      '3ff0000000000000',
    ],
    [
      'a third',
      'fdiv.d',
      [ONE, '4008000000000000'],
      '3fd5555555555555',
      '3fd5555555555555',
      '3fd5555555555555',
      '3fd5555555555556',
      '3fd5555555555555',
    ],
    [
      'minus a third',
      'fdiv.d',
      ['bff0000000000000', '4008000000000000'],
      'bfd5555555555555',
      'bfd5555555555555',
      'bfd5555555555556',
      'bfd5555555555555',
      'bfd5555555555555',
    ],
    [
      'the root of two',
      'fsqrt.d',
      ['4000000000000000'],
      '3ff6a09e667f3bcd',
      '3ff6a09e667f3bcc',
      '3ff6a09e667f3bcc',
      '3ff6a09e667f3bcd',
      '3ff6a09e667f3bcd',
    ],
  ];
  it.each(rows)('%s', (_, mnemonic, f, ...expected) => {
    const came = MODES.map((mode) => ofDouble(run(mnemonic, { f: f.map(d), mode })));
    expect(came).toEqual(expected.map((digits) => `${digits} NX`));
  });

  it('singles as well', () => {
    const third = MODES.map((mode) => ofSingle(run('fdiv.s', { f: [s('3f800000'), s('40400000')], mode })));
    expect(third).toEqual(['3eaaaaab NX', '3eaaaaaa NX', '3eaaaaaa NX', '3eaaaaab NX', '3eaaaaab NX']);
    const root = MODES.map((mode) => ofSingle(run('fsqrt.s', { f: [s('40000000')], mode })));
    expect(root).toEqual(['3fb504f3 NX', '3fb504f3 NX', '3fb504f3 NX', '3fb504f4 NX', '3fb504f3 NX']);
  });

  it('an overflow to infinity or to the largest number', () => {
    const twice = (f: string) => MODES.map((mode) => ofDouble(run('fmul.d', { f: [d(f), d('4000000000000000')], mode })));
    expect(twice(MAX)).toEqual([`${INF} OF NX`, `${MAX} OF NX`, `${MAX} OF NX`, `${INF} OF NX`, `${INF} OF NX`]);
    expect(twice('ffefffffffffffff')).toEqual([
      `${MINUS_INF} OF NX`,
      'ffefffffffffffff OF NX',
      `${MINUS_INF} OF NX`,
      'ffefffffffffffff OF NX',
      `${MINUS_INF} OF NX`,
    ]);
  });

  it('an exact difference of zero to −0 only when rounding down', () => {
    const came = MODES.map((mode) => ofDouble(run('fsub.d', { f: [d(ONE), d(ONE)], mode })));
    expect(came).toEqual([ZERO, ZERO, MINUS_ZERO, ZERO, ZERO]);
    const sum = MODES.map((mode) => ofDouble(run('fadd.d', { f: [d(ZERO), d(MINUS_ZERO)], mode })));
    expect(sum).toEqual([ZERO, ZERO, MINUS_ZERO, ZERO, ZERO]);
  });

  it('by frm when the mode is dynamic', () => {
    const came = [0, 1, 2, 3, 4].map((frm) => ofDouble(run('fadd.d', { f: [d(ONE), d(ULP_HALF)], mode: 'dyn', frm })));
    expect(came).toEqual([
      '3ff0000000000000 NX',
      '3ff0000000000000 NX',
      '3ff0000000000000 NX',
      '3ff0000000000001 NX',
      '3ff0000000000001 NX',
    ]);
  });
});

describe('computation', () => {
  it.each([
    ['fadd.d', '3ff8000000000000', '4004000000000000', '4010000000000000'], // 1.5 + 2.5 = 4
    ['fsub.d', '3ff8000000000000', '4004000000000000', 'bff0000000000000'], // 1.5 − 2.5 = −1
    ['fmul.d', '3ff8000000000000', '4004000000000000', '400e000000000000'], // 1.5 × 2.5 = 3.75
    ['fdiv.d', '4014000000000000', '4004000000000000', '4000000000000000'], // 5 ÷ 2.5 = 2
    ['fadd.d', INF, ONE, INF],
    ['fadd.d', INF, MINUS_INF, `${QNAN} NV`],
    ['fsub.d', INF, INF, `${QNAN} NV`],
    ['fsub.d', INF, MINUS_INF, INF],
    ['fsub.d', ONE, INF, MINUS_INF],
    ['fadd.d', MINUS_ZERO, MINUS_ZERO, MINUS_ZERO],
    ['fsub.d', MINUS_ZERO, ZERO, MINUS_ZERO],
    ['fmul.d', INF, ZERO, `${QNAN} NV`],
    ['fmul.d', INF, 'bff0000000000000', MINUS_INF],
    ['fmul.d', MINUS_ZERO, ONE, MINUS_ZERO],
    ['fdiv.d', ONE, ZERO, `${INF} DZ`],
    ['fdiv.d', ONE, MINUS_ZERO, `${MINUS_INF} DZ`],
    ['fdiv.d', ZERO, ZERO, `${QNAN} NV`],
    ['fdiv.d', INF, INF, `${QNAN} NV`],
    ['fdiv.d', INF, ZERO, INF],
    ['fdiv.d', ONE, MINUS_INF, MINUS_ZERO],
    ['fadd.d', PAYLOAD, ONE, QNAN], // a quiet NaN, and its payload is gone
    ['fmul.d', ONE, SNAN, `${QNAN} NV`],
    ['fdiv.d', PAYLOAD, SNAN, `${QNAN} NV`],
    // Subnormal results, exact and not. 2^-1022 is the smallest normal number.
    ['fmul.d', MIN_NORMAL, '3fe0000000000000', '0008000000000000'], // half of it, exact: no underflow
    ['fmul.d', '0010000000000001', '3fe0000000000000', '0008000000000000 UF NX'], // half of its neighbor, a tie to even
    ['fmul.d', '0010000000000003', '3fe0000000000000', '0008000000000002 UF NX'],
    ['fmul.d', '0000000000000001', '3fe0000000000000', `${ZERO} UF NX`], // half of the smallest of all
    ['fmul.d', '0000000000000001', '4330000000000000', MIN_NORMAL], // 2^-1074 × 2^52
    ['fadd.d', '000fffffffffffff', '0000000000000001', MIN_NORMAL],
    ['fsub.d', MIN_NORMAL, '0000000000000001', '000fffffffffffff'],
    ['fdiv.d', MIN_NORMAL, '4010000000000000', '0004000000000000'],
    ['fdiv.d', '0000000000000003', '4000000000000000', '0000000000000002 UF NX'], // 1.5, a tie to even
  ])('%s of %s and %s', (mnemonic, a, b, expected) => {
    expect(double(mnemonic, a, b)).toBe(expected);
  });

  it.each([
    ['fadd.s', '3fc00000', '40200000', '40800000'],
    ['fsub.s', '3fc00000', '40200000', 'bf800000'],
    ['fmul.s', '3fc00000', '40200000', '40700000'],
    ['fdiv.s', '40a00000', '40200000', '40000000'],
    ['fadd.s', '3f800000', '33800000', '3f800000 NX'], // 1 + 2^-24, a tie
    ['fadd.s', '3f800001', '33800000', '3f800002 NX'],
    ['fmul.s', '7f7fffff', '40000000', '7f800000 OF NX'],
    ['fmul.s', '00800000', '3f000000', '00400000'], // 2^-127, exact
    ['fmul.s', '00800001', '3f000000', '00400000 UF NX'],
    ['fdiv.s', '3f800000', '00000000', '7f800000 DZ'],
    ['fadd.s', SNAN_S, '3f800000', `${QNAN_S} NV`],
    ['fsub.s', '7f800000', '7f800000', `${QNAN_S} NV`],
  ])('%s of %s and %s', (mnemonic, a, b, expected) => {
    expect(single(mnemonic, a, b)).toBe(expected);
  });

  it.each([
    ['4010000000000000', '4000000000000000'],
    ['4022000000000000', '4008000000000000'], // √9
    [ZERO, ZERO],
    [MINUS_ZERO, MINUS_ZERO],
    [INF, INF],
    [MINUS_INF, `${QNAN} NV`],
    ['bff0000000000000', `${QNAN} NV`],
    ['8000000000000001', `${QNAN} NV`],
    [PAYLOAD, QNAN],
    [SNAN, `${QNAN} NV`],
    ['0000000000000001', '1e60000000000000'], // √2^-1074 = 2^-537
    ['3fefffffffffffff', '3fefffffffffffff NX'], // 1 − 2^-54 − 2^-109, just below a tie
  ])('fsqrt.d of %s', (a, expected) => {
    expect(double('fsqrt.d', a)).toBe(expected);
  });

  it('singles that are not boxed are the canonical NaN', () => {
    expect(ofSingle(run('fadd.s', { f: [d('3f800000'), s('3f800000')] }))).toBe(QNAN_S);
    expect(ofSingle(run('fmul.s', { f: [s('3f800000'), d('7fffffff3f800000')] }))).toBe(QNAN_S);
    expect(ofSingle(run('fsqrt.s', { f: [d(ONE)] }))).toBe(QNAN_S);
  });

  it('joins its flags to those that are set', () => {
    expect(ofDouble(run('fdiv.d', { f: [d(ONE), d(ZERO)], fflags: 1n }))).toBe(`${INF} DZ NX`);
  });
});

describe('fmin and fmax', () => {
  it.each([
    [ONE, '4000000000000000', ONE, '4000000000000000'],
    ['c000000000000000', 'bff0000000000000', 'c000000000000000', 'bff0000000000000'],
    [ZERO, MINUS_ZERO, MINUS_ZERO, ZERO],
    [MINUS_ZERO, ZERO, MINUS_ZERO, ZERO],
    [MINUS_INF, INF, MINUS_INF, INF],
    ['0000000000000001', '8000000000000001', '8000000000000001', '0000000000000001'],
    [PAYLOAD, ONE, ONE, ONE],
    [ONE, PAYLOAD, ONE, ONE],
    [SNAN, ONE, `${ONE} NV`, `${ONE} NV`],
    [PAYLOAD, PAYLOAD, QNAN, QNAN],
    [PAYLOAD, SNAN, `${QNAN} NV`, `${QNAN} NV`],
  ])('of %s and %s', (a, b, smaller, larger) => {
    expect(double('fmin.d', a, b)).toBe(smaller);
    expect(double('fmax.d', a, b)).toBe(larger);
  });

  it('of singles', () => {
    expect(single('fmin.s', 'bf800000', '3f800000')).toBe('bf800000');
    expect(single('fmax.s', 'bf800000', '3f800000')).toBe('3f800000');
    expect(single('fmax.s', SNAN_S, 'bf800000')).toBe('bf800000 NV');
    expect(ofSingle(run('fmin.s', { f: [d('3f800000'), s('40000000')] }))).toBe('40000000');
  });
});

describe('fused multiply-add', () => {
  const [TWO, THREE] = ['4000000000000000', '4008000000000000'];

  it.each([
    ['fmadd.d', '401c000000000000'], // 2 × 3 + 1
    ['fmsub.d', '4014000000000000'],
    ['fnmsub.d', 'c014000000000000'],
    ['fnmadd.d', 'c01c000000000000'],
  ])('%s has its signs', (mnemonic, expected) => {
    expect(double(mnemonic, TWO, THREE, ONE)).toBe(expected);
  });

  it.each([
    ['fmadd.s', '40e00000'],
    ['fmsub.s', '40a00000'],
    ['fnmsub.s', 'c0a00000'],
    ['fnmadd.s', 'c0e00000'],
  ])('%s has its signs', (mnemonic, expected) => {
    expect(single(mnemonic, '40000000', '40400000', '3f800000')).toBe(expected);
  });

  it('rounds once: what remains when all else cancels is exact', () => {
    // (1 + 2^-52)² − (1 + 2^-51) = 2^-104, and the same with 23 for 52.
    expect(double('fmadd.d', '3ff0000000000001', '3ff0000000000001', 'bff0000000000002')).toBe('3970000000000000');
    expect(double('fmsub.d', '3ff0000000000001', '3ff0000000000001', '3ff0000000000002')).toBe('3970000000000000');
    expect(double('fnmadd.d', '3ff0000000000001', '3ff0000000000001', 'bff0000000000002')).toBe('b970000000000000');
    expect(single('fmadd.s', '3f800001', '3f800001', 'bf800002')).toBe('28800000');
  });

  it.each([
    ['fmadd.d', ONE, ONE, 'bff0000000000000', ZERO],
    ['fnmsub.d', ONE, ONE, ONE, ZERO],
    ['fmadd.d', MINUS_ZERO, ONE, MINUS_ZERO, MINUS_ZERO],
    ['fmadd.d', ZERO, ONE, MINUS_ZERO, ZERO],
    ['fnmadd.d', ZERO, ONE, ZERO, MINUS_ZERO],
    ['fmadd.d', ZERO, ONE, '0000000000000001', '0000000000000001'],
    ['fmadd.d', INF, ONE, MINUS_INF, `${QNAN} NV`],
    ['fmsub.d', INF, ONE, MINUS_INF, INF],
    ['fmadd.d', INF, ZERO, ONE, `${QNAN} NV`],
    ['fmadd.d', INF, ZERO, PAYLOAD, `${QNAN} NV`], // invalid although the addend is a quiet NaN
    ['fmadd.d', ONE, ONE, PAYLOAD, QNAN],
    ['fmadd.d', ONE, ONE, SNAN, `${QNAN} NV`],
    ['fmadd.d', ONE, ONE, INF, INF],
    ['fmadd.d', MAX, TWO, MINUS_INF, MINUS_INF], // the product does not overflow by itself
    ['fmsub.d', MAX, TWO, MAX, MAX],
    ['fmadd.d', MAX, TWO, ZERO, `${INF} OF NX`],
  ])('%s of %s, %s and %s', (mnemonic, a, b, c, expected) => {
    expect(double(mnemonic, a, b, c)).toBe(expected);
  });

  it('is tiny by what rounding leaves', () => {
    // 2^-1022 − 2^-1200 becomes the smallest normal number, which is not tiny, except where it is rounded down.
    const f = ['1a70000000000000', '1a70000000000000', MIN_NORMAL].map(d);
    const came = MODES.map((mode) => ofDouble(run('fnmsub.d', { f, mode })));
    const [normal, subnormal] = [`${MIN_NORMAL} NX`, '000fffffffffffff UF NX'];
    expect(came).toEqual([normal, subnormal, subnormal, normal, normal]);
    // 2^-1022 (1 − 2^-53) has 53 places: it is tiny, although it becomes the same number.
    expect(double('fmul.d', '3fefffffffffffff', MIN_NORMAL)).toBe(`${MIN_NORMAL} UF NX`);
  });

  it('takes singles out of their boxes', () => {
    expect(ofSingle(run('fmadd.s', { f: [s('3f800000'), s('3f800000'), d('3f800000')] }))).toBe(QNAN_S);
  });
});
