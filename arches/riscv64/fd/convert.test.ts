/** Literals worked by hand from the manual. Doubles as 16 hex digits, singles as 8, integers in decimal. */
import { describe, expect, it } from 'vitest';
import { boxed, MODES, ofDouble, ofInteger, ofSingle, run } from './testing.ts';

const d = (digits: string) => BigInt(`0x${digits}`);
const s = (digits: string) => boxed(d(digits));

const QNAN = '7ff8000000000000';
const SNAN = '7ff0000000000001';
const INF = '7ff0000000000000';
const MINUS_INF = 'fff0000000000000';
const I32_MAX = '2147483647';
const I32_MIN = '-2147483648';
const I64_MAX = '9223372036854775807';
const I64_MIN = '-9223372036854775808';

describe('to an integer', () => {
  it.each([
    ['4004000000000000', ['2 NX', '2 NX', '2 NX', '3 NX', '3 NX']], // 2.5
    ['c004000000000000', ['-2 NX', '-2 NX', '-3 NX', '-2 NX', '-3 NX']],
    ['400c000000000000', ['4 NX', '3 NX', '3 NX', '4 NX', '4 NX']], // 3.5
    ['3fe0000000000000', ['0 NX', '0 NX', '0 NX', '1 NX', '1 NX']], // 0.5
    ['bfe0000000000000', ['0 NX', '0 NX', '-1 NX', '0 NX', '-1 NX']],
    ['3fe0000000000001', ['1 NX', '0 NX', '0 NX', '1 NX', '1 NX']],
    ['3fdfffffffffffff', ['0 NX', '0 NX', '0 NX', '1 NX', '0 NX']],
    ['0000000000000001', ['0 NX', '0 NX', '0 NX', '1 NX', '0 NX']],
    ['8000000000000001', ['0 NX', '0 NX', '-1 NX', '0 NX', '0 NX']],
    ['c008000000000000', ['-3', '-3', '-3', '-3', '-3']],
    ['8000000000000000', ['0', '0', '0', '0', '0']],
  ])('every mode rounds %s', (digits, expected) => {
    expect(MODES.map((mode) => ofInteger(run('fcvt.w.d', { f: [d(digits)], mode })))).toEqual(expected);
    expect(MODES.map((mode) => ofInteger(run('fcvt.l.d', { f: [d(digits)], mode })))).toEqual(expected);
  });

  it('every mode decides what fits', () => {
    // 2^31 − 0.5: a saturated result is invalid, and not inexact.
    const f = [d('41dfffffffe00000')];
    const came = MODES.map((mode) => ofInteger(run('fcvt.w.d', { f, mode })));
    expect(came).toEqual([`${I32_MAX} NV`, `${I32_MAX} NX`, `${I32_MAX} NX`, `${I32_MAX} NV`, `${I32_MAX} NV`]);
    // −0.5 is 0 or −1, which is below what is unsigned.
    const unsigned = MODES.map((mode) => ofInteger(run('fcvt.wu.d', { f: [d('bfe0000000000000')], mode })));
    expect(unsigned).toEqual(['0 NX', '0 NX', '0 NV', '0 NX', '0 NV']);
  });

  it.each([
    ['fcvt.w.d', '41dfffffffc00000', I32_MAX],
    ['fcvt.w.d', '41e0000000000000', `${I32_MAX} NV`], // 2^31
    ['fcvt.w.d', 'c1e0000000000000', I32_MIN],
    ['fcvt.w.d', 'c1e0000000200000', `${I32_MIN} NV`], // −2^31 − 1
    ['fcvt.w.d', QNAN, `${I32_MAX} NV`],
    ['fcvt.w.d', 'fff8000000000000', `${I32_MAX} NV`], // whatever its sign
    ['fcvt.w.d', SNAN, `${I32_MAX} NV`],
    ['fcvt.w.d', INF, `${I32_MAX} NV`],
    ['fcvt.w.d', MINUS_INF, `${I32_MIN} NV`],
    ['fcvt.wu.d', '41dfffffffc00000', I32_MAX],
    ['fcvt.wu.d', '41e0000000000000', I32_MIN], // 2^31, sign-extended as all words are
    ['fcvt.wu.d', '41efffffffe00000', '-1'], // 2^32 − 1
    ['fcvt.wu.d', '41f0000000000000', '-1 NV'],
    ['fcvt.wu.d', QNAN, '-1 NV'],
    ['fcvt.wu.d', 'bff0000000000000', '0 NV'],
    ['fcvt.wu.d', '8000000000000000', '0'],
    ['fcvt.wu.d', MINUS_INF, '0 NV'],
    ['fcvt.l.d', '43dfffffffffffff', '9223372036854774784'], // 2^63 − 2^10
    ['fcvt.l.d', '43e0000000000000', `${I64_MAX} NV`],
    ['fcvt.l.d', 'c3e0000000000000', I64_MIN],
    ['fcvt.l.d', 'c3e0000000000001', `${I64_MIN} NV`],
    ['fcvt.l.d', '4330000000000001', '4503599627370497'],
    ['fcvt.l.d', QNAN, `${I64_MAX} NV`],
    ['fcvt.lu.d', '43efffffffffffff', '-2048'], // 2^64 − 2^11
    ['fcvt.lu.d', '43f0000000000000', '-1 NV'],
    ['fcvt.lu.d', 'bff0000000000000', '0 NV'],
    ['fcvt.lu.d', INF, '-1 NV'],
    ['fcvt.lu.d', QNAN, '-1 NV'],
  ])('%s of %s', (mnemonic, digits, expected) => {
    expect(ofInteger(run(mnemonic, { f: [d(digits)] }))).toBe(expected);
  });

  it.each([
    ['fcvt.w.s', '40200000', '2 NX'],
    ['fcvt.w.s', '4f000000', `${I32_MAX} NV`],
    ['fcvt.w.s', 'cf000000', I32_MIN],
    ['fcvt.w.s', '7fc00000', `${I32_MAX} NV`],
    ['fcvt.wu.s', '4f000000', I32_MIN],
    ['fcvt.wu.s', '4f800000', '-1 NV'],
    ['fcvt.wu.s', 'bf800000', '0 NV'],
    ['fcvt.l.s', '5effffff', '9223371487098961920'], // 2^63 − 2^39
    ['fcvt.l.s', '5f000000', `${I64_MAX} NV`],
    ['fcvt.l.s', 'ff800000', `${I64_MIN} NV`],
    ['fcvt.lu.s', '5f7fffff', '-1099511627776'], // 2^64 − 2^40
    ['fcvt.lu.s', '3f000000', '0 NX'],
  ])('%s of %s', (mnemonic, digits, expected) => {
    expect(ofInteger(run(mnemonic, { f: [s(digits)] }))).toBe(expected);
  });

  it('of a single that is not boxed is that of a NaN', () => {
    expect(ofInteger(run('fcvt.w.s', { f: [d('3f800000')] }))).toBe(`${I32_MAX} NV`);
  });
});

