/** Bitfield moves and EXTR. What they are by other names (LSL, UXTB, SBFIZ, ROR) are aliases. */
import { encodingOf, register } from '#core/isa/encoding.ts';
import type { Encoding, Insn } from '#core/isa/insn.ts';
import { bitfield, type DataSize, SIZES, sf, unsigned } from '../operands.ts';
import { defineInsn } from '../vocabulary.ts';
import { extended } from './shifts.ts';

type BitfieldFields = { readonly rd: number; readonly rn: number; readonly imm: bigint };
type ExtractFields = { readonly rd: number; readonly rn: number; readonly rm: number; readonly imm: bigint };

/** N is sf, and in 32 bits the tops of immr and imms must be 0. */
const bitfieldEncoding = (opc: number, size: DataSize): Encoding<BitfieldFields> =>
  encodingOf<BitfieldFields>({
    format: `bitfield${size}`,
    sizeBytes: 4,
    match: 0x1300_0000 | sf(size) | (opc << 29) | (size === 64 ? 0x0040_0000 : 0),
    mask: size === 64 ? 0xffc0_0000 : 0xffe0_8000,
    fields: { rd: register(0), rn: register(5), imm: bitfield(size) },
  });

const bitfieldMoves = (size: DataSize): readonly Insn[] => [
  defineInsn<BitfieldFields>({
    mnemonic: 'sbfm',
    spec: 'arm: SBFM',
    encodings: [bitfieldEncoding(0, size)],
    execute: (m, { rd, rn, imm }) => m.writeX(size, rd, extended(m, 'sign', m.readX(64, rn), m.imm(imm))),
  }),
  defineInsn<BitfieldFields>({
    mnemonic: 'bfm',
    spec: 'arm: BFM',
    encodings: [bitfieldEncoding(1, size)],
    execute: (m, { rd, rn, imm }) => {
      const shifts = m.imm(imm);
      const moved = extended(m, 'zero', m.readX(64, rn), shifts);
      const field = extended(m, 'zero', m.const64(-1n), shifts);
      m.writeX(size, rd, m.or(m.and(m.readX(64, rd), m.xor(field, m.const64(-1n))), moved));
    },
  }),
  defineInsn<BitfieldFields>({
    mnemonic: 'ubfm',
    spec: 'arm: UBFM',
    encodings: [bitfieldEncoding(2, size)],
    execute: (m, { rd, rn, imm }) => m.writeX(64, rd, extended(m, 'zero', m.readX(64, rn), m.imm(imm))),
  }),
];

const extract = (size: DataSize): Insn =>
  defineInsn<ExtractFields>({
    mnemonic: 'extr',
    spec: 'arm: EXTR',
    encodings: [
      encodingOf<ExtractFields>({
        format: `extract${size}`,
        sizeBytes: 4,
        match: 0x1380_0000 | sf(size) | (size === 64 ? 0x0040_0000 : 0),
        mask: size === 64 ? 0xffe0_0000 : 0xffe0_8000,
        fields: { rd: register(0), rn: register(5), rm: register(16), imm: unsigned(10, 6) },
      }),
    ],
    execute: (m, { rd, rn, rm, imm }) => {
      const [high, low, amount] = [m.readX(size, rn), m.readX(size, rm), m.imm(imm)];
      if (size === 32) {
        const both = m.or(m.sll(high, m.const64(32n)), low);
        return m.writeX(32, rd, m.srl(both, amount));
      }
      // Of the upper register 64 − amount bits are lost above, which for an amount of 0 are all.
      const upper = m.sll(m.sll(high, m.sub(m.const64(63n), amount)), m.const64(1n));
      m.writeX(64, rd, m.or(m.srl(low, amount), upper));
    },
  });

export const bitfields: readonly Insn[] = SIZES.flatMap((size) => [...bitfieldMoves(size), extract(size)]);
