/** Shifts of lanes by a constant. arm: Advanced SIMD shift by immediate, scalar shift by immediate. */
import { encodingOf, type FieldBits } from '#core/isa/encoding.ts';
import type { Insn } from '#core/isa/insn.ts';
import type { Computation, Helper } from '#core/isa/semantics.ts';
import { defineInsn, type LaneSize } from '../vocabulary.ts';
import { LANE_SIZES, type VectorFields, vectorFields } from './fields.ts';
import { helperNamed } from './helpers.ts';
import type { Signedness } from './lanes.ts';
import * as lanes from './lanes.ts';
import { limitedToHalf, noteSaturation, signedLimits } from './saturation.ts';
import { writeNarrowed } from './two-registers.ts';

/** `imm` is the amount: to the right 1 to the size, to the left 0 to the size less 1. */
type ShiftFields = VectorFields & { readonly imm: bigint };
type ScalarFields = Omit<ShiftFields, 'q'>;
type Direction = 'left' | 'right';

export interface ShiftOperation {
  readonly mnemonic: string;
  readonly U: number;
  readonly opcode: number;
  readonly direction: Direction;
  /** Sizes of its scalar form. */
  readonly scalarSizes?: readonly LaneSize[];
  readonly accumulates?: boolean;
  /** Of the manual's page, after the mnemonic. */
  readonly form?: string;
  compute<V>(m: Computation<V>, size: LaneSize, a: V, amount: V, d: V): V;
}

const UP_TO_WORDS: readonly LaneSize[] = [8, 16, 32];
const DOUBLE: readonly LaneSize[] = [64];

const forms: readonly (readonly [Signedness, 's' | 'u', number])[] = [
  ['signed', 's', 0],
  ['unsigned', 'u', 1],
];

/** Where a shift to the left loses bits. */
function overflow<V>(m: Computation<V>, size: LaneSize, signedness: Signedness, a: V, shifted: V, amount: V): V {
  // Back by one more than `amount`, as right shifts are by one at least: of what is shifted on by one itself.
  const back = lanes.shiftedRight(m, size, signedness, shifted, m.add(amount, m.const64(1n)));
  const once = lanes.shiftedRight(m, size, signedness, a, m.const64(1n));
  const lowest = m.and(m.xor(a, m.srl(shifted, amount)), lanes.everyLane(m, size, 1n));
  return lanes.nonzeroMask(m, size, m.or(m.xor(back, once), lowest));
}

function saturatingLeft<V>(m: Computation<V>, size: LaneSize, signedness: Signedness, a: V, amount: V): V {
  const shifted = lanes.shiftedLeft(m, size, a, amount);
  const isOver = overflow(m, size, signedness, a, shifted, amount);
  noteSaturation(m, isOver);
  if (signedness === 'unsigned') return m.or(shifted, isOver);
  return lanes.chosen(m, isOver, signedLimits(m, size, a), shifted);
}

/** Of signed numbers, to unsigned ones: those below zero become zero. */
function saturatingLeftUnsigned<V>(m: Computation<V>, size: LaneSize, a: V, amount: V): V {
  const isNegative = lanes.maskOfTops(m, size, a);
  noteSaturation(m, isNegative);
  return saturatingLeft(m, size, 'unsigned', m.and(a, lanes.inverted(m, isNegative)), amount);
}

const rightShifts = forms.flatMap(([signedness, letter, U]): readonly ShiftOperation[] => {
  const common = { U, direction: 'right', scalarSizes: DOUBLE } as const;
  return [
    {
      ...common,
      mnemonic: `${letter}shr`,
      opcode: 0b00000,
      compute: (m, size, a, amount) => lanes.shiftedRight(m, size, signedness, a, amount),
    },
    {
      ...common,
      mnemonic: `${letter}sra`,
      opcode: 0b00010,
      accumulates: true,
      compute: (m, size, a, amount, d) => lanes.addLanes(m, size, d, lanes.shiftedRight(m, size, signedness, a, amount)),
    },
    {
      ...common,
      mnemonic: `${letter}rshr`,
      opcode: 0b00100,
      compute: (m, size, a, amount) => lanes.roundedRight(m, size, signedness, a, amount),
    },
    {
      ...common,
      mnemonic: `${letter}rsra`,
      opcode: 0b00110,
      accumulates: true,
      compute: (m, size, a, amount, d) => lanes.addLanes(m, size, d, lanes.roundedRight(m, size, signedness, a, amount)),
    },
  ];
});

