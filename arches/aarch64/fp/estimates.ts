/** Estimates of reciprocals and of their square roots, in 8 bits. arm: FRECPE, FRSQRTE, FRECPX, URECPE, URSQRTE. */
import { type Computation, defineHelper, type Helper } from '#core/isa/semantics.ts';
import { flushed } from '#core/softfloat/flush.ts';
import {
  constant,
  exponentOf,
  isNan,
  isZero,
  magnitudeOf,
  shiftLeft,
  shiftRight,
  signOf,
  unpackNormalized,
} from '#core/softfloat/format.ts';
import { invalidOperation } from '#core/softfloat/nan.ts';
import { exception, rounding } from '#core/softfloat/rules.ts';
import type { FloatOperations } from '#core/softfloat/softfloat.ts';

/** (a): 2^17 ÷ a of 256 ≤ a < 512, to nearest: 256 to 511. arm: RecipEstimate(). */
export const recipEstimate = defineHelper({
  name: 'recipEstimate',
  parameterCount: 1,
  compute: (m, a) => {
    const middle = m.add(shiftLeft(m, a, 1), constant(m, 1));
    return shiftRight(m, m.add(m.divu(constant(m, 1 << 19), middle), constant(m, 1)), 1);
  },
});

/** (a): an estimate of 2^13 ÷ √a of 128 ≤ a < 512: 256 to 511. arm: RecipSqrtEstimate(). */
export const recipSqrtEstimate = defineHelper({
  name: 'recipSqrtEstimate',
  parameterCount: 1,
  compute: (m, a) => {
    const one = constant(m, 1);
    const fine = m.add(shiftLeft(m, a, 1), one);
    const coarse = shiftLeft(m, m.add(m.and(a, constant(m, -2)), one), 1);
    const middle = m.select(m.ltu(a, constant(m, 256)), fine, coarse);
    // The largest root below 1024 whose square, times this, is below 2^28: bit by bit.
    let root = constant(m, 512);
    for (let bit = 8; bit >= 0; bit--) {
      const larger = m.or(root, constant(m, 1 << bit));
      const isBelow = m.ltu(m.mul(middle, m.mul(larger, larger)), constant(m, 1 << 28));
      root = m.select(isBelow, larger, root);
    }
    return shiftRight(m, m.add(root, one), 1);
  },
});

export interface Estimates {
  /** (a, mode) */
  readonly recip: Helper;
  /** (a) */
  readonly rsqrt: Helper;
  /** (a): the number with its exponent inverted and no fraction. */
  readonly recipExponent: Helper;
}

