/**
 * Lanes of 64-bit halves, in the vocabulary. Operations on all lanes at once keep carries from one lane out of the next; those on lanes of
 * 64 bits are the same formulas.
 */
import type { Arithmetic } from '#core/isa/semantics.ts';
import { type LaneSize, truncatedTo } from '../vocabulary.ts';

export type Signedness = 'signed' | 'unsigned';

/** Ones in the low `size` bits. */
export const onesOf = (size: LaneSize): bigint => (1n << BigInt(size)) - 1n;

/** `value` in every lane of a half. */
export function repeated(size: LaneSize, value: bigint): bigint {
  let half = 0n;
  for (let at = 0; at < 64; at += size) half |= BigInt.asUintN(size, value) << BigInt(at);
  return half;
}

/** The top bit of every lane. */
const topsOf = (size: LaneSize): bigint => repeated(size, 1n << BigInt(size - 1));

export const everyLane = <V>(m: Arithmetic<V>, size: LaneSize, value: bigint): V => m.const64(repeated(size, value));
const tops = <V>(m: Arithmetic<V>, size: LaneSize): V => m.const64(topsOf(size));
const belowTops = <V>(m: Arithmetic<V>, size: LaneSize): V => m.const64(~topsOf(size));

export const inverted = <V>(m: Arithmetic<V>, value: V): V => m.xor(value, m.const64(-1n));

/** Bits of `whenOne` where `mask` is 1, of `whenZero` where it is 0. */
export const chosen = <V>(m: Arithmetic<V>, mask: V, whenOne: V, whenZero: V): V =>
  m.xor(whenZero, m.and(m.xor(whenOne, whenZero), mask));

/** The low `size` bits of `value`, in every lane. */
export const replicated = <V>(m: Arithmetic<V>, size: LaneSize, value: V): V =>
  size === 64 ? value : m.mul(truncatedTo(m, size, value), everyLane(m, size, 1n));

export function addLanes<V>(m: Arithmetic<V>, size: LaneSize, a: V, b: V): V {
  if (size === 64) return m.add(a, b);
  const sum = m.add(m.and(a, belowTops(m, size)), m.and(b, belowTops(m, size)));
  return m.xor(sum, m.and(m.xor(a, b), tops(m, size)));
}

export function subtractLanes<V>(m: Arithmetic<V>, size: LaneSize, a: V, b: V): V {
  if (size === 64) return m.sub(a, b);
  const difference = m.sub(m.or(a, tops(m, size)), m.and(b, belowTops(m, size)));
  return m.xor(difference, m.and(m.xor(a, inverted(m, b)), tops(m, size)));
}

export const negatedLanes = <V>(m: Arithmetic<V>, size: LaneSize, a: V): V => subtractLanes(m, size, m.const64(0n), a);

/** The same with each lane's top bit flipped, which puts signed numbers in the order of unsigned ones. */
export const biased = <V>(m: Arithmetic<V>, size: LaneSize, a: V): V => m.xor(a, tops(m, size));

/** Lanes of ones where the top bit is 1, of zeros where it is 0. */
export function maskOfTops<V>(m: Arithmetic<V>, size: LaneSize, a: V): V {
  const bits = m.and(m.srl(a, m.const64(BigInt(size - 1))), everyLane(m, size, 1n));
  return m.mul(bits, m.const64(onesOf(size)));
}

/** Top bits that are 1 where a lane is not zero; what is below them is arbitrary. */
const topsOfNonzero = <V>(m: Arithmetic<V>, size: LaneSize, a: V): V =>
  m.or(m.add(m.and(a, belowTops(m, size)), belowTops(m, size)), a);

export const nonzeroMask = <V>(m: Arithmetic<V>, size: LaneSize, a: V): V => maskOfTops(m, size, topsOfNonzero(m, size, a));
export const equalMask = <V>(m: Arithmetic<V>, size: LaneSize, a: V, b: V): V => inverted(m, nonzeroMask(m, size, m.xor(a, b)));

/** Where a < b, lanes of ones. */
export function lessMask<V>(m: Arithmetic<V>, size: LaneSize, signedness: Signedness, a: V, b: V): V {
  const [x, y] = signedness === 'signed' ? [biased(m, size, a), biased(m, size, b)] : [a, b];
  // The borrow out of x - y.
  const differ = m.xor(x, y);
  const borrow = m.or(m.and(differ, y), m.and(inverted(m, differ), subtractLanes(m, size, x, y)));
  return maskOfTops(m, size, borrow);
}

