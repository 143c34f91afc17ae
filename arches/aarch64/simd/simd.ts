/** Advanced SIMD of integers and bits, by encoding class. */
import type { Insn } from '#core/isa/insn.ts';
import { simdLoadsStores } from './loads-stores.ts';
import { simdLogical } from './logical.ts';
import { structures } from './structures.ts';

export const advancedSimd: readonly Insn[] = [...simdLoadsStores, ...structures, ...simdLogical];
