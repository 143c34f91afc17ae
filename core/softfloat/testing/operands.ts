/** Random numbers where arithmetic goes wrong: at the ends of the exponents, with runs of ones and zeros, near each other. */
import fc from 'fast-check';
import type { FloatFormat } from '../format.ts';

const clamp = (value: number, limit: number) => Math.min(Math.max(value, 0), limit);

/** A few ones, or a few zeros, or runs of either, or anything. */
function anyFraction({ fractionBits, fractionMask }: FloatFormat): fc.Arbitrary<bigint> {
  const bit = fc.nat({ max: fractionBits }).map((at) => (1n << BigInt(at)) & fractionMask);
  const few = fc.array(bit, { maxLength: 3 }).map((ones) => ones.reduce((a, b) => a ^ b, 0n));
  const run = bit.map((one) => (one - 1n) & fractionMask);
  return fc.oneof(
    fc.bigInt(0n, fractionMask),
    few,
    few.map((ones) => ones ^ fractionMask),
    run,
    run.map((ones) => ones ^ fractionMask),
  );
}

function anyExponent({ bias, maxExponent, fractionBits }: FloatFormat): fc.Arbitrary<number> {
  const near = (center: number, distance: number) =>
    fc.integer({ min: -distance, max: distance }).map((offset) => clamp(center + offset, maxExponent));
  return fc.oneof(
    fc.nat({ max: maxExponent }),
    near(bias, fractionBits + 3),
    near(bias, 2),
    near(bias + fractionBits, 3),
    near(bias + 63, 3),
    near(0, 2),
    near(Math.floor(bias / 2), 3),
    near(Math.floor(bias * 1.5), 3),
    near(maxExponent, 2),
  );
}

/** Any pattern of bits of the format. */
export function anyFloat(format: FloatFormat): fc.Arbitrary<bigint> {
  return fc
    .tuple(fc.boolean(), anyExponent(format), anyFraction(format))
    .map(
      ([isNegative, exponent, fraction]) =>
        (isNegative ? format.signMask : 0n) | (BigInt(exponent) * format.hiddenBit) | fraction,
    );
}

/** Two numbers, often a few units of the last place or a few powers of two apart, with any signs. */
export function anyPair(format: FloatFormat): fc.Arbitrary<readonly [bigint, bigint]> {
  const any = anyFloat(format);
  const wrap = (bits: bigint) => BigInt.asUintN(1 + format.exponentBits + format.fractionBits, bits);
  const neighbors = fc
    .tuple(any, fc.integer({ min: -4, max: 4 }), fc.integer({ min: -3, max: 3 }), fc.boolean())
    .map(([a, units, powers, isOpposite]) => {
      const b = wrap(a + BigInt(units) + BigInt(powers) * format.hiddenBit);
      return [a, isOpposite ? b ^ format.signMask : b] as const;
    });
  return fc.oneof(fc.tuple(any, any), neighbors);
}

/** Integers of 64 bits, of any length, and with few ones far apart. */
export const anyInteger: fc.Arbitrary<bigint> = fc
  .tuple(fc.bigInt(0n, (1n << 64n) - 1n), fc.nat({ max: 63 }), fc.integer({ min: -2, max: 2 }), fc.nat({ max: 3 }))
  .map(([bits, length, offset, kind]) => {
    const power = 1n << BigInt(length);
    const integer = [bits, bits & (power - 1n), power + BigInt(offset), power | (bits & 3n)][kind]!;
    return BigInt.asUintN(64, integer);
  });
