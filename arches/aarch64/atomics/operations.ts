/**
 * The atomic operations of FEAT_LSE. Nothing comes between the load and the store, as PEs take turns. A fault of the load is one of a
 * read; only what may be read but not written is a fault of a write. arm: ESR_ELx, ISS encoding for an exception from a Data Abort, WnR.
 */
import { bits, encodingOf, type FieldBits, register } from '#core/isa/encoding.ts';
import type { Insn } from '#core/isa/insn.ts';
import type { Arithmetic, Width } from '#core/isa/semantics.ts';
import { defineAccess } from '../loads-stores/base-address.ts';
import { widthOf } from '../loads-stores/transfers.ts';
import { type DataSize, registerOrSp, SIZES } from '../operands.ts';
import { faultUnlessAligned } from './alignment.ts';

/** `a` and `r` are 1 for acquire and release. */
type AtomicFields = { readonly rs: number; readonly rt: number; readonly rn: number; readonly a: number; readonly r: number };
/** `ordering` is A and R as one number, since a word's worth of numbers is five. */
type PairFields = {
  readonly rs: number;
  readonly rsNext: number;
  readonly rt: number;
  readonly rtNext: number;
  readonly rn: number;
  readonly ordering: bigint;
};

/** What is stored, of what was there and the operand, both extended from the size of the access. */
interface Operation {
  readonly mnemonic: string;
  /** Bits 15:12: o3 and opc. */
  readonly code: number;
  readonly isSigned?: boolean;
  combine<V>(m: Arithmetic<V>, loaded: V, operand: V): V;
}

const OPERATIONS: readonly Operation[] = [
  { mnemonic: 'ldadd', code: 0, combine: (m, loaded, operand) => m.add(loaded, operand) },
  { mnemonic: 'ldclr', code: 1, combine: (m, loaded, operand) => m.and(loaded, m.xor(operand, m.const64(-1n))) },
  { mnemonic: 'ldeor', code: 2, combine: (m, loaded, operand) => m.xor(loaded, operand) },
  { mnemonic: 'ldset', code: 3, combine: (m, loaded, operand) => m.or(loaded, operand) },
  { mnemonic: 'ldsmax', code: 4, isSigned: true, combine: (m, a, b) => m.select(m.lts(a, b), b, a) },
  { mnemonic: 'ldsmin', code: 5, isSigned: true, combine: (m, a, b) => m.select(m.lts(a, b), a, b) },
  { mnemonic: 'ldumax', code: 6, combine: (m, a, b) => m.select(m.ltu(a, b), b, a) },
  { mnemonic: 'ldumin', code: 7, combine: (m, a, b) => m.select(m.ltu(a, b), a, b) },
  { mnemonic: 'swp', code: 8, combine: (_, __, operand) => operand },
];

const SUFFIXES = ['b', 'h', '', ''];
const registers = { rs: register(16), rt: register(0), rn: registerOrSp(5) };

const zeroExtended = <V>(m: Arithmetic<V>, width: Width, value: V): V =>
  width === 8 ? value : width === 4 ? m.zext32(value) : m.and(value, m.const64((1n << BigInt(8 * width)) - 1n));

function signExtended<V>(m: Arithmetic<V>, width: Width, value: V): V {
  switch (width) {
    case 1:
      return m.sext8(value);
    case 2:
      return m.sext16(value);
    case 4:
      return m.sext32(value);
    case 8:
      return value;
  }
}

const atomic = ({ mnemonic, code, isSigned, combine }: Operation, size: number): Insn => {
  const width = widthOf({ size });
  const name = `${mnemonic}${SUFFIXES[size]}`;
  const extend = isSigned ? signExtended : zeroExtended;
  return defineAccess<AtomicFields>({
    mnemonic: name,
    spec: `arm: ${name.toUpperCase()}`,
    encodings: [
      encodingOf<AtomicFields>({
        format: `atomic${size === 3 ? 64 : 32}`,
        sizeBytes: 4,
        match: 0x3820_0000 | (size << 30) | (code << 12),
        mask: 0xff20_fc00,
        fields: { ...registers, a: bits(23, 1), r: bits(22, 1) },
      }),
    ],
    execute: (m, base, { rs, rt }) => {
      faultUnlessAligned(m, base, width, false);
      const operand = extend(m, width, m.readX(64, rs));
      const loaded = m.load(base, width, isSigned ? 'signed' : 'unsigned');
      m.store(base, width, combine(m, loaded, operand));
      m.writeX(64, rt, zeroExtended(m, width, loaded));
    },
  });
};

