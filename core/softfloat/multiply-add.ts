/** Fused multiply-add: a × b + c, rounded once. */
import { type Computation, defineHelper, type Helper } from '../isa/semantics.ts';
import { ADDEND_LEADING_BIT, addUnpacked, cancelledZero } from './add.ts';
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
import { multiplyUnpacked, wideProduct } from './multiply.ts';
import { invalidOperation } from './nan.ts';
import { type FloatContext, roundInline } from './round.ts';
import { exception } from './rules.ts';

/** The three operands, not zero, with their leading ones at bit `fractionBits`. */
interface Terms<V> {
  readonly a: Unpacked<V>;
  readonly b: Unpacked<V>;
  readonly c: Unpacked<V>;
  readonly mode: V;
}

/** For significands of 24 bits: the product is exact in one value, and the rest is an addition. */
function shortMultiplyAdd<V>(m: Computation<V>, context: FloatContext, { a, b, c, mode }: Terms<V>): V {
  const product = multiplyUnpacked(m, context.format, a, b);
  const productSignificand = shiftRight(m, product.significand, 1);
  const addend = shiftLeft(m, c.significand, ADDEND_LEADING_BIT - context.format.fractionBits);
  const isSmaller = m.ltu(productSignificand, addend);
  const isSwapped = m.or(m.lts(product.exponent, c.exponent), m.and(m.eq(product.exponent, c.exponent), isSmaller));
  const choose = (whenSwapped: V, otherwise: V) => m.select(isSwapped, whenSwapped, otherwise);
  const larger = {
    sign: choose(c.sign, product.sign),
    exponent: choose(c.exponent, product.exponent),
    significand: choose(addend, productSignificand),
  };
  const smaller = {
    sign: choose(product.sign, c.sign),
    exponent: choose(product.exponent, c.exponent),
    significand: choose(productSignificand, addend),
  };
  return addUnpacked(m, context, larger, smaller, mode);
}

/** 128 bits. */
interface Wide<V> {
  readonly high: V;
  readonly low: V;
}

const selectWide = <V>(m: Computation<V>, condition: V, a: Wide<V>, b: Wide<V>): Wide<V> => ({
  high: m.select(condition, a.high, b.high),
  low: m.select(condition, a.low, b.low),
});

/** `value` >> `count` for any `count` from 0, with the last bit set if a bit was lost. */
function shiftRightWide<V>(m: Computation<V>, { high, low }: Wide<V>, count: V): Wide<V> {
  const [zero, one, limit] = [constant(m, 0), constant(m, 1), constant(m, 127)];
  const limited = m.select(m.ltu(count, limit), count, limit);
  const isFar = m.ltu(constant(m, 63), limited);
  const shift = m.and(limited, constant(m, 63));
  const upper = m.select(isFar, zero, high);
  const lower = m.select(isFar, high, low);
  const lost = m.or(m.and(lower, m.sub(m.sll(one, shift), one)), m.select(isFar, low, zero));
  // A shift by 64 would be one by 0, so the last of 64 − shift places is shifted apart.
  const crossing = m.sll(m.sll(upper, one), m.xor(shift, constant(m, 63)));
  return { high: m.srl(upper, shift), low: m.or(m.or(m.srl(lower, shift), crossing), sticky(m, lost)) };
}

function sumWide<V>(m: Computation<V>, a: Wide<V>, b: Wide<V>): Wide<V> {
  const low = m.add(a.low, b.low);
  return { high: m.add(m.add(a.high, b.high), m.ltu(low, a.low)), low };
}

function negatedIf<V>(m: Computation<V>, condition: V, { high, low }: Wide<V>): Wide<V> {
  const mask = m.sub(constant(m, 0), condition);
  return sumWide(m, { high: m.xor(high, mask), low: m.xor(low, mask) }, { high: constant(m, 0), low: condition });
}

/**
 * For significands of 53 bits, in 128: the leading one of the addend at bit 125, that of the product there or one below, and zeros in the
 * last 20 bits. When bits are lost to alignment, at most one leading place is lost to subtraction.
 */
function longMultiplyAdd<V>(m: Computation<V>, context: FloatContext, { a, b, c, mode }: Terms<V>): V {
  const { format } = context;
  const parts = wideProduct(m, a.significand, b.significand);
  const product: Wide<V> = {
    high: m.or(shiftLeft(m, parts.high, 10), shiftRight(m, parts.middle, 17)),
    low: m.or(shiftLeft(m, parts.middle, 47), shiftLeft(m, parts.low, 20)),
  };
  const addend: Wide<V> = { high: shiftLeft(m, c.significand, ADDEND_LEADING_BIT - 52), low: constant(m, 0) };
  const productSign = m.xor(a.sign, b.sign);
  const productExponent = m.sub(m.add(a.exponent, b.exponent), constant(m, format.bias - 1));

  const distance = m.sub(c.exponent, productExponent);
  const isSwapped = m.lts(constant(m, 0), distance);
  const upper = selectWide(m, isSwapped, addend, product);
  const lower = selectWide(m, isSwapped, product, addend);
  const aligned = shiftRightWide(m, lower, m.select(isSwapped, distance, m.sub(constant(m, 0), distance)));
  const isSubtraction = m.ne(productSign, c.sign);
  const signedSum = sumWide(m, upper, negatedIf(m, isSubtraction, aligned));
  const isNegative = shiftRight(m, signedSum.high, 63);
  const sum = negatedIf(m, isNegative, signedSum);
  const upperSign = m.select(isSwapped, c.sign, productSign);
  const sign = m.xor(upperSign, m.select(isNegative, constant(m, format.signMask), constant(m, 0)));
  const exponent = m.add(m.select(isSwapped, c.exponent, productExponent), constant(m, 1));

  const rounded = (significand: V, shift: V) =>
    roundInline(m, context, { sign, exponent: m.sub(exponent, shift), significand }, mode);
  return m.ifValue(
    isZero(m, sum.high),
    () =>
      m.ifValue(
        isZero(m, sum.low),
        () => cancelledZero(m, format, mode),
        () => {
          // All that is left was in the lower half. Its last bits are zeros, so that nothing is lost by making room for a sign.
          const half = shiftRight(m, sum.low, 1);
          const shift = m.sub(m.clz(half), constant(m, 1));
          return rounded(m.sll(half, shift), m.add(shift, constant(m, 63)));
        },
      ),
    () => {
      const shift = m.sub(m.clz(sum.high), constant(m, 1));
      const crossing = m.srl(shiftRight(m, sum.low, 1), m.xor(shift, constant(m, 63)));
      const tail = sticky(m, m.sll(sum.low, shift));
      return rounded(m.or(m.or(m.sll(sum.high, shift), crossing), tail), shift);
    },
  );
}

