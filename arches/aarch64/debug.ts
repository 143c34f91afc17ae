/**
 * Self-hosted debug: who takes debug exceptions and from whom, and software step. arm: Debug exceptions, Software Step exceptions.
 *
 * PSTATE.SS says that the next instruction is to be executed before the PE steps. That it has been is seen by the PE's count of steps: so
 * the state between the instruction and the exception needs no look at every instruction.
 */
import { readField, writeField } from '#core/isa/evaluate.ts';
import type { HartView } from '#core/machine/hart.ts';
import { exceptionClass } from './exception-classes.ts';
import type { Syndrome } from './exceptions.ts';
import { layout } from './layout.ts';
import { levelAfterReturn, levelOf, lowWord } from './pstate.ts';
import { HCR, MDCR, MDSCR, SPSR } from './sysreg/bits.ts';

const [TDE, TGE] = [Number(MDCR.TDE), Number(HCR.TGE)];
const [STEPS, KDE] = [Number(MDSCR.SS), Number(MDSCR.KDE)];
const [SPSR_SS, SPSR_D] = [Number(SPSR.SS), Number(SPSR.D)];

/** The level that takes debug exceptions. arm: DebugTarget(). */
export function debugTarget(block: DataView): 1 | 2 {
  const isRouted = (lowWord(block, layout.MDCR_EL2) & TDE) !== 0 || (lowWord(block, layout.HCR_EL2) & TGE) !== 0;
  return isRouted ? 2 : 1;
}

/** Are there debug exceptions, other than BRK, from a level with PSTATE.D as it is? arm: AArch64.GenerateDebugExceptionsFrom(). */
export function isDebugged(block: DataView, level: number, isMasked: boolean): boolean {
  if (block.getUint8(layout.OSLK.offset) !== 0) return false;
  const target = debugTarget(block);
  if (level !== target) return level < target;
  return (lowWord(block, layout.MDSCR_EL1) & KDE) !== 0 && !isMasked;
}

export const isDebuggedNow = (block: DataView): boolean =>
  isDebugged(block, levelOf(block), block.getUint8(layout.D.offset) !== 0);

const isStepEnabled = (block: DataView): boolean => (lowWord(block, layout.MDSCR_EL1) & STEPS) !== 0;

/** What an exception return makes of PSTATE.SS. arm: DebugExceptionReturnSS(). */
export function steppingAfterReturn(block: DataView, spsr: number): boolean {
  if (!isStepEnabled(block) || (spsr & SPSR_SS) === 0) return false;
  return !isDebuggedNow(block) && isDebugged(block, levelAfterReturn(block, spsr), (spsr & SPSR_D) !== 0);
}

/** Does the PE step at all? */
export const isStepping = (block: DataView): boolean => isStepEnabled(block) && isDebuggedNow(block);

/** Notes before which step PSTATE.SS lets an instruction pass, if it was just set. */
export function startStep({ block, steps }: HartView, stepsFromNow: number): void {
  if (block.getUint8(layout.SS.offset) !== 0) writeField(block, layout.stepFrom, BigInt(steps() + stepsFromNow));
}

/** Was the instruction that PSTATE.SS lets pass executed? */
const hasStepped = ({ block, steps }: HartView): boolean =>
  block.getUint8(layout.SS.offset) !== 0 && BigInt(steps()) > readField(block, layout.stepFrom);

/** Clears PSTATE.SS when what it let pass has been executed: an exception that is taken now saves it so. */
export function settleStep(hart: HartView): void {
  if (hasStepped(hart)) hart.block.setUint8(layout.SS.offset, 0);
}

/** Is a Software Step exception pending? */
export const isStepPending = (hart: HartView): boolean =>
  isStepping(hart.block) && (hart.block.getUint8(layout.SS.offset) === 0 || hasStepped(hart));

/** When the PE is to be looked at again: after the instruction that PSTATE.SS lets pass. */
export const stepDeadline = (hart: HartView): number =>
  hart.block.getUint8(layout.SS.offset) !== 0 && isStepping(hart.block) ? hart.now() + 1 : Number.POSITIVE_INFINITY;

/** SVC and HVC are executed, unlike what faults: to return from them steps. arm: SSAdvance(). */
export function advanceStep(block: DataView): void {
  if (isStepping(block)) block.setUint8(layout.SS.offset, 0);
}

const FAULT_STATUS_DEBUG = 0x22;
/** ISV and EX: an instruction was executed; it was a load-exclusive, as only that closes a monitor that the return had opened. */
const STEPPED = 1 << 24;
const STEPPED_EXCLUSIVE = 1 << 6;

export function stepSyndrome(hart: HartView): Syndrome {
  const { block } = hart;
  const isExclusive = block.getUint8(layout.exclusiveSize.offset) !== 0;
  const stepped = hasStepped(hart) ? STEPPED | (isExclusive ? STEPPED_EXCLUSIVE : 0) : 0;
  return { class: exceptionClass.SOFTWARE_STEP, iss: FAULT_STATUS_DEBUG | stepped, isForHypervisor: debugTarget(block) === 2 };
}

/** Of breakpoints, and of watchpoints with the address of the access. */
export const breakpointSyndrome = (block: DataView): Syndrome => ({
  class: exceptionClass.BREAKPOINT,
  iss: FAULT_STATUS_DEBUG,
  isForHypervisor: debugTarget(block) === 2,
});
const WNR = 1 << 6;
export const watchpointSyndrome = (block: DataView, isWrite: boolean, address: bigint): Syndrome => ({
  class: exceptionClass.WATCHPOINT,
  iss: FAULT_STATUS_DEBUG | (isWrite ? WNR : 0),
  far: address,
  isForHypervisor: debugTarget(block) === 2,
});
