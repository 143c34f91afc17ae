/**
 * One hart's slow paths: what generated code calls when an instruction needs more than registers and memory it has at hand.
 * Keeps nothing that the block does not say; `reload` derives it anew.
 */
import type { Width } from '#core/isa/semantics.ts';
import type { Access, Hart, HartContext } from '#core/machine/hart.ts';
import { exception } from './causes.ts';
import type { Affected, Refusal } from './csr/csr.ts';
import { isFloatEnabled } from './csr/float.ts';
import * as hypervisorStatus from './csr/hstatus.ts';
import * as status from './csr/status.ts';
import { accessCsr, type CsrOperation } from './csr/table.ts';
import { describeEntry, describeExit } from './exit.ts';
import type { FaultDetails } from './fault-details.ts';
import { transformed } from './h/transformed.ts';
import { selectInterrupt, selectTimerDeadline, wakesFromWait } from './interrupts.ts';
import { layout } from './layout.ts';
import { Mmu } from './mmu.ts';
import { privilege } from './privilege.ts';
import { decode, decodeModeOf } from './rv64.ts';
import { enterException, enterInterrupt, isForGuest, NO_DETAILS, returnFromM, returnFromS } from './trap.ts';

/** By V × 4 + privilege. S stands for HS, of which a kernel without guests sees nothing; QEMU and its gdb say S too. */
const MODE_NAMES: Readonly<Record<number, string>> = { 0: 'U', 1: 'S', 3: 'M', 4: 'VU', 5: 'VS' };

/** A misaligned access that an instruction found itself. */
const MISALIGNED_IN_GUEST: FaultDetails = { ...NO_DETAILS, isGuestVirtual: true };

/** Faults of the fetch itself: there is no instruction. */
const FETCH_CAUSES: readonly number[] = [
  exception.INSTRUCTION_ADDRESS_MISALIGNED,
  exception.INSTRUCTION_ACCESS_FAULT,
  exception.INSTRUCTION_PAGE_FAULT,
  exception.INSTRUCTION_GUEST_PAGE_FAULT,
];

const lowOf = (address: bigint) => Number(address & 0xffff_ffffn);
const highOf = (address: bigint) => Number(address >> 32n);

const MPV_HIGH = Number(status.MPV >> 32n);

