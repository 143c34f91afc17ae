/** Two registers, of vectors and of scalars that only Advanced SIMD has: of one number each. */
import { encodingOf } from '#core/isa/encoding.ts';
import type { Insn } from '#core/isa/insn.ts';
import { defineHelper } from '#core/isa/semantics.ts';
import { defineInsn } from '../vocabulary.ts';
import { recipEstimate, recipSqrtEstimate } from './estimates.ts';
import { type OneSource, oneSource } from './fields.ts';
import { PRECISIONS, type Precision } from './float.ts';
import { joined, laneOf, lanesOf } from './lanes.ts';
import * as op from './operations.ts';
import { advancedScalarEncoding, type VectorClass, type VectorOne, vectorEncoding, vectorOne } from './vector-fields.ts';

type Form = 'vector' | 'scalar';

interface OneOperation {
  readonly operation: op.FloatOperation;
  readonly U: number;
  readonly a: number;
  readonly opcode: number;
  readonly forms: readonly Form[];
  readonly page: string;
}

const BOTH: readonly Form[] = ['vector', 'scalar'];
const VECTOR: readonly Form[] = ['vector'];

const one = (
  operation: op.FloatOperation,
  U: number,
  a: number,
  opcode: number,
  forms: readonly Form[],
  note = '',
): OneOperation => ({
  operation,
  U,
  a,
  opcode,
  forms,
  page: `${operation.mnemonic.toUpperCase()}${note}`,
});

export const MISCELLANEOUS: readonly OneOperation[] = [
  one(op.frintn, 0, 0, 0b11000, VECTOR, ' (vector)'),
  one(op.frintm, 0, 0, 0b11001, VECTOR, ' (vector)'),
  one(op.toLane('n', 'signed'), 0, 0, 0b11010, BOTH, ' (vector)'),
  one(op.toLane('m', 'signed'), 0, 0, 0b11011, BOTH, ' (vector)'),
  one(op.toLane('a', 'signed'), 0, 0, 0b11100, BOTH, ' (vector)'),
  one(op.fromLane('signed'), 0, 0, 0b11101, BOTH, ' (vector, integer)'),
  one(op.fcmgt, 0, 1, 0b01100, BOTH, ' (zero)'),
  one(op.fcmeq, 0, 1, 0b01101, BOTH, ' (zero)'),
  one(op.fcmlt, 0, 1, 0b01110, BOTH, ' (zero)'),
  one(op.fabs, 0, 1, 0b01111, VECTOR, ' (vector)'),
  one(op.frintp, 0, 1, 0b11000, VECTOR, ' (vector)'),
  one(op.frintz, 0, 1, 0b11001, VECTOR, ' (vector)'),
  one(op.toLane('p', 'signed'), 0, 1, 0b11010, BOTH, ' (vector)'),
  one(op.toLane('z', 'signed'), 0, 1, 0b11011, BOTH, ' (vector, integer)'),
  one(op.frecpe, 0, 1, 0b11101, BOTH),
  one(op.frecpx, 0, 1, 0b11111, ['scalar']),
  one(op.frinta, 1, 0, 0b11000, VECTOR, ' (vector)'),
  one(op.frintx, 1, 0, 0b11001, VECTOR, ' (vector)'),
  one(op.toLane('n', 'unsigned'), 1, 0, 0b11010, BOTH, ' (vector)'),
  one(op.toLane('m', 'unsigned'), 1, 0, 0b11011, BOTH, ' (vector)'),
  one(op.toLane('a', 'unsigned'), 1, 0, 0b11100, BOTH, ' (vector)'),
  one(op.fromLane('unsigned'), 1, 0, 0b11101, BOTH, ' (vector, integer)'),
  one(op.fcmge, 1, 1, 0b01100, BOTH, ' (zero)'),
  one(op.fcmle, 1, 1, 0b01101, BOTH, ' (zero)'),
  one(op.fneg, 1, 1, 0b01111, VECTOR, ' (vector)'),
  one(op.frinti, 1, 1, 0b11001, VECTOR, ' (vector)'),
  one(op.toLane('p', 'unsigned'), 1, 1, 0b11010, BOTH, ' (vector)'),
  one(op.toLane('z', 'unsigned'), 1, 1, 0b11011, BOTH, ' (vector, integer)'),
  one(op.frsqrte, 1, 1, 0b11101, BOTH),
  one(op.fsqrt, 1, 1, 0b11111, VECTOR, ' (vector)'),
];

