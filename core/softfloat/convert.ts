/** Conversions between floating-point formats. */
import { type Computation, defineHelper, type Helper } from '../isa/semantics.ts';
import { flushed } from './flush.ts';
import {
  constant,
  exponentOf,
  type FloatFormat,
  isNan,
  isNormalExponent,
  isSignaling,
  isZero,
  magnitudeOf,
  shiftLeft,
  shiftRight,
  signOf,
  type Unpacked,
  unpackNormal,
  unpackNormalized,
} from './format.ts';
import { type FloatContext, LEADING_BIT, roundInline } from './round.ts';
import { exception } from './rules.ts';

/** The largest number of a format that has no infinities. */
const largestOf = (format: FloatFormat) => format.infinity - 1n;

const bitsOf = ({ exponentBits, fractionBits }: FloatFormat) => 1 + exponentBits + fractionBits;

/** Conversion of what is not normal: `ofSubnormal` converts subnormal numbers. */
function convertSpecial<V>(m: Computation<V>, from: FloatFormat, to: FloatContext, a: V, ofSubnormal: () => V): V {
  const { format, rules } = to;
  const magnitude = magnitudeOf(m, from, a);
  const sign = moveSign(m, from, format, a);
  const ofNan = () => {
    if (format.isAllFinite) {
      rules.raise(m, exception.invalid);
      return sign;
    }
    m.if(isSignaling(m, from, a), () => rules.raise(m, exception.invalid));
    return rules.convertNan(m, from, format, a);
  };
  const ofInfinity = () => {
    if (!format.isAllFinite) return m.or(sign, constant(m, format.infinity));
    rules.raise(m, exception.invalid);
    return m.or(sign, constant(m, largestOf(format)));
  };
  return m.ifValue(isNan(m, from, a), ofNan, () =>
    m.ifValue(m.eq(magnitude, constant(m, from.infinity)), ofInfinity, () =>
      m.ifValue(isZero(m, magnitude), () => sign, ofSubnormal),
    ),
  );
}

function moveSign<V>(m: Computation<V>, from: FloatFormat, to: FloatFormat, a: V): V {
  const sign = signOf(m, from, a);
  const distance = bitsOf(to) - bitsOf(from);
  return distance > 0 ? shiftLeft(m, sign, distance) : shiftRight(m, sign, -distance);
}

/** (a): to a wider format, exactly. Subnormal numbers become normal ones. */
export function defineWidening(source: FloatContext, to: FloatContext): Helper {
  const { format } = to;
  const from = source.format;
  const repacked = <V>(m: Computation<V>, a: V, { exponent, significand }: Unpacked<V>): V => {
    // The leading one adds one to the exponent.
    const below = m.add(exponent, constant(m, format.bias - from.bias - 1));
    const upper = m.or(moveSign(m, from, format, a), shiftLeft(m, below, format.fractionBits));
    return m.add(upper, shiftLeft(m, significand, format.fractionBits - from.fractionBits));
  };
  const special = defineHelper({
    name: `${from.name}To${format.name}Special`,
    parameterCount: 1,
    compute: (m, given) => {
      const a = flushed(m, source, given);
      return convertSpecial(m, from, to, a, () => repacked(m, a, unpackNormalized(m, from, a)));
    },
  });
  return defineHelper({
    name: `${from.name}To${format.name}`,
    parameterCount: 1,
    compute: (m, a) =>
      m.ifValue(
        isNormalExponent(m, from, exponentOf(m, from, a)),
        () => repacked(m, a, unpackNormal(m, from, a)),
        () => m.call(special, a),
      ),
  });
}

/** (a, mode): to a narrower format. */
export function defineNarrowing(source: FloatContext, to: FloatContext): Helper {
  const { format, name } = to;
  const from = source.format;
  const rounded = <V>(m: Computation<V>, a: V, { exponent, significand }: Unpacked<V>, mode: V): V => {
    const result = {
      sign: moveSign(m, from, format, a),
      exponent: m.add(exponent, constant(m, format.bias - from.bias)),
      significand: shiftLeft(m, significand, LEADING_BIT - from.fractionBits),
    };
    return roundInline(m, to, result, mode);
  };
  const special = defineHelper({
    name: `${from.name}To${name}Special`,
    parameterCount: 2,
    compute: (m, given, mode) => {
      const a = flushed(m, source, given);
      return convertSpecial(m, from, to, a, () => rounded(m, a, unpackNormalized(m, from, a), mode));
    },
  });
  return defineHelper({
    name: `${from.name}To${name}`,
    parameterCount: 2,
    compute: (m, a, mode) =>
      m.ifValue(
        isNormalExponent(m, from, exponentOf(m, from, a)),
        () => rounded(m, a, unpackNormal(m, from, a), mode),
        () => m.call(special, a, mode),
      ),
  });
}