export function defineEstimates({ format, context }: FloatOperations): Estimates {
  const { rules, nanOf } = context;
  const { fractionBits, hiddenBit, maxExponent, bias } = format;
  const ESTIMATE_BITS = 8;
  /** The fraction of an estimate, whose leading one is bit 8. */
  const fractionOfEstimate = <V>(m: Computation<V>, estimate: V): V =>
    shiftLeft(m, m.and(estimate, constant(m, 255)), fractionBits - ESTIMATE_BITS);

  const infinityByZero = <V>(m: Computation<V>, a: V): V => {
    rules.raise(m, exception.divideByZero);
    return m.or(signOf(m, format, a), constant(m, format.infinity));
  };

  /** Of a number whose reciprocal is larger than any: infinity or the largest number. */
  function overflowed<V>(m: Computation<V>, sign: V, mode: V): V {
    rules.raise(m, exception.overflow | exception.inexact);
    const isMode = (name: keyof typeof rounding) => m.eq(mode, constant(m, rounding[name]));
    const isNegative = m.ne(sign, constant(m, 0));
    const isAway = m.select(isNegative, isMode('towardNegative'), isMode('towardPositive'));
    const isTowardZero = m.xor(m.or(isMode('tiesToEven'), isAway), constant(m, 1));
    return m.or(sign, m.sub(constant(m, format.infinity), isTowardZero));
  }

  function ofNumber<V>(m: Computation<V>, a: V): V {
    const { sign, exponent, significand } = unpackNormalized(m, format, a);
    const estimate = m.call(recipEstimate, shiftRight(m, significand, fractionBits - ESTIMATE_BITS));
    const resultExponent = m.sub(constant(m, 2 * bias - 1), exponent);
    const fraction = fractionOfEstimate(m, estimate);
    // Exponents 0 and −1 are subnormal results: the leading one comes into the fraction.
    const places = m.sub(constant(m, 1), resultExponent);
    const subnormal = m.srl(m.or(fraction, constant(m, hiddenBit)), places);
    const normal = m.or(shiftLeft(m, resultExponent, fractionBits), fraction);
    const isTiny = m.lts(resultExponent, constant(m, 1));
    const result = () => m.or(sign, m.select(isTiny, subnormal, normal));
    const { flushing } = rules;
    return m.ifValue(
      m.and(isTiny, flushing!.results(m, format)),
      () => {
        rules.raise(m, flushing!.resultExceptions);
        return sign;
      },
      result,
    );
  }

  const recip = defineHelper({
    name: `${format.name}RecipEstimate`,
    parameterCount: 2,
    compute: (m, given, mode) => {
      const a = flushed(m, context, given);
      const magnitude = magnitudeOf(m, format, a);
      const sign = signOf(m, format, a);
      return m.ifValue(
        isNan(m, format, a),
        () => m.call(nanOf[0], a),
        () =>
          m.ifValue(
            m.eq(magnitude, constant(m, format.infinity)),
            () => sign,
            () =>
              m.ifValue(
                isZero(m, magnitude),
                () => infinityByZero(m, a),
                () =>
                  m.ifValue(
                    m.ltu(magnitude, constant(m, hiddenBit >> 2n)),
                    () => overflowed(m, sign, mode),
                    () => ofNumber(m, a),
                  ),
              ),
          ),
      );
    },
  });

  /** Of a positive number. */
  function rootOfNumber<V>(m: Computation<V>, a: V): V {
    const { exponent, significand } = unpackNormalized(m, format, a);
    const isOdd = m.and(exponent, constant(m, 1));
    // Nine bits where the exponent is even, eight where it is odd.
    const scaled = m.srl(shiftRight(m, significand, fractionBits - ESTIMATE_BITS), isOdd);
    const estimate = m.call(recipSqrtEstimate, scaled);
    const resultExponent = m.sra(m.sub(constant(m, 3 * bias - 1), exponent), constant(m, 1));
    return m.or(shiftLeft(m, resultExponent, fractionBits), fractionOfEstimate(m, estimate));
  }

  const rsqrt = defineHelper({
    name: `${format.name}RSqrtEstimate`,
    parameterCount: 1,
    compute: (m, given) => {
      const a = flushed(m, context, given);
      const isNegative = m.ne(signOf(m, format, a), constant(m, 0));
      const ofPositive = () =>
        m.ifValue(
          m.eq(a, constant(m, format.infinity)),
          () => constant(m, 0),
          () => rootOfNumber(m, a),
        );
      return m.ifValue(
        isNan(m, format, a),
        () => m.call(nanOf[0], a),
        () =>
          m.ifValue(
            isZero(m, magnitudeOf(m, format, a)),
            () => infinityByZero(m, a),
            () => m.ifValue(isNegative, () => invalidOperation(m, context), ofPositive),
          ),
      );
    },
  });

  const recipExponent = defineHelper({
    name: `${format.name}RecipExponent`,
    parameterCount: 1,
    compute: (m, given) => {
      const a = flushed(m, context, given);
      const exponent = exponentOf(m, format, a);
      const inverted = m.xor(exponent, constant(m, maxExponent));
      const result = m.select(isZero(m, exponent), constant(m, maxExponent - 1), inverted);
      return m.ifValue(
        isNan(m, format, a),
        () => m.call(nanOf[0], a),
        () => m.or(signOf(m, format, a), shiftLeft(m, result, fractionBits)),
      );
    },
  });

  return { recip, rsqrt, recipExponent };
}
