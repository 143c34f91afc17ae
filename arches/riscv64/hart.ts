/**
 * One hart's slow paths: what generated code calls when an instruction needs more than registers and memory it has at hand.
 * Keeps nothing that the block does not say; `reload` derives it anew.
 */
import type { Access, Hart, HartContext } from '#core/machine/hart.ts';
import { exception } from './causes.ts';
import type { Affected } from './csr/csr.ts';
import { isFloatEnabled } from './csr/float.ts';
import * as status from './csr/status.ts';
import { accessCsr, type CsrOperation, ILLEGAL } from './csr/table.ts';
import { describeEntry, describeExit } from './exit.ts';
import { selectInterrupt, selectTimerDeadline, wakesFromWait } from './interrupts.ts';
import { layout } from './layout.ts';
import { Mmu } from './mmu.ts';
import { privilege } from './privilege.ts';
import { decodeModeOf } from './rv64.ts';
import { enterException, enterInterrupt, returnFromM, returnFromS } from './trap.ts';

const PRIVILEGE_NAMES: Readonly<Record<number, string>> = { [privilege.U]: 'U', [privilege.S]: 'S', [privilege.M]: 'M' };

export function createHart(context: HartContext): Hart {
  const mmu = new Mmu(context);
  const mode = () => context.block.getUint8(layout.privilege.offset);
  const mstatus = () => context.block.getUint32(layout.mstatus.offset, true);

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

  const decodeMode = () => decodeModeOf(isFloatEnabled(context.block), mode());

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
    return before === ILLEGAL ? illegal() : before;
  };

  const isTrappedInS = (bit: number) => mode() === privilege.S && (mstatus() & bit) !== 0;

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
    sret: () => {
      if (mode() === privilege.U || isTrappedInS(status.TSR)) return illegal();
      returnFromS(context.block);
      return returned();
    },
    wfi: () => {
      if (mode() === privilege.U || isTrappedInS(status.TW)) return illegal();
      if (!wakesFromWait(context)) context.wait();
      return 0n;
    },
    sfenceVma: () => {
      if (mode() === privilege.U || isTrappedInS(status.TVM)) return illegal();
      return 0n; // the TLB is never out of date
    },
    sfenceInval: () => (mode() === privilege.U ? illegal() : 0n),
    yieldQuantum: () => {
      context.yield();
      return 0n;
    },
  };

  return {
    reload: () => mmu.reload(),
    translate: (low, high, kind, width) => mmu.translate(low, high, kind, width),
    get allowsOther() {
      return mmu.allowsOther;
    },
    get isWholePage() {
      return mmu.isWholePage;
    },
    accessFault: (low: number, high: number, kind: Access) => mmu.accessFault(low, high, kind),
    illegalInstruction: (word) => context.trap(exception.ILLEGAL_INSTRUCTION, BigInt(word >>> 0)),
    fetchRegime: () => mmu.fetchRegime(),
    dataRegime: () => mmu.dataRegime(),
    decodeMode,
    pendingInterrupt: () => selectInterrupt(context),
    selectDeadline: () => selectTimerDeadline(context),
    wakes: () => wakesFromWait(context),
    enterException: (cause, valueLow, valueHigh) => enterException(context.block, cause, valueLow, valueHigh),
    enterInterrupt: (cause) => enterInterrupt(context.block, cause),
    services,
    // Reservations are of virtual addresses (a/load-reserved.ts): any write by others ends one, and so does their turn.
    memoryWritten: () => context.block.setUint8(layout.reservationValid.offset, 0),
    suspended: () => context.block.setUint8(layout.reservationValid.offset, 0),
    describe: () => ({ privilege: PRIVILEGE_NAMES[mode()] ?? 'U' }),
    isGuest: () => context.block.getUint8(layout.virtualized.offset) !== 0,
    describeExit: () => describeExit(context.block),
    describeEntry: () => describeEntry(context.block),
    enterGuest: () => {
      context.block.setBigUint64(layout.pc.offset, context.block.getBigUint64(layout.sepc.offset, true), true);
      returnFromS(context.block);
    },
  };
}
