/** Conversions between lanes of numbers and of fixed-point numbers of their size. arm: Advanced SIMD shift by immediate. */
import { encodingOf, type FieldBits } from '#core/isa/encoding.ts';
import type { Insn } from '#core/isa/insn.ts';
import { defineInsn } from '../vocabulary.ts';
import { type OneSource, oneSource } from './fields.ts';
import { double, type FloatSize, PRECISIONS, type Precision } from './float.ts';
import { lanesOf } from './lanes.ts';
import * as op from './operations.ts';
import { type VectorOne, vectorOne } from './vector-fields.ts';

interface FixedOperation {
  readonly operation: op.FloatOperation;
  readonly U: number;
  readonly opcode: number;
}

export const FIXED_LANES: readonly FixedOperation[] = [
  { operation: op.fromLane('signed'), U: 0, opcode: 0b11100 },
  { operation: op.toLane('z', 'signed'), U: 0, opcode: 0b11111 },
  { operation: op.fromLane('unsigned'), U: 1, opcode: 0b11100 },
  { operation: op.toLane('z', 'unsigned'), U: 1, opcode: 0b11111 },
];

type Fixed<F> = F & { readonly imm: bigint };

/** immh:immb is twice the size less the bits of the fraction; its leading one says the size. */
const fractionBits = (size: FloatSize): FieldBits<bigint> => ({
  decode: (word) => BigInt(2 * size - ((word >>> 16) & 127)),
  encode: (count) => ((2 * size - Number(count)) & 127) << 16,
});

const described = (p: Precision, { U, opcode }: FixedOperation) =>
  ({
    sizeBytes: 4,
    match: 0x0f00_0400 | (U << 29) | (opcode << 11) | (p.size << 16),
    // The bits of immh:immb from the leading one on.
    mask: (0xbf80_fc00 | ((128 - p.size) << 16)) >>> 0,
  }) as const;

const SCALAR = 0x5000_0000;
const Q = 0x4000_0000;
const pageOf = ({ operation: { mnemonic } }: FixedOperation) => `arm: ${mnemonic.toUpperCase()} (vector, fixed-point)`;

const ofVectors = (p: Precision, fixed: FixedOperation): Insn => {
  const lanes = lanesOf(fixed.operation, p, 1, true);
  return defineInsn<Fixed<VectorOne>>({
    mnemonic: fixed.operation.mnemonic,
    spec: pageOf(fixed),
    encodings: [
      encodingOf<Fixed<VectorOne>>({
        ...described(p, fixed),
        format: `vectorFixed${p.size}`,
        fields: { ...vectorOne, imm: fractionBits(p.size) },
        isReserved: ({ q }) => p === double && q === 0,
      }),
    ],
    execute: (m, { q, rd, rn, imm }) => {
      const source = m.readV(rn);
      const count = m.imm(imm);
      m.writeHalves(q, rd, (half) => m.call(lanes, source[half], count));
    },
  });
};

const ofScalars = (p: Precision, fixed: FixedOperation): Insn => {
  const { operation } = fixed;
  const { match, mask, sizeBytes } = described(p, fixed);
  return defineInsn<Fixed<OneSource>>({
    mnemonic: operation.mnemonic,
    spec: pageOf(fixed),
    encodings: [
      encodingOf<Fixed<OneSource>>({
        format: `scalarFixed${p.size}`,
        sizeBytes,
        match: match | SCALAR,
        mask: mask | Q,
        fields: { ...oneSource, imm: fractionBits(p.size) },
      }),
    ],
    execute: (m, { rd, rn, imm }) => {
      const a = m.readScalar(p.size, rn);
      m.writeScalar(p.size, rd, operation.compute(m, p, op.modeOf(m, operation), a, m.imm(imm)));
    },
  });
};

export const floatFixedLanes: readonly Insn[] = PRECISIONS.flatMap((p) =>
  FIXED_LANES.flatMap((fixed) => [ofVectors(p, fixed), ofScalars(p, fixed)]),
);
