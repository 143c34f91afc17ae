/** One number of all lanes: sums, maxima and minima. arm: Advanced SIMD across lanes. */
import { encodingOf } from '#core/isa/encoding.ts';
import type { Insn } from '#core/isa/insn.ts';
import type { Computation } from '#core/isa/semantics.ts';
import { defineInsn, type LaneSize } from '../vocabulary.ts';
import { LANE_SIZES, type VectorFields, vectorFields } from './fields.ts';
import { helperNamed } from './helpers.ts';
import { addLanes, maximumLanes, minimumLanes, pairSums, type Signedness } from './lanes.ts';

export interface AcrossOperation {
  readonly mnemonic: string;
  readonly U: number;
  readonly opcode: number;
  /** Twice as wide as the lanes is the result of a long sum. */
  readonly isLong?: boolean;
  /** Of two halves whose lanes are all to be taken in, one. */
  join<V>(m: Computation<V>, size: LaneSize, a: V, b: V): V;
  /** Before that: lanes as wide as the result. */
  prepare?<V>(m: Computation<V>, size: LaneSize, a: V): V;
  /** In the place of the upper half where there is none. */
  absent<V>(m: Computation<V>, low: V): V;
}

const noneAdds = <V>(m: Computation<V>): V => m.const64(0n);
const itself = <V>(_: Computation<V>, low: V): V => low;

const long = (mnemonic: string, U: number, signedness: Signedness): AcrossOperation => ({
  mnemonic,
  U,
  opcode: 0b00011,
  isLong: true,
  prepare: (m, size, a) => pairSums(m, size, signedness, a),
  join: (m, size, a, b) => addLanes(m, size, a, b),
  absent: noneAdds,
});

export const ACROSS: readonly AcrossOperation[] = [
  long('saddlv', 0, 'signed'),
  long('uaddlv', 1, 'unsigned'),
  { mnemonic: 'smaxv', U: 0, opcode: 0b01010, join: (m, size, a, b) => maximumLanes(m, size, 'signed', a, b), absent: itself },
  { mnemonic: 'umaxv', U: 1, opcode: 0b01010, join: (m, size, a, b) => maximumLanes(m, size, 'unsigned', a, b), absent: itself },
  { mnemonic: 'sminv', U: 0, opcode: 0b11010, join: (m, size, a, b) => minimumLanes(m, size, 'signed', a, b), absent: itself },
  { mnemonic: 'uminv', U: 1, opcode: 0b11010, join: (m, size, a, b) => minimumLanes(m, size, 'unsigned', a, b), absent: itself },
  { mnemonic: 'addv', U: 0, opcode: 0b11011, join: (m, size, a, b) => addLanes(m, size, a, b), absent: noneAdds },
];

const across = (operation: AcrossOperation, size: LaneSize): Insn => {
  const { mnemonic, U, opcode, isLong = false, prepare, join, absent } = operation;
  const result = (isLong ? 2 * size : size) as LaneSize;
  // Lane 0 takes in what is above it, by halves; what the others then are does not count.
  const helper = helperNamed(`${mnemonic}${size}`, 2, (m, low, high) => {
    const [a, b] = [low!, high!].map((half) => prepare?.(m, size, half) ?? half);
    let all = join(m, result, a!, b!);
    for (let shift = 32; shift >= result; shift /= 2) all = join(m, result, all, m.srl(all, m.const64(BigInt(shift))));
    return all;
  });
  return defineInsn<VectorFields>({
    mnemonic,
    spec: `arm: ${mnemonic.toUpperCase()}`,
    encodings: [
      encodingOf<VectorFields>({
        format: `acrossLanes${size}`,
        sizeBytes: 4,
        match: 0x0e30_0800 | (U << 29) | (LANE_SIZES.indexOf(size) << 22) | (opcode << 12),
        mask: 0xbfff_fc00,
        fields: vectorFields,
        isReserved: ({ q }) => size === 32 && q === 0,
      }),
    ],
    execute: (m, { q, rd, rn }) => {
      const { low, high } = m.readV(rn);
      m.writeScalar(result, rd, m.call(helper, low, m.select(m.imm(q), high, absent(m, low))));
    },
  });
};

const SIZES: readonly LaneSize[] = [8, 16, 32];
export const acrossLanes: readonly Insn[] = ACROSS.flatMap((operation) => SIZES.map((size) => across(operation, size)));
