/** Products of lanes that keep their upper half, and those of polynomials over {0, 1}. */
import { type Computation, defineHelper } from '#core/isa/semantics.ts';
import type { LaneSize } from '../vocabulary.ts';
import { everyLane, forEachLane, laneOf, onesOf, repeated, shiftedLeft } from './lanes.ts';
import { limitedSigned } from './saturation.ts';

/** What is added before a half is cut off. */
export type Rounding = 'truncating' | 'rounding';

/** Twice the product and what is accumulated, less the low half: (d × 2^size + 2 a b) / 2^size. Everything is halved, to fit 64 bits. */
function doubledHigh<V>(m: Computation<V>, size: LaneSize, rounding: Rounding, product: V, accumulated?: V): V {
  const shift = m.const64(BigInt(size - 1));
  let sum = accumulated === undefined ? product : m.add(m.sll(accumulated, shift), product);
  if (rounding === 'rounding') sum = m.add(sum, m.const64(1n << BigInt(size - 2)));
  return limitedSigned(m, size, m.sra(sum, shift));
}

const signedProduct = <V>(m: Computation<V>, size: LaneSize, a: V, b: V, lane: number): V =>
  m.mul(laneOf(m, size, 'signed', a, lane), laneOf(m, size, 'signed', b, lane));

/** arm: SQDMULH, SQRDMULH. */
export const highProducts = <V>(m: Computation<V>, size: LaneSize, rounding: Rounding, a: V, b: V): V =>
  forEachLane(m, size, (lane) => doubledHigh(m, size, rounding, signedProduct(m, size, a, b, lane)));

/** arm: SQRDMLAH, SQRDMLSH. */
export const accumulatedHighProducts = <V>(m: Computation<V>, size: LaneSize, subtracts: boolean, a: V, b: V, d: V): V =>
  forEachLane(m, size, (lane) => {
    const product = signedProduct(m, size, a, b, lane);
    const term = subtracts ? m.sub(m.const64(0n), product) : product;
    return doubledHigh(m, size, 'rounding', term, laneOf(m, size, 'signed', d, lane));
  });

/** Products of polynomials of degree 7 in lanes of `size` bits, where they may be 16 bits long. */
export function polynomialProducts<V>(m: Computation<V>, size: 8 | 16, a: V, b: V): V {
  let product = m.const64(0n);
  for (let bit = 0; bit < 8; bit++) {
    const amount = m.const64(BigInt(bit));
    const taken = m.mul(m.and(m.srl(b, amount), everyLane(m, size, 1n)), m.const64(onesOf(size)));
    product = m.xor(product, m.and(shiftedLeft(m, size, a, amount), taken));
  }
  return product;
}

/** Bits whose numbers are `rest` modulo 4, with three between any two to take carries. */
const everyFourth = (rest: number): bigint => repeated(8, 0x11n << BigInt(rest));

/** Low 64 bits of the product of two polynomials of degree 63. Of each sum of bits in a place only the lowest is kept. */
const polynomialLow = defineHelper({
  name: 'polynomialLow',
  parameterCount: 2,
  compute: <V>(m: Computation<V>, a: V, b: V): V => {
    const parts = (value: V) => [0, 1, 2, 3].map((rest) => m.and(value, m.const64(everyFourth(rest))));
    const [x, y] = [parts(a), parts(b)];
    return [0, 1, 2, 3]
      .map((rest) => {
        const products = [0, 1, 2, 3].map((i) => m.mul(x[i]!, y[(rest - i) & 3]!));
        return m.and(
          products.reduce((sum, product) => m.xor(sum, product)),
          m.const64(everyFourth(rest)),
        );
      })
      .reduce((all, part) => m.or(all, part));
  },
});

/** The bits in reverse order. */
export const reversedBits = defineHelper({
  name: 'reversedBits',
  parameterCount: 1,
  compute: <V>(m: Computation<V>, value: V): V => {
    let reversed = value;
    for (const width of [1, 2, 4, 8, 16, 32]) {
      const low = m.const64(repeated((2 * width) as LaneSize, (1n << BigInt(width)) - 1n));
      const amount = m.const64(BigInt(width));
      reversed = m.or(m.sll(m.and(reversed, low), amount), m.and(m.srl(reversed, amount), low));
    }
    return reversed;
  },
});

/** All 127 bits of the product of two polynomials of degree 63. The upper ones are the lower of the reversed operands. */
export function polynomialProduct<V>(m: Computation<V>, a: V, b: V): { readonly low: V; readonly high: V } {
  const reversed = m.call(polynomialLow, m.call(reversedBits, a), m.call(reversedBits, b));
  return { low: m.call(polynomialLow, a, b), high: m.srl(m.call(reversedBits, reversed), m.const64(1n)) };
}
