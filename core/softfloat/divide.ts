/** Division. */
import { type Computation, defineHelper, type Helper } from '../isa/semantics.ts';
import { flushed } from './flush.ts';
import {
  constant,
  exponentOf,
  type FloatFormat,
  isNan,
  isNormalExponent,
  isZero,
  magnitudeOf,
  shiftLeft,
  shiftRight,
  signOf,
  sticky,
  type Unpacked,
  unpackNormal,
  unpackNormalized,
} from './format.ts';
import { invalidOperation } from './nan.ts';
import { type FloatContext, LEADING_BIT, roundInline } from './round.ts';
import { exception } from './rules.ts';

/** Bits of the quotient that one step yields. */
const DIGIT_BITS = 27;
/** What a reciprocal of 32 bits sees of a significand of 53. */
const IGNORED_BITS = 21;

/**
 * a ÷ b for b ≤ a < 2b, both with their leading one at bit 52: 55 bits of quotient and a sticky one.
 *
 * One division yields v ≤ 2^83 ÷ b, within a part in 2^30; each digit is the remainder's upper bits times v. So a digit is never too
 * large, and as v, the remainder and the digit are cut off, less than 1.31 too small: the remainder that it leaves is below
 * 1.31 b, which the next digit takes up, and at the end one correction. Products may wrap: the remainders do not.
 */
function longQuotient<V>(m: Computation<V>, a: V, b: V): V {
  const upperB = m.add(shiftRight(m, b, IGNORED_BITS), constant(m, 1));
  const reciprocal = m.divu(constant(m, 1n << 62n), upperB);
  const digitOf = (remainder: V) => shiftRight(m, m.mul(shiftRight(m, remainder, IGNORED_BITS), reciprocal), 62 - DIGIT_BITS);
  const without = (remainder: V, digit: V) => m.sub(shiftLeft(m, remainder, DIGIT_BITS), m.mul(digit, b));

  const afterFirstBit = m.sub(a, b);
  const digit1 = digitOf(afterFirstBit);
  const remainder1 = without(afterFirstBit, digit1);
  const digit2 = digitOf(remainder1);
  const remainder2 = without(remainder1, digit2);
  const isShort = m.xor(m.ltu(remainder2, b), constant(m, 1));
  const remainder = m.sub(remainder2, m.select(isShort, b, constant(m, 0)));

  const digits = m.add(m.add(shiftLeft(m, digit1, DIGIT_BITS), digit2), isShort);
  const quotient = m.add(constant(m, 1n << BigInt(2 * DIGIT_BITS)), digits);
  return m.or(shiftLeft(m, quotient, LEADING_BIT - 2 * DIGIT_BITS), sticky(m, remainder));
}

/** The same for significands of 24 bits: one division yields more than enough. */
function shortQuotient<V>(m: Computation<V>, a: V, b: V): V {
  const places = 38;
  const dividend = shiftLeft(m, a, places);
  const quotient = m.divu(dividend, b);
  const remainder = m.sub(dividend, m.mul(quotient, b));
  return m.or(shiftLeft(m, quotient, LEADING_BIT - places), sticky(m, remainder));
}

/** The quotient of two numbers whose leading ones are at bit `fractionBits`; its own is at bit 62. */
function divideUnpacked<V>(m: Computation<V>, format: FloatFormat, a: Unpacked<V>, b: Unpacked<V>): Unpacked<V> {
  const isBelowOne = m.ltu(a.significand, b.significand);
  const dividend = m.sll(a.significand, isBelowOne);
  const exponent = m.add(m.sub(a.exponent, b.exponent), constant(m, format.bias));
  return {
    sign: m.xor(a.sign, b.sign),
    exponent: m.sub(exponent, isBelowOne),
    significand: (format.fractionBits > 23 ? longQuotient : shortQuotient)(m, dividend, b.significand),
  };
}

export function defineDivision(context: FloatContext): Helper {
  const { format, rules, nanOf, round } = context;

  /** Not both operands are normal. */
  const special = defineHelper({
    name: `${format.name}DivSpecial`,
    parameterCount: 3,
    compute: (m, givenA, givenB, mode) => {
      const [a, b] = [flushed(m, context, givenA), flushed(m, context, givenB)];
      const infinity = constant(m, format.infinity);
      const [magnitudeA, magnitudeB] = [magnitudeOf(m, format, a), magnitudeOf(m, format, b)];
      const [isZeroA, isZeroB] = [isZero(m, magnitudeA), isZero(m, magnitudeB)];
      const [isInfiniteA, isInfiniteB] = [m.eq(magnitudeA, infinity), m.eq(magnitudeB, infinity)];
      const sign = m.xor(signOf(m, format, a), signOf(m, format, b));
      const divided = () => {
        const quotient = divideUnpacked(m, format, unpackNormalized(m, format, a), unpackNormalized(m, format, b));
        return m.call(round, quotient.sign, quotient.exponent, quotient.significand, mode);
      };
      const infinite = () => {
        m.if(isZeroB, () => m.if(m.xor(isInfiniteA, constant(m, 1)), () => rules.raise(m, exception.divideByZero)));
        return m.or(sign, infinity);
      };
      const ofNumbers = () =>
        m.ifValue(m.or(isZeroB, isInfiniteA), infinite, () => m.ifValue(m.or(isZeroA, isInfiniteB), () => sign, divided));
      return m.ifValue(
        m.or(isNan(m, format, a), isNan(m, format, b)),
        () => m.call(nanOf[1], a, b),
        () =>
          m.ifValue(
            m.or(m.and(isZeroA, isZeroB), m.and(isInfiniteA, isInfiniteB)),
            () => invalidOperation(m, context),
            ofNumbers,
          ),
      );
    },
  });

  return defineHelper({
    name: `${format.name}Div`,
    parameterCount: 3,
    compute: (m, a, b, mode) => {
      const isNormal = (x: typeof a) => isNormalExponent(m, format, exponentOf(m, format, x));
      return m.ifValue(
        m.and(isNormal(a), isNormal(b)),
        () => {
          const quotient = divideUnpacked(m, format, unpackNormal(m, format, a), unpackNormal(m, format, b));
          return roundInline(m, context, quotient, mode);
        },
        () => m.call(special, a, b, mode),
      );
    },
  });
}