/** (a, b, c, mode): a × b + c. */
export function defineMultiplyAdd(context: FloatContext, mul: Helper): Helper {
  const multiplyAdd = context.format.fractionBits > 23 ? longMultiplyAdd : shortMultiplyAdd;
  return defineFused(context, `${context.format.name}MulAdd`, mul, (m, terms) => multiplyAdd(m, context, terms));
}

/** (a, b, c, mode): (a × b + c) ÷ 2, rounded once. For factors that are not zero, and an addend that is neither zero nor infinite. */
export function defineHalvedMultiplyAdd(context: FloatContext, mul: Helper): Helper {
  const multiplyAdd = context.format.fractionBits > 23 ? longMultiplyAdd : shortMultiplyAdd;
  return defineFused(context, `${context.format.name}HalvedMulAdd`, mul, (m, { a, b, c, mode }) => {
    const halved = (x: Unpacked<typeof mode>) => ({ ...x, exponent: m.sub(x.exponent, constant(m, 1)) });
    return multiplyAdd(m, context, { a: halved(a), b, c: halved(c), mode });
  });
}

/** `ofTerms` computes the result for operands that are finite and not zero. */
function defineFused(
  context: FloatContext,
  name: string,
  mul: Helper,
  ofTerms: <V>(m: Computation<V>, terms: Terms<V>) => V,
): Helper {
  const { format, rules, nanOf } = context;

  /** Not all operands are normal. */
  const special = defineHelper({
    name: `${name}Special`,
    parameterCount: 4,
    compute: (m, givenA, givenB, givenC, mode) => {
      const [a, b, c] = [flushed(m, context, givenA), flushed(m, context, givenB), flushed(m, context, givenC)];
      const infinity = constant(m, format.infinity);
      const [magnitudeA, magnitudeB, magnitudeC] = [a, b, c].map((x) => magnitudeOf(m, format, x)) as [
        typeof a,
        typeof a,
        typeof a,
      ];
      const hasZero = m.or(isZero(m, magnitudeA), isZero(m, magnitudeB));
      const hasInfinity = m.or(m.eq(magnitudeA, infinity), m.eq(magnitudeB, infinity));
      const hasNan = m.or(m.or(isNan(m, format, a), isNan(m, format, b)), isNan(m, format, c));
      const productSign = m.xor(signOf(m, format, a), signOf(m, format, b));
      const isOpposite = m.ne(productSign, signOf(m, format, c));
      const isZeroC = isZero(m, magnitudeC);
      const isInfiniteC = m.eq(magnitudeC, infinity);

      /** 7.2: whether 0 × ∞ + quiet NaN is invalid is left to the architecture. Here it is. */
      const ofNan = () => {
        m.if(m.and(hasZero, hasInfinity), () => rules.raise(m, exception.invalid));
        return m.call(nanOf[2], a, b, c);
      };
      const ofInfinities = () =>
        m.ifValue(
          m.or(m.and(hasZero, hasInfinity), m.and(m.and(hasInfinity, isInfiniteC), isOpposite)),
          () => invalidOperation(m, context),
          () => m.select(isInfiniteC, c, m.or(productSign, infinity)),
        );
      const ofZeroProduct = () => m.select(isZeroC, m.select(isOpposite, cancelledZero(m, format, mode), c), c);
      const ofFinite = () => {
        const unpacked = (x: typeof a) => unpackNormalized(m, format, x);
        return ofTerms(m, { a: unpacked(a), b: unpacked(b), c: unpacked(c), mode });
      };
      return m.ifValue(hasNan, ofNan, () =>
        m.ifValue(m.or(hasInfinity, isInfiniteC), ofInfinities, () =>
          m.ifValue(hasZero, ofZeroProduct, () => m.ifValue(isZeroC, () => m.call(mul, a, b, mode), ofFinite)),
        ),
      );
    },
  });

  return defineHelper({
    name,
    parameterCount: 4,
    compute: (m, a, b, c, mode) => {
      const isNormal = (x: typeof a) => isNormalExponent(m, format, exponentOf(m, format, x));
      const unpacked = (x: typeof a) => unpackNormal(m, format, x);
      return m.ifValue(
        m.and(m.and(isNormal(a), isNormal(b)), isNormal(c)),
        () => ofTerms(m, { a: unpacked(a), b: unpacked(b), c: unpacked(c), mode }),
        () => m.call(special, a, b, c, mode),
      );
    },
  });
}
