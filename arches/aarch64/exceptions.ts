/** Into a handler and back. arm: Exception entry, Exception return; AArch64.TakeException(), AArch64.ExceptionReturn(). */
import { writeField } from '#core/isa/evaluate.ts';
import type { Field } from '#core/isa/layout.ts';
import { advanceStep, steppingAfterReturn } from './debug.ts';
import { exceptionClass } from './exception-classes.ts';
import { layout as registers } from './layout.ts';
import { copyField, highWord, isHost, levelOf, lowWord, restoreState, savedState, setLevel, writeHalves } from './pstate.ts';
import { HCR, SCTLR } from './sysreg/bits.ts';

/** What the syndrome registers will tell. */
export interface Syndrome {
  /** A cause of `exception-classes.ts`. */
  readonly class: number;
  /** 25 bits. */
  readonly iss: number;
  /** FAR_ELx; undefined leaves it as it is. */
  readonly far?: bigint;
  /** HPFAR_EL2, likewise. */
  readonly hpfar?: bigint;
  /** For EL2 whatever the level: what a hypervisor traps, HVC, faults of stage 2. */
  readonly isForHypervisor?: boolean;
}

/** Made by a function for the reason that `pstate.ts` gives. */
function createExceptions(layout: typeof registers) {
  const EL1 = {
    ELR: layout.ELR_EL1,
    SPSR: layout.SPSR_EL1,
    ESR: layout.ESR_EL1,
    FAR: layout.FAR_EL1,
    VBAR: layout.VBAR_EL1,
    SCTLR: layout.SCTLR_EL1,
  };
  const EL2: typeof EL1 = {
    ELR: layout.ELR_EL2,
    SPSR: layout.SPSR_EL2,
    ESR: layout.ESR_EL2,
    FAR: layout.FAR_EL2,
    VBAR: layout.VBAR_EL2,
    SCTLR: layout.SCTLR_EL2,
  };
  const registersOf = (level: number): typeof EL1 => (level === 2 ? EL2 : EL1);

  /** Offsets in the vector table. arm: Exception vectors. */
  const FROM_OWN_STACK = 0x200;
  const FROM_LOWER = 0x400;
  const vector = { SYNCHRONOUS: 0x000, IRQ: 0x080, FIQ: 0x100, SERROR: 0x180 } as const;

  /** Classes that are one more when the level stays. */
  const OF_LOWER_LEVEL: readonly number[] = [
    exceptionClass.INSTRUCTION_ABORT,
    exceptionClass.DATA_ABORT,
    exceptionClass.BREAKPOINT,
    exceptionClass.SOFTWARE_STEP,
    exceptionClass.WATCHPOINT,
  ];
  /** Those return to the instruction after: it has been executed. */
  const isCall = (cause: number): boolean => cause === exceptionClass.SVC || cause === exceptionClass.HVC;

  const CLASS_SHIFT = 26;
  /** The instruction has 32 bits, as all have. */
  const IL = 1 << 25;
  const INSTRUCTION_SIZE = 4;
  const TGE = Number(HCR.TGE);
  const SPAN = Number(SCTLR.SPAN);
  /** In the high half of SCTLR_ELx. */
  const DSSBS_HIGH = Number(SCTLR.DSSBS >> 32n);

  /** Level that takes an exception which nothing routes elsewhere. */
  function usualTarget(block: DataView): number {
    const level = levelOf(block);
    if (level === 0) return (lowWord(block, layout.HCR_EL2) & TGE) !== 0 ? 2 : 1;
    return level;
  }

  /** External aborts, on a walk or not, by their fault status code. */
  const EXTERNAL = 0x10;
  const EXTERNAL_MASK = 0x38;
  /** In the high half of HCR_EL2. */
  const TEA_HIGH = Number(HCR.TEA >> 32n);

  /** Is it an external abort of EL1 or EL0 that EL2 takes? arm: AArch64.Abort(), HCR_EL2.TEA. */
  const isRoutedAbort = (block: DataView, { class: cause, iss }: Syndrome): boolean =>
    (cause === exceptionClass.DATA_ABORT || cause === exceptionClass.INSTRUCTION_ABORT) &&
    (iss & EXTERNAL_MASK) === EXTERNAL &&
    (highWord(block, layout.HCR_EL2) & TEA_HIGH) !== 0;

  /** ELR_ELx after a call: pc, and the instruction's own size. */
  function writeFollowing(block: DataView, ELR: Field): void {
    const low = (lowWord(block, layout.pc) + INSTRUCTION_SIZE) >>> 0;
    const high = highWord(block, layout.pc);
    writeHalves(block, ELR, low, low < INSTRUCTION_SIZE ? high + 1 : high);
  }

  /** Goes to a handler at `target`, which is not below the present level, to return to pc or, after a call, behind it. */
  function enter(block: DataView, target: number, offset: number, returnsBehind: boolean): void {
    const { ELR, SPSR, VBAR, SCTLR } = registersOf(target);
    const ownStack = block.getUint8(layout.SPSel.offset) !== 0 ? FROM_OWN_STACK : 0;
    const from = levelOf(block) < target ? FROM_LOWER : ownStack;
    writeHalves(block, SPSR, savedState(block), 0);
    if (returnsBehind) writeFollowing(block, ELR);
    else copyField(block, layout.pc, ELR);
    setLevel(block, target, 1);
    block.setUint8(layout.D.offset, 1);
    block.setUint8(layout.A.offset, 1);
    block.setUint8(layout.I.offset, 1);
    block.setUint8(layout.F.offset, 1);
    block.setUint8(layout.IL.offset, 0);
    block.setUint8(layout.SS.offset, 0);
    block.setUint8(layout.UAO.offset, 0);
    block.setUint8(layout.SSBS.offset, (highWord(block, SCTLR) & DSSBS_HIGH) !== 0 ? 1 : 0);
    if ((lowWord(block, SCTLR) & SPAN) === 0 && (target === 1 || isHost(block))) block.setUint8(layout.PAN.offset, 1);
    // A vector table is aligned, so that the offset carries into nothing.
    writeHalves(block, layout.pc, (lowWord(block, VBAR) | from | offset) >>> 0, highWord(block, VBAR));
  }

  /** ESR_ELx. */
  const writeSyndrome = (block: DataView, ESR: Field, ec: number, iss: number): void =>
    writeHalves(block, ESR, ((ec << CLASS_SHIFT) | IL | iss) >>> 0, 0);

  /** Takes a synchronous exception at pc of the block. */
  function takeException(block: DataView, syndrome: Syndrome): void {
    const { class: cause, iss, far, hpfar } = syndrome;
    const from = levelOf(block);
    const isForHypervisor = syndrome.isForHypervisor === true || isRoutedAbort(block, syndrome);
    const target = isForHypervisor ? 2 : usualTarget(block);
    if (isCall(cause)) advanceStep(block);
    enter(block, target, vector.SYNCHRONOUS, isCall(cause));
    const { ESR, FAR } = registersOf(target);
    writeSyndrome(block, ESR, from === target && OF_LOWER_LEVEL.includes(cause) ? cause + 1 : cause, iss);
    if (far !== undefined) writeField(block, FAR, far);
    if (hpfar !== undefined) writeField(block, layout.HPFAR_EL2, hpfar);
  }

  /** Takes an interrupt, whose syndrome is none unless it is an SError. */
  function takeInterrupt(block: DataView, target: number, offset: number, iss?: number): void {
    enter(block, target, offset, false);
    if (iss !== undefined) writeSyndrome(block, registersOf(target).ESR, exceptionClass.SERROR, iss);
  }

  /** What ERET does, at EL1 or EL2, but for the top byte of the address that it goes to. */
  function returnFromException(block: DataView): void {
    const { ELR, SPSR } = registersOf(levelOf(block));
    const spsr = lowWord(block, SPSR);
    const steps = steppingAfterReturn(block, spsr);
    copyField(block, ELR, layout.pc);
    restoreState(block, spsr);
    block.setUint8(layout.SS.offset, steps ? 1 : 0);
    block.setUint8(layout.exclusiveSize.offset, 0);
    block.setUint8(layout.event.offset, 1);
  }

  return { registersOf, vector, takeException, takeInterrupt, returnFromException };
}

export const { registersOf, vector, takeException, takeInterrupt, returnFromException } = createExceptions(registers);
