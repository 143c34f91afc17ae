/** Exception classes, ESR_ELx.EC, as causes of traps. arm: ESR_EL1, Exception Syndrome Register (EL1). */
export const exceptionClass = {
  /** Undefined instructions, and whatever else has no class of its own. */
  UNKNOWN: 0x00,
  /** WFI and WFE. */
  TRAPPED_WAIT: 0x01,
  /** SIMD and floating point, disabled or trapped. */
  TRAPPED_FP: 0x07,
  ILLEGAL_STATE: 0x0e,
  SVC: 0x15,
  HVC: 0x16,
  SMC: 0x17,
  /** MSR, MRS and System instructions. */
  TRAPPED_SYSTEM: 0x18,
  /** Aborts, as from a lower EL; one more when the EL stays. */
  INSTRUCTION_ABORT: 0x20,
  PC_ALIGNMENT: 0x22,
  DATA_ABORT: 0x24,
  SP_ALIGNMENT: 0x26,
  SERROR: 0x2f,
  /** Debug exceptions, as from a lower EL; one more when the EL stays. */
  BREAKPOINT: 0x30,
  SOFTWARE_STEP: 0x32,
  WATCHPOINT: 0x34,
  BRK: 0x3c,
} as const;

/** In the manual's words, shortened. */
export const exceptionClassNames: ReadonlyMap<number, string> = new Map([
  [exceptionClass.UNKNOWN, 'unknown reason'],
  [exceptionClass.TRAPPED_WAIT, 'trapped WFI or WFE'],
  [exceptionClass.TRAPPED_FP, 'trapped SIMD or floating point'],
  [exceptionClass.ILLEGAL_STATE, 'illegal execution state'],
  [exceptionClass.SVC, 'SVC'],
  [exceptionClass.HVC, 'HVC'],
  [exceptionClass.SMC, 'SMC'],
  [exceptionClass.TRAPPED_SYSTEM, 'trapped MSR, MRS or System instruction'],
  [exceptionClass.INSTRUCTION_ABORT, 'instruction abort'],
  [exceptionClass.PC_ALIGNMENT, 'PC alignment fault'],
  [exceptionClass.DATA_ABORT, 'data abort'],
  [exceptionClass.SP_ALIGNMENT, 'SP alignment fault'],
  [exceptionClass.SERROR, 'SError'],
  [exceptionClass.BREAKPOINT, 'breakpoint'],
  [exceptionClass.SOFTWARE_STEP, 'software step'],
  [exceptionClass.WATCHPOINT, 'watchpoint'],
  [exceptionClass.BRK, 'BRK'],
]);
