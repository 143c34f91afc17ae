/** Logical operations and selections of bits, for which lanes are nothing. */
import { encodingOf } from '#core/isa/encoding.ts';
import type { Insn } from '#core/isa/insn.ts';
import type { Arithmetic } from '#core/isa/semantics.ts';
import { defineInsn } from '../vocabulary.ts';
import { type ThreeFields, threeFields } from './fields.ts';
import { chosen, inverted } from './lanes.ts';

/** `a` and `b` are the sources, `d` is what was in the destination. */
export interface LogicalOperation {
  readonly mnemonic: string;
  /** U and size of the encoding. */
  readonly U: number;
  readonly size: number;
  compute<V>(m: Arithmetic<V>, a: V, b: V, d: V): V;
}

export const LOGICAL_OPERATIONS: readonly LogicalOperation[] = [
  { mnemonic: 'and', U: 0, size: 0, compute: (m, a, b) => m.and(a, b) },
  { mnemonic: 'bic', U: 0, size: 1, compute: (m, a, b) => m.and(a, inverted(m, b)) },
  { mnemonic: 'orr', U: 0, size: 2, compute: (m, a, b) => m.or(a, b) },
  { mnemonic: 'orn', U: 0, size: 3, compute: (m, a, b) => m.or(a, inverted(m, b)) },
  { mnemonic: 'eor', U: 1, size: 0, compute: (m, a, b) => m.xor(a, b) },
  { mnemonic: 'bsl', U: 1, size: 1, compute: (m, a, b, d) => chosen(m, d, a, b) },
  { mnemonic: 'bit', U: 1, size: 2, compute: (m, a, b, d) => chosen(m, b, a, d) },
  { mnemonic: 'bif', U: 1, size: 3, compute: (m, a, b, d) => chosen(m, b, d, a) },
];

export const simdLogical: readonly Insn[] = LOGICAL_OPERATIONS.map(({ mnemonic, U, size, compute }) =>
  defineInsn<ThreeFields>({
    mnemonic,
    spec: `arm: ${mnemonic.toUpperCase()}${['and', 'bic', 'orr', 'orn', 'eor'].includes(mnemonic) ? ' (vector)' : ''}`,
    encodings: [
      encodingOf<ThreeFields>({
        format: 'threeSameLogical',
        sizeBytes: 4,
        match: 0x0e20_1c00 | (U << 29) | (size << 22),
        mask: 0xbfe0_fc00,
        fields: threeFields,
      }),
    ],
    execute: (m, { q, rd, rn, rm }) => {
      const [a, b, d] = [m.readV(rn), m.readV(rm), m.readV(rd)];
      m.writeHalves(q, rd, (half) => compute(m, a[half], b[half], d[half]));
    },
  }),
);