describe('from an integer', () => {
  it.each([
    ['fcvt.d.w', 0n, '0000000000000000'],
    ['fcvt.d.w', -1n, 'bff0000000000000'],
    ['fcvt.d.w', 0x1_8000_0000n, 'c1e0000000000000'], // a word: the upper half is not looked at
    ['fcvt.d.wu', -1n, '41efffffffe00000'],
    ['fcvt.d.wu', 0x1_0000_0003n, '4008000000000000'],
    ['fcvt.d.l', -(1n << 63n), 'c3e0000000000000'],
    ['fcvt.d.l', (1n << 53n) + 1n, '4340000000000000 NX'], // a tie
    ['fcvt.d.l', (1n << 53n) + 3n, '4340000000000002 NX'],
    ['fcvt.d.lu', -1n, '43f0000000000000 NX'],
    ['fcvt.d.lu', 1n << 63n, '43e0000000000000'],
  ])('%s of %s', (mnemonic, integer, expected) => {
    expect(ofDouble(run(mnemonic, { x: { 1: integer } }))).toBe(expected);
  });

  it.each([
    ['fcvt.s.w', 16_777_217n, '4b800000 NX'], // 2^24 + 1, a tie
    ['fcvt.s.w', -16_777_217n, 'cb800000 NX'],
    ['fcvt.s.w', 0n, '00000000'],
    ['fcvt.s.wu', 0xffff_ffffn, '4f800000 NX'],
    ['fcvt.s.wu', 0x8000_0000n, '4f000000'],
    ['fcvt.s.l', (1n << 63n) - 1n, '5f000000 NX'],
    ['fcvt.s.l', (1n << 40n) + (1n << 16n) + 1n, '53800001 NX'], // just above a tie
    ['fcvt.s.lu', -1n, '5f800000 NX'],
  ])('%s of %s', (mnemonic, integer, expected) => {
    expect(ofSingle(run(mnemonic, { x: { 1: integer } }))).toBe(expected);
  });

  it('rounds as every mode does', () => {
    const came = MODES.map((mode) => ofDouble(run('fcvt.d.lu', { x: { 1: -1n }, mode })));
    const [below, above] = ['43efffffffffffff NX', '43f0000000000000 NX'];
    expect(came).toEqual([above, below, below, above, above]);
    const negative = MODES.map((mode) => ofSingle(run('fcvt.s.w', { x: { 1: -16_777_217n }, mode })));
    const [near, far] = ['cb800000 NX', 'cb800001 NX'];
    expect(negative).toEqual([near, near, far, near, far]);
  });
});

