/** Subnormal numbers as zeros. These rules flush when a switch says so: operands raise divide by zero, to tell them from results. */
import { describe, expect, it } from 'vitest';
import { F16 } from './format.ts';
import { exception, type FloatRules } from './rules.ts';
import { defineSoftFloat } from './softfloat.ts';
import { evaluated, simpleRules } from './testing/bench.ts';

const MARK = exception.divideByZero;

const rulesOf = (operands: bigint, results: bigint): FloatRules => {
  const rules = simpleRules('beforeRounding');
  return {
    ...rules,
    flushing: {
      operands: (m) => m.const64(operands),
      results: (m) => m.const64(results),
      raiseOperand: (m) => rules.raise(m, MARK),
      resultExceptions: exception.underflow,
    },
  };
};
const kept = defineSoftFloat(rulesOf(0n, 0n)).f64;
const both = defineSoftFloat(rulesOf(1n, 1n));
const operandsOnly = defineSoftFloat(rulesOf(1n, 0n)).f64;
const resultsOnly = defineSoftFloat(rulesOf(0n, 1n));
const call = evaluated();

const ONE = 0x3ff0_0000_0000_0000n;
const HALF = 0x3fe0_0000_0000_0000n;
const NEGATIVE_ZERO = 1n << 63n;
const SMALLEST_NORMAL = 0x0010_0000_0000_0000n;
const SUBNORMAL = 0x0008_0000_0000_0001n;
const INFINITY = 0x7ff0_0000_0000_0000n;
const DEFAULT_NAN = 0x7ff8_0000_0000_0000n;
const QUIET = 0x7ff8_0000_0000_0001n;
const UNDERFLOW = exception.underflow;
const INEXACT = exception.inexact;

describe('flushing', () => {
  it.each([
    ['add', SUBNORMAL, SUBNORMAL, 0x0010_0000_0000_0002n, 0],
    ['mul', SUBNORMAL, ONE, SUBNORMAL, 0],
    ['mul', SMALLEST_NORMAL, HALF, 0x0008_0000_0000_0000n, 0],
  ] as const)('is not done unless it is switched on: %s', (operation, a, b, bits, exceptions) => {
    expect(call(kept[operation], a, b, 0n)).toEqual({ bits, exceptions });
  });

  it.each([
    ['add', SUBNORMAL, ONE, ONE, MARK],
    ['add', SUBNORMAL | NEGATIVE_ZERO, NEGATIVE_ZERO, NEGATIVE_ZERO, MARK],
    ['add', SUBNORMAL, INFINITY, INFINITY, MARK],
    ['add', SUBNORMAL, QUIET, DEFAULT_NAN, MARK],
    ['sub', ONE, SUBNORMAL, ONE, MARK],
    ['mul', SUBNORMAL | NEGATIVE_ZERO, ONE, NEGATIVE_ZERO, MARK],
    ['mul', SUBNORMAL, INFINITY, DEFAULT_NAN, MARK | exception.invalid],
    ['div', ONE, SUBNORMAL, INFINITY, MARK | exception.divideByZero],
    ['div', SUBNORMAL, SUBNORMAL, DEFAULT_NAN, MARK | exception.invalid],
    ['minimum', SUBNORMAL, ONE, 0n, MARK],
    ['maximumNumber', SUBNORMAL, NEGATIVE_ZERO, 0n, MARK],
  ] as const)('takes operands for zeros: %s', (operation, a, b, bits, exceptions) => {
    expect(call(operandsOnly[operation], a, b, 0n)).toEqual({ bits, exceptions });
  });

  it('takes operands for zeros: others', () => {
    expect(call(operandsOnly.sqrt, SUBNORMAL, 0n)).toEqual({ bits: 0n, exceptions: MARK });
    expect(call(operandsOnly.mulAdd, SUBNORMAL, ONE, ONE, 0n)).toEqual({ bits: ONE, exceptions: MARK });
    expect(call(operandsOnly.mulAdd, ONE, ONE, SUBNORMAL, 0n)).toEqual({ bits: ONE, exceptions: MARK });
    expect(call(operandsOnly.isEqual, SUBNORMAL, NEGATIVE_ZERO)).toEqual({ bits: 1n, exceptions: MARK });
    expect(call(operandsOnly.toI64, SUBNORMAL, 3n)).toEqual({ bits: 0n, exceptions: MARK });
    expect(call(operandsOnly.toIntegralExact, SUBNORMAL, 3n)).toEqual({ bits: 0n, exceptions: MARK });
    expect(call(both.f64ToF32, SUBNORMAL, 3n)).toEqual({ bits: 0n, exceptions: MARK });
    expect(call(both.f32ToF64, 1n)).toEqual({ bits: 0n, exceptions: MARK });
  });

  it.each([
    ['mul', SMALLEST_NORMAL, HALF, 0n, UNDERFLOW], // exact, and yet
    ['mul', SMALLEST_NORMAL | NEGATIVE_ZERO, HALF, NEGATIVE_ZERO, UNDERFLOW],
    ['sub', SMALLEST_NORMAL + 1n, SMALLEST_NORMAL, 0n, UNDERFLOW],
    ['add', SUBNORMAL, SUBNORMAL, 0x0010_0000_0000_0002n, 0],
    ['mul', 0x000f_ffff_ffff_ffffn, 0x3ff0_0000_0000_0001n, 0n, UNDERFLOW], // rounds to the smallest normal number
    ['mul', SMALLEST_NORMAL + 1n, ONE, SMALLEST_NORMAL + 1n, 0],
  ] as const)('gives zeros for results that are tiny before rounding: %s', (operation, a, b, bits, exceptions) => {
    expect(call(resultsOnly.f64[operation], a, b, 0n)).toEqual({ bits, exceptions });
  });

  it('gives zero, not an odd number, when it narrows to the odd one of two', () => {
    const tiny = 0x3800_0000_0000_0001n; // 2^-127 and a little more
    expect(call(resultsOnly.f64ToF32Odd, tiny, 1n)).toEqual({ bits: 0n, exceptions: UNDERFLOW });
    expect(call(defineSoftFloat(rulesOf(0n, 0n)).f64ToF32Odd, tiny, 1n)).toEqual({
      bits: 0x0040_0001n,
      exceptions: UNDERFLOW | INEXACT,
    });
  });

  it('follows rules of their own in conversions', () => {
    const { f16, f16ToF32, f32ToF16 } = defineSoftFloat(rulesOf(1n, 1n), rulesOf(0n, 0n));
    const subnormal = F16.hiddenBit - 1n;
    expect(call(f16.mul, subnormal, 0x3c00n, 0n)).toEqual({ bits: 0n, exceptions: MARK });
    expect(call(f16ToF32, subnormal)).toEqual({ bits: 0x387f_c000n, exceptions: 0 });
    expect(call(f32ToF16, 0x387f_c000n, 0n)).toEqual({ bits: subnormal, exceptions: 0 });
  });
});
