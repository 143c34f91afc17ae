/** Multiplication that has a value for zero by infinity, and the steps of Newton's method. arm: FMULX, FRECPS, FRSQRTS. */
import { defineHelper, type Helper } from '#core/isa/semantics.ts';
import { flushed } from '#core/softfloat/flush.ts';
import { constant, type FloatFormat, isNan, isZero, magnitudeOf, signOf } from '#core/softfloat/format.ts';
import type { FloatOperations } from '#core/softfloat/softfloat.ts';
import { isInfinityByZero } from './float.ts';

/** (a, b, mode) */
export interface Steps {
  /** a × b, but of zero by infinity 2 with the sign of the product. */
  readonly mulX: Helper;
  /** 2 − a × b and (3 − a × b) ÷ 2, rounded once; of zero by infinity the product is zero. */
  readonly recipStep: Helper;
  readonly rsqrtStep: Helper;
}

const power = ({ bias, hiddenBit }: FloatFormat, exponent: number) => BigInt(bias + exponent) * hiddenBit;

export function defineSteps({ format, context, mul, mulAdd, halvedMulAdd }: FloatOperations): Steps {
  const two = power(format, 1);
  const three = two | (format.hiddenBit >> 1n);
  const oneAndHalf = power(format, 0) | (format.hiddenBit >> 1n);

  /** `whenZero` is the value where a factor is zero, and none is a NaN. NaNs are those of −a and b. */
  const step = (name: string, addend: bigint, whenZero: bigint, fused: Helper) =>
    defineHelper({
      name: `${format.name}${name}`,
      parameterCount: 3,
      compute: (m, givenA, givenB, mode) => {
        const a = m.xor(flushed(m, context, givenA), constant(m, format.signMask));
        const b = flushed(m, context, givenB);
        const hasZero = m.or(isZero(m, magnitudeOf(m, format, a)), isZero(m, magnitudeOf(m, format, b)));
        const hasNan = m.or(isNan(m, format, a), isNan(m, format, b));
        return m.ifValue(
          m.and(hasZero, isZero(m, hasNan)),
          () => constant(m, whenZero),
          () => m.call(fused, a, b, constant(m, addend), mode),
        );
      },
    });

  return {
    mulX: defineHelper({
      name: `${format.name}MulX`,
      parameterCount: 3,
      compute: (m, givenA, givenB, mode) => {
        const [a, b] = [flushed(m, context, givenA), flushed(m, context, givenB)];
        return m.ifValue(
          isInfinityByZero(m, format, a, b),
          () => m.or(constant(m, two), m.xor(signOf(m, format, a), signOf(m, format, b))),
          () => m.call(mul, a, b, mode),
        );
      },
    }),
    recipStep: step('RecipStep', two, two, mulAdd),
    rsqrtStep: step('RSqrtStep', three, oneAndHalf, halvedMulAdd),
  };
}
