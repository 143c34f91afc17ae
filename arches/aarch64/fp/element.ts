/** A vector or scalar by one lane of a vector. arm: Advanced SIMD vector x indexed element. */
import { bits, type EncodingBits, encodingOf, type FieldBits, register } from '#core/isa/encoding.ts';
import type { Insn } from '#core/isa/insn.ts';
import type { Arithmetic } from '#core/isa/semantics.ts';
import { type ThreeFields, threeFields } from '../simd/fields.ts';
import { defineInsn } from '../vocabulary.ts';
import { type TwoSources, twoSources } from './fields.ts';
import { double, type FloatSize, half, PRECISIONS, type Precision, single } from './float.ts';
import { lanesOf } from './lanes.ts';
import * as op from './operations.ts';

interface ElementOperation {
  readonly operation: op.FloatOperation;
  readonly U: number;
  readonly opcode: number;
  /** Is the destination the third operand? */
  readonly accumulates: boolean;
}

export const BY_ELEMENT: readonly ElementOperation[] = [
  { operation: op.fmla, U: 0, opcode: 0b0001, accumulates: true },
  { operation: op.fmls, U: 0, opcode: 0b0101, accumulates: true },
  { operation: op.fmul, U: 0, opcode: 0b1001, accumulates: false },
  { operation: op.fmulx, U: 1, opcode: 0b1001, accumulates: false },
];

/** Bits H, L and M of the word: 11, 21 and 20, of which the first ones are the lane's number. */
const laneNumber = (places: readonly number[]): FieldBits<number> => ({
  decode: (word) => places.reduce((number, place) => (number << 1) | ((word >>> place) & 1), 0),
  encode: (number) =>
    places.reduceRight(({ word, rest }, place) => ({ word: word | ((rest & 1) << place), rest: rest >> 1 }), {
      word: 0,
      rest: number,
    }).word,
});

const [H, L, M] = [11, 21, 20];
const L_BIT = 1 << L;

/** Where the lane is named, by precision; of halves only the lower 16 registers can be. */
const ELEMENT: ReadonlyMap<
  Precision,
  { readonly size: number; readonly index: FieldBits<number>; readonly rm: FieldBits<number>; readonly fixed: number }
> = new Map([
  [half, { size: 0b00, index: laneNumber([H, L, M]), rm: bits(16, 4), fixed: 0 }],
  [single, { size: 0b10, index: laneNumber([H, L]), rm: register(16), fixed: 0 }],
  [double, { size: 0b11, index: laneNumber([H]), rm: register(16), fixed: L_BIT }],
]);

type WithIndex<F> = F & { readonly index: number };
const SCALAR = 0x5000_0000;
const Q = 0x4000_0000;

function described(p: Precision, { U, opcode }: ElementOperation) {
  const { size, index, rm, fixed } = ELEMENT.get(p)!;
  return {
    sizeBytes: 4,
    match: 0x0f00_0000 | (U << 29) | (size << 22) | (opcode << 12),
    mask: (0xbfc0_f400 | fixed) >>> 0,
    index,
    rm,
  } as const;
}

function vectorEncoding(p: Precision, operation: ElementOperation) {
  const { index, rm, ...common } = described(p, operation);
  const fields: EncodingBits<WithIndex<ThreeFields>>['fields'] = { ...threeFields, rm, index };
  return encodingOf<WithIndex<ThreeFields>>({
    ...common,
    format: `vectorByElement${p.size}`,
    fields,
    isReserved: ({ q }) => p === double && q === 0,
  });
}

function scalarEncoding(p: Precision, operation: ElementOperation) {
  const { index, rm, match, mask, sizeBytes } = described(p, operation);
  const fields: EncodingBits<WithIndex<TwoSources>>['fields'] = { ...twoSources, rm, index };
  return encodingOf<WithIndex<TwoSources>>({
    sizeBytes,
    match: match | SCALAR,
    mask: mask | Q,
    format: `scalarByElement${p.size}`,
    fields,
  });
}

/** A lane in every place of a half. */
function repeated<V>(m: Arithmetic<V>, size: FloatSize, lane: V): V {
  if (size === 64) return lane;
  return m.mul(lane, m.const64(size === 32 ? 0x1_0000_0001n : 0x1_0001_0001_0001n));
}

const pageOf = ({ operation: { mnemonic } }: ElementOperation) => `arm: ${mnemonic.toUpperCase()} (by element)`;

const ofVectors = (p: Precision, by: ElementOperation): Insn => {
  const lanes = lanesOf(by.operation, p, by.accumulates ? 3 : 2);
  return defineInsn<WithIndex<ThreeFields>>({
    mnemonic: by.operation.mnemonic,
    spec: pageOf(by),
    encodings: [vectorEncoding(p, by)],
    execute: (m, { q, rd, rn, rm, index }) => {
      const a = m.readV(rn);
      const element = repeated(m, p.size, m.readLane(p.size, rm, m.imm(index)));
      const addend = by.accumulates ? [m.readV(rd)] : [];
      m.writeHalves(q, rd, (side) => m.call(lanes, a[side], element, ...addend.map((vector) => vector[side])));
    },
  });
};

const ofScalars = (p: Precision, by: ElementOperation): Insn =>
  defineInsn<WithIndex<TwoSources>>({
    mnemonic: by.operation.mnemonic,
    spec: pageOf(by),
    encodings: [scalarEncoding(p, by)],
    execute: (m, { rd, rn, rm, index }) => {
      const a = m.readScalar(p.size, rn);
      const element = m.readLane(p.size, rm, m.imm(index));
      const addend = by.accumulates ? [m.readScalar(p.size, rd)] : [];
      m.writeScalar(p.size, rd, by.operation.compute(m, p, op.modeOf(m, by.operation), a, element, ...addend));
    },
  });

export const floatByElement: readonly Insn[] = PRECISIONS.flatMap((p) =>
  BY_ELEMENT.flatMap((by) => [ofVectors(p, by), ofScalars(p, by)]),
);