const oneClass = {
  base: 0x0e20_0800,
  halfBase: 0x0e78_0800,
  opcodeShift: 12,
  halfOpcodeMask: 31,
  mask: 0xffff_fc00,
} as const;
const vectors: VectorClass<VectorOne> = { ...oneClass, format: 'vectorOne', fields: vectorOne };
const scalars: VectorClass<OneSource> = { ...oneClass, format: 'scalarOne', fields: oneSource };

const ofVectors = (p: Precision, { operation, page, ...code }: OneOperation): Insn => {
  const lanes = lanesOf(operation, p, 1);
  return defineInsn<VectorOne>({
    mnemonic: operation.mnemonic,
    spec: `arm: ${page}`,
    encodings: [vectorEncoding(vectors, p, code)],
    execute: (m, { q, rd, rn }) => {
      const source = m.readV(rn);
      m.writeHalves(q, rd, (half) => m.call(lanes, source[half]));
    },
  });
};

const ofScalars = (p: Precision, { operation, page, ...code }: OneOperation): Insn =>
  defineInsn<OneSource>({
    mnemonic: operation.mnemonic,
    spec: `arm: ${page}`,
    encodings: [advancedScalarEncoding(scalars, p, code)],
    execute: (m, { rd, rn }) =>
      m.writeScalar(p.size, rd, operation.compute(m, p, op.modeOf(m, operation), m.readScalar(p.size, rn))),
  });

/** Estimates of fixed-point numbers of 32 bits below 1, whose upper bits must not be zeros. */
const UNSIGNED_ESTIMATES = [
  { mnemonic: 'urecpe', U: 0, smallest: 1n << 31n, estimate: recipEstimate },
  { mnemonic: 'ursqrte', U: 1, smallest: 1n << 30n, estimate: recipSqrtEstimate },
] as const;

const unsignedEstimates: readonly Insn[] = UNSIGNED_ESTIMATES.map(({ mnemonic, U, smallest, estimate }) => {
  const lanes = defineHelper({
    name: `${mnemonic} lanes`,
    parameterCount: 1,
    compute: (m, half) => {
      const results = [0, 1].map((index) => {
        const operand = laneOf(m, 32, half, index);
        const estimated = m.call(estimate, m.srl(operand, m.const64(23n)));
        const result = m.sll(estimated, m.const64(23n));
        return m.select(m.ltu(operand, m.const64(smallest)), m.const64(0xffff_ffffn), result);
      });
      return joined(m, 32, results);
    },
  });
  return defineInsn<VectorOne>({
    mnemonic,
    spec: `arm: ${mnemonic.toUpperCase()}`,
    encodings: [
      encodingOf<VectorOne>({
        format: 'vectorOneUnsigned',
        sizeBytes: 4,
        match: 0x0ea1_c800 | (U << 29),
        mask: 0xbfff_fc00,
        fields: vectorOne,
      }),
    ],
    execute: (m, { q, rd, rn }) => {
      const source = m.readV(rn);
      m.writeHalves(q, rd, (half) => m.call(lanes, source[half]));
    },
  });
});

export const floatMiscellaneous: readonly Insn[] = [
  ...PRECISIONS.flatMap((p) => [
    ...MISCELLANEOUS.filter(({ forms }) => forms.includes('vector')).map((operation) => ofVectors(p, operation)),
    ...MISCELLANEOUS.filter(({ forms }) => forms.includes('scalar')).map((operation) => ofScalars(p, operation)),
  ]),
  ...unsignedEstimates,
];
