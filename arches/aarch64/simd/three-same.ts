/** Operations on lanes of one size: three registers alike. arm: Advanced SIMD three same, scalar three same, and their extensions. */
import { encodingOf } from '#core/isa/encoding.ts';
import type { Encoding, Insn } from '#core/isa/insn.ts';
import type { Computation, Helper } from '#core/isa/semantics.ts';
import { defineInsn, type LaneSize } from '../vocabulary.ts';
import { LANE_SIZES, type ThreeFields, threeFields } from './fields.ts';
import { helperNamed } from './helpers.ts';
import type { Signedness } from './lanes.ts';
import * as lanes from './lanes.ts';
import * as products from './products.ts';
import * as saturation from './saturation.ts';
import { type Rules, shiftedByLanes } from './variable-shifts.ts';

export interface LaneOperation {
  readonly mnemonic: string;
  readonly U: number;
  readonly opcode: number;
  readonly sizes: readonly LaneSize[];
  /** Sizes of its scalar form. */
  readonly scalarSizes?: readonly LaneSize[];
  /** Of the manual's page, after the mnemonic. */
  readonly form?: string;
  /** Does it read the destination? */
  readonly accumulates?: boolean;
  /** Of a half of the sources, and of the destination if that counts. */
  compute<V>(m: Computation<V>, size: LaneSize, a: V, b: V, d: V): V;
}

const ALL: readonly LaneSize[] = [8, 16, 32, 64];
const UP_TO_WORDS: readonly LaneSize[] = [8, 16, 32];
const MIDDLE: readonly LaneSize[] = [16, 32];
const DOUBLE: readonly LaneSize[] = [64];

/** S and U forms: U of the encoding is 0 and 1. */
const forms: readonly (readonly [Signedness, 's' | 'u', number])[] = [
  ['signed', 's', 0],
  ['unsigned', 'u', 1],
];

const halvingAdd = <V>(m: Computation<V>, size: LaneSize, signedness: Signedness, isRounded: boolean, a: V, b: V): V => {
  const [x, y] = signedness === 'signed' ? [lanes.biased(m, size, a), lanes.biased(m, size, b)] : [a, b];
  // x + y is twice what they share and what they differ in.
  const half = lanes.shiftedRight(m, size, 'unsigned', m.xor(x, y), m.const64(1n));
  const mean = isRounded ? m.sub(m.or(x, y), half) : m.add(m.and(x, y), half);
  return signedness === 'signed' ? lanes.biased(m, size, mean) : mean;
};

/** (a − b) / 2 is the rounded mean of a and −b − 1, which as unsigned numbers is off by half the range. */
const halvingSubtract = <V>(m: Computation<V>, size: LaneSize, signedness: Signedness, a: V, b: V): V => {
  const [x, y] = signedness === 'signed' ? [lanes.biased(m, size, a), lanes.biased(m, size, b)] : [a, b];
  return lanes.biased(m, size, halvingAdd(m, size, 'unsigned', true, x, lanes.inverted(m, y)));
};

const shift = (mnemonic: string, U: number, opcode: number, rules: Rules): LaneOperation => ({
  mnemonic,
  U,
  opcode,
  sizes: ALL,
  scalarSizes: rules.isSaturated ? ALL : DOUBLE,
  ...(rules.isSaturated && !rules.isRounded ? { form: '(register)' } : {}),
  compute: (m, size, a, b) => shiftedByLanes(m, mnemonic, size, rules, a, b),
});

