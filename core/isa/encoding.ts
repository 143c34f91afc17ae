/** How encodings are described: where the bits of each operand field lie in the word, in the notation of the manuals. */
import { assert } from '../assert.ts';
import { hex } from '../hex.ts';
import type { Encoding, Fields } from './insn.ts';

/** One operand field in a word. `encode` need not check its argument: {@link encodingOf} decodes what it encoded. */
export interface FieldBits<T extends number | bigint> {
  decode(word: number): T;
  encode(value: T): number;
}

/** `width` bits of a word from bit `at`: a register, a rounding mode, a hint. */
export function bits(at: number, width: number): FieldBits<number> {
  const ones = 2 ** width - 1;
  return { decode: (word) => (word >>> at) & ones, encode: (value) => (value & ones) << at };
}

/** A register of five bits. */
export const register = (at: number): FieldBits<number> => bits(at, 5);

/** A field that the encoding implies: `c.lwsp` of riscv64 has no rs1, its expansion has x2. */
export const implied = <T extends number | bigint>(value: T): FieldBits<T> => ({ decode: () => value, encode: () => 0 });

/** `width` bits of the word from `wordBit` are the bits of the value from `valueBit`. */
interface Piece {
  readonly wordBit: number;
  readonly valueBit: number;
  readonly width: number;
}

/** `{ 31: '12|10:5' }` is the manual's imm[12|10:5] with its first bit in bit 31 of the word. */
function piecesOf(places: Readonly<Record<number, string>>): readonly Piece[] {
  return Object.entries(places).flatMap(([top, notation]) => {
    let wordBit = Number(top) + 1;
    return notation.split('|').map((range): Piece => {
      const [high, low] = range.split(':').map(Number) as [number, number?];
      const valueBit = low ?? high;
      const width = high - valueBit + 1;
      wordBit -= width;
      return { wordBit, valueBit, width };
    });
  });
}

/** An immediate scattered over the word. Bits of the value that no place names are zero. At most 32 bits. */
export function immediate(signedness: 'signed' | 'unsigned', places: Readonly<Record<number, string>>): FieldBits<bigint> {
  const pieces = piecesOf(places);
  const top = Math.max(...pieces.map(({ valueBit, width }) => valueBit + width));
  const extend = signedness === 'signed' ? BigInt.asIntN : BigInt.asUintN;
  return {
    decode: (word) => {
      let value = 0;
      for (const { wordBit, valueBit, width } of pieces) value |= ((word >>> wordBit) & (2 ** width - 1)) << valueBit;
      return extend(top, BigInt(value));
    },
    encode: (immediate) => {
      const value = Number(BigInt.asUintN(32, immediate));
      let word = 0;
      for (const { wordBit, valueBit, width } of pieces) word |= ((value >>> valueBit) & (2 ** width - 1)) << wordBit;
      return word;
    },
  };
}

export interface EncodingBits<F extends Fields> {
  readonly format: string;
  readonly sizeBytes: 2 | 4;
  readonly match: number;
  readonly mask: number;
  /** In one order, such as rd, rs1, rs2, so that all encodings of a definition agree. */
  readonly fields: { readonly [K in keyof F]: FieldBits<F[K] & (number | bigint)> };
  /** Bits that should be one but that no decoder looks at: set when encoding. They are outside the mask. */
  readonly shouldBeOne?: number;
  /** Operands that make the word reserved, or another instruction. */
  readonly isReserved?: (fields: NoInfer<F>) => boolean;
}

export function encodingOf<F extends Fields>(described: EncodingBits<F>): Encoding<F> {
  const { format, sizeBytes, shouldBeOne = 0, isReserved = () => false } = described;
  const match = described.match >>> 0;
  const mask = described.mask >>> 0;
  const fields = Object.entries(described.fields) as [string, FieldBits<number | bigint>][];
  const decodeFields = (word: number): F => {
    const decoded: Record<string, number | bigint> = {};
    for (let i = 0; i < fields.length; i++) decoded[fields[i]![0]] = fields[i]![1].decode(word);
    return decoded as F;
  };
  return {
    format,
    sizeBytes,
    match,
    mask,
    decode: (word) => {
      const decoded = decodeFields(word);
      return isReserved(decoded) ? undefined : decoded;
    },
    encode: (operands) => {
      let word = (match | shouldBeOne) >>> 0;
      for (const [name, { encode }] of fields) word = (word | encode(operands[name]!)) >>> 0;
      const decoded = decodeFields(word);
      const isHeld = fields.every(([name]) => decoded[name] === operands[name]) && (word & mask) >>> 0 === match;
      assert(isHeld && !isReserved(decoded), `${format} ${hex(match)}: cannot encode ${show(operands)}`);
      return word;
    },
  };
}

const show = (fields: Fields) =>
  Object.entries(fields)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
