/** What IEEE 754 leaves to an architecture, and the numbers by which this folder names modes and exceptions. */
import type { Computation } from '../isa/semantics.ts';
import type { FloatFormat } from './format.ts';

/** Rounding-direction attributes of IEEE 754 (4.3), as parameters of helpers. Others are not allowed. */
export const rounding = {
  tiesToEven: 0,
  towardZero: 1,
  towardNegative: 2,
  towardPositive: 3,
  tiesToAway: 4,
} as const;

/** Exceptions of IEEE 754 (7), one bit each. */
export const exception = {
  inexact: 1,
  underflow: 2,
  overflow: 4,
  divideByZero: 8,
  invalid: 16,
} as const;

/** An integer format that a number is converted to. */
export interface IntegerFormat {
  readonly isSigned: boolean;
  readonly width: 32 | 64;
}

export interface FloatRules {
  /** Joins exceptions, one at least, to those that the architecture keeps. */
  raise<V>(m: Computation<V>, exceptions: V): void;
  /** Whether a result is tiny is asked of the exact one, or of the one rounded as if exponents had no end. */
  readonly tininess: 'beforeRounding' | 'afterRounding';
  /** The NaN of an invalid operation. */
  defaultNan(format: FloatFormat): bigint;
  /** The NaN of an operation with a NaN among its operands. What a signaling one raises has been raised. */
  propagateNan<V>(m: Computation<V>, format: FloatFormat, operands: readonly V[]): V;
  /** The same of a conversion from one format to another. */
  convertNan<V>(m: Computation<V>, from: FloatFormat, to: FloatFormat, operand: V): V;
  /** The integer of an invalid conversion: of a NaN, or of a number that `target` does not hold. */
  invalidInteger<V>(m: Computation<V>, target: IntegerFormat, operand: { readonly isNan: V; readonly isNegative: V }): V;
}

export function raise<V>(m: Computation<V>, rules: FloatRules, exceptions: number): void {
  rules.raise(m, m.const64(BigInt(exceptions)));
}