export const SHIFTS: readonly ShiftOperation[] = [
  ...rightShifts,
  {
    mnemonic: 'sri',
    U: 1,
    opcode: 0b01000,
    direction: 'right',
    scalarSizes: DOUBLE,
    accumulates: true,
    compute: (m, size, a, amount, d) =>
      lanes.chosen(m, lanes.keptByRightShift(m, size, amount), lanes.shiftedRight(m, size, 'unsigned', a, amount), d),
  },
  {
    mnemonic: 'shl',
    U: 0,
    opcode: 0b01010,
    direction: 'left',
    scalarSizes: DOUBLE,
    compute: (m, size, a, amount) => lanes.shiftedLeft(m, size, a, amount),
  },
  {
    mnemonic: 'sli',
    U: 1,
    opcode: 0b01010,
    direction: 'left',
    scalarSizes: DOUBLE,
    accumulates: true,
    compute: (m, size, a, amount, d) => lanes.chosen(m, lanes.keptByLeftShift(m, size, amount), m.sll(a, amount), d),
  },
  {
    mnemonic: 'sqshlu',
    U: 1,
    opcode: 0b01100,
    direction: 'left',
    scalarSizes: LANE_SIZES,
    compute: (m, size, a, amount) => saturatingLeftUnsigned(m, size, a, amount),
  },
  ...forms.map(
    ([signedness, letter, U]): ShiftOperation => ({
      mnemonic: `${letter}qshl`,
      U,
      opcode: 0b01110,
      direction: 'left',
      scalarSizes: LANE_SIZES,
      form: '(immediate)',
      compute: (m, size, a, amount) => saturatingLeft(m, size, signedness, a, amount),
    }),
  ),
];

/** `size` is that of the result's lanes, from lanes twice as wide; `amount` is 1 to `size`. The lower parts of the answer count. */
export interface NarrowingShift {
  readonly mnemonic: string;
  readonly U: number;
  readonly opcode: number;
  readonly hasScalar: boolean;
  compute<V>(m: Computation<V>, wide: LaneSize, a: V, amount: V): V;
}

const narrowingForm = (
  mnemonic: string,
  U: number,
  opcode: number,
  isRounded: boolean,
  saturation?: readonly [source: Signedness, target: Signedness],
): NarrowingShift => ({
  mnemonic,
  U,
  opcode,
  hasScalar: saturation !== undefined,
  compute: (m, wide, a, amount) => {
    const [source, target] = saturation ?? ['unsigned', 'unsigned'];
    const shifted = (isRounded ? lanes.roundedRight : lanes.shiftedRight)(m, wide, source, a, amount);
    return saturation === undefined ? shifted : limitedToHalf(m, wide, source, target, shifted);
  },
});

export const NARROWING_SHIFTS: readonly NarrowingShift[] = [
  narrowingForm('shrn', 0, 0b10000, false),
  narrowingForm('rshrn', 0, 0b10001, true),
  narrowingForm('sqshrun', 1, 0b10000, false, ['signed', 'unsigned']),
  narrowingForm('sqrshrun', 1, 0b10001, true, ['signed', 'unsigned']),
  narrowingForm('sqshrn', 0, 0b10010, false, ['signed', 'signed']),
  narrowingForm('uqshrn', 1, 0b10010, false, ['unsigned', 'unsigned']),
  narrowingForm('sqrshrn', 0, 0b10011, true, ['signed', 'signed']),
  narrowingForm('uqrshrn', 1, 0b10011, true, ['unsigned', 'unsigned']),
];

const IMMEDIATE_AT = 16;

/** immh:immb: twice the size less the amount, or the size and the amount. Its top 1 tells the size. */
const amountBits = (size: LaneSize, direction: Direction): FieldBits<bigint> => ({
  decode: (word) => {
    const value = (word >>> IMMEDIATE_AT) & 127;
    return BigInt(direction === 'right' ? 2 * size - value : value - size);
  },
  encode: (amount) => {
    const value = direction === 'right' ? 2 * size - Number(amount) : size + Number(amount);
    return (value & 127) << IMMEDIATE_AT;
  },
});
const sizeMatch = (size: LaneSize) => size << IMMEDIATE_AT;
const sizeMask = (size: LaneSize) => (128 - size) << IMMEDIATE_AT;

interface Place {
  readonly U: number;
  readonly opcode: number;
  readonly direction: Direction;
}

const vectorEncoding = ({ U, opcode, direction }: Place, size: LaneSize) =>
  encodingOf<ShiftFields>({
    format: `shiftImmediate${size}`,
    sizeBytes: 4,
    match: 0x0f00_0400 | (U << 29) | (opcode << 11) | sizeMatch(size),
    mask: 0xbf80_fc00 | sizeMask(size),
    fields: { ...vectorFields, imm: amountBits(size, direction) },
    isReserved: ({ q }) => size === 64 && q === 0,
  });

const scalarEncoding = ({ U, opcode, direction }: Place, size: LaneSize) =>
  encodingOf<ScalarFields>({
    format: `shiftImmediateScalar${size}`,
    sizeBytes: 4,
    match: 0x5f00_0400 | (U << 29) | (opcode << 11) | sizeMatch(size),
    mask: 0xff80_fc00 | sizeMask(size),
    fields: { rd: vectorFields.rd, rn: vectorFields.rn, imm: amountBits(size, direction) },
  });