const bothForms = forms.flatMap(([signedness, letter, U]): readonly LaneOperation[] => [
  {
    mnemonic: `${letter}hadd`,
    U,
    opcode: 0b00000,
    sizes: UP_TO_WORDS,
    compute: (m, size, a, b) => halvingAdd(m, size, signedness, false, a, b),
  },
  {
    mnemonic: `${letter}qadd`,
    U,
    opcode: 0b00001,
    sizes: ALL,
    scalarSizes: ALL,
    compute: (m, size, a, b) => saturation.saturatingAdd(m, size, signedness, a, b),
  },
  {
    mnemonic: `${letter}rhadd`,
    U,
    opcode: 0b00010,
    sizes: UP_TO_WORDS,
    compute: (m, size, a, b) => halvingAdd(m, size, signedness, true, a, b),
  },
  {
    mnemonic: `${letter}hsub`,
    U,
    opcode: 0b00100,
    sizes: UP_TO_WORDS,
    compute: (m, size, a, b) => halvingSubtract(m, size, signedness, a, b),
  },
  {
    mnemonic: `${letter}qsub`,
    U,
    opcode: 0b00101,
    sizes: ALL,
    scalarSizes: ALL,
    compute: (m, size, a, b) => saturation.saturatingSubtract(m, size, signedness, a, b),
  },
  {
    mnemonic: U === 0 ? 'cmgt' : 'cmhi',
    U,
    opcode: 0b00110,
    sizes: ALL,
    scalarSizes: DOUBLE,
    form: '(register)',
    compute: (m, size, a, b) => lanes.lessMask(m, size, signedness, b, a),
  },
  {
    mnemonic: U === 0 ? 'cmge' : 'cmhs',
    U,
    opcode: 0b00111,
    sizes: ALL,
    scalarSizes: DOUBLE,
    form: '(register)',
    compute: (m, size, a, b) => lanes.inverted(m, lanes.lessMask(m, size, signedness, a, b)),
  },
  shift(`${letter}shl`, U, 0b01000, { signedness, isRounded: false, isSaturated: false }),
  shift(`${letter}qshl`, U, 0b01001, { signedness, isRounded: false, isSaturated: true }),
  shift(`${letter}rshl`, U, 0b01010, { signedness, isRounded: true, isSaturated: false }),
  shift(`${letter}qrshl`, U, 0b01011, { signedness, isRounded: true, isSaturated: true }),
  {
    mnemonic: `${letter}max`,
    U,
    opcode: 0b01100,
    sizes: UP_TO_WORDS,
    compute: (m, size, a, b) => lanes.maximumLanes(m, size, signedness, a, b),
  },
  {
    mnemonic: `${letter}min`,
    U,
    opcode: 0b01101,
    sizes: UP_TO_WORDS,
    compute: (m, size, a, b) => lanes.minimumLanes(m, size, signedness, a, b),
  },
  {
    mnemonic: `${letter}abd`,
    U,
    opcode: 0b01110,
    sizes: UP_TO_WORDS,
    compute: (m, size, a, b) => lanes.distanceOfLanes(m, size, signedness, a, b),
  },
  {
    mnemonic: `${letter}aba`,
    U,
    opcode: 0b01111,
    sizes: UP_TO_WORDS,
    accumulates: true,
    compute: (m, size, a, b, d) => lanes.addLanes(m, size, d, lanes.distanceOfLanes(m, size, signedness, a, b)),
  },
]);

export const THREE_SAME: readonly LaneOperation[] = [
  ...bothForms,
  {
    mnemonic: 'add',
    U: 0,
    opcode: 0b10000,
    sizes: ALL,
    scalarSizes: DOUBLE,
    form: '(vector)',
    compute: (m, size, a, b) => lanes.addLanes(m, size, a, b),
  },
  {
    mnemonic: 'sub',
    U: 1,
    opcode: 0b10000,
    sizes: ALL,
    scalarSizes: DOUBLE,
    form: '(vector)',
    compute: (m, size, a, b) => lanes.subtractLanes(m, size, a, b),
  },
  {
    mnemonic: 'cmtst',
    U: 0,
    opcode: 0b10001,
    sizes: ALL,
    scalarSizes: DOUBLE,
    compute: (m, size, a, b) => lanes.nonzeroMask(m, size, m.and(a, b)),
  },
  {
    mnemonic: 'cmeq',
    U: 1,
    opcode: 0b10001,
    sizes: ALL,
    scalarSizes: DOUBLE,
    form: '(register)',
    compute: (m, size, a, b) => lanes.equalMask(m, size, a, b),
  },
  {
    mnemonic: 'mla',
    U: 0,
    opcode: 0b10010,
    sizes: UP_TO_WORDS,
    form: '(vector)',
    accumulates: true,
    compute: (m, size, a, b, d) => lanes.addLanes(m, size, d, lanes.productOfLanes(m, size, a, b)),
  },
  {
    mnemonic: 'mls',
    U: 1,
    opcode: 0b10010,
    sizes: UP_TO_WORDS,
    form: '(vector)',
    accumulates: true,
    compute: (m, size, a, b, d) => lanes.subtractLanes(m, size, d, lanes.productOfLanes(m, size, a, b)),
  },
  {
    mnemonic: 'mul',
    U: 0,
    opcode: 0b10011,
    sizes: UP_TO_WORDS,
    form: '(vector)',
    compute: (m, size, a, b) => lanes.productOfLanes(m, size, a, b),
  },
  { mnemonic: 'pmul', U: 1, opcode: 0b10011, sizes: [8], compute: (m, _, a, b) => products.polynomialProducts(m, 8, a, b) },
  {
    mnemonic: 'sqdmulh',
    U: 0,
    opcode: 0b10110,
    sizes: MIDDLE,
    scalarSizes: MIDDLE,
    form: '(vector)',
    compute: (m, size, a, b) => products.highProducts(m, size, 'truncating', a, b),
  },
  {
    mnemonic: 'sqrdmulh',
    U: 1,
    opcode: 0b10110,
    sizes: MIDDLE,
    scalarSizes: MIDDLE,
    form: '(vector)',
    compute: (m, size, a, b) => products.highProducts(m, size, 'rounding', a, b),
  },
];

