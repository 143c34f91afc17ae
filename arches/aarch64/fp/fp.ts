/** Floating point, by encoding class. */
import type { Insn } from '#core/isa/insn.ts';
import { floatArithmetic } from './arithmetic.ts';
import { floatComparisons } from './compare.ts';
import { floatConversions } from './convert.ts';
import { floatByElement } from './element.ts';
import { floatFixedLanes } from './fixed-lanes.ts';
import { floatMiscellaneous } from './miscellaneous.ts';
import { floatMoves } from './moves.ts';
import { floatReductions } from './reductions.ts';
import { floatSame } from './same.ts';
import { floatVectorPrecisions } from './vector-precisions.ts';

export const scalarFloat: readonly Insn[] = [...floatArithmetic, ...floatComparisons, ...floatMoves, ...floatConversions];

/** Of vectors, and of the scalars of Advanced SIMD. */
export const vectorFloat: readonly Insn[] = [
  ...floatSame,
  ...floatMiscellaneous,
  ...floatByElement,
  ...floatReductions,
  ...floatFixedLanes,
  ...floatVectorPrecisions,
];

export const floatingPoint: readonly Insn[] = [...scalarFloat, ...vectorFloat];
