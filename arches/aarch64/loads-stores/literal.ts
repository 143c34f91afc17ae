/** Loads from near the instruction. */
import { encodingOf, register } from '#core/isa/encoding.ts';
import type { Insn } from '#core/isa/insn.ts';
import { scaled, signed } from '../operands.ts';
import { defineInsn } from '../vocabulary.ts';
import { describeAccess } from './syndromes.ts';
import { registerSizeOf, TRANSFERS, transfer } from './transfers.ts';

type LiteralFields = { readonly rt: number; readonly imm: bigint };

/** By opc: a word, a doubleword, a word that is sign-extended. */
const LITERALS = TRANSFERS.filter(({ size, isStore }) => size >= 2 && !isStore).map((kind) => ({
  kind,
  opc: kind.signedTo === 64 ? 2 : kind.size - 2,
}));

export const literalLoads: readonly Insn[] = LITERALS.map(({ kind, opc }) =>
  describeAccess(
    defineInsn<LiteralFields>({
      mnemonic: `ldr${kind.suffix}`,
      spec: `arm: LDR${kind.suffix.toUpperCase()} (literal)`,
      encodings: [
        encodingOf<LiteralFields>({
          format: `literal${registerSizeOf(kind)}`,
          sizeBytes: 4,
          match: 0x1800_0000 | (opc << 30),
          mask: 0xff00_0000,
          fields: { rt: register(0), imm: scaled(signed(5, 19), 2) },
        }),
      ],
      execute: (m, { rt, imm }) => transfer(m, kind, m.add(m.pc, m.imm(imm)), rt),
    }),
    { size: kind.size, isSigned: kind.signedTo !== undefined, registerSize: registerSizeOf(kind), isOrdered: false },
  ),
);