describe('from one precision to the other', () => {
  it.each([
    ['3ff8000000000000', '3fc00000'],
    ['3ff0000010000000', '3f800000 NX'], // 1 + 2^-24, a tie
    ['3ff0000030000000', '3f800002 NX'],
    ['7fefffffffffffff', '7f800000 OF NX'],
    ['47efffffe0000000', '7f7fffff'], // the largest single
    ['47effffff0000000', '7f800000 OF NX'], // and half a unit more
    ['47efffffefffffff', '7f7fffff NX'],
    ['36a0000000000000', '00000001'], // 2^-149
    ['3690000000000000', '00000000 UF NX'], // 2^-150, a tie
    ['3690000000000001', '00000001 UF NX'],
    ['b690000000000001', '80000001 UF NX'],
    ['380fffffe0000000', '00800000 UF NX'], // 2^-126 − 2^-150, which 24 places hold: tiny, although it becomes normal
    ['380fffffffffffff', '00800000 NX'], // which 24 places do not
    ['0000000000000001', '00000000 UF NX'],
    ['8000000000000000', '80000000'],
    [MINUS_INF, 'ff800000'],
    ['fff8000000000005', '7fc00000'],
    [SNAN, '7fc00000 NV'],
  ])('fcvt.s.d of %s', (digits, expected) => {
    expect(ofSingle(run('fcvt.s.d', { f: [d(digits)] }))).toBe(expected);
  });

  it.each([
    ['3fc00000', '3ff8000000000000'],
    ['00000001', '36a0000000000000'],
    ['807fffff', 'b80fffffc0000000'], // −(2^-126 − 2^-149)
    ['7f7fffff', '47efffffe0000000'],
    ['80000000', '8000000000000000'],
    ['ff800000', MINUS_INF],
    ['ffc00005', QNAN],
    ['7f800001', `${QNAN} NV`],
  ])('fcvt.d.s of %s', (digits, expected) => {
    expect(ofDouble(run('fcvt.d.s', { f: [s(digits)] }))).toBe(expected);
  });

  it('takes what is not boxed for a quiet NaN', () => {
    expect(ofDouble(run('fcvt.d.s', { f: [d('7f800001')] }))).toBe(QNAN);
  });
});
