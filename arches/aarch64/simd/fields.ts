/** Operand fields that instructions of Advanced SIMD share. arm: Advanced SIMD. */
import { bits, register } from '#core/isa/encoding.ts';
import type { LaneSize } from '../vocabulary.ts';

/** Lanes of 8 to 64 bits, by the field `size`. */
export const LANE_SIZES: readonly LaneSize[] = [8, 16, 32, 64];

/** Q: 1 for all 128 bits of the registers, 0 for the lower 64. */
export const q = bits(30, 1);

export type TwoFields = { readonly rd: number; readonly rn: number };
export const twoFields = { rd: register(0), rn: register(5) };

export type VectorFields = TwoFields & { readonly q: number };
export const vectorFields = { q, ...twoFields };

export type ThreeFields = VectorFields & { readonly rm: number };
export const threeFields = { ...vectorFields, rm: register(16) };
