/** Registers as operands, shifted or extended. arm: ShiftReg(), ExtendReg(). */
import type { Arithmetic } from '#core/isa/semantics.ts';
import type { DataSize, Extension } from '../operands.ts';

/** `unshifted` is a shift to the left by 0. */
export type ShiftKind = 'unshifted' | 'lsl' | 'lsr' | 'asr' | 'ror';
export const SHIFT_KINDS: readonly ShiftKind[] = ['unshifted', 'lsl', 'lsr', 'asr', 'ror'];

const SHIFT = { unshifted: 0, lsl: 0, lsr: 1, asr: 2, ror: 3 } as const;
/** Bit 5 of the amount must be 0 in 32 bits. */
const AMOUNT_TOP = 0x8000;
const AMOUNT = 0xfc00;

/** Match, mask and what is left to others, of an instruction with a shift in bits 23:22 and an amount in bits 15:10. */
export function shiftEncodingOf(
  kind: ShiftKind,
  size: DataSize,
  base: number,
): {
  readonly match: number;
  readonly mask: number;
  readonly isReserved: (fields: { readonly imm: bigint }) => boolean;
} {
  return {
    match: base | (SHIFT[kind] << 22),
    mask: 0xffe0_0000 | (kind === 'unshifted' ? AMOUNT : size === 32 ? AMOUNT_TOP : 0),
    isReserved: ({ imm }) => kind === 'lsl' && imm === 0n,
  };
}

/** Shifts a value that is zero-extended from the data size; the result may have more bits than it when shifted to the left. */
export function shifted<V>(m: Arithmetic<V>, kind: ShiftKind, size: DataSize, value: V, amount: V): V {
  switch (kind) {
    case 'unshifted':
      return value;
    case 'lsl':
      return size === 64 ? m.sll(value, amount) : m.zext32(m.sll(value, amount));
    case 'lsr':
      return m.srl(value, amount);
    case 'asr':
      return size === 64 ? m.sra(value, amount) : m.zext32(m.sra(m.sext32(value), amount));
    case 'ror':
      return size === 64 ? m.rotr(value, amount) : rotated32(m, value, amount);
  }
}

/** A word twice over, of which the shift leaves the rotated one lowest. The amount is below 32. */
export function rotated32<V>(m: Arithmetic<V>, value: V, amount: V): V {
  return m.zext32(m.srl(m.or(value, m.sll(value, m.const64(32n))), amount));
}

const SHIFT_RIGHT = 6n;

/** Extends and shifts a register as a pair of shifts says (`operands.ts`). */
export function extended<V>(m: Arithmetic<V>, extension: Extension, value: V, pair: V): V {
  const left = m.sll(value, pair);
  if (extension === 'none') return left;
  const right = m.srl(pair, m.const64(SHIFT_RIGHT));
  return extension === 'zero' ? m.srl(left, right) : m.sra(left, right);
}
