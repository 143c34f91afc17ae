/** Advanced SIMD of integers and bits, its loads and stores, and AES and SHA. */
import type { Insn } from '#core/isa/insn.ts';
import { acrossLanes } from './across-lanes.ts';
import { aes } from './aes.ts';
import { byElement } from './by-element.ts';
import { copies } from './copies.ts';
import { dotProducts } from './dot-products.ts';
import { simdLoadsStores } from './loads-stores.ts';
import { simdLogical } from './logical.ts';
import { modifiedImmediates } from './modified-immediate.ts';
import { pairwiseOperations } from './pairwise.ts';
import { permutes } from './permutes.ts';
import { sha } from './sha.ts';
import { shiftsByImmediate } from './shift-immediate.ts';
import { structures } from './structures.ts';
import { tableLookups } from './tables.ts';
import { threeDifferent } from './three-different.ts';
import { threeSame } from './three-same.ts';
import { twoRegisters } from './two-registers.ts';

export const advancedSimd: readonly Insn[] = [
  ...[...simdLoadsStores, ...structures],
  ...[...simdLogical, ...threeSame, ...pairwiseOperations, ...twoRegisters, ...acrossLanes],
  ...[...threeDifferent, ...byElement, ...dotProducts, ...shiftsByImmediate],
  ...[...modifiedImmediates, ...copies, ...permutes, ...tableLookups],
  ...[...aes, ...sha],
];
