/**
 * The state of one hart: what a snapshot keeps, a digest covers and a debugger names. CSRs are spelled as in the manual and
 * hold their stored value; a CSR that is a view of another (`sstatus`, `sie`, `fcsr`) or is derived (`time`) has no field.
 */
import { defineLayout } from '#core/isa/layout.ts';

/** Counters 3 to 18 exist, as on QEMU's `rv64`; their event selectors go up to 31. */
export const HPM_COUNTER_COUNT = 16;
export const HPM_EVENT_COUNT = 29;
export const PMP_ENTRY_COUNT = 16;
export const TRIGGER_COUNT = 2;

export const layout = defineLayout({
  pc: 8,
  steps: 8,
  retired: 8,
  /** Rolling digest of control flow, kept by the machine. */
  flow: 8,
  x: { file: 32, zero: 0 },
  f: { file: 32 },

  waiting: 1,
  /** 3 machine, 1 supervisor, 0 user. */
  privilege: 1,
  /** V: 1 in a guest's VS and VU. */
  virtualized: 1,
  fflags: 1,
  frm: 1,
  reservationValid: 1,
  tselect: 1,
  mcounteren: 4,
  scounteren: 4,
  hcounteren: 4,
  mcountinhibit: 4,

  /** Virtual address that `lr` read, while `reservationValid`. */
  reservationAddress: 8,

  mstatus: 8,
  medeleg: 8,
  mideleg: 8,
  mie: 8,
  /** The bits software writes; reading `mip` adds the wires and the `stimecmp` comparison. */
  mip: 8,
  mtvec: 8,
  mscratch: 8,
  mepc: 8,
  mcause: 8,
  mtval: 8,
  menvcfg: 8,
  /** `mcycle` less steps, and `minstret` less retired; the counter itself while `mcountinhibit` stops it. */
  mcycle: 8,
  minstret: 8,

  stvec: 8,
  sscratch: 8,
  sepc: 8,
  scause: 8,
  stval: 8,
  satp: 8,
  senvcfg: 8,
  stimecmp: 8,

  hstatus: 8,
  hedeleg: 8,
  hideleg: 8,
  hgatp: 8,
  henvcfg: 8,
  htimedelta: 8,
  htval: 8,
  htinst: 8,
  mtval2: 8,
  mtinst: 8,
  /** The VS CSRs: what the s CSRs of the same names lead to while V is 1. */
  vsstatus: 8,
  vstvec: 8,
  vsscratch: 8,
  vsepc: 8,
  vscause: 8,
  vstval: 8,
  vsatp: 8,
  vstimecmp: 8,

  /** Byte i is `pmpicfg`: pmpcfg0 is bytes 0 to 7, pmpcfg2 bytes 8 to 15. */
  pmpcfg: { file: PMP_ENTRY_COUNT / 8 },
  pmpaddr: { file: PMP_ENTRY_COUNT },
  mhpmcounter: { file: HPM_COUNTER_COUNT },
  mhpmevent: { file: HPM_EVENT_COUNT },
  tdata1: { file: TRIGGER_COUNT },
  tdata2: { file: TRIGGER_COUNT },
});
