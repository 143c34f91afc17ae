/** Operations on lanes of two sizes: long, wide and narrowing ones. arm: Advanced SIMD three different, scalar three different. */
import { encodingOf } from '#core/isa/encoding.ts';
import type { Insn } from '#core/isa/insn.ts';
import type { Computation, Helper } from '#core/isa/semantics.ts';
import { type A64Semantics, defineInsn, type LaneSize } from '../vocabulary.ts';
import { LANE_SIZES, type ThreeFields, threeFields } from './fields.ts';
import { helperNamed } from './helpers.ts';
import type { Signedness } from './lanes.ts';
import * as lanes from './lanes.ts';
import { doublingMultiplications, type LongOperation, longMultiplications, twice } from './long-operations.ts';
import { polynomialProduct, polynomialProducts } from './products.ts';
import { writeNarrowed } from './two-registers.ts';

const UP_TO_WORDS: readonly LaneSize[] = [8, 16, 32];
const MIDDLE: readonly LaneSize[] = [16, 32];

export interface LongEncoding extends LongOperation {
  readonly U: number;
  readonly opcode: number;
  readonly sizes: readonly LaneSize[];
  readonly hasScalar?: boolean;
  /** After the mnemonic on the manual's page, where others have the same. */
  readonly form?: string;
}

const forms: readonly (readonly [Signedness, 's' | 'u', number])[] = [
  ['signed', 's', 0],
  ['unsigned', 'u', 1],
];

const longForms = forms.flatMap(([signedness, letter, U]): readonly LongEncoding[] => {
  const widened = <V>(m: Computation<V>, size: LaneSize, a: V) => lanes.widened(m, size, signedness, a);
  const distance = <V>(m: Computation<V>, size: LaneSize, a: V, b: V) =>
    lanes.distanceOfLanes(m, twice(size), signedness, widened(m, size, a), widened(m, size, b));
  const products = longMultiplications(signedness);
  const common = { U, sizes: UP_TO_WORDS };
  return [
    {
      ...common,
      mnemonic: `${letter}addl`,
      opcode: 0b0000,
      accumulates: false,
      compute: (m, size, a, b) => lanes.addLanes(m, twice(size), widened(m, size, a), widened(m, size, b)),
    },
    {
      ...common,
      mnemonic: `${letter}subl`,
      opcode: 0b0010,
      accumulates: false,
      compute: (m, size, a, b) => lanes.subtractLanes(m, twice(size), widened(m, size, a), widened(m, size, b)),
    },
    {
      ...common,
      mnemonic: `${letter}abal`,
      opcode: 0b0101,
      accumulates: true,
      compute: (m, size, a, b, d) => lanes.addLanes(m, twice(size), d, distance(m, size, a, b)),
    },
    {
      ...common,
      mnemonic: `${letter}abdl`,
      opcode: 0b0111,
      accumulates: false,
      compute: (m, size, a, b) => distance(m, size, a, b),
    },
    { ...common, ...products.mlal, opcode: 0b1000, form: '(vector)' },
    { ...common, ...products.mlsl, opcode: 0b1010, form: '(vector)' },
    { ...common, ...products.mull, opcode: 0b1100, form: '(vector)' },
  ];
});

const doubling = { U: 0, sizes: MIDDLE, hasScalar: true, form: '(vector)' } as const;

export const LONG: readonly LongEncoding[] = [
  ...longForms,
  { ...doubling, ...doublingMultiplications.mlal, opcode: 0b1001 },
  { ...doubling, ...doublingMultiplications.mlsl, opcode: 0b1011 },
  { ...doubling, ...doublingMultiplications.mull, opcode: 0b1101 },
  {
    mnemonic: 'pmull',
    U: 0,
    opcode: 0b1110,
    sizes: [8],
    accumulates: false,
    compute: (m, size, a, b) =>
      polynomialProducts(m, 16, lanes.widened(m, size, 'unsigned', a), lanes.widened(m, size, 'unsigned', b)),
  },
];

/** (a, b, d), of which a and b count in their low 32 bits. */
export const longHelper = ({ mnemonic, compute }: LongOperation, size: LaneSize): Helper =>
  helperNamed(`${mnemonic}${size}`, 3, (m, a, b, d) => compute(m, size, a!, b!, d!));

/** Both halves of a long operation on two source halves. */
export function writeLong<V, O>(m: A64Semantics<V, O>, helper: Helper, rd: O, a: V, b: V, accumulates: boolean): void {
  const zero = m.const64(0n);
  const d = accumulates ? m.readV(rd) : { low: zero, high: zero };
  const upper = (value: V) => m.srl(value, m.const64(32n));
  m.writeV(rd, { low: m.call(helper, a, b, d.low), high: m.call(helper, upper(a), upper(b), d.high) });
}

const encoding = (format: string, match: number, size: LaneSize) =>
  encodingOf<ThreeFields>({
    format: `${format}${size}`,
    sizeBytes: 4,
    match: 0x0e20_0000 | match | (LANE_SIZES.indexOf(size) << 22),
    mask: 0xbfe0_fc00,
    fields: threeFields,
  });
const bitsOf = (U: number, opcode: number) => (U << 29) | (opcode << 12);

const titleOf = (mnemonic: string, form?: string) =>
  `arm: ${mnemonic.toUpperCase()}, ${mnemonic.toUpperCase()}2${form === undefined ? '' : ` ${form}`}`;

