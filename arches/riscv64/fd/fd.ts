/** All of F and D. */
import type { Insn } from '#core/isa/insn.ts';
import { floatArithmetic } from './arithmetic.ts';
import { floatComparisons } from './compare.ts';
import { floatConversions } from './convert.ts';
import { floatFused } from './fused.ts';
import { floatLoadsStores } from './loads-stores.ts';
import { floatMoves } from './move.ts';

export const fd: readonly Insn[] = [
  ...floatLoadsStores,
  ...floatArithmetic,
  ...floatFused,
  ...floatConversions,
  ...floatComparisons,
  ...floatMoves,
];