export function createHart(context: HartContext): Hart {
  const mmu = new Mmu(context);
  const mode = () => context.block.getUint8(layout.privilege.offset);
  const isVirtual = () => context.block.getUint8(layout.virtualized.offset) !== 0;
  const mstatus = () => context.block.getUint32(layout.mstatus.offset, true);
  const hstatus = () => context.block.getUint32(layout.hstatus.offset, true);

  /** Half of an instruction, or undefined where there is none to fetch. */
  const halfwordAt = (address: bigint): number | undefined => {
    const physical = mmu.peek(Number(address & 0xffff_ffffn), Number((address >> 32n) & 0xffff_ffffn));
    if (physical === undefined) return undefined;
    const word = context.walkRead32(physical - (physical % 4));
    return word === undefined ? undefined : (word >>> (8 * (physical % 4))) & 0xffff;
  };

  /** The instruction at `pc`, as a trap value. Zero, which the manual allows, where memory no longer has it. */
  const currentWord = (): bigint => {
    const pc = context.block.getBigUint64(layout.pc.offset, true);
    const first = halfwordAt(pc);
    if (first === undefined) return 0n;
    if ((first & 3) !== 3) return BigInt(first);
    const second = halfwordAt(pc + 2n);
    return second === undefined ? 0n : (BigInt(second) << 16n) | BigInt(first);
  };

  const illegal = (): undefined => {
    context.trap(exception.ILLEGAL_INSTRUCTION, currentWord());
    return undefined;
  };

  const virtualInstruction = (): undefined => {
    context.trap(exception.VIRTUAL_INSTRUCTION, currentWord());
    return undefined;
  };

  const refuse = (refusal: Refusal): undefined => (refusal === 'illegal' ? illegal() : virtualInstruction());

  const decodeMode = () => decodeModeOf(isFloatEnabled(context.block), mode(), isVirtual());

  /** Does something that may change what runs next or how: the inner run ends if it did. */
  const changeExecution = (action: () => void): void => {
    const fetchRegime = mmu.fetchRegime();
    const dataRegime = mmu.dataRegime();
    const decoding = decodeMode();
    action();
    const isSame = fetchRegime === mmu.fetchRegime() && dataRegime === mmu.dataRegime() && decoding === decodeMode();
    if (!isSame) context.reenter();
    if (selectInterrupt(context) >= 0) context.endRun();
  };

  /** After a trap return: it all but always leads to another privilege, and may let an interrupt in. */
  const returned = (): bigint => {
    context.reenter();
    if (selectInterrupt(context) >= 0) context.endRun();
    return 0n;
  };

  const change = (affected: Affected, write: () => void): void => {
    if (affected === 'execution') return changeExecution(write);
    write();
    mmu.reload();
    context.endRun();
  };

  const access = (number: bigint, operation: CsrOperation, operand: bigint): bigint | undefined => {
    const before = accessCsr(context, Number(number), operation, operand, change);
    return typeof before === 'string' ? refuse(before) : before;
  };

  /** Why an instruction of supervisors is not executed: it is for M, for HS unless `trapBit` of mstatus is set, and for VS unless `guestTrapBit` of hstatus is. */
  const supervisorRefusal = (trapBit: number, guestTrapBit: number): Refusal | undefined => {
    if (mode() === privilege.M) return undefined;
    if (isVirtual()) return mode() === privilege.U || (hstatus() & guestTrapBit) !== 0 ? 'virtual' : undefined;
    return mode() === privilege.U || (mstatus() & trapBit) !== 0 ? 'illegal' : undefined;
  };

  const asSupervisor = (trapBit: number, guestTrapBit: number, execute: () => bigint): bigint | undefined => {
    const refusal = supervisorRefusal(trapBit, guestTrapBit);
    return refusal === undefined ? execute() : refuse(refusal);
  };

  const supervisorReturn = () => {
    returnFromS(context.block);
    return returned();
  };
  const waitForInterrupt = () => {
    if (!wakesFromWait(context)) context.wait();
    return 0n;
  };
  const doNothing = () => 0n;

  /** An instruction of hypervisors is for M, and for HS unless `trapBit` of mstatus is set. */
  const asHypervisor = (trapBit: number, execute: () => bigint | undefined): bigint | undefined => {
    if (isVirtual()) return virtualInstruction();
    const isAllowed = mode() === privilege.M || (mode() === privilege.S && (mstatus() & trapBit) === 0);
    return isAllowed ? execute() : illegal();
  };

  /** The same, and for U with HU set. */
  const lookIntoGuest = (execute: () => bigint | undefined): bigint | undefined => {
    if (!isVirtual() && mode() === privilege.U && (hstatus() & hypervisorStatus.HU) !== 0) return execute();
    return asHypervisor(0, execute);
  };

  const guestLoad = (address: bigint, width: bigint, isFetchLike: boolean): bigint | undefined =>
    mmu.withGuestAccess(isFetchLike, () => context.loadVirtual(lowOf(address), highOf(address), Number(width) as Width));

  const guestStore = (address: bigint, width: bigint, value: bigint): bigint | undefined => {
    const bytes = BigInt.asUintN(8 * Number(width), value);
    const store = () => context.storeVirtual(lowOf(address), highOf(address), Number(width) as Width, bytes);
    return mmu.withGuestAccess(false, store) ? 0n : undefined;
  };

  const services: Hart['services'] = {
    csrrw: (number = 0n, value = 0n) => access(number, 'write', value),
    csrrs: (number = 0n, mask = 0n, source = 0n) => access(number, source === 0n ? 'read' : 'set', mask),
    csrrc: (number = 0n, mask = 0n, source = 0n) => access(number, source === 0n ? 'read' : 'clear', mask),
    illegalInstruction: illegal,
    mret: () => {
      if (mode() !== privilege.M) return illegal();
      returnFromM(context.block);
      return returned();
    },
    sret: () => asSupervisor(status.TSR, hypervisorStatus.VTSR, supervisorReturn),
    wfi: () => {
      // "The TW field affects execution in all modes except M-mode", and goes before VTW.
      if (mode() !== privilege.M && (mstatus() & status.TW) !== 0) return illegal();
      return asSupervisor(0, hypervisorStatus.VTW, waitForInterrupt);
    },
    sfenceVma: () => asSupervisor(status.TVM, hypervisorStatus.VTVM, doNothing), // the TLB is never out of date
    sfenceInval: () => asSupervisor(0, 0, doNothing),
    guestLoad: (address = 0n, width = 0n) => lookIntoGuest(() => guestLoad(address, width, false)),
    guestFetch: (address = 0n, width = 0n) => lookIntoGuest(() => guestLoad(address, width, true)),
    guestStore: (address = 0n, width = 0n, value = 0n) => lookIntoGuest(() => guestStore(address, width, value)),
    hfenceVvma: () => asHypervisor(0, doNothing),
    hfenceGvma: () => asHypervisor(status.TVM, doNothing),
    yieldQuantum: () => {
      context.yield();
      return 0n;
    },
  };

  /** Are loads and stores a guest's: with V=1, or in M with MPRV, MPV and an MPP other than M? */
  const isDataVirtual = (): boolean => {
    if (mode() !== privilege.M) return isVirtual();
    if ((mstatus() & status.MPRV) === 0 || (mstatus() & status.MPP) === status.MPP) return false;
    return (context.block.getUint32(layout.mstatus.offset + 4, true) & MPV_HIGH) !== 0;
  };

  /** Of an exception that the MMU knows nothing of. Only misaligned accesses have an address as their trap value. */
  const detailsOf = (cause: number): FaultDetails => {
    const isMisaligned = cause === exception.LOAD_ADDRESS_MISALIGNED || cause === exception.STORE_ADDRESS_MISALIGNED;
    return isMisaligned && isDataVirtual() ? MISALIGNED_IN_GUEST : NO_DETAILS;
  };

  /** The same, with the instruction that made the access. A guest's accesses have it only: for others it "may always be zero". */
  const detailsWithInstruction = (cause: number, valueLow: number, valueHigh: number): FaultDetails => {
    const details = mmu.takeFaultDetails() ?? detailsOf(cause);
    if (!details.isGuestVirtual || details.tinst !== 0n || isForGuest(context.block, cause)) return details;
    const word = Number(currentWord());
    const decoded = word === 0 ? undefined : decode(word, decodeMode());
    if (decoded === undefined || FETCH_CAUSES.includes(cause)) return details;
    const address = (BigInt(valueHigh) << 32n) | BigInt(valueLow);
    return { ...details, tinst: transformed(decoded, context.block, address) };
  };

  return {
    reload: () => mmu.reload(),
    translate: (low, high, kind, width) => mmu.translate(low, high, kind, width),
    allowsOther: () => mmu.allowsOther,
    isWholePage: () => mmu.isWholePage,
    accessFault: (low: number, high: number, kind: Access) => mmu.accessFault(low, high, kind),
    illegalInstruction: (word) => context.trap(exception.ILLEGAL_INSTRUCTION, BigInt(word >>> 0)),
    fetchRegime: () => mmu.fetchRegime(),
    dataRegime: () => mmu.dataRegime(),
    decodeMode,
    pendingInterrupt: () => selectInterrupt(context),
    selectDeadline: () => selectTimerDeadline(context),
    wakes: () => wakesFromWait(context),
    enterException: (cause, valueLow, valueHigh) =>
      enterException(context.block, cause, valueLow, valueHigh, detailsWithInstruction(cause, valueLow, valueHigh)),
    enterInterrupt: (cause) => enterInterrupt(context.block, cause),
    services,
    // Reservations are of virtual addresses (a/load-reserved.ts): any write by others ends one, and so does their turn.
    memoryWritten: () => context.block.setUint8(layout.reservationValid.offset, 0),
    suspended: () => context.block.setUint8(layout.reservationValid.offset, 0),
    describe: () => ({ privilege: MODE_NAMES[4 * Number(isVirtual()) + mode()] ?? 'U' }),
    isGuest: isVirtual,
    describeExit: () => describeExit(context.block),
    describeEntry: () => describeEntry(context.block),
    enterGuest: () => {
      context.block.setBigUint64(layout.pc.offset, context.block.getBigUint64(layout.sepc.offset, true), true);
      returnFromS(context.block);
    },
  };
}
