/**
 * What long operations make of lanes: results in lanes twice as wide as the sources. One text for three different registers and for an
 * element. `size` is that of the sources, which are in the low 32 bits; the answer is a half. Where `d` counts it is the destination's.
 */
import type { Computation } from '#core/isa/semantics.ts';
import type { LaneSize } from '../vocabulary.ts';
import type { Signedness } from './lanes.ts';
import * as lanes from './lanes.ts';
import { limitedSigned, noteSaturation, saturatingAdd, saturatingSubtract } from './saturation.ts';

export type LongFunction = <V>(m: Computation<V>, size: LaneSize, a: V, b: V, d: V) => V;

export const twice = (size: LaneSize): LaneSize => (2 * size) as LaneSize;

/** Products of the lanes, each as wide as two. */
export const longProducts = <V>(m: Computation<V>, size: LaneSize, signedness: Signedness, a: V, b: V): V =>
  lanes.forEachLane(m, twice(size), (lane) =>
    m.mul(lanes.laneOf(m, size, signedness, a, lane), lanes.laneOf(m, size, signedness, b, lane)),
  );

/** Twice the product of two signed lanes; only that of the two smallest is too much. */
function doubledProducts<V>(m: Computation<V>, size: LaneSize, a: V, b: V): V {
  return lanes.forEachLane(m, twice(size), (lane) => {
    const product = m.mul(lanes.laneOf(m, size, 'signed', a, lane), lanes.laneOf(m, size, 'signed', b, lane));
    if (size === 16) return limitedSigned(m, 32, m.sll(product, m.const64(1n)));
    const isOver = m.eq(product, m.const64(1n << 62n));
    noteSaturation(m, isOver);
    return m.sub(m.sll(product, m.const64(1n)), isOver);
  });
}

export interface LongOperation {
  readonly mnemonic: string;
  readonly accumulates: boolean;
  readonly compute: LongFunction;
}

/** S and U forms of products. */
export const longMultiplications = (signedness: Signedness): Record<'mull' | 'mlal' | 'mlsl', LongOperation> => {
  const letter = signedness === 'signed' ? 's' : 'u';
  return {
    mull: {
      mnemonic: `${letter}mull`,
      accumulates: false,
      compute: (m, size, a, b) => longProducts(m, size, signedness, a, b),
    },
    mlal: {
      mnemonic: `${letter}mlal`,
      accumulates: true,
      compute: (m, size, a, b, d) => lanes.addLanes(m, twice(size), d, longProducts(m, size, signedness, a, b)),
    },
    mlsl: {
      mnemonic: `${letter}mlsl`,
      accumulates: true,
      compute: (m, size, a, b, d) => lanes.subtractLanes(m, twice(size), d, longProducts(m, size, signedness, a, b)),
    },
  };
};

/** Those that saturate: of signed halfwords and words. */
export const doublingMultiplications: Readonly<Record<'mull' | 'mlal' | 'mlsl', LongOperation>> = {
  mull: { mnemonic: 'sqdmull', accumulates: false, compute: (m, size, a, b) => doubledProducts(m, size, a, b) },
  mlal: {
    mnemonic: 'sqdmlal',
    accumulates: true,
    compute: (m, size, a, b, d) => saturatingAdd(m, twice(size), 'signed', d, doubledProducts(m, size, a, b)),
  },
  mlsl: {
    mnemonic: 'sqdmlsl',
    accumulates: true,
    compute: (m, size, a, b, d) => saturatingSubtract(m, twice(size), 'signed', d, doubledProducts(m, size, a, b)),
  },
};
