/** What instructions about privilege, translation and waiting call; the hart implements it. None has parameters. */
import { defineService, type Service } from '#core/isa/semantics.ts';

/** Traps with an illegal instruction whose trap value is the instruction's bits. For what only shows at execution (a reserved `frm`). */
export const illegalInstruction = defineService({ name: 'illegalInstruction', parameterCount: 0 });

/** Returns from a trap: restores privilege and the interrupt enable from mstatus; the instruction jumps to mepc. Illegal below M. */
export const mret = defineService({ name: 'mret', parameterCount: 0 });

/**
 * The same by SPP, SPIE and SPV, for sepc; with V=1 by those of vsstatus, for vsepc. Illegal in U, and in HS with TSR set; a
 * virtual instruction in VU, and in VS with VTSR set.
 */
export const sret = defineService({ name: 'sret', parameterCount: 0 });

/** The hart waits for an interrupt. Illegal in U, and with TW set below M; else a virtual instruction in VU, and in VS with VTW set. */
export const wfi = defineService({ name: 'wfi', parameterCount: 0 });

/** Translations may have changed. Illegal in U, and in HS with TVM set; a virtual instruction in VU, and in VS with VTVM set. */
export const sfenceVma = defineService({ name: 'sfenceVma', parameterCount: 0 });

/** The fences around `sinval.vma`: orders nothing more here. Illegal in U and virtual in VU; TVM and VTVM do not matter. */
export const sfenceInval = defineService({ name: 'sfenceInval', parameterCount: 0 });

/** Gives the rest of the quantum to the other harts. Cannot trap. */
export const yieldQuantum = defineService({ name: 'yieldQuantum', parameterCount: 0 });

export const privilegedServices: readonly Service[] = [illegalInstruction, mret, sret, wfi, sfenceVma, sfenceInval, yieldQuantum];
