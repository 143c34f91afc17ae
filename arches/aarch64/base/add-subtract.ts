/** Addition and subtraction: of an immediate, a shifted or an extended register, and with carry. */
import { encodingOf, immediate, register } from '#core/isa/encoding.ts';
import type { Insn } from '#core/isa/insn.ts';
import type { Arithmetic } from '#core/isa/semantics.ts';
import { addCarryWithFlags, addWithFlags, C, subtractWithFlags } from '../flags.ts';
import {
  type DataSize,
  EXTENSIONS,
  type Extension,
  extendedShift,
  isExtendedReserved,
  registerOrSp,
  SIZES,
  sf,
  unsigned,
} from '../operands.ts';
import { type A64Semantics, defineInsn } from '../vocabulary.ts';
import { extended, SHIFT_KINDS, type ShiftKind, shiftEncodingOf, shifted } from './shifts.ts';

interface Operation {
  readonly mnemonic: string;
  readonly isSubtraction: boolean;
  readonly setsFlags: boolean;
}

const OPERATIONS: readonly Operation[] = [
  { mnemonic: 'add', isSubtraction: false, setsFlags: false },
  { mnemonic: 'adds', isSubtraction: false, setsFlags: true },
  { mnemonic: 'sub', isSubtraction: true, setsFlags: false },
  { mnemonic: 'subs', isSubtraction: true, setsFlags: true },
];

/** Bits op and S. */
const operationBits = ({ isSubtraction, setsFlags }: Operation) =>
  (isSubtraction ? 0x4000_0000 : 0) | (setsFlags ? 0x2000_0000 : 0);

/** The result; sets the flags if the operation does. */
function combined<V, O>(m: A64Semantics<V, O>, { isSubtraction, setsFlags }: Operation, size: DataSize, a: V, b: V): V {
  if (!setsFlags) return isSubtraction ? m.sub(a, b) : m.add(a, b);
  const { result, flags } = (isSubtraction ? subtractWithFlags : addWithFlags)(m, size, a, b);
  m.writeFlags(flags);
  return result;
}

type ImmediateFields = { readonly rd: number; readonly rn: number; readonly imm: bigint };
type ShiftedFields = { readonly rd: number; readonly rn: number; readonly rm: number; readonly imm: bigint };
type ThreeFields = { readonly rd: number; readonly rn: number; readonly rm: number };

/** What sets the flags has a zero register to drop the result in; what does not has the stack pointer there. */
const destination = (operation: Operation) => (operation.setsFlags ? register(0) : registerOrSp(0));

function addSubtractImmediate(operation: Operation, size: DataSize): Insn<ImmediateFields> {
  const encoding = (shift: 0 | 12) =>
    encodingOf<ImmediateFields>({
      format: `addSubtractImmediate${size}`,
      sizeBytes: 4,
      match: 0x1100_0000 | sf(size) | operationBits(operation) | (shift === 12 ? 0x0040_0000 : 0),
      mask: 0xffc0_0000,
      fields: {
        rd: destination(operation),
        rn: registerOrSp(5),
        imm: immediate('unsigned', { 21: shift === 12 ? '23:12' : '11:0' }),
      },
    });
  return defineInsn({
    mnemonic: operation.mnemonic,
    spec: `arm: ${operation.mnemonic.toUpperCase()} (immediate)`,
    encodings: [encoding(0), encoding(12)],
    execute: (m, { rd, rn, imm }) => {
      const result = combined(m, operation, size, m.readXsp(size, rn), m.imm(imm));
      if (operation.setsFlags) m.writeX(64, rd, result);
      else m.writeXsp(size, rd, result);
    },
  });
}

