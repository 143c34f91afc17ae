/** Lanes of 64-bit halves, in the vocabulary. Operations on all lanes at once keep carries from one lane out of the next. */
import type { Arithmetic } from '#core/isa/semantics.ts';
import type { LaneSize } from '../vocabulary.ts';

/** Ones in the low `size` bits. */
export const onesOf = (size: LaneSize): bigint => (1n << BigInt(size)) - 1n;

/** `value` in every lane of a half. */
export function repeated(size: LaneSize, value: bigint): bigint {
  let half = 0n;
  for (let at = 0; at < 64; at += size) half |= BigInt.asUintN(size, value) << BigInt(at);
  return half;
}

/** `bits` of a half, moved: to the left when `by` is positive. */
function moved<V>(m: Arithmetic<V>, half: V, by: number): V {
  if (by === 0) return half;
  return by > 0 ? m.sll(half, m.const64(BigInt(by))) : m.srl(half, m.const64(BigInt(-by)));
}

/** Where a lane of a result comes from. */
export interface LaneSource<V> {
  readonly half: V;
  readonly lane: number;
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
