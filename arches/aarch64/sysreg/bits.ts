/** Bits of the system registers that decide about execution. All are in the low word, unless they say otherwise. */

/** arm: SCTLR_EL1 and SCTLR_EL2, System Control Registers. */
export const SCTLR = {
  M: 1n << 0n, // stage 1 translates
  A: 1n << 1n, // every misaligned access faults
  C: 1n << 2n,
  SA: 1n << 3n, // a misaligned SP faults when it is a base
  SA0: 1n << 4n, // the same at EL0
  UMA: 1n << 9n, // EL0 may access DAIF
  I: 1n << 12n,
  DZE: 1n << 14n, // EL0 may use DC ZVA
  UCT: 1n << 15n, // EL0 may read CTR_EL0
  NTWI: 1n << 16n, // EL0 may use WFI
  NTWE: 1n << 18n,
  WXN: 1n << 19n, // writable is not executable
  SPAN: 1n << 23n, // PAN stays as it is when an exception is taken
  E0E: 1n << 24n, // EL0 is big-endian
  EE: 1n << 25n, // the rest is
  UCI: 1n << 26n, // EL0 may maintain caches
  DSSBS: 1n << 44n, // SSBS when an exception is taken
} as const;

/** arm: HCR_EL2, Hypervisor Configuration Register. */
export const HCR = {
  VM: 1n << 0n, // stage 2 translates
  FMO: 1n << 3n,
  IMO: 1n << 4n,
  AMO: 1n << 5n,
  VF: 1n << 6n,
  VI: 1n << 7n,
  VSE: 1n << 8n,
  DC: 1n << 12n,
  TWI: 1n << 13n,
  TWE: 1n << 14n,
  TID1: 1n << 16n,
  TID2: 1n << 17n,
  TID3: 1n << 18n,
  TSC: 1n << 19n,
  TIDCP: 1n << 20n,
  TACR: 1n << 21n,
  TSW: 1n << 22n,
  TPCP: 1n << 23n,
  TPU: 1n << 24n,
  TTLB: 1n << 25n,
  TVM: 1n << 26n,
  TGE: 1n << 27n,
  TDZ: 1n << 28n,
  HCD: 1n << 29n,
  TRVM: 1n << 30n,
  RW: 1n << 31n,
  E2H: 1n << 34n,
  TLOR: 1n << 35n,
  TERR: 1n << 36n,
  TEA: 1n << 37n, // EL2 takes external aborts
} as const;

/** The same in SPSR_ELx and the registers that show fields of PSTATE. */
export const SPSR = {
  SP: 1n << 0n,
  EL_SHIFT: 2n,
  AARCH32: 1n << 4n,
  F: 1n << 6n,
  I: 1n << 7n,
  A: 1n << 8n,
  D: 1n << 9n,
  SSBS: 1n << 12n,
  IL: 1n << 20n,
  SS: 1n << 21n,
  PAN: 1n << 22n,
  UAO: 1n << 23n,
  FLAGS_SHIFT: 28n,
} as const;

/** arm: MDSCR_EL1, Monitor Debug System Control Register. */
export const MDSCR = {
  SS: 1n << 0n, // software step
  KDE: 1n << 13n, // debug exceptions from the level that takes them, too
  MDE: 1n << 15n, // breakpoints and watchpoints
} as const;

/** arm: MDCR_EL2, Monitor Debug Configuration Register. */
export const MDCR = {
  TDE: 1n << 8n, // EL2 takes debug exceptions, and traps what TDA does
  TDA: 1n << 9n,
  TDRA: 1n << 11n,
  TDOSA: 1n << 10n,
} as const;

/** arm: CPACR_EL1.FPEN. */
export const FPEN_SHIFT = 20n;