/** A shift by 0 is a definition of its own, as it is by far the most frequent. */
function addSubtractShifted(operation: Operation, size: DataSize, kind: ShiftKind): Insn<ShiftedFields> | Insn<ThreeFields> {
  const base = 0x0b00_0000 | sf(size) | operationBits(operation);
  const format = `addSubtractShifted${size}`;
  const spec = `arm: ${operation.mnemonic.toUpperCase()} (shifted register)`;
  const fields = { rd: register(0), rn: register(5), rm: register(16) };
  if (kind === 'unshifted')
    return defineInsn<ThreeFields>({
      mnemonic: operation.mnemonic,
      spec,
      encodings: [encodingOf<ThreeFields>({ format, sizeBytes: 4, match: base, mask: 0xffe0_fc00, fields })],
      execute: (m, { rd, rn, rm }) => m.writeX(size, rd, combined(m, operation, size, m.readX(size, rn), m.readX(size, rm))),
    });
  return defineInsn<ShiftedFields>({
    mnemonic: operation.mnemonic,
    spec,
    encodings: [
      encodingOf<ShiftedFields>({
        format: `${format}${kind}`,
        sizeBytes: 4,
        ...shiftEncodingOf(kind, size, base),
        fields: { ...fields, imm: unsigned(10, 6) },
      }),
    ],
    execute: (m, { rd, rn, rm, imm }) => {
      const operand = shifted(m, kind, size, m.readX(size, rm), m.imm(imm));
      m.writeX(size, rd, combined(m, operation, size, m.readX(size, rn), operand));
    },
  });
}

function addSubtractExtended(operation: Operation, size: DataSize, extension: Extension): Insn<ShiftedFields> {
  const option = { zero: [0x8000, 0x0000], sign: [0x8000, 0x8000], none: [0x6000, 0x6000] } as const;
  const [mask, match] = option[extension];
  return defineInsn({
    mnemonic: operation.mnemonic,
    spec: `arm: ${operation.mnemonic.toUpperCase()} (extended register)`,
    encodings: [
      encodingOf<ShiftedFields>({
        format: `addSubtractExtended${size}${extension}`,
        sizeBytes: 4,
        match: 0x0b20_0000 | sf(size) | operationBits(operation) | match,
        mask: 0xffe0_0000 | mask,
        fields: { rd: destination(operation), rn: registerOrSp(5), rm: register(16), imm: extendedShift(extension) },
        isReserved: ({ imm }) => isExtendedReserved(extension, imm),
      }),
    ],
    execute: (m, { rd, rn, rm, imm }) => {
      const wide = extended(m, extension, m.readX(64, rm), m.imm(imm));
      const operand = size === 64 ? wide : m.zext32(wide);
      const result = combined(m, operation, size, m.readXsp(size, rn), operand);
      if (operation.setsFlags) m.writeX(64, rd, result);
      else m.writeXsp(size, rd, result);
    },
  });
}

/** Subtraction adds the complement. */
const complement = <V>(m: Arithmetic<V>, size: DataSize, value: V): V =>
  m.xor(value, m.const64(size === 64 ? -1n : 0xffff_ffffn));

function addSubtractCarry({ isSubtraction, setsFlags }: Operation, size: DataSize): Insn<ThreeFields> {
  const mnemonic = `${isSubtraction ? 'sbc' : 'adc'}${setsFlags ? 's' : ''}`;
  return defineInsn({
    mnemonic,
    spec: `arm: ${mnemonic.toUpperCase()}`,
    encodings: [
      encodingOf<ThreeFields>({
        format: `addSubtractCarry${size}`,
        sizeBytes: 4,
        match: 0x1a00_0000 | sf(size) | operationBits({ mnemonic, isSubtraction, setsFlags }),
        mask: 0xffe0_fc00,
        fields: { rd: register(0), rn: register(5), rm: register(16) },
      }),
    ],
    execute: (m, { rd, rn, rm }) => {
      const a = m.readX(size, rn);
      const b = isSubtraction ? complement(m, size, m.readX(size, rm)) : m.readX(size, rm);
      const carry = m.and(m.srl(m.readFlags(), m.const64(1n)), m.const64(C >> 1n));
      if (!setsFlags) return m.writeX(size, rd, m.add(m.add(a, b), carry));
      const { result, flags } = addCarryWithFlags(m, size, a, b, carry);
      m.writeFlags(flags);
      m.writeX(64, rd, result);
    },
  });
}

export const addSubtract: readonly Insn[] = OPERATIONS.flatMap((operation) =>
  SIZES.flatMap((size): readonly Insn[] => [
    addSubtractImmediate(operation, size),
    ...SHIFT_KINDS.filter((kind) => kind !== 'ror').map((kind) => addSubtractShifted(operation, size, kind)),
    ...EXTENSIONS.map((extension) => addSubtractExtended(operation, size, extension)),
    addSubtractCarry(operation, size),
  ]),
);
