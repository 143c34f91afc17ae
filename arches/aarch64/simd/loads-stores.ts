/**
 * Loads and stores of one and two registers of SIMD and floating point, in every addressing mode. Of a load nothing is written unless all
 * can be read, and of a store nothing unless all can be written, though the manual would allow it. Loading one register twice leaves the
 * second value, as on QEMU.
 */
import { encodingOf, immediate, register } from '#core/isa/encoding.ts';
import type { Encoding, Insn } from '#core/isa/insn.ts';
import type { Width } from '#core/isa/semantics.ts';
import { extended } from '../base/shifts.ts';
import { defineAccess } from '../loads-stores/base-address.ts';
import { type ImmediateFields, OPTION, type RegisterFields } from '../loads-stores/single.ts';
import { EXTENSIONS, type Extension, offsetShift, registerOrSp, scaled, signed } from '../operands.ts';
import { type A64Semantics, defineInsn, type Vector } from '../vocabulary.ts';
import { checkAlignment, probeStore } from './alignment.ts';

type PairFields = { readonly rt: number; readonly rt2: number; readonly rn: number; readonly imm: bigint };
type LiteralFields = { readonly rt: number; readonly imm: bigint };

/** B, H, S, D and Q: log2 of the bytes. */
interface Transfer {
  readonly letter: string;
  readonly scale: number;
}

const TRANSFERS: readonly Transfer[] = ['b', 'h', 's', 'd', 'q'].map((letter, scale) => ({ letter, scale }));
/** Those that come in pairs and from near the instruction. */
const WIDE_TRANSFERS = TRANSFERS.slice(2);
const QUAD = 4;
const QUAD_MASK = 15n;

const isStores = [true, false] as const;
const stem = (isStore: boolean) => (isStore ? 'st' : 'ld');
const widthOf = ({ scale }: Transfer) => (1 << scale) as Width;
const nextOf = <V, O>(m: A64Semantics<V, O>, address: V): V => m.add(address, m.const64(8n));

/** The bits that are loaded, and zeros above. Alignment of a Q has been checked. */
function loaded<V, O>(m: A64Semantics<V, O>, kind: Transfer, address: V): Vector<V> {
  if (kind.scale < QUAD) return { low: m.load(address, widthOf(kind), 'unsigned'), high: m.const64(0n) };
  const low = m.load(address, 8, 'unsigned');
  return { low, high: m.load(nextOf(m, address), 8, 'unsigned') };
}

/** Alignment of a Q has been checked, and that it can be written. */
function storeVector<V, O>(m: A64Semantics<V, O>, kind: Transfer, address: V, value: Vector<V>): void {
  if (kind.scale < QUAD) return m.store(address, widthOf(kind), value.low);
  m.store(address, 8, value.low);
  m.store(nextOf(m, address), 8, value.high);
}

function transfer<V, O>(m: A64Semantics<V, O>, kind: Transfer, isStore: boolean, address: V, rt: O): void {
  if (kind.scale === QUAD) checkAlignment(m, address, m.const64(QUAD_MASK), isStore);
  if (!isStore) return m.writeV(rt, loaded(m, kind, address));
  if (kind.scale === QUAD) probeStore(m, address, m.const64(1n << BigInt(QUAD)));
  storeVector(m, kind, address, m.readV(rt));
}

/** Bit 26 is that of SIMD and floating point. A Q has size 0, as a B, and the upper bit of opc. */
const singleBits = ({ scale }: Transfer, isStore: boolean): number =>
  (scale === QUAD ? 0x0080_0000 : scale << 30) | (isStore ? 0 : 0x0040_0000);
const operands = { rt: register(0), rn: registerOrSp(5) };

/** `index` is bits 11:10: unscaled, post-indexed, pre-indexed. */
const unscaled = (bits: number, format: string, index: number): Encoding<ImmediateFields> =>
  encodingOf<ImmediateFields>({
    format,
    sizeBytes: 4,
    match: 0x3c00_0000 | bits | (index << 10),
    mask: 0xffe0_0c00,
    fields: { ...operands, imm: signed(12, 9) },
  });

const unsignedOffset = (bits: number, format: string, { scale }: Transfer): Encoding<ImmediateFields> =>
  encodingOf<ImmediateFields>({
    format,
    sizeBytes: 4,
    match: 0x3d00_0000 | bits,
    mask: 0xffc0_0000,
    fields: { ...operands, imm: immediate('unsigned', { 21: `${11 + scale}:${scale}` }) },
  });

const registerOffset = (bits: number, format: string, { scale }: Transfer, extension: Extension): Encoding<RegisterFields> => {
  const [mask, match] = OPTION[extension];
  return encodingOf<RegisterFields>({
    format: `${format}${extension}`,
    sizeBytes: 4,
    match: 0x3c20_0800 | bits | match,
    mask: 0xffe0_0c00 | mask,
    fields: { ...operands, rm: register(16), imm: offsetShift(extension, scale) },
  });
};

