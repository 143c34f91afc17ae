/** Operations on lanes of one register. arm: Advanced SIMD two-register miscellaneous, scalar two-register miscellaneous. */
import { encodingOf } from '#core/isa/encoding.ts';
import type { Insn } from '#core/isa/insn.ts';
import type { Computation } from '#core/isa/semantics.ts';
import { type A64Semantics, defineInsn, type LaneSize } from '../vocabulary.ts';
import { LANE_SIZES, type TwoFields, twoFields, type VectorFields, vectorFields } from './fields.ts';
import { helperNamed } from './helpers.ts';
import type { Signedness } from './lanes.ts';
import * as lanes from './lanes.ts';
import * as saturation from './saturation.ts';

export interface UnaryOperation {
  readonly mnemonic: string;
  /** Tells helpers apart whose mnemonic others have as well. */
  readonly name?: string;
  readonly U: number;
  readonly opcode: number;
  readonly sizes: readonly LaneSize[];
  readonly scalarSizes?: readonly LaneSize[];
  /** Of the manual's page, after the mnemonic. */
  readonly form?: string;
  /** The field `size`, where it is not that of the lanes. */
  readonly sizeField?: number;
  readonly accumulates?: boolean;
  compute<V>(m: Computation<V>, size: LaneSize, a: V, d: V): V;
}

const ALL: readonly LaneSize[] = [8, 16, 32, 64];
const UP_TO_WORDS: readonly LaneSize[] = [8, 16, 32];
const DOUBLE: readonly LaneSize[] = [64];
const BYTES: readonly LaneSize[] = [8];

/** Lanes of `size` in reverse order within groups of `group` bits. */
function reversedWithin<V>(m: Computation<V>, size: LaneSize, group: LaneSize, a: V): V {
  let value = a;
  for (let width = size; width < group; width = (2 * width) as LaneSize) {
    const low = m.const64(lanes.repeated((2 * width) as LaneSize, lanes.onesOf(width)));
    const amount = m.const64(BigInt(width));
    value = m.or(m.sll(m.and(value, low), amount), m.and(m.srl(value, amount), low));
  }
  return value;
}

/** Bits of every byte that are 1. */
function countedBits<V>(m: Computation<V>, a: V): V {
  const field = (value: V, width: bigint, mask: bigint) =>
    m.add(m.and(value, m.const64(mask)), m.and(m.srl(value, m.const64(width)), m.const64(mask)));
  const pairs = field(a, 1n, 0x5555_5555_5555_5555n);
  const nibbles = field(pairs, 2n, 0x3333_3333_3333_3333n);
  return field(nibbles, 4n, 0x0f0f_0f0f_0f0f_0f0fn);
}

function reversedBitsOfBytes<V>(m: Computation<V>, a: V): V {
  let value = a;
  for (const [width, mask] of [
    [1n, 0x5555_5555_5555_5555n],
    [2n, 0x3333_3333_3333_3333n],
    [4n, 0x0f0f_0f0f_0f0f_0f0fn],
  ] as const) {
    const low = m.const64(mask);
    value = m.or(m.sll(m.and(value, low), m.const64(width)), m.and(m.srl(value, m.const64(width)), low));
  }
  return value;
}

const leadingZeros = <V>(m: Computation<V>, size: LaneSize, a: V): V =>
  lanes.forEachLane(m, size, (lane) => m.sub(m.clz(lanes.laneOf(m, size, 'unsigned', a, lane)), m.const64(BigInt(64 - size))));

/** Bits below the top one that are equal to it. */
const leadingSigns = <V>(m: Computation<V>, size: LaneSize, a: V): V =>
  lanes.forEachLane(m, size, (lane) => {
    const value = lanes.laneOf(m, size, 'signed', a, lane);
    const differences = m.xor(value, m.sra(value, m.const64(1n)));
    return m.sub(m.clz(differences), m.const64(BigInt(65 - size)));
  });

const zero = <V>(m: Computation<V>): V => m.const64(0n);

const comparison = (
  mnemonic: string,
  U: number,
  opcode: number,
  compute: <V>(m: Computation<V>, size: LaneSize, a: V) => V,
): UnaryOperation => ({
  mnemonic,
  name: `${mnemonic}Zero`,
  U,
  opcode,
  sizes: ALL,
  scalarSizes: DOUBLE,
  form: '(zero)',
  compute,
});

