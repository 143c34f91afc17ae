/** Three registers of the same type: vectors, scalars that only Advanced SIMD has, and neighboring lanes. */
import type { Insn } from '#core/isa/insn.ts';
import { type ThreeFields, threeFields } from '../simd/fields.ts';
import { defineInsn } from '../vocabulary.ts';
import { type TwoSources, twoSources } from './fields.ts';
import { PRECISIONS, type Precision } from './float.ts';
import { lanesOf, neighborsOf } from './lanes.ts';
import * as op from './operations.ts';
import { advancedScalarEncoding, type VectorClass, vectorEncoding } from './vector-fields.ts';

interface SameOperation {
  readonly operation: op.FloatOperation;
  readonly U: number;
  readonly a: number;
  /** Lower three bits; the upper two are ones. */
  readonly opcode: number;
  /** Has it a scalar form? */
  readonly isScalar?: true;
  /** Is the destination the third operand? */
  readonly accumulates?: true;
}

export const SAME: readonly SameOperation[] = [
  { operation: op.fmaxnm, U: 0, a: 0, opcode: 0 },
  { operation: op.fmla, U: 0, a: 0, opcode: 1, accumulates: true },
  { operation: op.fadd, U: 0, a: 0, opcode: 2 },
  { operation: op.fmulx, U: 0, a: 0, opcode: 3, isScalar: true },
  { operation: op.fcmeq, U: 0, a: 0, opcode: 4, isScalar: true },
  { operation: op.fmax, U: 0, a: 0, opcode: 6 },
  { operation: op.frecps, U: 0, a: 0, opcode: 7, isScalar: true },
  { operation: op.fminnm, U: 0, a: 1, opcode: 0 },
  { operation: op.fmls, U: 0, a: 1, opcode: 1, accumulates: true },
  { operation: op.fsub, U: 0, a: 1, opcode: 2 },
  { operation: op.fmin, U: 0, a: 1, opcode: 6 },
  { operation: op.frsqrts, U: 0, a: 1, opcode: 7, isScalar: true },
  { operation: op.fmul, U: 1, a: 0, opcode: 3 },
  { operation: op.fcmge, U: 1, a: 0, opcode: 4, isScalar: true },
  { operation: op.facge, U: 1, a: 0, opcode: 5, isScalar: true },
  { operation: op.fdiv, U: 1, a: 0, opcode: 7 },
  { operation: op.fabd, U: 1, a: 1, opcode: 2, isScalar: true },
  { operation: op.fcmgt, U: 1, a: 1, opcode: 4, isScalar: true },
  { operation: op.facgt, U: 1, a: 1, opcode: 5, isScalar: true },
];

/** Of neighboring lanes of both sources, one after the other. */
export const PAIRWISE: readonly SameOperation[] = [
  { operation: op.fmaxnm, U: 1, a: 0, opcode: 0 },
  { operation: op.fadd, U: 1, a: 0, opcode: 2 },
  { operation: op.fmax, U: 1, a: 0, opcode: 6 },
  { operation: op.fminnm, U: 1, a: 1, opcode: 0 },
  { operation: op.fmin, U: 1, a: 1, opcode: 6 },
];

const UPPER_OPCODE = 0b11000;

const sameClass = {
  format: 'vectorSame',
  base: 0x0e20_0400,
  halfBase: 0x0e40_0400,
  opcodeShift: 11,
  halfOpcodeMask: 7,
  mask: 0xffe0_fc00,
} as const;
const vectors: VectorClass<ThreeFields> = { ...sameClass, fields: threeFields };
const scalars: VectorClass<TwoSources> = { ...sameClass, format: 'scalarSame', fields: twoSources };

/** Scalar forms of what is no scalar instruction elsewhere have their page with the vectors. */
const PAGES: Readonly<Record<string, string>> = { fmla: 'FMLA (vector)', fmls: 'FMLS (vector)' };
const UNIQUE = ['fmulx', 'frecps', 'frsqrts', 'facge', 'facgt', 'fabd'];
function pageOf({ operation: { mnemonic } }: SameOperation): string {
  const name = mnemonic.toUpperCase();
  if (/^fcm/.test(mnemonic)) return `${name} (register)`;
  return PAGES[mnemonic] ?? (UNIQUE.includes(mnemonic) ? name : `${name} (vector)`);
}

const ofVectors = (p: Precision, same: SameOperation): Insn => {
  const { operation, opcode, accumulates = false } = same;
  const lanes = lanesOf(operation, p, accumulates ? 3 : 2);
  return defineInsn<ThreeFields>({
    mnemonic: operation.mnemonic,
    spec: `arm: ${pageOf(same)}`,
    encodings: [vectorEncoding(vectors, p, { ...same, opcode: UPPER_OPCODE | opcode })],
    execute: (m, { q, rd, rn, rm }) => {
      const sources = [m.readV(rn), m.readV(rm), ...(accumulates ? [m.readV(rd)] : [])];
      m.writeHalves(q, rd, (half) => m.call(lanes, ...sources.map((source) => source[half])));
    },
  });
};

const ofScalars = (p: Precision, same: SameOperation): Insn => {
  const { operation, opcode } = same;
  return defineInsn<TwoSources>({
    mnemonic: operation.mnemonic,
    spec: `arm: ${pageOf(same)}`,
    encodings: [advancedScalarEncoding(scalars, p, { ...same, opcode: UPPER_OPCODE | opcode })],
    execute: (m, { rd, rn, rm }) => {
      const [a, b] = [m.readScalar(p.size, rn), m.readScalar(p.size, rm)];
      m.writeScalar(p.size, rd, operation.compute(m, p, op.modeOf(m, operation), a, b));
    },
  });
};

const ofNeighbors = (p: Precision, { operation, U, a, opcode }: SameOperation): Insn => {
  const neighbors = neighborsOf(operation, p);
  return defineInsn<ThreeFields>({
    mnemonic: `${operation.mnemonic}p`,
    spec: `arm: ${operation.mnemonic.toUpperCase()}P (vector)`,
    encodings: [vectorEncoding(vectors, p, { U, a, opcode: UPPER_OPCODE | opcode })],
    execute: (m, { q, rd, rn, rm }) => {
      const [first, second] = [m.readV(rn), m.readV(rm)];
      // With 64 bits, the second source follows upon the lower half of the first.
      const next = m.select(m.imm(q), first.high, second.low);
      m.writeHalves(q, rd, (half) =>
        half === 'low' ? m.call(neighbors, first.low, next) : m.call(neighbors, second.low, second.high),
      );
    },
  });
};

export const floatSame: readonly Insn[] = PRECISIONS.flatMap((p) => [
  ...SAME.map((same) => ofVectors(p, same)),
  ...SAME.filter(({ isScalar }) => isScalar).map((same) => ofScalars(p, same)),
  ...PAIRWISE.map((same) => ofNeighbors(p, same)),
]);
