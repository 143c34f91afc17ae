/**
 * The state of one PE: what a snapshot keeps, a digest covers and a debugger names. Registers are spelled as in the manual and
 * hold their stored value; one that is a view of others (`SPSR` of nothing taken, `CurrentEL`, `DAIF`, `NZCV`) has no field.
 */
import { defineLayout, type Field, type RegisterFile } from '#core/isa/layout.ts';

/** Breakpoints and watchpoints of the self-hosted debug, as on QEMU's `neoverse-n1`. */
export const BREAKPOINT_COUNT = 6;
export const WATCHPOINT_COUNT = 4;

export const layout = defineLayout({
  pc: 8,
  steps: 8,
  retired: 8,
  /** Rolling digest of control flow, kept by the machine. */
  flow: 8,

  /** The stack pointer in use: `SP_EL0`, or with PSTATE.SP set that of the present EL. Stands before `x`, see {@link xsp}. */
  SP: 8,
  x: { file: 32, zero: 31 },
  /** Bits 63:0 and 127:64 of the V registers. */
  vLow: { file: 32 },
  vHigh: { file: 32 },

  waiting: 1,
  /** PSTATE.<N,Z,C,V> as a number: N is 8, V is 1. */
  NZCV: 1,
  D: 1,
  A: 1,
  I: 1,
  F: 1,
  /** PSTATE.SP: 1 when SP is that of the present EL. */
  SPSel: 1,
  EL: 1,
  PAN: 1,
  UAO: 1,
  SSBS: 1,
  /** PSTATE.SS, the software step state. */
  SS: 1,
  /** PSTATE.IL: the next instruction raises an Illegal Execution state exception. */
  IL: 1,
  /** The PE is off: it waits to be started, and what else it holds is nothing. */
  isOff: 1,
  /** The Event Register of WFE. */
  event: 1,
  /** The local exclusive monitor: bytes that it watches, 0 in the Open Access state. */
  exclusiveSize: 1,
  OSLK: 1,
  OSDLK: 1,
  FPCR: 4,
  FPSR: 4,
  /** While SS is set: the step before which no instruction has been executed since. See `debug.ts`. */
  stepFrom: 8,
  /** Virtual address that the monitor watches, while `exclusiveSize` is not 0. */
  exclusiveAddress: 8,

  /** Stack pointers that are not in use; that which is in `SP` is 0 here. */
  SP_EL0: 8,
  SP_EL1: 8,
  SP_EL2: 8,
  ELR_EL1: 8,
  SPSR_EL1: 8,
  ESR_EL1: 8,
  FAR_EL1: 8,
  ELR_EL2: 8,
  SPSR_EL2: 8,
  ESR_EL2: 8,
  FAR_EL2: 8,
  HPFAR_EL2: 8,
  TPIDR_EL0: 8,
  TPIDRRO_EL0: 8,
  TPIDR_EL1: 8,
  TPIDR_EL2: 8,
  CONTEXTIDR_EL1: 8,
  CONTEXTIDR_EL2: 8,

  SCTLR_EL1: 8,
  CPACR_EL1: 8,
  TTBR0_EL1: 8,
  TTBR1_EL1: 8,
  TCR_EL1: 8,
  MAIR_EL1: 8,
  VBAR_EL1: 8,
  PAR_EL1: 8,
  CSSELR_EL1: 8,
  CNTKCTL_EL1: 8,

  HCR_EL2: 8,
  SCTLR_EL2: 8,
  CPTR_EL2: 8,
  HSTR_EL2: 8,
  MDCR_EL2: 8,
  TTBR0_EL2: 8,
  TTBR1_EL2: 8,
  TCR_EL2: 8,
  MAIR_EL2: 8,
  VBAR_EL2: 8,
  VTTBR_EL2: 8,
  VTCR_EL2: 8,
  VPIDR_EL2: 8,
  VMPIDR_EL2: 8,
  CNTHCTL_EL2: 8,

  /** RAS: what ESB leaves, and what a virtual SError brings. */
  DISR_EL1: 8,
  VDISR_EL2: 8,
  VSESR_EL2: 8,

  /** The counters and timers themselves are the board's. */
  CNTFRQ_EL0: 8,

  MDSCR_EL1: 8,
  DBGCLAIM: 8,
  DBGBVR: { file: BREAKPOINT_COUNT },
  DBGBCR: { file: BREAKPOINT_COUNT },
  DBGWVR: { file: WATCHPOINT_COUNT },
  DBGWCR: { file: WATCHPOINT_COUNT },
});

/**
 * General registers where number 31 means the stack pointer. A register's number in this file is one more than in the instruction,
 * and that of SP is 0: so the two files share x0 to x30, and the slot that `x` keeps zero is nobody's here.
 */
export const xsp: RegisterFile = { name: 'xsp', offset: layout.SP.offset, count: 32, zero: null };

/** Number of the stack pointer in {@link xsp}. */
export const SP = 0;

/** A register of a file, as a field of its own. */
export function registerOf(file: RegisterFile, number: number): Field {
  return { name: `${file.name}${number}`, offset: file.offset + 8 * number, width: 8 };
}