/** What is there is written back where it differs, so a compare that fails still needs leave to write. */
const compareAndSwap = (size: number): Insn => {
  const width = widthOf({ size });
  const mnemonic = `cas${SUFFIXES[size]}`;
  return defineAccess<AtomicFields>({
    mnemonic,
    spec: `arm: ${mnemonic.toUpperCase()}`,
    encodings: [
      encodingOf<AtomicFields>({
        format: `compareAndSwap${size === 3 ? 64 : 32}`,
        sizeBytes: 4,
        match: 0x08a0_7c00 | (size << 30),
        mask: 0xffa0_7c00,
        fields: { ...registers, a: bits(22, 1), r: bits(15, 1) },
      }),
    ],
    execute: (m, base, { rs, rt }) => {
      faultUnlessAligned(m, base, width, false);
      const [expected, replacement] = [zeroExtended(m, width, m.readX(64, rs)), m.readX(64, rt)];
      const loaded = m.load(base, width, 'unsigned');
      m.store(base, width, m.select(m.eq(loaded, expected), replacement, loaded));
      m.writeX(64, rs, loaded);
    },
  });
};

/** The register after that at `at`, which the word implies. */
const following = (at: number): FieldBits<number> => {
  const field = register(at);
  return { decode: (word) => field.decode(word) + 1, encode: () => 0 };
};

const ordering: FieldBits<bigint> = {
  decode: (word) => BigInt(((word >>> 21) & 2) | ((word >>> 15) & 1)),
  encode: (value) => ((Number(value) & 2) << 21) | ((Number(value) & 1) << 15),
};

/** Registers come in pairs of an even and the next odd one. */
const compareAndSwapPair = (size: DataSize): Insn =>
  defineAccess<PairFields>({
    mnemonic: 'casp',
    spec: 'arm: CASP',
    encodings: [
      encodingOf<PairFields>({
        format: `compareAndSwapPair${size}`,
        sizeBytes: 4,
        match: 0x0820_7c00 | (size === 64 ? 0x4000_0000 : 0),
        mask: 0xffa0_7c00,
        fields: { ...registers, rsNext: following(16), rtNext: following(0), ordering },
        isReserved: ({ rs, rt }) => rs % 2 === 1 || rt % 2 === 1,
      }),
    ],
    execute: (m, base, { rs, rsNext, rt, rtNext }) => {
      const width = size === 64 ? 8 : 4;
      faultUnlessAligned(m, base, 2 * width, false);
      const next = m.add(base, m.const64(BigInt(width)));
      const [expected, expectedNext] = [m.readX(size, rs), m.readX(size, rsNext)];
      const [replacement, replacementNext] = [m.readX(64, rt), m.readX(64, rtNext)];
      const loaded = m.load(base, width, 'unsigned');
      const loadedNext = m.load(next, width, 'unsigned');
      const isEqual = m.and(m.eq(loaded, expected), m.eq(loadedNext, expectedNext));
      m.store(base, width, m.select(isEqual, replacement, loaded));
      m.store(next, width, m.select(isEqual, replacementNext, loadedNext));
      m.writeX(64, rs, loaded);
      m.writeX(64, rsNext, loadedNext);
    },
  });

export const atomicOperations: readonly Insn[] = [
  ...[0, 1, 2, 3].flatMap((size) => [...OPERATIONS.map((operation) => atomic(operation, size)), compareAndSwap(size)]),
  ...SIZES.map(compareAndSwapPair),
];
