/** Operand fields of A64, and what they become: registers, conditions, shifts, immediates. arm: A64 Instruction Set Encoding. */
import { assert } from '#core/assert.ts';
import { bits, type FieldBits } from '#core/isa/encoding.ts';

/** Bits of a general register that an instruction works on. */
export type DataSize = 64 | 32;
export const SIZES: readonly DataSize[] = [64, 32];

/** The bit `sf` of an instruction. */
export const sf = (size: DataSize): number => (size === 64 ? 0x8000_0000 : 0);

/** A general register where 31 is the stack pointer: its number in the file `xsp`. */
export const registerOrSp = (at: number): FieldBits<number> => ({
  decode: (word) => (((word >>> at) & 31) + 1) & 31,
  encode: (number) => ((number - 1) & 31) << at,
});

/** The value of a field is that of another, shifted. */
export const scaled = (field: FieldBits<bigint>, shift: number): FieldBits<bigint> => ({
  decode: (word) => field.decode(word) << BigInt(shift),
  encode: (value) => field.encode(value >> BigInt(shift)),
});

/** `width` bits of a word from bit `at`, as an unsigned immediate. */
export const unsigned = (at: number, width: number): FieldBits<bigint> => {
  const field = bits(at, width);
  return { decode: (word) => BigInt(field.decode(word)), encode: (value) => field.encode(Number(value & 0xffff_ffffn)) };
};

/** The same, as a signed one. */
export const signed = (at: number, width: number): FieldBits<bigint> => {
  const field = unsigned(at, width);
  return { decode: (word) => BigInt.asIntN(width, field.decode(word)), encode: field.encode };
};

/** Does condition `cond` hold with these flags? arm: ConditionHolds(). */
function conditionHolds(cond: number, nzcv: number): boolean {
  const [n, z, c, v] = [8, 4, 2, 1].map((flag) => (nzcv & flag) !== 0) as [boolean, boolean, boolean, boolean];
  const base = [z, c, n, v, c && !z, n === v, n === v && !z, true][cond >>> 1]!;
  return (cond & 1) === 0 || cond === 15 ? base : !base;
}

const FLAG_VALUES = 16;
/** Tells NV from AL, which holds alike. No flags select this bit. */
const NEVER = 1n << BigInt(FLAG_VALUES);

/** A condition by number, as the set of flags it holds for: bit `NZCV` is 1. EQ is 0, NV is 15. */
export const CONDITIONS: readonly bigint[] = Array.from({ length: 16 }, (_, cond) => {
  const flags = Array.from({ length: FLAG_VALUES }, (_, nzcv) => (conditionHolds(cond, nzcv) ? 1n << BigInt(nzcv) : 0n));
  return flags.reduce((table, bit) => table | bit, cond === 15 ? NEVER : 0n);
});

export const condition = (at: number): FieldBits<bigint> => ({
  decode: (word) => CONDITIONS[(word >>> at) & 15]!,
  encode: (table) => Math.max(CONDITIONS.indexOf(table), 0) << at,
});

/** The mask that N, immr and imms describe, or 0, which none describes, when they are reserved. arm: DecodeBitMasks(). */
function bitmaskOf(n: number, immr: number, imms: number, size: DataSize): bigint {
  const length = 31 - Math.clz32((n << 6) | (~imms & 63));
  if (length < 1 || 1 << length > size) return 0n;
  const levels = (1 << length) - 1;
  const width = BigInt(1 << length);
  if ((imms & levels) === levels) return 0n;
  const ones = (1n << BigInt((imms & levels) + 1)) - 1n;
  const rotation = BigInt(immr & levels);
  const element = BigInt.asUintN(Number(width), (ones >> rotation) | (ones << (width - rotation)));
  let mask = 0n;
  for (let at = 0n; at < BigInt(size); at += width) mask |= element << at;
  return mask;
}

const BITMASK_AT = 10;
const immediateOf = (mask: bigint, size: DataSize) => (size === 64 ? BigInt.asIntN(64, mask) : mask);

/** Every mask there is, and the word's bits N:immr:imms for it, with the smallest immr. */
const bitmaskCodes = new Map<DataSize, ReadonlyMap<bigint, number>>();
function codesOf(size: DataSize): ReadonlyMap<bigint, number> {
  let codes = bitmaskCodes.get(size) as Map<bigint, number> | undefined;
  if (codes !== undefined) return codes;
  bitmaskCodes.set(size, (codes = new Map()));
  for (let code = 0x1fff; code >= 0; code--) {
    const mask = bitmaskOf(code >>> 12, (code >>> 6) & 63, code & 63, size);
    if (mask !== 0n) codes.set(immediateOf(mask, size), code);
  }
  return codes;
}

