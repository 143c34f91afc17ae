/** What instructions about privilege, translation and waiting call; the hart implements it. None has parameters. */
import { defineService, type Service } from '#core/isa/semantics.ts';

/** Traps with an illegal instruction whose trap value is the instruction's bits. For what only shows at execution (a reserved `frm`). */
export const illegalInstruction = defineService({ name: 'illegalInstruction', parameterCount: 0 });

/** Returns from a trap: restores privilege and the interrupt enable from mstatus; the instruction jumps to mepc. Illegal below M. */
export const mret = defineService({ name: 'mret', parameterCount: 0 });

/** The same by SPP and SPIE, for sepc. Illegal in U, and in S with TSR set. */
export const sret = defineService({ name: 'sret', parameterCount: 0 });

/** The hart waits for an interrupt. Illegal in U, and in S with TW set. */
export const wfi = defineService({ name: 'wfi', parameterCount: 0 });

/** Translations may have changed. Illegal in U, and in S with TVM set. */
export const sfenceVma = defineService({ name: 'sfenceVma', parameterCount: 0 });

/** The fences around `sinval.vma`: orders nothing more here. Illegal in U; TVM does not matter. */
export const sfenceInval = defineService({ name: 'sfenceInval', parameterCount: 0 });

/** Gives the rest of the quantum to the other harts. Cannot trap. */
export const yieldQuantum = defineService({ name: 'yieldQuantum', parameterCount: 0 });

export const privilegedServices: readonly Service[] = [illegalInstruction, mret, sret, wfi, sfenceVma, sfenceInval, yieldQuantum];
