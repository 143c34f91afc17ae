import type { Insn } from '#core/isa/insn.ts';
import * as control from './control.ts';
import * as environment from './environment.ts';
import * as fences from './fences.ts';
import * as integer from './integer.ts';
import * as loadsStores from './loads-stores.ts';
import * as words from './words.ts';

/** RV64I with Zifencei and Zihintpause. */
export const rv64i: readonly Insn[] = [integer, words, loadsStores, control, fences, environment].flatMap((file) =>
  Object.values<Insn>({ ...file }),
);