const isNegative = <V>(m: Computation<V>, size: LaneSize, a: V): V => lanes.maskOfTops(m, size, a);
const isPositive = <V>(m: Computation<V>, size: LaneSize, a: V): V => lanes.lessMask(m, size, 'signed', zero(m), a);

const pairSums = (letter: 's' | 'u', signedness: Signedness, U: number): readonly UnaryOperation[] => [
  {
    mnemonic: `${letter}addlp`,
    U,
    opcode: 0b00010,
    sizes: UP_TO_WORDS,
    compute: (m, size, a) => lanes.pairSums(m, size, signedness, a),
  },
  {
    mnemonic: `${letter}adalp`,
    U,
    opcode: 0b00110,
    sizes: UP_TO_WORDS,
    accumulates: true,
    compute: (m, size, a, d) => lanes.addLanes(m, (2 * size) as LaneSize, d, lanes.pairSums(m, size, signedness, a)),
  },
];

export const UNARY: readonly UnaryOperation[] = [
  { mnemonic: 'rev64', U: 0, opcode: 0b00000, sizes: UP_TO_WORDS, compute: (m, size, a) => reversedWithin(m, size, 64, a) },
  {
    mnemonic: 'rev32',
    U: 1,
    opcode: 0b00000,
    sizes: [8, 16],
    form: '(vector)',
    compute: (m, size, a) => reversedWithin(m, size, 32, a),
  },
  {
    mnemonic: 'rev16',
    U: 0,
    opcode: 0b00001,
    sizes: BYTES,
    form: '(vector)',
    compute: (m, size, a) => reversedWithin(m, size, 16, a),
  },
  ...pairSums('s', 'signed', 0),
  ...pairSums('u', 'unsigned', 1),
  {
    mnemonic: 'suqadd',
    U: 0,
    opcode: 0b00011,
    sizes: ALL,
    scalarSizes: ALL,
    accumulates: true,
    compute: (m, size, a, d) => saturation.addUnsignedToSigned(m, size, d, a),
  },
  {
    mnemonic: 'usqadd',
    U: 1,
    opcode: 0b00011,
    sizes: ALL,
    scalarSizes: ALL,
    accumulates: true,
    compute: (m, size, a, d) => saturation.addSignedToUnsigned(m, size, d, a),
  },
  { mnemonic: 'cls', U: 0, opcode: 0b00100, sizes: UP_TO_WORDS, form: '(vector)', compute: leadingSigns },
  { mnemonic: 'clz', U: 1, opcode: 0b00100, sizes: UP_TO_WORDS, form: '(vector)', compute: leadingZeros },
  { mnemonic: 'cnt', U: 0, opcode: 0b00101, sizes: BYTES, compute: (m, _, a) => countedBits(m, a) },
  { mnemonic: 'not', U: 1, opcode: 0b00101, sizes: BYTES, compute: (m, _, a) => lanes.inverted(m, a) },
  {
    mnemonic: 'rbit',
    U: 1,
    opcode: 0b00101,
    sizes: BYTES,
    sizeField: 1,
    form: '(vector)',
    compute: (m, _, a) => reversedBitsOfBytes(m, a),
  },
  {
    mnemonic: 'sqabs',
    U: 0,
    opcode: 0b00111,
    sizes: ALL,
    scalarSizes: ALL,
    compute: (m, size, a) => saturation.saturatingAbsolute(m, size, a),
  },
  {
    mnemonic: 'sqneg',
    U: 1,
    opcode: 0b00111,
    sizes: ALL,
    scalarSizes: ALL,
    compute: (m, size, a) => saturation.saturatingNegate(m, size, a),
  },
  comparison('cmgt', 0, 0b01000, isPositive),
  comparison('cmge', 1, 0b01000, (m, size, a) => lanes.inverted(m, isNegative(m, size, a))),
  comparison('cmeq', 0, 0b01001, (m, size, a) => lanes.equalMask(m, size, a, zero(m))),
  comparison('cmle', 1, 0b01001, (m, size, a) => lanes.inverted(m, isPositive(m, size, a))),
  comparison('cmlt', 0, 0b01010, isNegative),
  {
    mnemonic: 'abs',
    U: 0,
    opcode: 0b01011,
    sizes: ALL,
    scalarSizes: DOUBLE,
    compute: (m, size, a) => saturation.absoluteLanes(m, size, a),
  },
  {
    mnemonic: 'neg',
    U: 1,
    opcode: 0b01011,
    sizes: ALL,
    scalarSizes: DOUBLE,
    form: '(vector)',
    compute: (m, size, a) => lanes.negatedLanes(m, size, a),
  },
];

