/**
 * VM exits and entries in words: what recordings keep and tables print. A VM exit is a trap from V=1 to HS or M.
 * `priv: Trap Cause Codes`, `sbi: Binary Encoding`
 */
import type { ContextChange } from '#core/machine/hart.ts';
import { exception, interrupt } from './causes.ts';
import { EXCEPTION_NAMES, INTERRUPT_NAMES } from './inspect/names.ts';
import { layout } from './layout.ts';
import { privilege } from './privilege.ts';
import { callName } from './sbi.ts';

type Details = ContextChange['details'];

const GUEST_FAULT_ACCESS: Readonly<Record<number, string>> = {
  [exception.INSTRUCTION_GUEST_PAGE_FAULT]: 'fetch',
  [exception.LOAD_GUEST_PAGE_FAULT]: 'load',
  [exception.STORE_GUEST_PAGE_FAULT]: 'store',
};

/** Where a trap left its registers: those of HS, or of M. */
const REGISTERS = {
  HS: { epc: layout.sepc, cause: layout.scause, tval: layout.stval, tval2: layout.htval },
  M: { epc: layout.mepc, cause: layout.mcause, tval: layout.mtval, tval2: layout.mtval2 },
} as const;

/** a0, a1, a6 and a7 are x10, x11, x16 and x17. */
const x = (block: DataView, number: number) => block.getBigUint64(layout.x.offset + 8 * number, true);

/** "This register's two least-significant bits are those of the address in stval." `priv: Hypervisor Trap Value (htval) Register` */
export const guestPhysicalAddress = (tval2: bigint, tval: bigint): bigint => BigInt.asUintN(64, tval2 << 2n) | (tval & 3n);

/** Just after a trap out of V=1. `to: 'M'` is among the details of those that went past the hypervisor. */
export function describeExit(block: DataView): ContextChange {
  const level = block.getUint8(layout.privilege.offset) === privilege.M ? 'M' : 'HS';
  const registers = REGISTERS[level];
  const read = (field: { readonly offset: number }) => block.getBigUint64(field.offset, true);
  const cause = block.getUint32(registers.cause.offset, true);
  const isInterrupt = block.getUint32(registers.cause.offset + 4, true) !== 0;
  const pc = read(registers.epc);
  const told = (reason: string, details: Details): ContextChange => ({
    reason,
    details: level === 'M' ? { ...details, to: level } : details,
  });
  if (isInterrupt) return told('interrupt', { pc, cause, name: INTERRUPT_NAMES[cause] ?? '' });
  switch (cause) {
    case exception.ECALL_FROM_VS: {
      const [eid, fid] = [x(block, 17), x(block, 16)];
      return told('hypercall', { pc, call: callName(eid, fid), eid, fid, a0: x(block, 10), a1: x(block, 11) });
    }
    case exception.INSTRUCTION_GUEST_PAGE_FAULT:
    case exception.LOAD_GUEST_PAGE_FAULT:
    case exception.STORE_GUEST_PAGE_FAULT: {
      const tval = read(registers.tval);
      const address = guestPhysicalAddress(read(registers.tval2), tval);
      return told('npf', { pc, access: GUEST_FAULT_ACCESS[cause]!, address, virtual: tval });
    }
    case exception.VIRTUAL_INSTRUCTION:
      return told('virtualInstruction', { pc, word: read(registers.tval) });
    default:
      return told('exception', { pc, cause, name: EXCEPTION_NAMES[cause] ?? '', value: read(registers.tval) });
  }
}

/** Just after V became 1: the mode, where it goes on, and the interrupts that the hypervisor injects. */
export function describeEntry(block: DataView): ContextChange {
  const mode = block.getUint8(layout.privilege.offset) === privilege.S ? 'VS' : 'VU';
  const hvip = block.getUint32(layout.mip.offset, true) & HVIP;
  return { reason: mode, details: { pc: block.getBigUint64(layout.pc.offset, true), hvip } };
}

const HVIP = (1 << interrupt.VSSI) | (1 << interrupt.VSTI) | (1 << interrupt.VSEI);
