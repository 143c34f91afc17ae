/**
 * Loads and stores of one general register, in every addressing mode. Writing back to the register that is loaded or stored is
 * CONSTRAINED UNPREDICTABLE; here the address is what is left in it, and a store stores what was there before, as on QEMU.
 */
import { encodingOf, immediate, register } from '#core/isa/encoding.ts';
import type { Encoding, Insn } from '#core/isa/insn.ts';
import { extended } from '../base/shifts.ts';
import { EXTENSIONS, type Extension, offsetShift, registerOrSp, signed } from '../operands.ts';
import { defineAccess } from './base-address.ts';
import * as services from './services.ts';
import { describeAccess } from './syndromes.ts';
import { extendedTo, registerSizeOf, TRANSFERS, type Transfer, transfer, widthOf } from './transfers.ts';

export type ImmediateFields = { readonly rt: number; readonly rn: number; readonly imm: bigint };
export type RegisterFields = { readonly rt: number; readonly rn: number; readonly rm: number; readonly imm: bigint };

type Access = Pick<Transfer, 'size' | 'opc'>;

const at = ({ size, opc }: Access): number => (size << 30) | (opc << 22);
const operands = { rt: register(0), rn: registerOrSp(5) };

/** `index` is bits 11:10: unscaled, post-indexed, unprivileged, pre-indexed. */
const unscaled = (access: Access, format: string, index: number): Encoding<ImmediateFields> =>
  encodingOf<ImmediateFields>({
    format,
    sizeBytes: 4,
    match: 0x3800_0000 | at(access) | (index << 10),
    mask: 0xffe0_0c00,
    fields: { ...operands, imm: signed(12, 9) },
  });

/** An unsigned multiple of the access size. */
const unsignedOffset = (access: Access, format: string): Encoding<ImmediateFields> =>
  encodingOf<ImmediateFields>({
    format,
    sizeBytes: 4,
    match: 0x3900_0000 | at(access),
    mask: 0xffc0_0000,
    fields: { ...operands, imm: immediate('unsigned', { 21: `${11 + access.size}:${access.size}` }) },
  });

/** LDR with an offset and LDUR are one definition. */
export const offsetEncodings = (access: Access, size: number): readonly Encoding<ImmediateFields>[] => [
  unsignedOffset(access, `unsignedOffset${size}`),
  unscaled(access, `unscaledOffset${size}`, 0),
];

/** Bytes and halfwords may be extended in no more ways than wider accesses: only words and doublewords are offsets. */
export const OPTION = { zero: [0xe000, 0x4000], sign: [0xe000, 0xc000], none: [0x6000, 0x6000] } as const;

export const registerOffset = (access: Access, extension: Extension, size: number): Encoding<RegisterFields> => {
  const [mask, match] = OPTION[extension];
  return encodingOf<RegisterFields>({
    format: `registerOffset${size}${extension}`,
    sizeBytes: 4,
    match: 0x3820_0800 | at(access) | match,
    mask: 0xffe0_0c00 | mask,
    fields: { ...operands, rm: register(16), imm: offsetShift(extension, access.size) },
  });
};

function insnsOf(kind: Transfer): readonly Insn[] {
  const stem = kind.isStore ? 'st' : 'ld';
  const mnemonic = `${stem}r${kind.suffix}`;
  const size = registerSizeOf(kind);
  const inFull = <I>(insn: I): I =>
    describeAccess(insn, { size: kind.size, isSigned: kind.signedTo !== undefined, registerSize: size, isOrdered: false });
  const spec = (form: string) => `arm: ${mnemonic.toUpperCase()} (${form})`;
  return [
    inFull(
      defineAccess<ImmediateFields>({
        mnemonic,
        spec: `${spec('immediate')}, ${stem.toUpperCase()}UR${kind.suffix.toUpperCase()}`,
        encodings: offsetEncodings(kind, size),
        execute: (m, base, { rt, imm }) => transfer(m, kind, m.add(base, m.imm(imm)), rt),
      }),
    ),
    defineAccess<ImmediateFields>({
      mnemonic,
      spec: spec('immediate'),
      encodings: [unscaled(kind, `postIndexed${size}`, 1)],
      execute: (m, base, { rt, rn, imm }) => {
        const next = m.add(base, m.imm(imm));
        transfer(m, kind, base, rt);
        m.writeXsp(64, rn, next);
      },
    }),
    defineAccess<ImmediateFields>({
      mnemonic,
      spec: spec('immediate'),
      encodings: [unscaled(kind, `preIndexed${size}`, 3)],
      execute: (m, base, { rt, rn, imm }) => {
        const next = m.add(base, m.imm(imm));
        transfer(m, kind, next, rt);
        m.writeXsp(64, rn, next);
      },
    }),
    ...EXTENSIONS.map((extension) =>
      inFull(
        defineAccess<RegisterFields>({
          mnemonic,
          spec: spec('register'),
          encodings: [registerOffset(kind, extension, size)],
          execute: (m, base, { rt, rm, imm }) => {
            const offset = extended(m, extension, m.readX(64, rm), m.imm(imm));
            transfer(m, kind, m.add(base, offset), rt);
          },
        }),
      ),
    ),
    inFull(
      defineAccess<ImmediateFields>({
        mnemonic: `${stem}tr${kind.suffix}`,
        spec: `arm: ${stem.toUpperCase()}TR${kind.suffix.toUpperCase()}`,
        encodings: [unscaled(kind, `unprivileged${size}`, 2)],
        execute: (m, base, { rt, imm }) => {
          const address = m.add(base, m.imm(imm));
          const width = m.const64(BigInt(widthOf(kind)));
          if (kind.isStore) m.serve(services.storeUnprivileged, address, width, m.readX(64, rt));
          else m.writeX(64, rt, extendedTo(m, kind, m.serve(services.loadUnprivileged, address, width)));
        },
      }),
    ),
  ];
}

export const singleLoadsStores: readonly Insn[] = TRANSFERS.flatMap(insnsOf);
