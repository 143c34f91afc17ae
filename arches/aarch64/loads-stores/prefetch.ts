/** PRFM and PRFUM. They hint, touch nothing and never fault: there is no cache that shows. The alignment of SP is not looked at either. */
import { encodingOf, register } from '#core/isa/encoding.ts';
import type { Insn } from '#core/isa/insn.ts';
import { EXTENSIONS, scaled, signed } from '../operands.ts';
import { defineInsn } from '../vocabulary.ts';
import { type ImmediateFields, offsetEncodings, type RegisterFields, registerOffset } from './single.ts';

type LiteralFields = { readonly rt: number; readonly imm: bigint };
const PREFETCH = { size: 3, opc: 2 };

export const prefetches: readonly Insn[] = [
  defineInsn<ImmediateFields>({
    mnemonic: 'prfm',
    spec: 'arm: PRFM (immediate), PRFUM',
    encodings: offsetEncodings(PREFETCH, 64),
    execute: () => {},
  }),
  ...EXTENSIONS.map((extension) =>
    defineInsn<RegisterFields>({
      mnemonic: 'prfm',
      spec: 'arm: PRFM (register)',
      encodings: [registerOffset(PREFETCH, extension, 64)],
      execute: () => {},
    }),
  ),
  defineInsn<LiteralFields>({
    mnemonic: 'prfm',
    spec: 'arm: PRFM (literal)',
    encodings: [
      encodingOf<LiteralFields>({
        format: 'literal64',
        sizeBytes: 4,
        match: 0xd800_0000,
        mask: 0xff00_0000,
        fields: { rt: register(0), imm: scaled(signed(5, 19), 2) },
      }),
    ],
    execute: () => {},
  }),
];
