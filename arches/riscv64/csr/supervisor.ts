/** Supervisor-level CSRs. Several are windows on the machine's, through which only delegated bits show. */
import { readField, writeField } from '#core/isa/evaluate.ts';
import type { HartView } from '#core/machine/hart.ts';
import { interrupt } from '../causes.ts';
import { pendingBits } from '../interrupts.ts';
import { layout } from '../layout.ts';
import { privilege } from '../privilege.ts';
import { type Csr, defineCsr, stored } from './csr.ts';
import { XENVCFG_WRITABLE } from './envcfg.ts';
import * as hypervisorStatus from './hstatus.ts';
import { isTvecMode, writeMip, XEPC_WRITABLE } from './machine.ts';
import { SSTATUS_VISIBLE, SSTATUS_WRITABLE, TVM, writtenStatus } from './status.ts';

const bit = (number: number) => 1n << BigInt(number);
const S_INTERRUPTS = bit(interrupt.SSI) | bit(interrupt.STI) | bit(interrupt.SEI) | bit(interrupt.LCOFI);
const SIP_WRITABLE = bit(interrupt.SSI) | bit(interrupt.LCOFI);

/** `satp` and `vsatp` modes: Bare, Sv39, Sv48, Sv57. A write with another is ignored, as the manual asks. */
export const SATP_MODES = new Set([0n, 8n, 9n, 10n]);

const delegated = ({ block }: HartView) => readField(block, layout.mideleg) & S_INTERRUPTS;

export const supervisorCsrs: readonly Csr[] = [
  defineCsr({
    number: 0x100,
    name: 'sstatus',
    spec: 'priv: Supervisor Status (sstatus) Register',
    read: ({ block }) => readField(block, layout.mstatus) & SSTATUS_VISIBLE,
    write: ({ block }, value) =>
      writeField(block, layout.mstatus, writtenStatus(readField(block, layout.mstatus), value, SSTATUS_WRITABLE)),
    affects: 'execution',
  }),
  defineCsr({
    number: 0x104,
    name: 'sie',
    spec: 'priv: Supervisor Interrupt (sip and sie) Registers',
    read: (context) => readField(context.block, layout.mie) & delegated(context),
    write: (context, value) => {
      const writable = delegated(context);
      const before = readField(context.block, layout.mie);
      writeField(context.block, layout.mie, (before & ~writable) | (value & writable));
    },
    affects: 'execution',
  }),
  defineCsr({
    number: 0x105,
    name: 'stvec',
    spec: 'priv: Supervisor Trap Vector Base Address (stvec) Register',
    read: ({ block }) => readField(block, layout.stvec),
    write: ({ block }, value) => {
      if (isTvecMode(value)) writeField(block, layout.stvec, value);
    },
  }),
  defineCsr({
    number: 0x10a,
    name: 'senvcfg',
    spec: 'priv: Supervisor Environment Configuration (senvcfg) Register',
    ...stored(layout.senvcfg, XENVCFG_WRITABLE),
  }),
  defineCsr({
    number: 0x140,
    name: 'sscratch',
    spec: 'priv: Supervisor Scratch (sscratch) Register',
    ...stored(layout.sscratch),
  }),
  defineCsr({
    number: 0x141,
    name: 'sepc',
    spec: 'priv: Supervisor Exception Program Counter (sepc) Register',
    ...stored(layout.sepc, XEPC_WRITABLE),
  }),
  defineCsr({
    number: 0x142,
    name: 'scause',
    spec: 'priv: Supervisor Cause (scause) Register',
    ...stored(layout.scause),
  }),
  defineCsr({
    number: 0x143,
    name: 'stval',
    spec: 'priv: Supervisor Trap Value (stval) Register',
    ...stored(layout.stval),
  }),
  defineCsr({
    number: 0x144,
    name: 'sip',
    spec: 'priv: Supervisor Interrupt (sip and sie) Registers',
    read: (context) => BigInt(pendingBits(context)) & delegated(context),
    write: (context, value) => writeMip(context, value, delegated(context) & SIP_WRITABLE),
    affects: 'execution',
  }),
  defineCsr({
    number: 0x180,
    name: 'satp',
    spec: 'priv: Supervisor Address Translation and Protection (satp) Register',
    refusal: ({ block }) => {
      if (block.getUint8(layout.privilege.offset) === privilege.M) return undefined;
      if (block.getUint8(layout.virtualized.offset) !== 0)
        return (block.getUint32(layout.hstatus.offset, true) & hypervisorStatus.VTVM) === 0 ? undefined : 'virtual';
      return (block.getUint32(layout.mstatus.offset, true) & TVM) === 0 ? undefined : 'illegal';
    },
    read: ({ block }) => readField(block, layout.satp),
    write: ({ block }, value) => {
      if (SATP_MODES.has(value >> 60n)) writeField(block, layout.satp, value);
    },
    affects: 'translation',
  }),
];
