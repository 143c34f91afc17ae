/** Conversions from and to integers. */
import { type Computation, defineHelper, type Helper } from '../isa/semantics.ts';
import { flushedIfSubnormal } from './flush.ts';
import { constant, exponentOf, isNan, isZero, shiftLeft, shiftRight, signOf, sticky, unpackFinite } from './format.ts';
import { type FloatContext, LEADING_BIT, roundInline } from './round.ts';
import { exception, type IntegerFormat, rounding } from './rules.ts';

export const I16: IntegerFormat = { isSigned: true, width: 16 };
export const U16: IntegerFormat = { isSigned: false, width: 16 };
export const I32: IntegerFormat = { isSigned: true, width: 32 };
export const U32: IntegerFormat = { isSigned: false, width: 32 };
export const I64: IntegerFormat = { isSigned: true, width: 64 };
export const U64: IntegerFormat = { isSigned: false, width: 64 };

const nameOf = ({ isSigned, width }: IntegerFormat) => `${isSigned ? 'I' : 'U'}${width}`;

export const TOP_BIT = 63;

/** A magnitude's integral part, and its fraction with the point above bit 63: only zero, below, at or above a half is exact. */
export interface FixedPoint<V> {
  readonly integer: V;
  readonly fraction: V;
}

/** `significand` × 2^(exponent − 63), exponent ≤ 63. */
export function splitAtPoint<V>(m: Computation<V>, significand: V, exponent: V): FixedPoint<V> {
  const zero = constant(m, 0);
  const isBelowOne = m.lts(exponent, zero);
  const isAtLeastHalf = m.eq(exponent, constant(m, -1));
  const ofSmall = m.select(isAtLeastHalf, significand, sticky(m, significand));
  return {
    integer: m.select(isBelowOne, zero, m.srl(significand, m.sub(constant(m, TOP_BIT), exponent))),
    fraction: m.select(isBelowOne, ofSmall, shiftLeft(m, m.sll(significand, exponent), 1)),
  };
}

/** 1 if the magnitude is rounded up. */
export function isRoundedUp<V>(m: Computation<V>, { integer, fraction }: FixedPoint<V>, isNegative: V, mode: V): V {
  const isMode = (name: keyof typeof rounding) => m.eq(mode, constant(m, rounding[name]));
  const half = constant(m, 1n << 63n);
  const toEven = m.ltu(half, m.or(fraction, m.and(integer, constant(m, 1))));
  const toAway = shiftRight(m, fraction, 63);
  const isAway = m.ne(isMode('towardPositive'), isNegative);
  const directed = m.and(isAway, m.ne(fraction, constant(m, 0)));
  const notNearest = m.select(isMode('towardZero'), constant(m, 0), directed);
  return m.select(isMode('tiesToEven'), toEven, m.select(isMode('tiesToAway'), toAway, notNearest));
}

/**
 * (a, mode): to an integer, sign- or zero-extended as its format is signed or not. When it does not fit, the exception is
 * invalid and not inexact.
 */
export function defineToInteger(context: FloatContext, target: IntegerFormat): Helper {
  return defineHelper({
    name: `${context.format.name}To${nameOf(target)}`,
    parameterCount: 2,
    compute: (m, a, mode) => toFixed(m, context, target, { a, mode }),
  });
}

/** (a, fractionBits, mode): the same of a × 2^fractionBits, 0 ≤ fractionBits ≤ 64. */
export function defineToFixed(context: FloatContext, target: IntegerFormat): Helper {
  return defineHelper({
    name: `${context.format.name}ToFixed${nameOf(target)}`,
    parameterCount: 3,
    compute: (m, a, fractionBits, mode) => toFixed(m, context, target, { a, mode, fractionBits }),
  });
}

interface Converted<V> {
  readonly a: V;
  readonly mode: V;
  readonly fractionBits?: V;
}

