import type { Insn } from '#core/isa/insn.ts';
import * as loadReserved from './load-reserved.ts';
import * as memoryOperations from './memory-operations.ts';

export const rv64a: readonly Insn[] = [loadReserved, memoryOperations].flatMap((file) => Object.values<Insn>({ ...file }));