export const maximumLanes = <V>(m: Arithmetic<V>, size: LaneSize, signedness: Signedness, a: V, b: V): V =>
  chosen(m, lessMask(m, size, signedness, a, b), b, a);
export const minimumLanes = <V>(m: Arithmetic<V>, size: LaneSize, signedness: Signedness, a: V, b: V): V =>
  chosen(m, lessMask(m, size, signedness, a, b), a, b);

/** |a − b|, which fits a lane as an unsigned number. */
export function distanceOfLanes<V>(m: Arithmetic<V>, size: LaneSize, signedness: Signedness, a: V, b: V): V {
  const isLess = lessMask(m, size, signedness, a, b);
  return subtractLanes(m, size, chosen(m, isLess, b, a), chosen(m, isLess, a, b));
}

/** Bits that a shift to the right by `amount`, from 1 to `size`, leaves in every lane. */
export function keptByRightShift<V>(m: Arithmetic<V>, size: LaneSize, amount: V): V {
  if (size === 64) return m.srl(m.srl(m.const64(-1n), m.sub(amount, m.const64(1n))), m.const64(1n));
  return m.mul(m.srl(m.const64(onesOf(size)), amount), everyLane(m, size, 1n));
}

/** Bits that a shift to the left by `amount`, from 0 to `size` − 1, leaves in every lane. */
export function keptByLeftShift<V>(m: Arithmetic<V>, size: LaneSize, amount: V): V {
  const lane = truncatedTo(m, size, m.sll(m.const64(onesOf(size)), amount));
  return size === 64 ? lane : m.mul(lane, everyLane(m, size, 1n));
}

/** `amount` is from 1 to `size`. */
export function shiftedRight<V>(m: Arithmetic<V>, size: LaneSize, signedness: Signedness, a: V, amount: V): V {
  const kept = keptByRightShift(m, size, amount);
  // In two steps, as a shift by 64 would be none.
  const before = m.sub(amount, m.const64(1n));
  const shifted = m.and(m.srl(m.srl(a, before), m.const64(1n)), kept);
  return signedness === 'unsigned' ? shifted : m.or(shifted, m.and(maskOfTops(m, size, a), inverted(m, kept)));
}

/** The same, to the nearest; halves go up. */
export function roundedRight<V>(m: Arithmetic<V>, size: LaneSize, signedness: Signedness, a: V, amount: V): V {
  const half = m.and(m.srl(a, m.sub(amount, m.const64(1n))), everyLane(m, size, 1n));
  return addLanes(m, size, shiftedRight(m, size, signedness, a, amount), half);
}

/** `amount` is from 0 to `size` − 1. */
export const shiftedLeft = <V>(m: Arithmetic<V>, size: LaneSize, a: V, amount: V): V =>
  m.and(m.sll(a, amount), keptByLeftShift(m, size, amount));

/** Lanes of even number, packed into 32 bits. */
function packedEvens<V>(m: Arithmetic<V>, size: LaneSize, a: V): V {
  let lanes = a;
  for (let width = size; width < 32; width = (2 * width) as LaneSize) {
    const apart = m.and(lanes, m.const64(repeated((2 * width) as LaneSize, onesOf(width))));
    lanes = m.or(apart, m.srl(apart, m.const64(BigInt(width))));
  }
  return m.zext32(lanes);
}

/** Lanes of even number of two halves, the lower first. */
export function evenLanes<V>(m: Arithmetic<V>, size: LaneSize, low: V, high: V): V {
  if (size === 64) return low;
  return m.or(packedEvens(m, size, low), m.sll(packedEvens(m, size, high), m.const64(32n)));
}

export function oddLanes<V>(m: Arithmetic<V>, size: LaneSize, low: V, high: V): V {
  if (size === 64) return high;
  const amount = m.const64(BigInt(size));
  return evenLanes(m, size, m.srl(low, amount), m.srl(high, amount));
}

