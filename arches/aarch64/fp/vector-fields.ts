/** Encodings of floating point that Advanced SIMD has twice: of vectors, and of scalars. arm: Advanced SIMD. */
import { type EncodingBits, encodingOf, register } from '#core/isa/encoding.ts';
import type { Encoding, Fields } from '#core/isa/insn.ts';
import { q } from '../simd/fields.ts';
import { double, half, type Precision } from './float.ts';

export type VectorOne = { readonly q: number; readonly rd: number; readonly rn: number };
export const vectorOne = { q, rd: register(0), rn: register(5) };

/** What tells operations of a class apart: U, the upper bit of `size`, and an opcode. */
export interface VectorCode {
  readonly U: number;
  readonly a: number;
  readonly opcode: number;
}

const U_SHIFT = 29;
const SCALAR = 0x5000_0000;
const Q = 0x4000_0000;
/** Bit 23, the upper one of `size`; the lower one tells doubles from singles. */
const A_SHIFT = 23;

/** A class of encodings: `base` with singles and doubles, `halfBase` with halves; bits of the opcode from 16 or 15 downwards. */
export interface VectorClass<F extends Fields> {
  readonly format: string;
  readonly base: number;
  readonly halfBase: number;
  readonly opcodeShift: number;
  /** Bits of the opcode that halves have. */
  readonly halfOpcodeMask: number;
  readonly fields: EncodingBits<F>['fields'];
  /** Bits that no operand is in, but Q. */
  readonly mask: number;
}

function matchOf<F extends Fields>(vectorClass: VectorClass<F>, p: Precision, { U, a, opcode }: VectorCode): number {
  const upper = (U << U_SHIFT) | (a << A_SHIFT);
  const { base, halfBase, opcodeShift, halfOpcodeMask } = vectorClass;
  if (p === half) return halfBase | upper | ((opcode & halfOpcodeMask) << opcodeShift);
  return base | upper | (opcode << opcodeShift) | (p === double ? 0x0040_0000 : 0);
}

/** Of vectors: a vector of one double is reserved. */
export function vectorEncoding<F extends Fields & { readonly q: number }>(
  vectorClass: VectorClass<F>,
  p: Precision,
  code: VectorCode,
): Encoding<F> {
  const { format, fields, mask } = vectorClass;
  return encodingOf<F>({
    format: `${format}${p.size}`,
    sizeBytes: 4,
    match: matchOf(vectorClass, p, code),
    mask: mask & ~Q,
    fields,
    isReserved: (operands) => p === double && operands.q === 0,
  });
}

/** Of scalars. */
export function advancedScalarEncoding<F extends Fields>(
  vectorClass: VectorClass<F>,
  p: Precision,
  code: VectorCode,
): Encoding<F> {
  const { format, fields, mask } = vectorClass;
  return encodingOf<F>({
    format: `${format}${p.size}`,
    sizeBytes: 4,
    match: matchOf(vectorClass, p, code) | SCALAR,
    mask: mask | Q,
    fields,
  });
}
