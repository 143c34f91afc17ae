/** Conversions between scalars and integers or fixed-point numbers in general registers. */
import type { FieldBits } from '#core/isa/encoding.ts';
import type { Insn } from '#core/isa/insn.ts';
import type { Arithmetic } from '#core/isa/semantics.ts';
import { type DataSize, SIZES, sf } from '../operands.ts';
import { defineInsn } from '../vocabulary.ts';
import { roundingMode } from './control.ts';
import { type OneSource, oneSource, scalarEncoding } from './fields.ts';
import { PRECISIONS, type Precision } from './float.ts';
import { fromFixed, fromMnemonic, NAMED_MODES, type NamedMode, type Signedness, toFixed, toMnemonic } from './operations.ts';

/** `op` is rmode and opcode, bits 20:16. */
interface ToInteger {
  readonly mode: NamedMode;
  readonly signedness: Signedness;
  readonly op: number;
}

const TO_INTEGER: readonly ToInteger[] = [
  { mode: 'n', signedness: 'signed', op: 0o00 },
  { mode: 'n', signedness: 'unsigned', op: 0o01 },
  { mode: 'a', signedness: 'signed', op: 0o04 },
  { mode: 'a', signedness: 'unsigned', op: 0o05 },
  { mode: 'p', signedness: 'signed', op: 0o10 },
  { mode: 'p', signedness: 'unsigned', op: 0o11 },
  { mode: 'm', signedness: 'signed', op: 0o20 },
  { mode: 'm', signedness: 'unsigned', op: 0o21 },
  { mode: 'z', signedness: 'signed', op: 0o30 },
  { mode: 'z', signedness: 'unsigned', op: 0o31 },
];

const FROM_INTEGER: readonly { readonly signedness: Signedness; readonly op: number }[] = [
  { signedness: 'signed', op: 0o02 },
  { signedness: 'unsigned', op: 0o03 },
];

/** A general register as an integer of 64 bits. */
const integerOf = <V>(m: Arithmetic<V>, size: DataSize, signedness: Signedness, x: V): V =>
  size === 32 && signedness === 'signed' ? m.sext32(x) : x;

type FixedFields = OneSource & { readonly imm: bigint };

/** Bits of the fraction, 64 − `scale`. */
const fractionBits: FieldBits<bigint> = {
  decode: (word) => BigInt(64 - ((word >>> 10) & 63)),
  encode: (count) => ((64 - Number(count)) & 63) << 10,
};

const integerEncoding = (p: Precision, size: DataSize, op: number) =>
  scalarEncoding<OneSource>(p, {
    format: `floatInteger${size}And`,
    match: 0x1e20_0000 | sf(size) | (op << 16),
    mask: 0xffff_fc00,
    fields: oneSource,
  });

const fixedEncoding = (p: Precision, size: DataSize, op: number) =>
  scalarEncoding<FixedFields>(p, {
    format: `floatFixed${size}And`,
    match: 0x1e00_0000 | sf(size) | (op << 16),
    mask: 0xffff_0000,
    fields: { ...oneSource, imm: fractionBits },
    isReserved: ({ imm }) => imm > BigInt(size),
  });

const toIntegers = (p: Precision, size: DataSize): readonly Insn[] =>
  TO_INTEGER.map(({ mode, signedness, op }) =>
    defineInsn<OneSource>({
      mnemonic: toMnemonic(mode, signedness),
      spec: `arm: ${toMnemonic(mode, signedness).toUpperCase()} (scalar${mode === 'z' ? ', integer' : ''})`,
      encodings: [integerEncoding(p, size, op)],
      execute: (m, { rd, rn }) => {
        const operands = [m.readScalar(p.size, rn), m.const64(0n), m.const64(BigInt(NAMED_MODES[mode]))] as const;
        m.writeX(size, rd, toFixed(m, p, { size, signedness }, operands));
      },
    }),
  );

const toFixedPoint = (p: Precision, size: DataSize): readonly Insn[] =>
  TO_INTEGER.filter(({ mode }) => mode === 'z').map(({ mode, signedness, op }) =>
    defineInsn<FixedFields>({
      mnemonic: toMnemonic(mode, signedness),
      spec: `arm: ${toMnemonic(mode, signedness).toUpperCase()} (scalar, fixed-point)`,
      encodings: [fixedEncoding(p, size, op)],
      execute: (m, { rd, rn, imm }) => {
        const operands = [m.readScalar(p.size, rn), m.imm(imm), m.const64(BigInt(NAMED_MODES[mode]))] as const;
        m.writeX(size, rd, toFixed(m, p, { size, signedness }, operands));
      },
    }),
  );

const fromIntegers = (p: Precision, size: DataSize): readonly Insn[] =>
  FROM_INTEGER.flatMap(({ signedness, op }) => [
    defineInsn<OneSource>({
      mnemonic: fromMnemonic(signedness),
      spec: `arm: ${fromMnemonic(signedness).toUpperCase()} (scalar, integer)`,
      encodings: [integerEncoding(p, size, op)],
      execute: (m, { rd, rn }) => {
        const integer = integerOf(m, size, signedness, m.readX(size, rn));
        m.writeScalar(p.size, rd, fromFixed(m, p, signedness, [integer, m.const64(0n), roundingMode(m)]));
      },
    }),
    defineInsn<FixedFields>({
      mnemonic: fromMnemonic(signedness),
      spec: `arm: ${fromMnemonic(signedness).toUpperCase()} (scalar, fixed-point)`,
      encodings: [fixedEncoding(p, size, op)],
      execute: (m, { rd, rn, imm }) => {
        const integer = integerOf(m, size, signedness, m.readX(size, rn));
        m.writeScalar(p.size, rd, fromFixed(m, p, signedness, [integer, m.imm(imm), roundingMode(m)]));
      },
    }),
  ]);

export const floatConversions: readonly Insn[] = PRECISIONS.flatMap((p) =>
  SIZES.flatMap((size) => [...toIntegers(p, size), ...toFixedPoint(p, size), ...fromIntegers(p, size)]),
);