/** The lanes in the low 32 bits, each in the lower part of a lane twice as wide. */
function spread<V>(m: Arithmetic<V>, size: LaneSize, a: V): V {
  let lanes = m.zext32(a);
  for (let width = 16; width >= size; width /= 2) {
    const apart = m.or(lanes, m.sll(lanes, m.const64(BigInt(width))));
    lanes = m.and(apart, m.const64(repeated((2 * width) as LaneSize, onesOf(width as LaneSize))));
  }
  return lanes;
}

/** Lanes twice as wide with the sign of the number in their lower part above it; they are zero there. */
const withSigns = <V>(m: Arithmetic<V>, size: LaneSize, lanes: V): V => {
  const signs = m.and(lanes, everyLane(m, (2 * size) as LaneSize, 1n << BigInt(size - 1)));
  return m.or(lanes, m.mul(signs, m.const64((1n << BigInt(size + 1)) - 2n)));
};

/** The lanes of `size` bits in the low 32 bits, extended to twice that. */
export function widened<V>(m: Arithmetic<V>, size: LaneSize, signedness: Signedness, a: V): V {
  const lanes = spread(m, size, a);
  return signedness === 'signed' ? withSigns(m, size, lanes) : lanes;
}

/** Sums of neighbours, in lanes twice as wide. */
export function pairSums<V>(m: Arithmetic<V>, size: LaneSize, signedness: Signedness, a: V): V {
  const wide = (2 * size) as LaneSize;
  const lower = m.const64(repeated(wide, onesOf(size)));
  const parts = [m.and(a, lower), m.and(m.srl(a, m.const64(BigInt(size))), lower)] as const;
  const [even, odd] = parts.map((part) => (signedness === 'signed' ? withSigns(m, size, part) : part)) as [V, V];
  return addLanes(m, wide, even, odd);
}

/** Lanes of the low 32 bits of `a` and `b`, in turn. */
export const interleaved = <V>(m: Arithmetic<V>, size: LaneSize, a: V, b: V): V =>
  m.or(spread(m, size, a), m.sll(spread(m, size, b), m.const64(BigInt(size))));

/** One lane, extended to 64 bits. */
export function laneOf<V>(m: Arithmetic<V>, size: LaneSize, signedness: Signedness, half: V, lane: number): V {
  const moved = lane === 0 ? half : m.srl(half, m.const64(BigInt(size * lane)));
  if (signedness === 'unsigned') return truncatedTo(m, size, moved);
  return extendedFrom(m, size, moved);
}

/** The low `size` bits, sign-extended. */
export function extendedFrom<V>(m: Arithmetic<V>, size: LaneSize, value: V): V {
  switch (size) {
    case 8:
      return m.sext8(value);
    case 16:
      return m.sext16(value);
    case 32:
      return m.sext32(value);
    case 64:
      return value;
  }
}

/** A half of what is computed for every lane by itself; the low bits of each answer count. */
export function forEachLane<V>(m: Arithmetic<V>, size: LaneSize, compute: (lane: number) => V): V {
  const lanes = Array.from({ length: 64 / size }, (_, lane) => {
    const value = truncatedTo(m, size, compute(lane));
    return lane === 0 ? value : m.sll(value, m.const64(BigInt(size * lane)));
  });
  return lanes.reduce((all, lane) => m.or(all, lane));
}

export const productOfLanes = <V>(m: Arithmetic<V>, size: LaneSize, a: V, b: V): V =>
  forEachLane(m, size, (lane) => m.mul(laneOf(m, size, 'unsigned', a, lane), laneOf(m, size, 'unsigned', b, lane)));

/** Where a lane of a result comes from. */
export interface LaneSource<V> {
  readonly half: V;
  readonly lane: number;
}

/** `bits` of a half, moved: to the left when `by` is positive. */
function moved<V>(m: Arithmetic<V>, half: V, by: number): V {
  if (by === 0) return half;
  return by > 0 ? m.sll(half, m.const64(BigInt(by))) : m.srl(half, m.const64(BigInt(-by)));
}

/** A half whose lanes are the given ones, in order. */
export function gathered<V>(m: Arithmetic<V>, size: LaneSize, sources: readonly LaneSource<V>[]): V {
  return sources
    .map(({ half, lane }, to) => {
      if (size === 64) return half;
      return m.and(moved(m, half, size * (to - lane)), m.const64(onesOf(size) << BigInt(size * to)));
    })
    .reduce((all, lane) => m.or(all, lane));
}