/** (a, amount), or (a, amount, d). */
const helperOf = ({ mnemonic, accumulates, compute }: ShiftOperation, size: LaneSize): Helper =>
  helperNamed(`${mnemonic}Immediate${size}`, accumulates ? 3 : 2, (m, a, amount, d) =>
    compute(m, size, a!, amount!, d ?? m.const64(0n)),
  );

const titleOf = (mnemonic: string, form?: string) => `arm: ${mnemonic.toUpperCase()}${form === undefined ? '' : ` ${form}`}`;

function vector(operation: ShiftOperation, size: LaneSize): Insn {
  const { mnemonic, accumulates } = operation;
  const helper = helperOf(operation, size);
  return defineInsn<ShiftFields>({
    mnemonic,
    spec: titleOf(mnemonic, operation.form),
    encodings: [vectorEncoding(operation, size)],
    execute: (m, { q, rd, rn, imm }) => {
      const [a, amount] = [m.readV(rn), m.imm(imm)];
      const d = accumulates ? m.readV(rd) : a;
      m.writeHalves(q, rd, (half) => {
        return accumulates ? m.call(helper, a[half], amount, d[half]) : m.call(helper, a[half], amount);
      });
    },
  });
}

function scalar(operation: ShiftOperation, size: LaneSize): Insn {
  const { mnemonic, accumulates } = operation;
  const helper = helperOf(operation, size);
  return defineInsn<ScalarFields>({
    mnemonic,
    spec: titleOf(mnemonic, operation.form),
    encodings: [scalarEncoding(operation, size)],
    execute: (m, { rd, rn, imm }) => {
      const [a, amount] = [m.readScalar(size, rn), m.imm(imm)];
      m.writeScalar(size, rd, accumulates ? m.call(helper, a, amount, m.readScalar(size, rd)) : m.call(helper, a, amount));
    },
  });
}

function narrowing(shift: NarrowingShift, size: LaneSize): readonly Insn[] {
  const { mnemonic, compute, hasScalar } = shift;
  const wide = (2 * size) as LaneSize;
  const place: Place = { ...shift, direction: 'right' };
  const common = { mnemonic, spec: `arm: ${mnemonic.toUpperCase()}, ${mnemonic.toUpperCase()}2` };
  const helper = helperNamed(`${mnemonic}${size}`, 3, (m, low, high, amount) =>
    lanes.evenLanes(m, size, compute(m, wide, low!, amount!), compute(m, wide, high!, amount!)),
  );
  const vector = defineInsn<ShiftFields>({
    ...common,
    encodings: [vectorEncoding(place, size)],
    execute: (m, { q, rd, rn, imm }) => {
      const { low, high } = m.readV(rn);
      writeNarrowed(m, q, rd, m.call(helper, low, high, m.imm(imm)));
    },
  });
  if (!hasScalar) return [vector];
  const scalar = defineInsn<ScalarFields>({
    ...common,
    encodings: [scalarEncoding(place, size)],
    execute: (m, { rd, rn, imm }) => {
      m.writeScalar(size, rd, m.call(helper, m.readScalar(wide, rn), m.const64(0n), m.imm(imm)));
    },
  });
  return [vector, scalar];
}

/** SSHLL and USHLL, which by 0 are SXTL and UXTL: `size` is that of the source's lanes. */
function long(mnemonic: string, U: number, signedness: Signedness, size: LaneSize): Insn {
  const wide = (2 * size) as LaneSize;
  const helper = helperNamed(`${mnemonic}${size}`, 2, (m, a, amount) =>
    lanes.shiftedLeft(m, wide, lanes.widened(m, size, signedness, a!), amount!),
  );
  return defineInsn<ShiftFields>({
    mnemonic,
    spec: `arm: ${mnemonic.toUpperCase()}, ${mnemonic.toUpperCase()}2`,
    encodings: [vectorEncoding({ U, opcode: 0b10100, direction: 'left' }, size)],
    execute: (m, { q, rd, rn, imm }) => {
      const { low, high } = m.readV(rn);
      const [source, amount] = [m.select(m.imm(q), high, low), m.imm(imm)];
      const upper = m.srl(source, m.const64(32n));
      m.writeV(rd, { low: m.call(helper, source, amount), high: m.call(helper, upper, amount) });
    },
  });
}

export const shiftsByImmediate: readonly Insn[] = [
  ...SHIFTS.flatMap((operation) => [
    ...LANE_SIZES.map((size) => vector(operation, size)),
    ...(operation.scalarSizes ?? []).map((size) => scalar(operation, size)),
  ]),
  ...NARROWING_SHIFTS.flatMap((shift) => UP_TO_WORDS.flatMap((size) => narrowing(shift, size))),
  ...forms.flatMap(([signedness, letter, U]) => UP_TO_WORDS.map((size) => long(`${letter}shll`, U, signedness, size))),
];
