/**
 * Hypervisor CSRs, but for hcounteren, which is with its kin in `counters.ts`. `priv: Hypervisor and Virtual Supervisor CSRs`
 *
 * Not modelled: guest external interrupts, of which there are none (GEILEN is 0), as on QEMU's `virt`.
 */
import { readField, writeField } from '#core/isa/evaluate.ts';
import type { HartContext } from '#core/machine/hart.ts';
import { exception, interrupt } from '../causes.ts';
import { pendingBits } from '../interrupts.ts';
import { layout } from '../layout.ts';
import { privilege } from '../privilege.ts';
import { type Csr, constant, defineCsr, stored } from './csr.ts';
import { HENVCFG_BY_MENVCFG, XENVCFG_WRITABLE } from './envcfg.ts';
import { HSTATUS_WRITABLE } from './hstatus.ts';
import { bitsOf, VS_INTERRUPTS, writeMip } from './machine.ts';
import { TVM } from './status.ts';

/** What a guest's own supervisor may be given to handle: `priv: Hypervisor Trap Delegation (hedeleg and hideleg) Registers`, its table. */
const HEDELEG_WRITABLE = bitsOf(
  exception.INSTRUCTION_ADDRESS_MISALIGNED,
  exception.INSTRUCTION_ACCESS_FAULT,
  exception.ILLEGAL_INSTRUCTION,
  exception.BREAKPOINT,
  exception.LOAD_ADDRESS_MISALIGNED,
  exception.LOAD_ACCESS_FAULT,
  exception.STORE_ADDRESS_MISALIGNED,
  exception.STORE_ACCESS_FAULT,
  exception.ECALL_FROM_U,
  exception.INSTRUCTION_PAGE_FAULT,
  exception.LOAD_PAGE_FAULT,
  exception.STORE_PAGE_FAULT,
);

const VSSIP = bitsOf(interrupt.VSSI);

/** `hgatp` modes: Bare, Sv39x4, Sv48x4, Sv57x4. */
const HGATP_MODES = new Set([0n, 8n, 9n, 10n]);
const HGATP_MODE = 15n << 60n;
const HGATP_VMID = 0x3fffn << 44n;

/**
 * All 44 bits are kept and used, as on QEMU, though a root table is four pages and the lowest two bits "always read as zeros":
 * hypervisors that were only ever run on QEMU have roots that are not aligned to 16 KiB.
 */
const HGATP_PPN = (1n << 44n) - 1n;

/** "... the fields of hgatp are WARL in the normal way": a mode that is not there leaves the one that was. */
function writeHgatp({ block }: HartContext, value: bigint): void {
  const mode = HGATP_MODES.has(value >> 60n) ? value : readField(block, layout.hgatp);
  writeField(block, layout.hgatp, (mode & HGATP_MODE) | (value & (HGATP_VMID | HGATP_PPN)));
}

export const hypervisorCsrs: readonly Csr[] = [
  defineCsr({
    number: 0x600,
    name: 'hstatus',
    spec: 'priv: Hypervisor Status (hstatus) Register',
    ...stored(layout.hstatus, HSTATUS_WRITABLE), // what it decides is read when it is needed
  }),
  defineCsr({
    number: 0x602,
    name: 'hedeleg',
    spec: 'priv: Hypervisor Trap Delegation (hedeleg and hideleg) Registers',
    ...stored(layout.hedeleg, HEDELEG_WRITABLE),
  }),
  defineCsr({
    number: 0x603,
    name: 'hideleg',
    spec: 'priv: Hypervisor Trap Delegation (hedeleg and hideleg) Registers',
    ...stored(layout.hideleg, VS_INTERRUPTS),
    affects: 'execution',
  }),
  defineCsr({
    number: 0x604,
    name: 'hie',
    spec: 'priv: Hypervisor Interrupt (hvip, hip, and hie) Registers',
    read: ({ block }) => readField(block, layout.mie) & VS_INTERRUPTS,
    write: ({ block }, value) =>
      writeField(block, layout.mie, (readField(block, layout.mie) & ~VS_INTERRUPTS) | (value & VS_INTERRUPTS)),
    affects: 'execution',
  }),
  defineCsr({
    number: 0x607,
    name: 'hgeie',
    spec: 'priv: Hypervisor Guest External Interrupt Registers (hgeip and hgeie)',
    ...constant(0n),
  }),
  defineCsr({
    number: 0x60a,
    name: 'henvcfg',
    spec: 'priv: Hypervisor Environment Configuration Registers (henvcfg and henvcfgh)',
    read: ({ block }) => readField(block, layout.henvcfg),
    write: ({ block }, value) =>
      writeField(block, layout.henvcfg, value & (XENVCFG_WRITABLE | (readField(block, layout.menvcfg) & HENVCFG_BY_MENVCFG))),
    affects: 'translation',
  }),
  defineCsr({
    number: 0x605,
    name: 'htimedelta',
    spec: 'priv: Hypervisor Time Delta Registers (htimedelta, htimedeltah)',
    ...stored(layout.htimedelta),
    affects: 'deadline',
  }),
  defineCsr({
    number: 0x643,
    name: 'htval',
    spec: 'priv: Hypervisor Trap Value (htval) Register',
    ...stored(layout.htval),
  }),
  defineCsr({
    number: 0x644,
    name: 'hip',
    spec: 'priv: Hypervisor Interrupt (hvip, hip, and hie) Registers',
    read: (context) => BigInt(pendingBits(context)) & VS_INTERRUPTS,
    write: (context, value) => writeMip(context, value, VSSIP),
    affects: 'execution',
  }),
  defineCsr({
    number: 0x645,
    name: 'hvip',
    spec: 'priv: Hypervisor Interrupt (hvip, hip, and hie) Registers',
    read: ({ block }) => readField(block, layout.mip) & VS_INTERRUPTS,
    write: (context, value) => writeMip(context, value, VS_INTERRUPTS),
    affects: 'execution',
  }),
  defineCsr({
    number: 0x64a,
    name: 'htinst',
    spec: 'priv: Hypervisor Trap Instruction (htinst) Register',
    ...stored(layout.htinst),
  }),
  defineCsr({
    number: 0x680,
    name: 'hgatp',
    spec: 'priv: Hypervisor Guest Address Translation and Protection (hgatp) Register',
    refusal: ({ block }) => {
      const isTrapped = (block.getUint32(layout.mstatus.offset, true) & TVM) !== 0;
      return isTrapped && block.getUint8(layout.privilege.offset) !== privilege.M ? 'illegal' : undefined;
    },
    read: ({ block }) => readField(block, layout.hgatp),
    write: writeHgatp,
    affects: 'translation',
  }),
  defineCsr({
    number: 0xe12,
    name: 'hgeip',
    spec: 'priv: Hypervisor Guest External Interrupt Registers (hgeip and hgeie)',
    ...constant(0n),
  }),
];
