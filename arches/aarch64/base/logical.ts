/** AND, BIC, ORR, ORN, EOR, EON, ANDS and BICS, of an immediate and of a shifted register. */
import { encodingOf, register } from '#core/isa/encoding.ts';
import type { Insn } from '#core/isa/insn.ts';
import type { Arithmetic } from '#core/isa/semantics.ts';
import { logicalFlags } from '../flags.ts';
import { bitmask, type DataSize, registerOrSp, SIZES, sf, unsigned } from '../operands.ts';
import { type A64Semantics, defineInsn } from '../vocabulary.ts';
import { SHIFT_KINDS, type ShiftKind, shiftEncodingOf, shifted } from './shifts.ts';

interface Operation {
  /** With the operand as it is, and with its complement. */
  readonly mnemonics: readonly [string, string];
  readonly opc: number;
  readonly setsFlags: boolean;
  combine<V>(m: Arithmetic<V>, a: V, b: V): V;
}

const OPERATIONS: readonly Operation[] = [
  { mnemonics: ['and', 'bic'], opc: 0, setsFlags: false, combine: (m, a, b) => m.and(a, b) },
  { mnemonics: ['orr', 'orn'], opc: 1, setsFlags: false, combine: (m, a, b) => m.or(a, b) },
  { mnemonics: ['eor', 'eon'], opc: 2, setsFlags: false, combine: (m, a, b) => m.xor(a, b) },
  { mnemonics: ['ands', 'bics'], opc: 3, setsFlags: true, combine: (m, a, b) => m.and(a, b) },
];

type ImmediateFields = { readonly rd: number; readonly rn: number; readonly imm: bigint };
type ShiftedFields = { readonly rd: number; readonly rn: number; readonly rm: number; readonly imm: bigint };
type ThreeFields = { readonly rd: number; readonly rn: number; readonly rm: number };

function logicalImmediate({ mnemonics, opc, setsFlags, combine }: Operation, size: DataSize): Insn<ImmediateFields> {
  const [mnemonic] = mnemonics;
  return defineInsn({
    mnemonic,
    spec: `arm: ${mnemonic.toUpperCase()} (immediate)`,
    encodings: [
      encodingOf<ImmediateFields>({
        format: `logicalImmediate${size}`,
        sizeBytes: 4,
        match: 0x1200_0000 | sf(size) | (opc << 29),
        mask: 0xff80_0000,
        fields: { rd: setsFlags ? register(0) : registerOrSp(0), rn: register(5), imm: bitmask(size) },
        isReserved: ({ imm }) => imm === 0n,
      }),
    ],
    execute: (m, { rd, rn, imm }) => {
      const result = combine(m, m.readX(size, rn), m.imm(imm));
      if (!setsFlags) return m.writeXsp(64, rd, result);
      m.writeFlags(logicalFlags(m, size, result));
      m.writeX(64, rd, result);
    },
  });
}

/** A shift by 0 is a definition of its own, as it is by far the most frequent. */
function logicalShifted(operation: Operation, isInverted: boolean, size: DataSize, kind: ShiftKind): Insn {
  const { mnemonics, opc, setsFlags } = operation;
  const mnemonic = mnemonics[isInverted ? 1 : 0];
  const base = 0x0a00_0000 | sf(size) | (opc << 29) | (isInverted ? 0x0020_0000 : 0);
  const format = `logicalShifted${size}`;
  const spec = `arm: ${mnemonic.toUpperCase()} (shifted register)`;
  const fields = { rd: register(0), rn: register(5), rm: register(16) };
  const finish = <V, O>(m: A64Semantics<V, O>, rd: O, a: V, operand: V): void => {
    const b = isInverted ? m.xor(operand, m.const64(size === 64 ? -1n : 0xffff_ffffn)) : operand;
    const result = operation.combine(m, a, b);
    if (setsFlags) m.writeFlags(logicalFlags(m, size, result));
    m.writeX(64, rd, result);
  };
  if (kind === 'unshifted')
    return defineInsn<ThreeFields>({
      mnemonic,
      spec,
      encodings: [encodingOf<ThreeFields>({ format, sizeBytes: 4, match: base, mask: 0xffe0_fc00, fields })],
      execute: (m, { rd, rn, rm }) => finish(m, rd, m.readX(size, rn), m.readX(size, rm)),
    });
  return defineInsn<ShiftedFields>({
    mnemonic,
    spec,
    encodings: [
      encodingOf<ShiftedFields>({
        format: `${format}${kind}`,
        sizeBytes: 4,
        ...shiftEncodingOf(kind, size, base),
        fields: { ...fields, imm: unsigned(10, 6) },
      }),
    ],
    execute: (m, { rd, rn, rm, imm }) => finish(m, rd, m.readX(size, rn), shifted(m, kind, size, m.readX(size, rm), m.imm(imm))),
  });
}

export const logical: readonly Insn[] = OPERATIONS.flatMap((operation) =>
  SIZES.flatMap((size): readonly Insn[] => [
    logicalImmediate(operation, size),
    ...[false, true].flatMap((isInverted) => SHIFT_KINDS.map((kind) => logicalShifted(operation, isInverted, size, kind))),
  ]),
);
