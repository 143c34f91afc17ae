/** Operand fields that instructions of Advanced SIMD share. arm: Advanced SIMD. */
import { bits, register } from '#core/isa/encoding.ts';

/** Lanes of 8 to 64 bits, by the field `size`. */
export const LANE_SIZES = [8, 16, 32, 64] as const;

/** Q: 1 for all 128 bits of the registers, 0 for the lower 64. */
export const q = bits(30, 1);

export type ThreeFields = { readonly q: number; readonly rd: number; readonly rn: number; readonly rm: number };
export const threeFields = { q, rd: register(0), rn: register(5), rm: register(16) };
