/** Constants in all lanes: MOVI, MVNI, ORR and BIC of an immediate, FMOV of a number. arm: Advanced SIMD modified immediate. */
import { encodingOf, type FieldBits, register } from '#core/isa/encoding.ts';
import type { Encoding, Insn } from '#core/isa/insn.ts';
import { type A64Semantics, defineInsn } from '../vocabulary.ts';
import { q } from './fields.ts';
import { repeated } from './lanes.ts';

/** `imm` is the constant of 64 bits. */
type ImmediateFields = { readonly q: number; readonly rd: number; readonly imm: bigint };

type Expansion = (byte: bigint) => bigint;

/** The bits a to h of a word: 18:16 and 9:5. */
const byteOf = (word: number): bigint => BigInt((((word >>> 16) & 7) << 5) | ((word >>> 5) & 31));
const bitsOf = (byte: bigint): number => (Number(byte >> 5n) << 16) | (Number(byte & 31n) << 5);

/** A constant, of which a byte was made. */
function expanded(expand: Expansion): FieldBits<bigint> {
  const constant = (byte: bigint) => BigInt.asIntN(64, expand(byte));
  return {
    decode: (word) => constant(byteOf(word)),
    encode: (imm) => {
      for (let byte = 0n; byte < 256n; byte++) if (constant(byte) === imm) return bitsOf(byte);
      return 0;
    },
  };
}

const word =
  (shift: number): Expansion =>
  (byte) =>
    repeated(32, byte << BigInt(shift));
const halfword =
  (shift: number): Expansion =>
  (byte) =>
    repeated(16, byte << BigInt(shift));
/** Ones come in from below. */
const ones =
  (shift: number): Expansion =>
  (byte) =>
    repeated(32, (byte << BigInt(shift)) | ((1n << BigInt(shift)) - 1n));
const everyByte: Expansion = (byte) => repeated(8, byte);
/** Each bit stands for a byte. */
const bytes: Expansion = (byte) => {
  let constant = 0n;
  for (let bit = 0n; bit < 8n; bit++) if ((byte >> bit) & 1n) constant |= 0xffn << (8n * bit);
  return constant;
};

/** A number with a sign, three bits of exponent and four of fraction. arm: VFPExpandImm(). */
const number =
  (size: 16 | 32 | 64): Expansion =>
  (byte) => {
    const exponentBits = { 16: 5n, 32: 8n, 64: 11n }[size];
    const fractionBits = BigInt(size) - 1n - exponentBits;
    const [sign, top] = [byte >> 7n, (byte >> 6n) & 1n];
    const middle = top === 0n ? 0n : (1n << (exponentBits - 3n)) - 1n;
    const exponent = ((top ^ 1n) << (exponentBits - 1n)) | (middle << 2n) | ((byte >> 4n) & 3n);
    const value = (sign << BigInt(size - 1)) | (exponent << fractionBits) | ((byte & 15n) << (fractionBits - 4n));
    return repeated(size, value);
  };

const encoding = (format: string, op: number, cmode: number, expand: Expansion, o2 = 0): Encoding<ImmediateFields> =>
  encodingOf<ImmediateFields>({
    format: `${format}${cmode}`,
    sizeBytes: 4,
    match: 0x0f00_0400 | (op << 29) | (cmode << 12) | (o2 << 11),
    mask: 0xbff8_fc00,
    fields: { q, rd: register(0), imm: expanded(expand) },
    isReserved: ({ q }) => expand === doubleNumber && q === 0,
  });

const doubleNumber = number(64);
const inverse =
  (expand: Expansion): Expansion =>
  (byte) =>
    ~expand(byte);

const WORD_SHIFTS = [0, 8, 16, 24];
const HALFWORD_SHIFTS = [0, 8];

/** Words and halfwords: cmode of MOVI; that of ORR is one more. */
const shifted = (format: string, op: number, lowest: number, of: (expand: Expansion) => Expansion = (expand) => expand) => [
  ...WORD_SHIFTS.map((shift, i) => encoding(format, op, 2 * i + lowest, of(word(shift)))),
  ...HALFWORD_SHIFTS.map((shift, i) => encoding(format, op, 8 + 2 * i + lowest, of(halfword(shift)))),
];
const withOnes = (format: string, op: number, of: (expand: Expansion) => Expansion = (expand) => expand) => [
  encoding(format, op, 12, of(ones(8))),
  encoding(format, op, 13, of(ones(16))),
];

const move = (mnemonic: string, spec: string, encodings: readonly Encoding<ImmediateFields>[]): Insn =>
  defineInsn<ImmediateFields>({
    mnemonic,
    spec,
    encodings,
    execute: (m, { q, rd, imm }) => m.writeHalves(q, rd, () => m.imm(imm)),
  });

const combination = (
  mnemonic: string,
  encodings: readonly Encoding<ImmediateFields>[],
  combine: <V, O>(m: A64Semantics<V, O>, d: V, constant: V) => V,
): Insn =>
  defineInsn<ImmediateFields>({
    mnemonic,
    spec: `arm: ${mnemonic.toUpperCase()} (vector, immediate)`,
    encodings,
    execute: (m, { q, rd, imm }) => {
      const [d, constant] = [m.readV(rd), m.imm(imm)];
      m.writeHalves(q, rd, (half) => combine(m, d[half], constant));
    },
  });

export const modifiedImmediates: readonly Insn[] = [
  move('movi', 'arm: MOVI', [
    ...shifted('immediate', 0, 0),
    ...withOnes('immediate', 0),
    encoding('immediate', 0, 14, everyByte),
    encoding('immediateDouble', 1, 14, bytes),
  ]),
  move('mvni', 'arm: MVNI', [...shifted('immediate', 1, 0, inverse), ...withOnes('immediate', 1, inverse)]),
  combination('orr', shifted('immediate', 0, 1), (m, d, constant) => m.or(d, constant)),
  combination('bic', shifted('immediate', 1, 1, inverse), (m, d, constant) => m.and(d, constant)),
  move('fmov', 'arm: FMOV (vector, immediate)', [
    encoding('immediateNumber', 0, 15, number(32)),
    encoding('immediateDoubleNumber', 1, 15, doubleNumber),
    encoding('immediateHalfNumber', 0, 15, number(16), 1),
  ]),
];
