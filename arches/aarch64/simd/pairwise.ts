/** Operations on neighbours of two registers that follow each other: ADDP, SMAXP and their like; and the scalar ADDP. */
import { encodingOf } from '#core/isa/encoding.ts';
import type { Insn } from '#core/isa/insn.ts';
import type { Computation } from '#core/isa/semantics.ts';
import { defineInsn, type LaneSize } from '../vocabulary.ts';
import { LANE_SIZES, type ThreeFields, type TwoFields, threeFields, twoFields } from './fields.ts';
import { helperNamed } from './helpers.ts';
import { addLanes, evenLanes, maximumLanes, minimumLanes, oddLanes } from './lanes.ts';

export interface PairwiseOperation {
  readonly mnemonic: string;
  readonly U: number;
  readonly opcode: number;
  readonly sizes: readonly LaneSize[];
  readonly form?: string;
  compute<V>(m: Computation<V>, size: LaneSize, even: V, odd: V): V;
}

const UP_TO_WORDS: readonly LaneSize[] = [8, 16, 32];

export const PAIRWISE: readonly PairwiseOperation[] = [
  { mnemonic: 'smaxp', U: 0, opcode: 20, sizes: UP_TO_WORDS, compute: (m, size, a, b) => maximumLanes(m, size, 'signed', a, b) },
  {
    mnemonic: 'umaxp',
    U: 1,
    opcode: 20,
    sizes: UP_TO_WORDS,
    compute: (m, size, a, b) => maximumLanes(m, size, 'unsigned', a, b),
  },
  { mnemonic: 'sminp', U: 0, opcode: 21, sizes: UP_TO_WORDS, compute: (m, size, a, b) => minimumLanes(m, size, 'signed', a, b) },
  {
    mnemonic: 'uminp',
    U: 1,
    opcode: 21,
    sizes: UP_TO_WORDS,
    compute: (m, size, a, b) => minimumLanes(m, size, 'unsigned', a, b),
  },
  {
    mnemonic: 'addp',
    U: 0,
    opcode: 23,
    sizes: LANE_SIZES,
    form: ' (vector)',
    compute: (m, size, a, b) => addLanes(m, size, a, b),
  },
];

function pairwise({ mnemonic, U, opcode, form = '', compute }: PairwiseOperation, size: LaneSize): Insn {
  const helper = helperNamed(`${mnemonic}${size}`, 2, (m, low, high) =>
    compute(m, size, evenLanes(m, size, low!, high!), oddLanes(m, size, low!, high!)),
  );
  return defineInsn<ThreeFields>({
    mnemonic,
    spec: `arm: ${mnemonic.toUpperCase()}${form}`,
    encodings: [
      encodingOf<ThreeFields>({
        format: `threeSame${size}`,
        sizeBytes: 4,
        match: 0x0e20_0400 | (U << 29) | (LANE_SIZES.indexOf(size) << 22) | (opcode << 11),
        mask: 0xbfe0_fc00,
        fields: threeFields,
        isReserved: ({ q }) => size === 64 && q === 0,
      }),
    ],
    execute: (m, { q, rd, rn, rm }) => {
      const [a, b] = [m.readV(rn), m.readV(rm)];
      // Of 64 bits both sources go into the one half.
      const next = m.select(m.imm(q), a.high, b.low);
      m.writeHalves(q, rd, (half) => (half === 'low' ? m.call(helper, a.low, next) : m.call(helper, b.low, b.high)));
    },
  });
}

const scalarAdd = defineInsn<TwoFields>({
  mnemonic: 'addp',
  spec: 'arm: ADDP (scalar)',
  encodings: [
    encodingOf<TwoFields>({
      format: 'pairwiseScalar',
      sizeBytes: 4,
      match: 0x5ef1_b800,
      mask: 0xffff_fc00,
      fields: twoFields,
    }),
  ],
  execute: (m, { rd, rn }) => {
    const { low, high } = m.readV(rn);
    m.writeScalar(64, rd, m.add(low, high));
  },
});

export const pairwiseOperations: readonly Insn[] = [
  ...PAIRWISE.flatMap((operation) => operation.sizes.map((size) => pairwise(operation, size))),
  scalarAdd,
];
