import type { Insn } from '#core/isa/insn.ts';
import * as division from './division.ts';
import * as multiplication from './multiplication.ts';

export const rv64m: readonly Insn[] = [multiplication, division].flatMap((file) => Object.values<Insn>({ ...file }));
