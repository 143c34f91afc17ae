/** Data processing of one, two and three scalars. */
import { register } from '#core/isa/encoding.ts';
import type { Insn } from '#core/isa/insn.ts';
import { defineInsn } from '../vocabulary.ts';
import { roundingMode } from './control.ts';
import { type OneSource, oneSource, scalarEncoding, type TwoSources, twoSources } from './fields.ts';
import { negated, PRECISIONS, type Precision } from './float.ts';
import * as op from './operations.ts';
import { conversions } from './precisions.ts';

const ONE_SOURCE: readonly (readonly [opcode: number, operation: op.FloatOperation, page: string])[] = [
  [1, op.fabs, 'FABS (scalar)'],
  [2, op.fneg, 'FNEG (scalar)'],
  [3, op.fsqrt, 'FSQRT (scalar)'],
  [8, op.frintn, 'FRINTN (scalar)'],
  [9, op.frintp, 'FRINTP (scalar)'],
  [10, op.frintm, 'FRINTM (scalar)'],
  [11, op.frintz, 'FRINTZ (scalar)'],
  [12, op.frinta, 'FRINTA (scalar)'],
  [14, op.frintx, 'FRINTX (scalar)'],
  [15, op.frinti, 'FRINTI (scalar)'],
];

const TWO_SOURCES: readonly (readonly [opcode: number, operation: op.FloatOperation, page: string])[] = [
  [0, op.fmul, 'FMUL (scalar)'],
  [1, op.fdiv, 'FDIV (scalar)'],
  [2, op.fadd, 'FADD (scalar)'],
  [3, op.fsub, 'FSUB (scalar)'],
  [4, op.fmax, 'FMAX (scalar)'],
  [5, op.fmin, 'FMIN (scalar)'],
  [6, op.fmaxnm, 'FMAXNM (scalar)'],
  [7, op.fminnm, 'FMINNM (scalar)'],
  [8, op.fnmul, 'FNMUL (scalar)'],
];

const oneSourceEncoding = (p: Precision, opcode: number) =>
  scalarEncoding<OneSource>(p, {
    format: 'floatOneSource',
    match: 0x1e20_4000 | (opcode << 15),
    mask: 0xffff_fc00,
    fields: oneSource,
  });

const ofOne = (p: Precision): readonly Insn[] =>
  ONE_SOURCE.map(([opcode, operation, page]) =>
    defineInsn<OneSource>({
      mnemonic: operation.mnemonic,
      spec: `arm: ${page}`,
      encodings: [oneSourceEncoding(p, opcode)],
      execute: (m, { rd, rn }) =>
        m.writeScalar(p.size, rd, operation.compute(m, p, op.modeOf(m, operation), m.readScalar(p.size, rn))),
    }),
  );

const ofTwo = (p: Precision): readonly Insn[] =>
  TWO_SOURCES.map(([opcode, operation, page]) =>
    defineInsn<TwoSources>({
      mnemonic: operation.mnemonic,
      spec: `arm: ${page}`,
      encodings: [
        scalarEncoding<TwoSources>(p, {
          format: 'floatTwoSources',
          match: 0x1e20_0800 | (opcode << 12),
          mask: 0xffe0_fc00,
          fields: twoSources,
        }),
      ],
      execute: (m, { rd, rn, rm }) => {
        const [a, b] = [m.readScalar(p.size, rn), m.readScalar(p.size, rm)];
        m.writeScalar(p.size, rd, operation.compute(m, p, op.modeOf(m, operation), a, b));
      },
    }),
  );

type ThreeSources = TwoSources & { readonly ra: number };

/** What is negated before the one rounding. */
interface Fused {
  readonly mnemonic: string;
  readonly o1: number;
  readonly o0: number;
  readonly negatesProduct: boolean;
  readonly negatesAddend: boolean;
}

const FUSED: readonly Fused[] = [
  { mnemonic: 'fmadd', o1: 0, o0: 0, negatesProduct: false, negatesAddend: false },
  { mnemonic: 'fmsub', o1: 0, o0: 1, negatesProduct: true, negatesAddend: false },
  { mnemonic: 'fnmadd', o1: 1, o0: 0, negatesProduct: true, negatesAddend: true },
  { mnemonic: 'fnmsub', o1: 1, o0: 1, negatesProduct: false, negatesAddend: true },
];

const ofThree = (p: Precision): readonly Insn[] =>
  FUSED.map(({ mnemonic, o1, o0, negatesProduct, negatesAddend }) =>
    defineInsn<ThreeSources>({
      mnemonic,
      spec: `arm: ${mnemonic.toUpperCase()}`,
      encodings: [
        scalarEncoding<ThreeSources>(p, {
          format: 'floatThreeSources',
          match: 0x1f00_0000 | (o1 << 21) | (o0 << 15),
          mask: 0xffe0_8000,
          fields: { ...twoSources, ra: register(10) },
        }),
      ],
      execute: (m, { rd, rn, rm, ra }) => {
        const [a, b, addend] = [m.readScalar(p.size, rn), m.readScalar(p.size, rm), m.readScalar(p.size, ra)];
        const multiplicand = negatesProduct ? negated(m, p, a) : a;
        const term = negatesAddend ? negated(m, p, addend) : addend;
        m.writeScalar(p.size, rd, m.call(p.operations.mulAdd, multiplicand, b, term, roundingMode(m)));
      },
    }),
  );

const FCVT = 4;
/** What stands for a precision in FCVT's opcode is its `ftype`. */
const betweenPrecisions: readonly Insn[] = conversions.map(({ from, to, helper }) =>
  defineInsn<OneSource>({
    mnemonic: 'fcvt',
    spec: 'arm: FCVT',
    encodings: [
      scalarEncoding<OneSource>(from, {
        format: `floatTo${to.size}From`,
        match: 0x1e20_4000 | ((FCVT | to.ftype) << 15),
        mask: 0xffff_fc00,
        fields: oneSource,
      }),
    ],
    execute: (m, { rd, rn }) => m.writeScalar(to.size, rd, m.call(helper, m.readScalar(from.size, rn))),
  }),
);

export const floatArithmetic: readonly Insn[] = [
  ...PRECISIONS.flatMap((p) => [...ofOne(p), ...ofTwo(p), ...ofThree(p)]),
  ...betweenPrecisions,
];
