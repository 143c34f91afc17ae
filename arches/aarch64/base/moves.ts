/** Wide immediates, and addresses relative to pc. */
import { bits, encodingOf, immediate, register } from '#core/isa/encoding.ts';
import type { Encoding, Insn } from '#core/isa/insn.ts';
import { type DataSize, SIZES, scaled, sf, unsigned } from '../operands.ts';
import { defineInsn } from '../vocabulary.ts';

type MoveFields = { readonly rd: number; readonly imm: bigint };
type KeepFields = { readonly rd: number; readonly hw: number; readonly imm: bigint };

const halfwordsOf = (size: DataSize): readonly number[] => (size === 64 ? [0, 1, 2, 3] : [0, 1]);

/** The immediate is the value: imm16 in the place that hw names. */
const moveEncodings = (opc: number, size: DataSize): readonly Encoding<MoveFields>[] =>
  halfwordsOf(size).map((hw) =>
    encodingOf<MoveFields>({
      format: `moveWide${size}`,
      sizeBytes: 4,
      match: 0x1280_0000 | sf(size) | (opc << 29) | (hw << 21),
      mask: 0xffe0_0000,
      fields: { rd: register(0), imm: hw === 3 ? signedTop : scaled(unsigned(5, 16), 16 * hw) },
    }),
  );

/** Immediates are of 64 bits with a sign. */
const top = scaled(unsigned(5, 16), 48);
const signedTop: typeof top = {
  decode: (word) => BigInt.asIntN(64, top.decode(word)),
  encode: (value) => top.encode(BigInt.asUintN(64, value)),
};

const move = (size: DataSize): readonly Insn[] => [
  defineInsn<MoveFields>({
    mnemonic: 'movn',
    spec: 'arm: MOVN',
    encodings: moveEncodings(0, size),
    execute: (m, { rd, imm }) => m.writeX(size, rd, m.xor(m.imm(imm), m.const64(-1n))),
  }),
  defineInsn<MoveFields>({
    mnemonic: 'movz',
    spec: 'arm: MOVZ',
    encodings: moveEncodings(2, size),
    execute: (m, { rd, imm }) => m.writeX(64, rd, m.imm(imm)),
  }),
  defineInsn<KeepFields>({
    mnemonic: 'movk',
    spec: 'arm: MOVK',
    encodings: [
      encodingOf<KeepFields>({
        format: `moveWideKeep${size}`,
        sizeBytes: 4,
        match: 0x7280_0000 | sf(size),
        mask: size === 64 ? 0xff80_0000 : 0xffc0_0000,
        fields: { rd: register(0), hw: bits(21, 2), imm: unsigned(5, 16) },
      }),
    ],
    execute: (m, { rd, hw, imm }) => {
      const shift = m.sll(m.imm(hw), m.const64(4n));
      const hole = m.xor(m.sll(m.const64(0xffffn), shift), m.const64(-1n));
      m.writeX(size, rd, m.or(m.and(m.readX(size, rd), hole), m.sll(m.imm(imm), shift)));
    },
  }),
];

/** immhi and immlo. */
const pcRelative = immediate('signed', { 30: '1:0', 23: '20:2' });

const adr = defineInsn<MoveFields>({
  mnemonic: 'adr',
  spec: 'arm: ADR',
  encodings: [
    encodingOf<MoveFields>({
      format: 'pcRelative',
      sizeBytes: 4,
      match: 0x1000_0000,
      mask: 0x9f00_0000,
      fields: { rd: register(0), imm: pcRelative },
    }),
  ],
  execute: (m, { rd, imm }) => m.writeX(64, rd, m.add(m.pc, m.imm(imm))),
});

/** The immediate is in bytes: a multiple of 4 KiB. */
const adrp = defineInsn<MoveFields>({
  mnemonic: 'adrp',
  spec: 'arm: ADRP',
  encodings: [
    encodingOf<MoveFields>({
      format: 'pcRelativePage',
      sizeBytes: 4,
      match: 0x9000_0000,
      mask: 0x9f00_0000,
      fields: { rd: register(0), imm: scaled(pcRelative, 12) },
    }),
  ],
  execute: (m, { rd, imm }) => m.writeX(64, rd, m.add(m.and(m.pc, m.const64(~0xfffn)), m.imm(imm))),
});

export const moves: readonly Insn[] = [...SIZES.flatMap(move), adr, adrp];