/** A logical immediate: bits 22:10. 0 when the word is reserved. Bits of immr that do not count make several words of one mask. */
export const bitmask = (size: DataSize): FieldBits<bigint> => ({
  decode: (word) => immediateOf(bitmaskOf((word >>> 22) & 1, (word >>> 16) & 63, (word >>> 10) & 63, size), size),
  encode: (mask) => (codesOf(size).get(mask) ?? 0) << BITMASK_AT,
});

/** Six bits each: the shift left that comes first is low, the shift right is above. Shifts look at no more than six bits. */
const SHIFT_RIGHT = 6n;
const shiftPair = (left: number, right: number): bigint => BigInt(left) | (BigInt(right) << SHIFT_RIGHT);
const leftOf = (pair: bigint) => Number(pair & 63n);
const rightOf = (pair: bigint) => Number((pair >> SHIFT_RIGHT) & 63n);

/**
 * immr and imms of a bitfield move, as two shifts: to the left until the field's top is bit 63, then to the right until it is in its
 * place. arm: UBFM. In 32 bits the upper half drops out by the first.
 */
export const bitfield = (size: DataSize): FieldBits<bigint> => ({
  decode: (word) => {
    const [immr, imms] = [(word >>> 16) & 63, (word >>> 10) & 63];
    const left = 63 - imms;
    const right = imms >= immr ? left + immr : left + immr - size;
    return shiftPair(left, right);
  },
  encode: (pair) => {
    const imms = 63 - leftOf(pair);
    const immr = rightOf(pair) - leftOf(pair);
    return ((immr < 0 ? immr + size : immr) << 16) | (imms << 10);
  },
});

/** How a register is extended before it is added: from the lowest bits, zero- or sign-extended, or all 64 bits as they are. */
export type Extension = 'zero' | 'sign' | 'none';
const SIGNED_OPTION = 4;
/** In the pair of an extension: option 111 rather than 011, which extend alike. And bit S of a load or store. */
const SXTX = 1n << 12n;
const SCALED = 1n << 13n;

/** Extension and shift of a register, as two shifts. `none` only shifts to the left. */
function pairOf(option: number, amount: number): bigint {
  const bitCount = 8 << (option & 3);
  if (bitCount === 64) return BigInt(amount) | (option === 7 ? SXTX : 0n);
  return shiftPair(64 - bitCount, 64 - bitCount - amount);
}

function optionOf(extension: Extension, pair: bigint): { readonly option: number; readonly amount: number } {
  if (extension === 'none') return { option: (pair & SXTX) !== 0n ? 7 : 3, amount: leftOf(pair) };
  const bitCount = 64 - leftOf(pair);
  const size = 28 - Math.clz32(bitCount); // of 8 bits 0, of 32 bits 2
  return { option: size | (extension === 'sign' ? SIGNED_OPTION : 0), amount: leftOf(pair) - rightOf(pair) };
}

export const EXTENSIONS: readonly Extension[] = ['zero', 'sign', 'none'];

const SHIFT_MAX = 4;

/** Is a shift of an extended register too large, or its option that of another extension? */
export function isExtendedReserved(extension: Extension, pair: bigint): boolean {
  if (extension === 'none') return leftOf(pair) > SHIFT_MAX;
  return leftOf(pair) < 32 || leftOf(pair) - rightOf(pair) > SHIFT_MAX;
}

/** option and imm3 of an extended register. */
export const extendedShift = (extension: Extension): FieldBits<bigint> => ({
  decode: (word) => pairOf((word >>> 13) & 7, (word >>> 10) & 7),
  encode: (pair) => {
    const { option, amount } = optionOf(extension, pair);
    return (option << 13) | (amount << 10);
  },
});

/** option and S of a register offset, for accesses of `2 ** scale` bytes. */
export const offsetShift = (extension: Extension, scale: number): FieldBits<bigint> => ({
  decode: (word) => {
    const isScaled = (word & 0x1000) !== 0;
    return pairOf((word >>> 13) & 7, isScaled ? scale : 0) | (isScaled ? SCALED : 0n);
  },
  encode: (pair) => (optionOf(extension, pair).option << 13) | ((pair & SCALED) !== 0n ? 0x1000 : 0),
});

assert(
  CONDITIONS.every((table, cond) => CONDITIONS.indexOf(table) === cond),
  'conditions differ',
);
