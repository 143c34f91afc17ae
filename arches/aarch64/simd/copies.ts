/** Copies between lanes, and between lanes and general registers: DUP, INS, SMOV, UMOV. arm: Advanced SIMD copy, scalar copy. */
import { encodingOf, type FieldBits, register } from '#core/isa/encoding.ts';
import type { Insn } from '#core/isa/insn.ts';
import { type DataSize, SIZES } from '../operands.ts';
import { defineInsn, type LaneSize } from '../vocabulary.ts';
import { LANE_SIZES, q, type VectorFields, vectorFields } from './fields.ts';
import { extendedFrom, replicated } from './lanes.ts';

type LaneFields = { readonly rd: number; readonly rn: number; readonly lane: number };
type TwoLaneFields = LaneFields & { readonly from: number };

const IMM5_AT = 16;
const IMM4_AT = 11;

/** In imm5 the lowest 1 tells the size, and the lane is above it. */
const sizeBits = (size: LaneSize): number => 1 << LANE_SIZES.indexOf(size);
const sizeMatch = (size: LaneSize): number => sizeBits(size) << IMM5_AT;
const sizeMask = (size: LaneSize): number => (2 * sizeBits(size) - 1) << IMM5_AT;

const lane = (size: LaneSize): FieldBits<number> => {
  const shift = LANE_SIZES.indexOf(size) + 1;
  return {
    decode: (word) => ((word >>> IMM5_AT) & 31) >> shift,
    encode: (number) => ((number << shift) & 31) << IMM5_AT,
  };
};

/** imm4 has the lane above as many bits as imm5 has below the 1; they are ignored. */
const fromLane = (size: LaneSize): FieldBits<number> => {
  const shift = LANE_SIZES.indexOf(size);
  return { decode: (word) => ((word >>> IMM4_AT) & 15) >> shift, encode: (number) => ((number << shift) & 15) << IMM4_AT };
};

const generalRegister = register(5);

const duplicateElement = (size: LaneSize): Insn =>
  defineInsn<VectorFields & LaneFields>({
    mnemonic: 'dup',
    spec: 'arm: DUP (element)',
    encodings: [
      encodingOf<VectorFields & LaneFields>({
        format: `duplicateElement${size}`,
        sizeBytes: 4,
        match: 0x0e00_0400 | sizeMatch(size),
        mask: 0xbfe0_fc00 | sizeMask(size),
        fields: { ...vectorFields, lane: lane(size) },
        isReserved: ({ q }) => size === 64 && q === 0,
      }),
    ],
    execute: (m, { q, rd, rn, lane }) => {
      const half = replicated(m, size, m.readLane(size, rn, m.imm(lane)));
      m.writeHalves(q, rd, () => half);
    },
  });

const duplicateScalar = (size: LaneSize): Insn =>
  defineInsn<LaneFields>({
    mnemonic: 'dup',
    spec: 'arm: DUP (element)',
    encodings: [
      encodingOf<LaneFields>({
        format: `duplicateScalar${size}`,
        sizeBytes: 4,
        match: 0x5e00_0400 | sizeMatch(size),
        mask: 0xffe0_fc00 | sizeMask(size),
        fields: { rd: vectorFields.rd, rn: vectorFields.rn, lane: lane(size) },
      }),
    ],
    execute: (m, { rd, rn, lane }) => m.writeScalar(size, rd, m.readLane(size, rn, m.imm(lane))),
  });

/** The bits of imm5 above the size are ignored. */
const duplicateGeneral = (size: LaneSize): Insn =>
  defineInsn<VectorFields>({
    mnemonic: 'dup',
    spec: 'arm: DUP (general)',
    encodings: [
      encodingOf<VectorFields>({
        format: `duplicateGeneral${size}`,
        sizeBytes: 4,
        match: 0x0e00_0c00 | sizeMatch(size),
        mask: 0xbfe0_fc00 | sizeMask(size),
        fields: { q, rd: vectorFields.rd, rn: generalRegister },
        isReserved: ({ q }) => size === 64 && q === 0,
      }),
    ],
    execute: (m, { q, rd, rn }) => {
      const half = replicated(m, size, m.readX(64, rn));
      m.writeHalves(q, rd, () => half);
    },
  });

const insertGeneral = (size: LaneSize): Insn =>
  defineInsn<LaneFields>({
    mnemonic: 'ins',
    spec: 'arm: INS (general)',
    encodings: [
      encodingOf<LaneFields>({
        format: `insertGeneral${size}`,
        sizeBytes: 4,
        match: 0x4e00_1c00 | sizeMatch(size),
        mask: 0xffe0_fc00 | sizeMask(size),
        fields: { rd: vectorFields.rd, rn: generalRegister, lane: lane(size) },
      }),
    ],
    execute: (m, { rd, rn, lane }) => m.writeLane(size, rd, m.imm(lane), m.readX(64, rn)),
  });

const insertElement = (size: LaneSize): Insn =>
  defineInsn<TwoLaneFields>({
    mnemonic: 'ins',
    spec: 'arm: INS (element)',
    encodings: [
      encodingOf<TwoLaneFields>({
        format: `insertElement${size}`,
        sizeBytes: 4,
        match: 0x6e00_0400 | sizeMatch(size),
        mask: 0xffe0_8400 | sizeMask(size),
        fields: { rd: vectorFields.rd, rn: vectorFields.rn, lane: lane(size), from: fromLane(size) },
      }),
    ],
    execute: (m, { rd, rn, lane, from }) => m.writeLane(size, rd, m.imm(lane), m.readLane(size, rn, m.imm(from))),
  });

const move = (mnemonic: 'smov' | 'umov', size: LaneSize, target: DataSize): Insn =>
  defineInsn<LaneFields>({
    mnemonic,
    spec: `arm: ${mnemonic.toUpperCase()}`,
    encodings: [
      encodingOf<LaneFields>({
        format: `moveToGeneral${size}to${target}`,
        sizeBytes: 4,
        match: (mnemonic === 'smov' ? 0x0e00_2c00 : 0x0e00_3c00) | (target === 64 ? 0x4000_0000 : 0) | sizeMatch(size),
        mask: 0xffe0_fc00 | sizeMask(size),
        fields: { rd: register(0), rn: vectorFields.rn, lane: lane(size) },
      }),
    ],
    execute: (m, { rd, rn, lane }) => {
      const value = m.readLane(size, rn, m.imm(lane));
      m.writeX(target, rd, mnemonic === 'smov' ? extendedFrom(m, size, value) : value);
    },
  });

export const copies: readonly Insn[] = [
  ...LANE_SIZES.flatMap((size) => [
    duplicateElement(size),
    duplicateScalar(size),
    duplicateGeneral(size),
    insertGeneral(size),
    insertElement(size),
  ]),
  ...SIZES.flatMap((target) => LANE_SIZES.filter((size) => size < target).map((size) => move('smov', size, target))),
  ...LANE_SIZES.map((size) => move('umov', size, size === 64 ? 64 : 32)),
];