function toFixed<V>(m: Computation<V>, context: FloatContext, target: IntegerFormat, converted: Converted<V>): V {
  const { format, rules } = context;
  const { isSigned, width } = target;
  const { mode, fractionBits } = converted;
  const largest = (1n << BigInt(isSigned ? width - 1 : width)) - 1n;
  const a = flushedIfSubnormal(m, context, converted.a);
  const unpacked = unpackFinite(m, format, a);
  const unscaled = m.sub(unpacked.exponent, constant(m, format.bias));
  const exponent = fractionBits === undefined ? unscaled : m.add(unscaled, fractionBits);
  const isNegative = m.ne(signOf(m, format, a), constant(m, 0));
  const split = splitAtPoint(m, shiftLeft(m, unpacked.significand, TOP_BIT - format.fractionBits), exponent);
  const magnitude = m.add(split.integer, isRoundedUp(m, split, isNegative, mode));
  const limit = isSigned ? m.add(constant(m, largest), isNegative) : m.select(isNegative, constant(m, 0), constant(m, largest));
  const isBeyond = m.or(m.lts(constant(m, TOP_BIT), exponent), m.ltu(limit, magnitude));
  // Where the exponent of infinity is that of a number that fits, it has to be asked for.
  const hasNearInfinity = format.maxExponent - format.bias <= TOP_BIT;
  const isNumber = () => m.ltu(exponentOf(m, format, a), constant(m, format.maxExponent));
  const isTooLarge = hasNearInfinity ? m.or(isBeyond, m.xor(isNumber(), constant(m, 1))) : isBeyond;
  return m.ifValue(
    isTooLarge,
    () => {
      rules.raise(m, exception.invalid);
      return rules.invalidInteger(m, target, { isNan: isNan(m, format, a), isNegative });
    },
    () => {
      m.if(m.ne(split.fraction, constant(m, 0)), () => rules.raise(m, exception.inexact));
      return m.select(isNegative, m.sub(constant(m, 0), magnitude), magnitude);
    },
  );
}

/** (integer, mode): from an integer of 64 bits. */
export function defineFromInteger(context: FloatContext, { isSigned }: IntegerFormat): Helper {
  return defineHelper({
    name: `${context.format.name}From${nameOf({ isSigned, width: 64 })}`,
    parameterCount: 2,
    compute: (m, integer, mode) => fromFixed(m, context, isSigned, { integer, mode }),
  });
}

/** (integer, fractionBits, mode): the same of integer ÷ 2^fractionBits, 0 ≤ fractionBits ≤ 64. */
export function defineFromFixed(context: FloatContext, { isSigned }: IntegerFormat): Helper {
  return defineHelper({
    name: `${context.format.name}FromFixed${nameOf({ isSigned, width: 64 })}`,
    parameterCount: 3,
    compute: (m, integer, fractionBits, mode) => fromFixed(m, context, isSigned, { integer, mode, fractionBits }),
  });
}

interface FixedOperand<V> {
  readonly integer: V;
  readonly mode: V;
  readonly fractionBits?: V;
}

function fromFixed<V>(m: Computation<V>, context: FloatContext, isSigned: boolean, operand: FixedOperand<V>): V {
  const { format } = context;
  const { integer, mode, fractionBits } = operand;
  const zero = constant(m, 0);
  const isNegative = isSigned ? m.lts(integer, zero) : zero;
  const magnitude = m.select(isNegative, m.sub(zero, integer), integer);
  return m.ifValue(
    isZero(m, magnitude),
    () => zero,
    () => {
      const shift = m.clz(magnitude);
      const top = m.sll(magnitude, shift);
      const unscaled = m.sub(constant(m, format.bias + TOP_BIT), shift);
      const result = {
        sign: m.select(isNegative, constant(m, format.signMask), zero),
        exponent: fractionBits === undefined ? unscaled : m.sub(unscaled, fractionBits),
        significand: m.or(shiftRight(m, top, TOP_BIT - LEADING_BIT), m.and(top, constant(m, 1))),
      };
      return roundInline(m, context, result, mode);
    },
  );
}
