/**
 * The VS CSRs, by their own numbers from HS and M; while V is 1, `table.ts` leads the numbers of the s CSRs here.
 * vstimecmp is in `timers.ts`.
 */
import { readField, writeField } from '#core/isa/evaluate.ts';
import { interrupt } from '../causes.ts';
import { pendingBits } from '../interrupts.ts';
import { layout } from '../layout.ts';
import { type Csr, defineCsr, stored } from './csr.ts';
import { bitsOf, isTvecMode, VS_INTERRUPTS, writeMip, XEPC_WRITABLE } from './machine.ts';
import { SSTATUS_VISIBLE, SSTATUS_WRITABLE, writtenStatus } from './status.ts';
import { SATP_MODES } from './supervisor.ts';

/** Bit i of `vsip` and `vsie` is bit i + 1 of `hip` and `hie`: "a virtual supervisor external interrupt (code 10) ... (code 9)". */
const VS_FROM_S = 1n;
const VSSIP = bitsOf(interrupt.VSSI);

/** "When bit 10 of hideleg is zero, vsip.SEIP and vsie.SEIE are read-only zeros", and so on. */
const delegated = (block: DataView) => readField(block, layout.hideleg) & VS_INTERRUPTS;

export const virtualSupervisorCsrs: readonly Csr[] = [
  defineCsr({
    number: 0x200,
    name: 'vsstatus',
    spec: 'priv: Virtual Supervisor Status (vsstatus) Register',
    read: ({ block }) => readField(block, layout.vsstatus) & SSTATUS_VISIBLE,
    write: ({ block }, value) =>
      writeField(block, layout.vsstatus, writtenStatus(readField(block, layout.vsstatus), value, SSTATUS_WRITABLE)),
    affects: 'execution',
  }),
  defineCsr({
    number: 0x204,
    name: 'vsie',
    spec: 'priv: Virtual Supervisor Interrupt (vsip and vsie) Registers',
    read: ({ block }) => (readField(block, layout.mie) & delegated(block)) >> VS_FROM_S,
    write: ({ block }, value) => {
      const writable = delegated(block);
      writeField(block, layout.mie, (readField(block, layout.mie) & ~writable) | ((value << VS_FROM_S) & writable));
    },
    affects: 'execution',
  }),
  defineCsr({
    number: 0x205,
    name: 'vstvec',
    spec: 'priv: Virtual Supervisor Trap Vector Base Address (vstvec) Register',
    read: ({ block }) => readField(block, layout.vstvec),
    write: ({ block }, value) => {
      if (isTvecMode(value)) writeField(block, layout.vstvec, value);
    },
  }),
  defineCsr({
    number: 0x240,
    name: 'vsscratch',
    spec: 'priv: Virtual Supervisor Scratch (vsscratch) Register',
    ...stored(layout.vsscratch),
  }),
  defineCsr({
    number: 0x241,
    name: 'vsepc',
    spec: 'priv: Virtual Supervisor Exception Program Counter (vsepc) Register',
    ...stored(layout.vsepc, XEPC_WRITABLE),
  }),
  defineCsr({
    number: 0x242,
    name: 'vscause',
    spec: 'priv: Virtual Supervisor Cause (vscause) Register',
    ...stored(layout.vscause),
  }),
  defineCsr({
    number: 0x243,
    name: 'vstval',
    spec: 'priv: Virtual Supervisor Trap Value (vstval) Register',
    ...stored(layout.vstval),
  }),
  defineCsr({
    number: 0x244,
    name: 'vsip',
    spec: 'priv: Virtual Supervisor Interrupt (vsip and vsie) Registers',
    read: (context) => (BigInt(pendingBits(context)) & delegated(context.block)) >> VS_FROM_S,
    write: (context, value) => writeMip(context, value << VS_FROM_S, delegated(context.block) & VSSIP),
    affects: 'execution',
  }),
  // With V=0 too a mode that is not there is ignored, "as it is for satp".
  defineCsr({
    number: 0x280,
    name: 'vsatp',
    spec: 'priv: Virtual Supervisor Address Translation and Protection (vsatp) Register',
    read: ({ block }) => readField(block, layout.vsatp),
    write: ({ block }, value) => {
      if (SATP_MODES.has(value >> 60n)) writeField(block, layout.vsatp, value);
    },
    affects: 'translation',
  }),
];
