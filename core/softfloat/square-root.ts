/** Square root. */
import { type Computation, defineHelper, type Helper } from '../isa/semantics.ts';
import { flushed } from './flush.ts';
import {
  constant,
  exponentOf,
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

/** A fraction in 31 bits. */
const fixed31 = (value: number) => BigInt(Math.round(value * 2 ** 31));

/** A radicand x in [1, 4): `exact` is x × 2^62, `upper` its upper half, x × 2^30 cut off. */
interface Radicand<V> {
  readonly exact: V;
  readonly upper: V;
  /** Is x at least 2? */
  readonly isTwo: V;
}

/**
 * 1 ÷ √x in 31 bits, never too large, and too small by less than a part in 2^29: a line that is right within 2.3 % on
 * [1, 2) and another on [2, 4), then three of Newton's steps y (3 − x y²) ÷ 2, which never err upwards. x y² is cut off by less than
 * four units of the last place, which are added to keep it so.
 */
function reciprocalRoot<V>(m: Computation<V>, { upper, isTwo }: Radicand<V>): V {
  const height = m.select(isTwo, constant(m, fixed31(0.893)), constant(m, fixed31(1.263)));
  const slope = m.select(isTwo, constant(m, fixed31(0.101)), constant(m, fixed31(0.2855)));
  let y = m.sub(height, shiftRight(m, m.mul(upper, slope), 30));
  for (let iteration = 0; iteration < 3; iteration++) {
    const xy = shiftRight(m, m.mul(upper, y), 30);
    const xyy = m.add(shiftRight(m, m.mul(xy, y), 31), constant(m, 4));
    y = shiftRight(m, m.mul(y, m.sub(constant(m, fixed31(3)), xyy)), 32);
  }
  return y;
}

/** The floor of a root and its remainder, from an estimate that is right or too small by one. */
function corrected<V>(m: Computation<V>, estimate: V, remainder: V): { readonly root: V; readonly remainder: V } {
  const next = m.add(m.add(estimate, estimate), constant(m, 1));
  const isShort = m.xor(m.ltu(remainder, next), constant(m, 1));
  return { root: m.add(estimate, isShort), remainder: m.sub(remainder, m.select(isShort, next, constant(m, 0))) };
}

/** √x in 25 places and a sticky bit: `upper` × y errs by less than 2. For significands of 24 bits. */
function shortRoot<V>(m: Computation<V>, x: Radicand<V>): V {
  const places = 25;
  const estimate = shiftRight(m, m.mul(x.upper, reciprocalRoot(m, x)), 61 - places);
  const square = shiftRight(m, x.exact, 62 - 2 * places);
  const { root, remainder } = corrected(m, estimate, m.sub(square, m.mul(estimate, estimate)));
  return m.or(shiftLeft(m, root, LEADING_BIT - places), sticky(m, remainder));
}

/**
 * √x in 54 places and a sticky bit, in two digits. The first one, of 28 places, is too small by less than 2.3. What it leaves, times y ÷ 2, is the
 * second digit of 26, too small by less than 1.8. Squares may wrap: what they leave does not.
 */
function longRoot<V>(m: Computation<V>, x: Radicand<V>): V {
  const [places1, places2] = [28, 26];
  const places = places1 + places2;
  const y = reciprocalRoot(m, x);
  const digit1 = shiftRight(m, m.mul(x.upper, y), 61 - places1);
  const remainder1 = m.sub(shiftRight(m, x.exact, 62 - 2 * places1), m.mul(digit1, digit1));
  const digit2 = shiftRight(m, m.mul(remainder1, y), 31 + 1 + places1 - places2);
  const estimate = m.add(shiftLeft(m, digit1, places2), digit2);
  const twice = m.add(shiftLeft(m, digit1, places2 + 1), digit2);
  const remainder2 = m.sub(shiftLeft(m, remainder1, 2 * places2), m.mul(twice, digit2));
  const { root, remainder } = corrected(m, estimate, remainder2);
  return m.or(shiftLeft(m, root, LEADING_BIT - places), sticky(m, remainder));
}

export function defineSquareRoot(context: FloatContext): Helper {
  const { format, nanOf } = context;

  /** The root of a positive number whose leading one is at bit `fractionBits`; its own is at bit 62. */
  function rootUnpacked<V>(m: Computation<V>, a: Unpacked<V>): Unpacked<V> {
    const unbiased = m.sub(a.exponent, constant(m, format.bias));
    const isTwo = m.and(unbiased, constant(m, 1));
    const exact = m.sll(shiftLeft(m, a.significand, LEADING_BIT - format.fractionBits), isTwo);
    const radicand = { exact, upper: shiftRight(m, exact, 32), isTwo };
    return {
      sign: constant(m, 0),
      exponent: m.add(m.sra(unbiased, constant(m, 1)), constant(m, format.bias)),
      significand: (format.fractionBits > 23 ? longRoot : shortRoot)(m, radicand),
    };
  }

  /** Not a positive normal number. The root of a subnormal number is normal, and never near either end. */
  const special = defineHelper({
    name: `${format.name}SqrtSpecial`,
    parameterCount: 2,
    compute: (m, given, mode) => {
      const a = flushed(m, context, given);
      const isFixed = m.or(isZero(m, magnitudeOf(m, format, a)), m.eq(a, constant(m, format.infinity)));
      return m.ifValue(
        isNan(m, format, a),
        () => m.call(nanOf[0], a),
        () =>
          m.ifValue(
            isFixed,
            () => a,
            () =>
              m.ifValue(
                isZero(m, signOf(m, format, a)),
                () => roundInline(m, context, rootUnpacked(m, unpackNormalized(m, format, a)), mode),
                () => invalidOperation(m, context),
              ),
          ),
      );
    },
  });

  return defineHelper({
    name: `${format.name}Sqrt`,
    parameterCount: 2,
    compute: (m, a, mode) => {
      const isPositive = isZero(m, signOf(m, format, a));
      return m.ifValue(
        m.and(isPositive, isNormalExponent(m, format, exponentOf(m, format, a))),
        () => roundInline(m, context, rootUnpacked(m, unpackNormal(m, format, a)), mode),
        () => m.call(special, a, mode),
      );
    },
  });
}