/** `size` is that of a lane of the result, which has half the bits. */
export interface NarrowingOperation {
  readonly mnemonic: string;
  readonly U: number;
  readonly opcode: number;
  readonly hasScalar: boolean;
  /** Lanes of twice the size, of which the lower parts count. */
  compute<V>(m: Computation<V>, wide: LaneSize, a: V): V;
}

export const NARROWING: readonly NarrowingOperation[] = [
  { mnemonic: 'xtn', U: 0, opcode: 0b10010, hasScalar: false, compute: (_, __, a) => a },
  {
    mnemonic: 'sqxtun',
    U: 1,
    opcode: 0b10010,
    hasScalar: true,
    compute: (m, wide, a) => saturation.limitedToHalf(m, wide, 'signed', 'unsigned', a),
  },
  {
    mnemonic: 'sqxtn',
    U: 0,
    opcode: 0b10100,
    hasScalar: true,
    compute: (m, wide, a) => saturation.limitedToHalf(m, wide, 'signed', 'signed', a),
  },
  {
    mnemonic: 'uqxtn',
    U: 1,
    opcode: 0b10100,
    hasScalar: true,
    compute: (m, wide, a) => saturation.limitedToHalf(m, wide, 'unsigned', 'unsigned', a),
  },
];

const VECTOR = { match: 0x0e20_0800, mask: 0xbfff_fc00 } as const;
const SCALAR = { match: 0x5e20_0800, mask: 0xffff_fc00 } as const;
const bitsOf = (U: number, size: number, opcode: number) => (U << 29) | (size << 22) | (opcode << 12);

const titleOf = ({ mnemonic, form }: UnaryOperation) => `arm: ${mnemonic.toUpperCase()}${form === undefined ? '' : ` ${form}`}`;

/** (a), or (a, d). */
const helperOf = ({ mnemonic, name = mnemonic, accumulates, compute }: UnaryOperation, size: LaneSize) =>
  helperNamed(`${name}${size}`, accumulates ? 2 : 1, (m, a, d) => compute(m, size, a!, d ?? zero(m)));

function vector(operation: UnaryOperation, size: LaneSize): Insn {
  const { mnemonic, U, opcode, sizeField = LANE_SIZES.indexOf(size), accumulates } = operation;
  const helper = helperOf(operation, size);
  return defineInsn<VectorFields>({
    mnemonic,
    spec: titleOf(operation),
    encodings: [
      encodingOf<VectorFields>({
        format: `twoRegisters${size}`,
        sizeBytes: 4,
        match: VECTOR.match | bitsOf(U, sizeField, opcode),
        mask: VECTOR.mask,
        fields: vectorFields,
        isReserved: ({ q }) => size === 64 && q === 0,
      }),
    ],
    execute: (m, { q, rd, rn }) => {
      const a = m.readV(rn);
      const d = accumulates ? m.readV(rd) : a;
      m.writeHalves(q, rd, (half) => (accumulates ? m.call(helper, a[half], d[half]) : m.call(helper, a[half])));
    },
  });
}

function scalar(operation: UnaryOperation, size: LaneSize): Insn {
  const { mnemonic, U, opcode, accumulates } = operation;
  const helper = helperOf(operation, size);
  return defineInsn<TwoFields>({
    mnemonic,
    spec: titleOf(operation),
    encodings: [
      encodingOf<TwoFields>({
        format: `twoRegistersScalar${size}`,
        sizeBytes: 4,
        match: SCALAR.match | bitsOf(U, LANE_SIZES.indexOf(size), opcode),
        mask: SCALAR.mask,
        fields: twoFields,
      }),
    ],
    execute: (m, { rd, rn }) => {
      const a = m.readScalar(size, rn);
      m.writeScalar(size, rd, accumulates ? m.call(helper, a, m.readScalar(size, rd)) : m.call(helper, a));
    },
  });
}

