import type { Insn } from '#core/isa/insn.ts';
import * as zba from './zba.ts';
import * as zbbBits from './zbb-bits.ts';
import * as zbbRotations from './zbb-rotations.ts';
import * as zbc from './zbc.ts';
import * as zbs from './zbs.ts';

/** Zba, Zbb, Zbc and Zbs. */
export const bitmanip: readonly Insn[] = [zba, zbbBits, zbbRotations, zbc, zbs].flatMap((file) =>
  Object.values<Insn>({ ...file }),
);
