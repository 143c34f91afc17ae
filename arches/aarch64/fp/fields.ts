/** Encodings that scalar floating-point instructions share. arm: Data Processing -- Scalar Floating-Point and Advanced SIMD. */
import { type EncodingBits, encodingOf, register } from '#core/isa/encoding.ts';
import type { Encoding, Fields } from '#core/isa/insn.ts';
import type { Precision } from './float.ts';

export type OneSource = { readonly rd: number; readonly rn: number };
export type TwoSources = OneSource & { readonly rm: number };

export const oneSource = { rd: register(0), rn: register(5) };
export const twoSources = { ...oneSource, rm: register(16) };

/** A scalar encoding: the field `ftype` is added to it, and the precision's size to its format's name. */
export const scalarEncoding = <F extends Fields>(
  precision: Precision,
  described: Omit<EncodingBits<F>, 'sizeBytes'>,
): Encoding<F> =>
  encodingOf<F>({
    ...described,
    format: `${described.format}${precision.size}`,
    sizeBytes: 4,
    match: described.match | (precision.ftype << 22),
  });