function long(operation: LongEncoding, size: LaneSize): Insn {
  const { mnemonic, U, opcode, accumulates, form } = operation;
  const helper = longHelper(operation, size);
  return defineInsn<ThreeFields>({
    mnemonic,
    spec: titleOf(mnemonic, form),
    encodings: [encoding('threeDifferent', bitsOf(U, opcode), size)],
    execute: (m, { q, rd, rn, rm }) => {
      const [a, b, isUpper] = [m.readV(rn), m.readV(rm), m.imm(q)];
      writeLong(m, helper, rd, m.select(isUpper, a.high, a.low), m.select(isUpper, b.high, b.low), accumulates);
    },
  });
}

type ScalarFields = Omit<ThreeFields, 'q'>;
const scalarFields = { rd: threeFields.rd, rn: threeFields.rn, rm: threeFields.rm };

function longScalar(operation: LongEncoding, size: LaneSize): Insn {
  const { mnemonic, opcode, accumulates, form } = operation;
  const helper = longHelper(operation, size);
  const wide = twice(size);
  return defineInsn<ScalarFields>({
    mnemonic,
    spec: titleOf(mnemonic, form),
    encodings: [
      encodingOf<ScalarFields>({
        format: `threeDifferentScalar${size}`,
        sizeBytes: 4,
        match: 0x5e20_0000 | (LANE_SIZES.indexOf(size) << 22) | (opcode << 12),
        mask: 0xffe0_fc00,
        fields: scalarFields,
      }),
    ],
    execute: (m, { rd, rn, rm }) => {
      const d = accumulates ? m.readScalar(wide, rd) : m.const64(0n);
      m.writeScalar(wide, rd, m.call(helper, m.readScalar(size, rn), m.readScalar(size, rm), d));
    },
  });
}

/** Lanes of one source are as wide as the result's. */
function wide(
  mnemonic: string,
  U: number,
  opcode: number,
  signedness: Signedness,
  combine: typeof lanes.addLanes,
  size: LaneSize,
) {
  const helper = helperNamed(`${mnemonic}${size}`, 2, (m, a, b) =>
    combine(m, twice(size), a!, lanes.widened(m, size, signedness, b!)),
  );
  return defineInsn<ThreeFields>({
    mnemonic,
    spec: titleOf(mnemonic),
    encodings: [encoding('threeDifferent', bitsOf(U, opcode), size)],
    execute: (m, { q, rd, rn, rm }) => {
      const [a, b] = [m.readV(rn), m.readV(rm)];
      const source = m.select(m.imm(q), b.high, b.low);
      m.writeV(rd, { low: m.call(helper, a.low, source), high: m.call(helper, a.high, m.srl(source, m.const64(32n))) });
    },
  });
}

/** The upper halves of sums or differences, rounded or not; `size` is that of the result's lanes. */
function highNarrow(mnemonic: string, U: number, opcode: number, combine: typeof lanes.addLanes, size: LaneSize): Insn {
  const isRounded = U === 1;
  const helper = helperNamed(`${mnemonic}${size}`, 4, (m, a0, b0, a1, b1) => {
    const half = <V>(m: Computation<V>, a: V, b: V): V => {
      const all = combine(m, twice(size), a, b);
      return isRounded ? lanes.addLanes(m, twice(size), all, lanes.everyLane(m, twice(size), 1n << BigInt(size - 1))) : all;
    };
    return lanes.oddLanes(m, size, half(m, a0!, b0!), half(m, a1!, b1!));
  });
  return defineInsn<ThreeFields>({
    mnemonic,
    spec: titleOf(mnemonic),
    encodings: [encoding('threeDifferent', bitsOf(U, opcode), size)],
    execute: (m, { q, rd, rn, rm }) => {
      const [a, b] = [m.readV(rn), m.readV(rm)];
      writeNarrowed(m, q, rd, m.call(helper, a.low, b.low, a.high, b.high));
    },
  });
}

/** PMULL of doublewords: 127 bits. FEAT_PMULL. */
const polynomialLong = defineInsn<ThreeFields>({
  mnemonic: 'pmull',
  spec: 'arm: PMULL, PMULL2',
  encodings: [encoding('threeDifferent', bitsOf(0, 0b1110), 64)],
  execute: (m, { q, rd, rn, rm }) => {
    const [a, b, isUpper] = [m.readV(rn), m.readV(rm), m.imm(q)];
    m.writeV(rd, polynomialProduct(m, m.select(isUpper, a.high, a.low), m.select(isUpper, b.high, b.low)));
  },
});

export const threeDifferent: readonly Insn[] = [
  ...LONG.flatMap((operation) => [
    ...operation.sizes.map((size) => long(operation, size)),
    ...(operation.hasScalar ? operation.sizes.map((size) => longScalar(operation, size)) : []),
  ]),
  ...UP_TO_WORDS.flatMap((size) => [
    ...forms.flatMap(([signedness, letter, U]) => [
      wide(`${letter}addw`, U, 0b0001, signedness, lanes.addLanes, size),
      wide(`${letter}subw`, U, 0b0011, signedness, lanes.subtractLanes, size),
    ]),
    highNarrow('addhn', 0, 0b0100, lanes.addLanes, size),
    highNarrow('raddhn', 1, 0b0100, lanes.addLanes, size),
    highNarrow('subhn', 0, 0b0110, lanes.subtractLanes, size),
    highNarrow('rsubhn', 1, 0b0110, lanes.subtractLanes, size),
  ]),
  polynomialLong,
];
