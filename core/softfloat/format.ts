/** The binary interchange formats of IEEE 754 (3.4), and taking a number apart. A narrower format is kept zero-extended. */
import type { Computation } from '../isa/semantics.ts';

export interface FloatFormat {
  readonly name: string;
  readonly exponentBits: number;
  /** Bits of the trailing significand field: the leading one of a normal number is not stored. */
  readonly fractionBits: number;
  readonly bias: number;
  /** The exponent field of infinities and NaNs, all ones; in a format without them one more, which no number has. */
  readonly maxExponent: number;
  /** Has it neither infinities nor NaNs? */
  readonly isAllFinite: boolean;
  readonly signMask: bigint;
  readonly fractionMask: bigint;
  /** The leading one of a normal number, above the fraction. */
  readonly hiddenBit: bigint;
  /** Set in quiet NaNs, clear in signaling ones. */
  readonly quietBit: bigint;
  readonly infinity: bigint;
}

function defineFormat(name: string, exponentBits: number, fractionBits: number, isAllFinite = false): FloatFormat {
  const hiddenBit = 1n << BigInt(fractionBits);
  const maxExponent = 2 ** exponentBits - (isAllFinite ? 0 : 1);
  return {
    name,
    exponentBits,
    fractionBits,
    bias: 2 ** (exponentBits - 1) - 1,
    maxExponent,
    isAllFinite,
    signMask: 1n << BigInt(exponentBits + fractionBits),
    fractionMask: hiddenBit - 1n,
    hiddenBit,
    quietBit: hiddenBit >> 1n,
    infinity: BigInt(maxExponent) * hiddenBit,
  };
}

export const F16 = defineFormat('f16', 5, 10);
/** Not of IEEE 754: numbers up to 131008 in the place of infinity and the NaNs. */
export const F16_FINITE = defineFormat('f16Finite', 5, 10, true);
export const F32 = defineFormat('f32', 8, 23);
export const F64 = defineFormat('f64', 11, 52);

/** A finite number: `significand` × 2^(exponent − bias − the place where its user wants the leading one). */
export interface Unpacked<V> {
  /** The sign bit in its place, or 0: ready to be joined to a result. */
  readonly sign: V;
  /** Biased, and as wide as it needs to be. */
  readonly exponent: V;
  readonly significand: V;
}

export function constant<V>(m: Computation<V>, value: number | bigint): V {
  return m.const64(BigInt.asUintN(64, BigInt(value)));
}

export function shiftLeft<V>(m: Computation<V>, value: V, count: number): V {
  return m.sll(value, constant(m, count));
}

export function shiftRight<V>(m: Computation<V>, value: V, count: number): V {
  return m.srl(value, constant(m, count));
}

export function isZero<V>(m: Computation<V>, value: V): V {
  return m.eq(value, constant(m, 0));
}

export function signOf<V>(m: Computation<V>, format: FloatFormat, a: V): V {
  return m.and(a, constant(m, format.signMask));
}

export function magnitudeOf<V>(m: Computation<V>, format: FloatFormat, a: V): V {
  return m.and(a, constant(m, format.signMask - 1n));
}

/** The exponent field. */
export function exponentOf<V>(m: Computation<V>, format: FloatFormat, a: V): V {
  return m.and(shiftRight(m, a, format.fractionBits), constant(m, 2 ** format.exponentBits - 1));
}

export function fractionOf<V>(m: Computation<V>, format: FloatFormat, a: V): V {
  return m.and(a, constant(m, format.fractionMask));
}

export function isNan<V>(m: Computation<V>, format: FloatFormat, a: V): V {
  return m.ltu(constant(m, format.infinity), magnitudeOf(m, format, a));
}

export function isSignaling<V>(m: Computation<V>, format: FloatFormat, a: V): V {
  return m.and(isNan(m, format, a), isZero(m, m.and(a, constant(m, format.quietBit))));
}

export function isSubnormal<V>(m: Computation<V>, format: FloatFormat, a: V): V {
  return m.ltu(m.sub(magnitudeOf(m, format, a), constant(m, 1)), constant(m, format.fractionMask));
}

/** Of an exponent field: is the number normal, neither zero, subnormal, infinite nor a NaN? */
export function isNormalExponent<V>(m: Computation<V>, format: FloatFormat, exponent: V): V {
  return m.ltu(m.sub(exponent, constant(m, 1)), constant(m, format.maxExponent - 1));
}

/** Takes a normal number apart, its leading one at bit `fractionBits`. */
export function unpackNormal<V>(m: Computation<V>, format: FloatFormat, a: V): Unpacked<V> {
  return {
    sign: signOf(m, format, a),
    exponent: exponentOf(m, format, a),
    significand: m.or(fractionOf(m, format, a), constant(m, format.hiddenBit)),
  };
}

/** Takes any finite number apart. A subnormal one has exponent 1 and no leading one, and so has zero. */
export function unpackFinite<V>(m: Computation<V>, format: FloatFormat, a: V): Unpacked<V> {
  const field = exponentOf(m, format, a);
  const isSubnormal = isZero(m, field);
  const hidden = m.sll(m.xor(isSubnormal, constant(m, 1)), constant(m, format.fractionBits));
  return {
    sign: signOf(m, format, a),
    exponent: m.or(field, isSubnormal),
    significand: m.or(fractionOf(m, format, a), hidden),
  };
}

/** Takes a finite number that is not zero apart, its leading one at bit `fractionBits` even if it is subnormal. */
export function unpackNormalized<V>(m: Computation<V>, format: FloatFormat, a: V): Unpacked<V> {
  const { sign, exponent, significand } = unpackFinite(m, format, a);
  const shift = m.sub(m.clz(significand), constant(m, 63 - format.fractionBits));
  return { sign, exponent: m.sub(exponent, shift), significand: m.sll(significand, shift) };
}

/** 1 if any bit of `bits` is set: what is below the last place only matters by being there. */
export function sticky<V>(m: Computation<V>, bits: V): V {
  return m.ne(bits, constant(m, 0));
}

/** `value` >> `count`, with the last bit set if a bit was lost. `value` is below 2^63; any `count` from 0. */
export function shiftRightSticky<V>(m: Computation<V>, value: V, count: V): V {
  const limit = constant(m, 63);
  const shift = m.select(m.ltu(count, limit), count, limit);
  const lost = m.and(value, m.sub(m.sll(constant(m, 1), shift), constant(m, 1)));
  return m.or(m.srl(value, shift), sticky(m, lost));
}
