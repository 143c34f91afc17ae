/** All lanes of a vector to one number, and both lanes of a pair. arm: Advanced SIMD across lanes, Advanced SIMD scalar pairwise. */
import { encodingOf } from '#core/isa/encoding.ts';
import type { Encoding, Insn } from '#core/isa/insn.ts';
import { defineInsn } from '../vocabulary.ts';
import { type OneSource, oneSource } from './fields.ts';
import { double, half, PRECISIONS, type Precision, single } from './float.ts';
import { laneOf, reductionOf } from './lanes.ts';
import * as op from './operations.ts';
import { type VectorOne, vectorOne } from './vector-fields.ts';

interface Reduction {
  readonly operation: op.FloatOperation;
  readonly a: number;
  readonly opcode: number;
}

export const ACROSS_LANES: readonly Reduction[] = [
  { operation: op.fmaxnm, a: 0, opcode: 0b01100 },
  { operation: op.fmax, a: 0, opcode: 0b01111 },
  { operation: op.fminnm, a: 1, opcode: 0b01100 },
  { operation: op.fmin, a: 1, opcode: 0b01111 },
];

export const SCALAR_PAIRWISE: readonly Reduction[] = [
  { operation: op.fmaxnm, a: 0, opcode: 0b01100 },
  { operation: op.fadd, a: 0, opcode: 0b01101 },
  { operation: op.fmax, a: 0, opcode: 0b01111 },
  { operation: op.fminnm, a: 1, opcode: 0b01100 },
  { operation: op.fmin, a: 1, opcode: 0b01111 },
];

/** U is 0 for halves. */
const matchOf = (p: Precision, { a, opcode }: Reduction): number =>
  0x0e30_0800 | (p === half ? 0 : 1 << 29) | (a << 23) | (p === double ? 0x0040_0000 : 0) | (opcode << 12);

const SCALAR = 0x5000_0000;
const Q = 0x4000_0000;

const acrossEncoding = (p: Precision, reduction: Reduction): Encoding<VectorOne> =>
  encodingOf<VectorOne>({
    format: `acrossLanes${p.size}`,
    sizeBytes: 4,
    match: matchOf(p, reduction),
    mask: 0xbfff_fc00,
    fields: vectorOne,
    // Two singles are a pair, which is another class.
    isReserved: ({ q }) => p === single && q === 0,
  });

/** The halves of a vector give one number each, and those two the last. */
const acrossLanes = (p: Precision, reduction: Reduction): Insn => {
  const { operation } = reduction;
  const ofHalf = reductionOf(operation, p);
  return defineInsn<VectorOne>({
    mnemonic: `${operation.mnemonic}v`,
    spec: `arm: ${operation.mnemonic.toUpperCase()}V`,
    encodings: [acrossEncoding(p, reduction)],
    execute: (m, { q, rd, rn }) => {
      const source = m.readV(rn);
      const lower = m.call(ofHalf, source.low);
      const both = () => operation.compute(m, p, op.modeOf(m, operation), lower, m.call(ofHalf, source.high));
      m.writeScalar(
        p.size,
        rd,
        m.ifValue(m.imm(q), both, () => lower),
      );
    },
  });
};

const scalarPairwise = (p: Precision, reduction: Reduction): Insn => {
  const { operation } = reduction;
  return defineInsn<OneSource>({
    mnemonic: `${operation.mnemonic}p`,
    spec: `arm: ${operation.mnemonic.toUpperCase()}P (scalar)`,
    encodings: [
      encodingOf<OneSource>({
        format: `scalarPairwise${p.size}`,
        sizeBytes: 4,
        match: matchOf(p, reduction) | SCALAR,
        mask: 0xbfff_fc00 | Q,
        fields: oneSource,
      }),
    ],
    execute: (m, { rd, rn }) => {
      const { low, high } = m.readV(rn);
      const [first, second] = p === double ? [low, high] : [laneOf(m, p.size, low, 0), laneOf(m, p.size, low, 1)];
      m.writeScalar(p.size, rd, operation.compute(m, p, op.modeOf(m, operation), first, second));
    },
  });
};

export const floatReductions: readonly Insn[] = [
  ...[half, single].flatMap((p) => ACROSS_LANES.map((reduction) => acrossLanes(p, reduction))),
  ...PRECISIONS.flatMap((p) => SCALAR_PAIRWISE.map((reduction) => scalarPairwise(p, reduction))),
];
