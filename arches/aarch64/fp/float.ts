/** The arithmetic of A64: IEEE 754 with what Arm decides, and what instructions of one precision share. */
import type { Computation } from '#core/isa/semantics.ts';
import {
  constant,
  F16,
  type FloatFormat,
  isNan,
  isSignaling,
  isZero,
  magnitudeOf,
  shiftLeft,
  shiftRight,
  signOf,
} from '#core/softfloat/format.ts';
import { exception, type FloatRules } from '#core/softfloat/rules.ts';
import { defineSoftFloat, type FloatOperations } from '#core/softfloat/softfloat.ts';
import { controlBit, FPCR_DN, FPCR_FZ, FPCR_FZ16, IDC, raiseStatus, statusOf } from './control.ts';

/** arm: FPDefaultNaN(). Positive, quiet, and all else zero. */
const defaultNan = (format: FloatFormat) => format.infinity | format.quietBit;

/** The first operand that is a signaling NaN, or else the first that is a NaN. arm: FPProcessNaNs(). */
function firstNan<V>(m: Computation<V>, format: FloatFormat, operands: readonly V[]): V {
  const firstThat = (holds: (operand: V) => V, otherwise: V) =>
    operands.reduceRight((later, operand) => m.select(holds(operand), operand, later), otherwise);
  const first = firstThat((operand) => isNan(m, format, operand), constant(m, 0));
  return firstThat((operand) => isSignaling(m, format, operand), first);
}

/** Is one of two operands infinite and the other zero? */
export function isInfinityByZero<V>(m: Computation<V>, format: FloatFormat, a: V, b: V): V {
  const [magnitudeA, magnitudeB] = [magnitudeOf(m, format, a), magnitudeOf(m, format, b)];
  const isInfinite = (magnitude: V) => m.eq(magnitude, constant(m, format.infinity));
  return m.or(m.and(isInfinite(magnitudeA), isZero(m, magnitudeB)), m.and(isZero(m, magnitudeA), isInfinite(magnitudeB)));
}

/**
 * Of a multiply-add the addend comes first; and a quiet one gives way to the default NaN when the product has no value. arm: FPMulAdd(),
 * FPProcessNaNs3().
 */
function propagated<V>(m: Computation<V>, format: FloatFormat, operands: readonly V[]): V {
  const quieted = (nan: V) => m.or(nan, constant(m, format.quietBit));
  const [a, b, addend] = operands;
  if (a === undefined || b === undefined || addend === undefined) return quieted(firstNan(m, format, operands));
  const gives = m.and(isInfinityByZero(m, format, a, b), isZero(m, isSignaling(m, format, addend)));
  return m.select(gives, constant(m, defaultNan(format)), quieted(firstNan(m, format, [addend, a, b])));
}

const flushes = <V>(m: Computation<V>, format: FloatFormat): V => controlBit(m, format === F16 ? FPCR_FZ16 : FPCR_FZ);

const rules: FloatRules = {
  raise: (m, exceptions) => raiseStatus(m, statusOf(exceptions)),
  /** arm: FPRound(). The exponent is compared before the fraction is rounded. */
  tininess: 'beforeRounding',
  flushing: {
    operands: flushes,
    results: flushes,
    /** arm: FPUnpack(). FZ16 says nothing of its operands. */
    raiseOperand: (m, format) => {
      if (format !== F16) raiseStatus(m, IDC);
    },
    resultExceptions: exception.underflow,
  },
  defaultNan,
  propagateNan: (m, format, operands) =>
    m.select(controlBit(m, FPCR_DN), constant(m, defaultNan(format)), propagated(m, format, operands)),
  /** Sign and the upper bits of the fraction, as far as there are. arm: FPConvertNaN(). */
  convertNan: (m, from, to, operand) => {
    const move = (value: typeof operand, distance: number) =>
      distance > 0 ? shiftLeft(m, value, distance) : shiftRight(m, value, -distance);
    const widthOf = ({ exponentBits, fractionBits }: FloatFormat) => exponentBits + fractionBits;
    const sign = move(signOf(m, from, operand), widthOf(to) - widthOf(from));
    const fraction = move(m.and(operand, constant(m, from.fractionMask)), to.fractionBits - from.fractionBits);
    const nan = m.or(m.or(sign, fraction), constant(m, defaultNan(to)));
    return m.select(controlBit(m, FPCR_DN), constant(m, defaultNan(to)), nan);
  },
  /** arm: FPToFixed(), SatQ(). */
  invalidInteger: (m, { isSigned, width }, operand) => {
    const largest = (1n << BigInt(isSigned ? width - 1 : width)) - 1n;
    const smallest = isSigned ? -largest - 1n : 0n;
    const saturated = m.select(operand.isNegative, constant(m, smallest), constant(m, largest));
    return m.select(operand.isNan, constant(m, 0), saturated);
  },
};

/** FZ16 does not count in conversions between formats. arm: FPUnpackCV(), FPRoundCV(). */
const flushesConverted = <V>(m: Computation<V>, format: FloatFormat): V =>
  format.exponentBits === F16.exponentBits ? constant(m, 0) : flushes(m, format);
const rulesOfConversions: FloatRules = {
  ...rules,
  flushing: { ...rules.flushing!, operands: flushesConverted, results: flushesConverted },
};

export const softFloat = defineSoftFloat(rules, rulesOfConversions);

/** Bits of a number. */
export type FloatSize = 16 | 32 | 64;

/** One precision: half, single or double. */
export interface Precision {
  readonly size: FloatSize;
  /** The letter of its registers. */
  readonly letter: 'h' | 's' | 'd';
  /** The field `ftype` of scalar instructions. */
  readonly ftype: number;
  readonly format: FloatFormat;
  readonly operations: FloatOperations;
}

export const half: Precision = { size: 16, letter: 'h', ftype: 3, format: F16, operations: softFloat.f16 };
export const single: Precision = { size: 32, letter: 's', ftype: 0, format: softFloat.f32.format, operations: softFloat.f32 };
export const double: Precision = { size: 64, letter: 'd', ftype: 1, format: softFloat.f64.format, operations: softFloat.f64 };
export const PRECISIONS: readonly Precision[] = [half, single, double];

/** A number with the other sign. Of a NaN too, and of what else the bits may be. */
export function negated<V>(m: Computation<V>, { format }: Precision, a: V): V {
  return m.xor(a, constant(m, format.signMask));
}

export function absolute<V>(m: Computation<V>, { format }: Precision, a: V): V {
  return magnitudeOf(m, format, a);
}
