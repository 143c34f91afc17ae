/**
 * The hart's state as one block of bytes: every architectural register has a name, an offset and a width. The block is
 * what a state keeps, what a digest covers, what debuggers name, and what generated code works on in place.
 */
import { assert } from '../assert.ts';

/** Bytes of a register, or of a memory access. */
export type Width = 1 | 2 | 4 | 8;

/** Bytes of a hart's block. */
export const BLOCK_SIZE = 4096;

/** One register: `width` bytes at `offset` of the block, little-endian. */
export interface Field {
  readonly name: string;
  readonly offset: number;
  readonly width: Width;
}

/** `count` registers of 8 bytes that instructions select by number. */
export interface RegisterFile {
  readonly name: string;
  readonly offset: number;
  readonly count: number;
  /** Number of the register that reads as zero and ignores writes; null when all hold values. */
  readonly zero: number | null;
}

export type FieldSpec = Width | { readonly file: number; readonly zero?: number };

type LayoutOf<S extends Record<string, FieldSpec>> = {
  readonly [K in keyof S]: S[K] extends Width ? Field : RegisterFile;
};

/** Lays registers out in the order given, each aligned to its width. */
export function defineLayout<const S extends Record<string, FieldSpec>>(spec: S, start = 0): LayoutOf<S> {
  let offset = start;
  const entries = Object.entries(spec).map(([name, field]) => {
    const width = typeof field === 'number' ? field : 8;
    offset = Math.ceil(offset / width) * width;
    const at = offset;
    offset += typeof field === 'number' ? field : 8 * field.file;
    const entry: Field | RegisterFile =
      typeof field === 'number'
        ? { name, offset: at, width: field }
        : { name, offset: at, count: field.file, zero: field.zero ?? null };
    return [name, entry] as const;
  });
  assert(offset <= BLOCK_SIZE, `layout: ${offset} bytes do not fit a block of ${BLOCK_SIZE}`);
  return Object.fromEntries(entries) as LayoutOf<S>;
}
