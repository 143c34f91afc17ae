/** Advanced SIMD of integers and bits, by encoding class. */
import type { Insn } from '#core/isa/insn.ts';
import { simdLogical } from './logical.ts';

export const advancedSimd: readonly Insn[] = [...simdLogical];