function singles(kind: Transfer, isStore: boolean): readonly Insn[] {
  const mnemonic = `${stem(isStore)}r`;
  const bits = singleBits(kind, isStore);
  const format = (form: string) => `${form}${kind.letter.toUpperCase()}`;
  const spec = (form: string) => `arm: ${mnemonic.toUpperCase()} (${form}, SIMD&FP)`;
  return [
    defineAccess<ImmediateFields>({
      mnemonic,
      spec: `${spec('immediate')}, ${stem(isStore).toUpperCase()}UR (SIMD&FP)`,
      encodings: [unsignedOffset(bits, format('unsignedOffset'), kind), unscaled(bits, format('unscaledOffset'), 0)],
      execute: (m, base, { rt, imm }) => transfer(m, kind, isStore, m.add(base, m.imm(imm)), rt),
    }),
    defineAccess<ImmediateFields>({
      mnemonic,
      spec: spec('immediate'),
      encodings: [unscaled(bits, format('postIndexed'), 1)],
      execute: (m, base, { rt, rn, imm }) => {
        const next = m.add(base, m.imm(imm));
        transfer(m, kind, isStore, base, rt);
        m.writeXsp(64, rn, next);
      },
    }),
    defineAccess<ImmediateFields>({
      mnemonic,
      spec: spec('immediate'),
      encodings: [unscaled(bits, format('preIndexed'), 3)],
      execute: (m, base, { rt, rn, imm }) => {
        const next = m.add(base, m.imm(imm));
        transfer(m, kind, isStore, next, rt);
        m.writeXsp(64, rn, next);
      },
    }),
    ...EXTENSIONS.map((extension) =>
      defineAccess<RegisterFields>({
        mnemonic,
        spec: spec('register'),
        encodings: [registerOffset(bits, format('registerOffset'), kind, extension)],
        execute: (m, base, { rt, rm, imm }) => {
          const offset = extended(m, extension, m.readX(64, rm), m.imm(imm));
          transfer(m, kind, isStore, m.add(base, offset), rt);
        },
      }),
    ),
  ];
}

/** Bits 24:23. */
const mode = { NO_ALLOCATE: 0, POST_INDEXED: 1, OFFSET: 2, PRE_INDEXED: 3 } as const;

const pairEncoding = ({ letter, scale }: Transfer, isStore: boolean, form: string, indexing: number): Encoding<PairFields> =>
  encodingOf<PairFields>({
    format: `pair${form}${letter.toUpperCase()}`,
    sizeBytes: 4,
    match: 0x2c00_0000 | ((scale - 2) << 30) | (indexing << 23) | (isStore ? 0 : 0x0040_0000),
    mask: 0xffc0_0000,
    fields: { rt: register(0), rt2: register(10), rn: registerOrSp(5), imm: scaled(signed(15, 7), scale) },
  });

function transferPair<V, O>(
  m: A64Semantics<V, O>,
  kind: Transfer,
  isStore: boolean,
  address: V,
  { rt, rt2 }: { readonly rt: O; readonly rt2: O },
): void {
  const sizeBytes = 1 << kind.scale;
  if (kind.scale === QUAD) checkAlignment(m, address, m.const64(QUAD_MASK), isStore);
  const next = m.add(address, m.const64(BigInt(sizeBytes)));
  if (isStore) {
    checkPiece(m, kind, address);
    probeStore(m, address, m.const64(BigInt(2 * sizeBytes)));
    storeVector(m, kind, address, m.readV(rt));
    return storeVector(m, kind, next, m.readV(rt2));
  }
  const first = loaded(m, kind, address);
  const second = loaded(m, kind, next);
  m.writeV(rt, first);
  m.writeV(rt2, second);
}

/** A probe of a byte does not see that what is to be stored is misaligned. */
function checkPiece<V, O>(m: A64Semantics<V, O>, { scale }: Transfer, address: V): void {
  if (scale < QUAD) checkAlignment(m, address, m.const64(BigInt((1 << scale) - 1)), true);
}

function pairs(kind: Transfer, isStore: boolean): readonly Insn[] {
  const mnemonic = `${stem(isStore)}p`;
  const spec = `arm: ${mnemonic.toUpperCase()} (SIMD&FP)`;
  const encoding = (form: string, indexing: number) => pairEncoding(kind, isStore, form, indexing);
  return [
    defineAccess<PairFields>({
      mnemonic,
      spec: `${spec}, ${stem(isStore).toUpperCase()}NP (SIMD&FP)`,
      encodings: [encoding('Offset', mode.OFFSET), encoding('NoAllocate', mode.NO_ALLOCATE)],
      execute: (m, base, fields) => transferPair(m, kind, isStore, m.add(base, m.imm(fields.imm)), fields),
    }),
    defineAccess<PairFields>({
      mnemonic,
      spec,
      encodings: [encoding('PostIndexed', mode.POST_INDEXED)],
      execute: (m, base, fields) => {
        const next = m.add(base, m.imm(fields.imm));
        transferPair(m, kind, isStore, base, fields);
        m.writeXsp(64, fields.rn, next);
      },
    }),
    defineAccess<PairFields>({
      mnemonic,
      spec,
      encodings: [encoding('PreIndexed', mode.PRE_INDEXED)],
      execute: (m, base, fields) => {
        const next = m.add(base, m.imm(fields.imm));
        transferPair(m, kind, isStore, next, fields);
        m.writeXsp(64, fields.rn, next);
      },
    }),
  ];
}

const literal = (kind: Transfer): Insn =>
  defineInsn<LiteralFields>({
    mnemonic: 'ldr',
    spec: 'arm: LDR (literal, SIMD&FP)',
    encodings: [
      encodingOf<LiteralFields>({
        format: `literal${kind.letter.toUpperCase()}`,
        sizeBytes: 4,
        match: 0x1c00_0000 | ((kind.scale - 2) << 30),
        mask: 0xff00_0000,
        fields: { rt: register(0), imm: scaled(signed(5, 19), 2) },
      }),
    ],
    execute: (m, { rt, imm }) => transfer(m, kind, false, m.add(m.pc, m.imm(imm)), rt),
  });

export const simdLoadsStores: readonly Insn[] = [
  ...isStores.flatMap((isStore) => TRANSFERS.flatMap((kind) => singles(kind, isStore))),
  ...isStores.flatMap((isStore) => WIDE_TRANSFERS.flatMap((kind) => pairs(kind, isStore))),
  ...WIDE_TRANSFERS.map(literal),
];
