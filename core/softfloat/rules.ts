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
  readonly width: 16 | 32 | 64;
}

/** How an architecture can have subnormal numbers taken for zeros of their sign. */
export interface Flushing {
  /** 1 while operands of the format are flushed. */
  operands<V>(m: Computation<V>, format: FloatFormat): V;
  /** 1 while results are. A result is flushed when it is tiny before rounding. */
  results<V>(m: Computation<V>, format: FloatFormat): V;
  /** What an operand raises that was flushed, if anything. */
  raiseOperand<V>(m: Computation<V>, format: FloatFormat): void;
  /** Exceptions that a result raises that was flushed, one at least. */
  readonly resultExceptions: number;
}

export interface FloatRules {
  /** Joins exceptions, one at least, to those that the architecture keeps. */
  raise<V>(m: Computation<V>, exceptions: number): void;
  /** Whether a result is tiny is asked of the exact one, or of the one rounded as if exponents had no end. */
  readonly tininess: 'beforeRounding' | 'afterRounding';
  /** The NaN of an invalid operation. */
  defaultNan(format: FloatFormat): bigint;
  /** None where subnormal numbers always count. */
  readonly flushing?: Flushing;
  /**
   * The NaN of an operation with a NaN among its operands; of a multiply-add these are the factors, then the addend. What a signaling one
   * raises has been raised.
   */
  propagateNan<V>(m: Computation<V>, format: FloatFormat, operands: readonly V[]): V;
  /** The same of a conversion from one format to another. */
  convertNan<V>(m: Computation<V>, from: FloatFormat, to: FloatFormat, operand: V): V;
  /** The integer of an invalid conversion: of a NaN, or of a number that `target` does not hold. */
  invalidInteger<V>(m: Computation<V>, target: IntegerFormat, operand: { readonly isNan: V; readonly isNegative: V }): V;
}
