/** Moves of bits: between V registers, from and to general registers, and of immediates. */
import { encodingOf, type FieldBits } from '#core/isa/encoding.ts';
import type { Insn } from '#core/isa/insn.ts';
import { type DataSize, sf } from '../operands.ts';
import { defineInsn } from '../vocabulary.ts';
import { type OneSource, oneSource, scalarEncoding } from './fields.ts';
import { double, half, PRECISIONS, type Precision, single } from './float.ts';

/** The number that eight bits stand for: sign, three bits of exponent around that of 1, four of fraction. arm: VFPExpandImm(). */
export function expandedFloat({ format }: Precision, imm8: number): bigint {
  const { exponentBits, fractionBits, signMask } = format;
  const sign = (imm8 & 0x80) !== 0 ? signMask : 0n;
  const isBelow = (imm8 & 0x40) !== 0;
  const ones = (1n << BigInt(exponentBits - 3)) - 1n;
  const upper = isBelow ? ones : 1n << BigInt(exponentBits - 3);
  const exponent = (upper << 2n) | BigInt((imm8 >> 4) & 3);
  return sign | (exponent << BigInt(fractionBits)) | (BigInt(imm8 & 15) << BigInt(fractionBits - 4));
}

const EXPANDED = new Map(PRECISIONS.map((p) => [p, Array.from({ length: 256 }, (_, imm8) => expandedFloat(p, imm8))]));

/** Eight bits from bit 13 on, as the number they stand for. */
const floatImmediate = (p: Precision): FieldBits<bigint> => ({
  decode: (word) => EXPANDED.get(p)![(word >>> 13) & 255]!,
  encode: (value) => Math.max(EXPANDED.get(p)!.indexOf(value), 0) << 13,
});

type ImmediateFields = { readonly rd: number; readonly imm: bigint };

const moves = (p: Precision): readonly Insn[] => [
  defineInsn<OneSource>({
    mnemonic: 'fmov',
    spec: 'arm: FMOV (register)',
    encodings: [scalarEncoding<OneSource>(p, { format: 'floatMove', match: 0x1e20_4000, mask: 0xffff_fc00, fields: oneSource })],
    execute: (m, { rd, rn }) => m.writeScalar(p.size, rd, m.readScalar(p.size, rn)),
  }),
  defineInsn<ImmediateFields>({
    mnemonic: 'fmov',
    spec: 'arm: FMOV (scalar, immediate)',
    encodings: [
      scalarEncoding<ImmediateFields>(p, {
        format: 'floatImmediate',
        match: 0x1e20_1000,
        mask: 0xffe0_1fe0,
        fields: { rd: oneSource.rd, imm: floatImmediate(p) },
      }),
    ],
    execute: (m, { rd, imm }) => m.writeScalar(p.size, rd, m.imm(imm)),
  }),
];

const TO_GENERAL = 6;
const FROM_GENERAL = 7;

/** Between a general register and a scalar of the same size, or a half in its low bits. */
const generalMoves = (p: Precision, size: DataSize): readonly Insn[] => {
  const encoding = (format: string, opcode: number) =>
    scalarEncoding<OneSource>(p, {
      format: `${format}${size}And`,
      match: 0x1e20_0000 | sf(size) | (opcode << 16),
      mask: 0xffff_fc00,
      fields: oneSource,
    });
  return [
    defineInsn<OneSource>({
      mnemonic: 'fmov',
      spec: 'arm: FMOV (general)',
      encodings: [encoding('floatToGeneral', TO_GENERAL)],
      execute: (m, { rd, rn }) => m.writeX(64, rd, m.readScalar(p.size, rn)),
    }),
    defineInsn<OneSource>({
      mnemonic: 'fmov',
      spec: 'arm: FMOV (general)',
      encodings: [encoding('floatFromGeneral', FROM_GENERAL)],
      execute: (m, { rd, rn }) => m.writeScalar(p.size, rd, m.readX(64, rn)),
    }),
  ];
};

const upperHalf = (format: string, opcode: number) =>
  encodingOf<OneSource>({
    format,
    sizeBytes: 4,
    match: 0x9ea8_0000 | (opcode << 16),
    mask: 0xffff_fc00,
    fields: oneSource,
  });

/** Between a general register and bits 127:64 of a V register. */
const upperHalfMoves: readonly Insn[] = [
  defineInsn<OneSource>({
    mnemonic: 'fmov',
    spec: 'arm: FMOV (general)',
    encodings: [upperHalf('upperHalfToGeneral', TO_GENERAL)],
    execute: (m, { rd, rn }) => m.writeX(64, rd, m.readV(rn).high),
  }),
  defineInsn<OneSource>({
    mnemonic: 'fmov',
    spec: 'arm: FMOV (general)',
    encodings: [upperHalf('upperHalfFromGeneral', FROM_GENERAL)],
    execute: (m, { rd, rn }) => m.writeV(rd, { low: m.readV(rd).low, high: m.readX(64, rn) }),
  }),
];

export const floatMoves: readonly Insn[] = [
  ...PRECISIONS.flatMap(moves),
  ...generalMoves(half, 32),
  ...generalMoves(half, 64),
  ...generalMoves(single, 32),
  ...generalMoves(double, 64),
  ...upperHalfMoves,
];