/** A half of narrow lanes goes to the lower half, and zeros above; or, where Q is 1, to the upper, and the lower stays. */
export function writeNarrowed<V, O>(m: A64Semantics<V, O>, q: O, rd: O, half: V): void {
  const kept = m.readV(rd);
  const isUpper = m.imm(q);
  m.writeV(rd, { low: m.select(isUpper, kept.low, half), high: m.select(isUpper, half, zero(m)) });
}

function narrowing({ mnemonic, U, opcode, compute }: NarrowingOperation, size: LaneSize): Insn {
  const wide = (2 * size) as LaneSize;
  const helper = helperNamed(`${mnemonic}${size}`, 2, (m, low, high) =>
    lanes.evenLanes(m, size, compute(m, wide, low!), compute(m, wide, high!)),
  );
  return defineInsn<VectorFields>({
    mnemonic,
    spec: `arm: ${mnemonic.toUpperCase()}, ${mnemonic.toUpperCase()}2`,
    encodings: [
      encodingOf<VectorFields>({
        format: `twoRegisters${size}`,
        sizeBytes: 4,
        match: VECTOR.match | bitsOf(U, LANE_SIZES.indexOf(size), opcode),
        mask: VECTOR.mask,
        fields: vectorFields,
      }),
    ],
    execute: (m, { q, rd, rn }) => {
      const { low, high } = m.readV(rn);
      writeNarrowed(m, q, rd, m.call(helper, low, high));
    },
  });
}

function narrowingScalar({ mnemonic, U, opcode, compute }: NarrowingOperation, size: LaneSize): Insn {
  const wide = (2 * size) as LaneSize;
  return defineInsn<TwoFields>({
    mnemonic,
    spec: `arm: ${mnemonic.toUpperCase()}, ${mnemonic.toUpperCase()}2`,
    encodings: [
      encodingOf<TwoFields>({
        format: `twoRegistersScalar${size}`,
        sizeBytes: 4,
        match: SCALAR.match | bitsOf(U, LANE_SIZES.indexOf(size), opcode),
        mask: SCALAR.mask,
        fields: twoFields,
      }),
    ],
    execute: (m, { rd, rn }) => m.writeScalar(size, rd, compute(m, wide, m.readScalar(wide, rn))),
  });
}

/** SHLL: to lanes twice as wide, in their upper part. */
function shiftLeftLong(size: LaneSize): Insn {
  const wide = (2 * size) as LaneSize;
  const helper = helperNamed(`shll${size}`, 1, (m, a) =>
    lanes.shiftedLeft(m, wide, lanes.widened(m, size, 'unsigned', a!), m.const64(BigInt(size))),
  );
  return defineInsn<VectorFields>({
    mnemonic: 'shll',
    spec: 'arm: SHLL, SHLL2',
    encodings: [
      encodingOf<VectorFields>({
        format: `twoRegisters${size}`,
        sizeBytes: 4,
        match: VECTOR.match | bitsOf(1, LANE_SIZES.indexOf(size), 0b10011),
        mask: VECTOR.mask,
        fields: vectorFields,
      }),
    ],
    execute: (m, { q, rd, rn }) => {
      const { low, high } = m.readV(rn);
      const source = m.select(m.imm(q), high, low);
      m.writeV(rd, { low: m.call(helper, source), high: m.call(helper, m.srl(source, m.const64(32n))) });
    },
  });
}

export const twoRegisters: readonly Insn[] = [
  ...UNARY.flatMap((operation) => [
    ...operation.sizes.map((size) => vector(operation, size)),
    ...(operation.scalarSizes ?? []).map((size) => scalar(operation, size)),
  ]),
  ...NARROWING.flatMap((operation) =>
    UP_TO_WORDS.flatMap((size) => [
      narrowing(operation, size),
      ...(operation.hasScalar ? [narrowingScalar(operation, size)] : []),
    ]),
  ),
  ...UP_TO_WORDS.map(shiftLeftLong),
];
