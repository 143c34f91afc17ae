/** Multiplication, and the products that fused operations share. */
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

/** A significand of binary64 is cut in two for multiplying: 26 bits above 27. */
const LIMB_BITS = 27;
const LIMB_MASK = (1n << 27n) - 1n;

/** A product of two significands of 53 bits: `high` × 2^54 + `middle` × 2^27 + `low`; the last two are below 2^27. */
export function wideProduct<V>(m: Computation<V>, a: V, b: V): { readonly high: V; readonly middle: V; readonly low: V } {
  const [aHigh, bHigh] = [shiftRight(m, a, LIMB_BITS), shiftRight(m, b, LIMB_BITS)];
  const [aLow, bLow] = [m.and(a, constant(m, LIMB_MASK)), m.and(b, constant(m, LIMB_MASK))];
  const low = m.mul(aLow, bLow);
  const cross = m.add(m.mul(aHigh, bLow), m.mul(aLow, bHigh));
  const middle = m.add(cross, shiftRight(m, low, LIMB_BITS));
  return {
    high: m.add(m.mul(aHigh, bHigh), shiftRight(m, middle, LIMB_BITS)),
    middle: m.and(middle, constant(m, LIMB_MASK)),
    low: m.and(low, constant(m, LIMB_MASK)),
  };
}

/** The product of two significands in 63 bits, its leading one at bit 62 or 61; the last bit is sticky. */
function productSignificand<V>(m: Computation<V>, { fractionBits }: FloatFormat, a: V, b: V): V {
  const productBits = 2 * (fractionBits + 1);
  if (productBits <= LEADING_BIT) return shiftLeft(m, m.mul(a, b), LEADING_BIT + 1 - productBits);
  const { high, middle, low } = wideProduct(m, a, b);
  const aboveMiddle = LEADING_BIT + 1 - (productBits - 2 * LIMB_BITS);
  const cut = LIMB_BITS - aboveMiddle;
  const lost = m.or(m.and(middle, constant(m, (1n << BigInt(cut)) - 1n)), low);
  return m.or(m.or(shiftLeft(m, high, aboveMiddle), shiftRight(m, middle, cut)), sticky(m, lost));
}

/** The product of two numbers whose leading ones are at bit `fractionBits`; its own is at bit 62. */
export function multiplyUnpacked<V>(m: Computation<V>, format: FloatFormat, a: Unpacked<V>, b: Unpacked<V>): Unpacked<V> {
  const product = productSignificand(m, format, a.significand, b.significand);
  const shift = m.sub(m.clz(product), constant(m, 63 - LEADING_BIT));
  const exponent = m.sub(m.add(a.exponent, b.exponent), constant(m, format.bias - 1));
  return {
    sign: m.xor(a.sign, b.sign),
    exponent: m.sub(exponent, shift),
    significand: m.sll(product, shift),
  };
}

export function defineMultiplication(context: FloatContext): Helper {
  const { format, nanOf, round } = context;

  /** Not both operands are normal. */
  const special = defineHelper({
    name: `${format.name}MulSpecial`,
    parameterCount: 3,
    compute: (m, givenA, givenB, mode) => {
      const [a, b] = [flushed(m, context, givenA), flushed(m, context, givenB)];
      const infinity = constant(m, format.infinity);
      const [magnitudeA, magnitudeB] = [magnitudeOf(m, format, a), magnitudeOf(m, format, b)];
      const sign = m.xor(signOf(m, format, a), signOf(m, format, b));
      const hasZero = m.or(isZero(m, magnitudeA), isZero(m, magnitudeB));
      const hasInfinity = m.or(m.eq(magnitudeA, infinity), m.eq(magnitudeB, infinity));
      const multiplied = () => {
        const product = multiplyUnpacked(m, format, unpackNormalized(m, format, a), unpackNormalized(m, format, b));
        return m.call(round, product.sign, product.exponent, product.significand, mode);
      };
      return m.ifValue(
        m.or(isNan(m, format, a), isNan(m, format, b)),
        () => m.call(nanOf[1], a, b),
        () =>
          m.ifValue(
            hasInfinity,
            () =>
              m.ifValue(
                hasZero,
                () => invalidOperation(m, context),
                () => m.or(sign, infinity),
              ),
            () => m.ifValue(hasZero, () => sign, multiplied),
          ),
      );
    },
  });

  return defineHelper({
    name: `${format.name}Mul`,
    parameterCount: 3,
    compute: (m, a, b, mode) => {
      const isNormal = (x: typeof a) => isNormalExponent(m, format, exponentOf(m, format, x));
      return m.ifValue(
        m.and(isNormal(a), isNormal(b)),
        () => {
          const product = multiplyUnpacked(m, format, unpackNormal(m, format, a), unpackNormal(m, format, b));
          return roundInline(m, context, product, mode);
        },
        () => m.call(special, a, b, mode),
      );
    },
  });
}
