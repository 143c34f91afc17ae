/** What instructions of the system call; the PE implements it. Each may trap, and may change how what follows is executed. */
import { defineService, type Service } from '#core/isa/semantics.ts';

/** HVC and SMC by their immediate. */
export const hvc = defineService({ name: 'hvc', parameterCount: 1 });
export const smc = defineService({ name: 'smc', parameterCount: 1 });

/** Returns from an exception, to where pc of the block is then. Undefined at EL0. */
export const eret = defineService({ name: 'eret', parameterCount: 0 });

/** (address) → where a branch to it goes: without the top byte that is ignored. Only for addresses that have one. */
export const branchAddress = defineService({ name: 'branchAddress', parameterCount: 1 });

/** (register op0:op1:CRn:CRm:op2, number of Rt) → the register. Also SYSL, which no feature here has any of. */
export const readSystem = defineService({ name: 'readSystem', parameterCount: 2 });

/** (register or instruction op0:op1:CRn:CRm:op2, number of Rt, value). */
export const writeSystem = defineService({ name: 'writeSystem', parameterCount: 3 });

/** (op1 and op2 of the field as op1:op2, CRm): MSR (immediate). */
export const writePstate = defineService({ name: 'writePstate', parameterCount: 2 });

/** Wait for interrupt, wait for event, send an event to all, send one to oneself, let others run. */
export const wfi = defineService({ name: 'wfi', parameterCount: 0 });
export const wfe = defineService({ name: 'wfe', parameterCount: 0 });
export const sev = defineService({ name: 'sev', parameterCount: 0 });
export const sevl = defineService({ name: 'sevl', parameterCount: 0 });
export const yieldQuantum = defineService({ name: 'yieldQuantum', parameterCount: 0 });

/** Error synchronization barrier. */
export const esb = defineService({ name: 'esb', parameterCount: 0 });

export const systemServices: readonly Service[] = [
  ...[hvc, smc, eret, branchAddress, readSystem, writeSystem, writePstate],
  ...[wfi, wfe, sev, sevl, yieldQuantum, esb],
];
