/** Floating point, by encoding class. */
import type { Insn } from '#core/isa/insn.ts';
import { floatArithmetic } from './arithmetic.ts';
import { floatComparisons } from './compare.ts';
import { floatConversions } from './convert.ts';
import { floatMoves } from './moves.ts';

export const scalarFloat: readonly Insn[] = [...floatArithmetic, ...floatComparisons, ...floatMoves, ...floatConversions];

export const floatingPoint: readonly Insn[] = [...scalarFloat];