/** FEAT_RDM. arm: Advanced SIMD three-register extension, Advanced SIMD scalar three same extra. */
export const THREE_SAME_EXTRA: readonly LaneOperation[] = [
  {
    mnemonic: 'sqrdmlah',
    U: 1,
    opcode: 0b0000,
    sizes: MIDDLE,
    scalarSizes: MIDDLE,
    form: '(vector)',
    accumulates: true,
    compute: (m, size, a, b, d) => products.accumulatedHighProducts(m, size, false, a, b, d),
  },
  {
    mnemonic: 'sqrdmlsh',
    U: 1,
    opcode: 0b0001,
    sizes: MIDDLE,
    scalarSizes: MIDDLE,
    form: '(vector)',
    accumulates: true,
    compute: (m, size, a, b, d) => products.accumulatedHighProducts(m, size, true, a, b, d),
  },
];

/** (a, b), or (a, b, d). */
const helperOf = ({ mnemonic, accumulates, compute }: LaneOperation, size: LaneSize): Helper =>
  helperNamed(`${mnemonic}${size}`, accumulates ? 3 : 2, (m, a, b, d) => compute(m, size, a!, b!, d ?? m.const64(0n)));

/** What an operation makes of a half. */
export function applied<V>(m: Computation<V>, operation: LaneOperation, size: LaneSize, a: V, b: V, d: () => V): V {
  const helper = helperOf(operation, size);
  return operation.accumulates ? m.call(helper, a, b, d()) : m.call(helper, a, b);
}

interface Class {
  readonly format: string;
  readonly match: number;
  /** Bits 15:11, or 14:11 of the extension. */
  readonly fixed: number;
}
const SAME: Class = { format: 'threeSame', match: 0x0e20_0400, fixed: 0xbf20_0400 };
const EXTRA: Class = { format: 'threeSameExtra', match: 0x0e00_8400, fixed: 0xbf20_8400 };
/** Bits 30 and 28 of the scalar forms. */
const SCALAR = 0x5000_0000;

const fieldBits = ({ U, opcode }: LaneOperation, size: LaneSize): number =>
  (U << 29) | (LANE_SIZES.indexOf(size) << 22) | (opcode << 11);

const titleOf = ({ mnemonic, form }: LaneOperation) => `arm: ${mnemonic.toUpperCase()}${form === undefined ? '' : ` ${form}`}`;

function vector(operation: LaneOperation, { format, match, fixed }: Class, size: LaneSize): Insn {
  return defineInsn<ThreeFields>({
    mnemonic: operation.mnemonic,
    spec: titleOf(operation),
    encodings: [
      encodingOf<ThreeFields>({
        format: `${format}${size}`,
        sizeBytes: 4,
        match: match | fieldBits(operation, size),
        mask: fixed | 0x2000_0000 | 0x00c0_0000 | 0xfc00,
        fields: threeFields,
        isReserved: ({ q }) => size === 64 && q === 0,
      }),
    ],
    execute: (m, { q, rd, rn, rm }) => {
      const [a, b] = [m.readV(rn), m.readV(rm)];
      const d = operation.accumulates ? m.readV(rd) : a;
      m.writeHalves(q, rd, (half) => applied(m, operation, size, a[half], b[half], () => d[half]));
    },
  });
}

type ScalarFields = Omit<ThreeFields, 'q'>;
const scalarFields = { rd: threeFields.rd, rn: threeFields.rn, rm: threeFields.rm };

/** Lanes above the scalar are zero, and saturate nothing. */
function scalar(operation: LaneOperation, { format, match, fixed }: Class, size: LaneSize): Insn {
  return defineInsn<ScalarFields>({
    mnemonic: operation.mnemonic,
    spec: titleOf(operation),
    encodings: [
      encodingOf<ScalarFields>({
        format: `${format}Scalar${size}`,
        sizeBytes: 4,
        match: match | SCALAR | fieldBits(operation, size),
        mask: fixed | 0x6000_0000 | 0x00c0_0000 | 0xfc00,
        fields: scalarFields,
      }) as Encoding<ScalarFields>,
    ],
    execute: (m, { rd, rn, rm }) => {
      const [a, b] = [m.readScalar(size, rn), m.readScalar(size, rm)];
      m.writeScalar(
        size,
        rd,
        applied(m, operation, size, a, b, () => m.readScalar(size, rd)),
      );
    },
  });
}

const insnsOf = (operation: LaneOperation, encodingClass: Class): readonly Insn[] => [
  ...operation.sizes.map((size) => vector(operation, encodingClass, size)),
  ...(operation.scalarSizes ?? []).map((size) => scalar(operation, encodingClass, size)),
];

export const threeSame: readonly Insn[] = [
  ...THREE_SAME.flatMap((operation) => insnsOf(operation, SAME)),
  ...THREE_SAME_EXTRA.flatMap((operation) => insnsOf(operation, EXTRA)),
];
