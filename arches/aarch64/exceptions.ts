/** Into a handler and back. arm: Exception entry, Exception return; AArch64.TakeException(), AArch64.ExceptionReturn(). */
import { readField, writeField } from '#core/isa/evaluate.ts';
import type { Field } from '#core/isa/layout.ts';
import { advanceStep, steppingAfterReturn } from './debug.ts';
import { exceptionClass } from './exception-classes.ts';
import { layout } from './layout.ts';
import {
  copyField,
  isHost,
  levelAfterReturn,
  levelOf,
  lowWord,
  restoreState,
  savedState,
  setLevel,
  writeHalves,
} from './pstate.ts';
import { HCR, SCTLR } from './sysreg/bits.ts';

/** What the syndrome registers will tell. */
export interface Syndrome {
  /** A cause of `exception-classes.ts`. */
  readonly class: number;
  readonly iss: bigint;
  /** FAR_ELx; undefined leaves it as it is. */
  readonly far?: bigint;
  /** HPFAR_EL2, likewise. */
  readonly hpfar?: bigint;
  /** For EL2 whatever the level: what a hypervisor traps, HVC, faults of stage 2. */
  readonly isForHypervisor?: boolean;
}

interface LevelRegisters {
  readonly ELR: Field;
  readonly SPSR: Field;
  readonly ESR: Field;
  readonly FAR: Field;
  readonly VBAR: Field;
  readonly SCTLR: Field;
}

const EL1: LevelRegisters = {
  ELR: layout.ELR_EL1,
  SPSR: layout.SPSR_EL1,
  ESR: layout.ESR_EL1,
  FAR: layout.FAR_EL1,
  VBAR: layout.VBAR_EL1,
  SCTLR: layout.SCTLR_EL1,
};
const EL2: LevelRegisters = {
  ELR: layout.ELR_EL2,
  SPSR: layout.SPSR_EL2,
  ESR: layout.ESR_EL2,
  FAR: layout.FAR_EL2,
  VBAR: layout.VBAR_EL2,
  SCTLR: layout.SCTLR_EL2,
};
export const registersOf = (level: number): LevelRegisters => (level === 2 ? EL2 : EL1);

/** Offsets in the vector table. arm: Exception vectors. */
const FROM_OWN_STACK = 0x200n;
const FROM_LOWER = 0x400n;
export const vector = { SYNCHRONOUS: 0x000n, IRQ: 0x080n, FIQ: 0x100n, SERROR: 0x180n } as const;

/** Classes that are one more when the level stays. */
const OF_LOWER_LEVEL: readonly number[] = [
  exceptionClass.INSTRUCTION_ABORT,
  exceptionClass.DATA_ABORT,
  exceptionClass.BREAKPOINT,
  exceptionClass.SOFTWARE_STEP,
  exceptionClass.WATCHPOINT,
];
/** Those return to the instruction after: it has been executed. */
const CALLS: readonly number[] = [exceptionClass.SVC, exceptionClass.HVC];

const CLASS_SHIFT = 26;
/** The instruction has 32 bits, as all have. */
const IL = 1 << 25;
const INSTRUCTION_SIZE = 4n;
const TGE = Number(HCR.TGE);
const SPAN = Number(SCTLR.SPAN);
/** In the high half of SCTLR_ELx. */
const DSSBS_HIGH = Number(SCTLR.DSSBS >> 32n);
const MASKS = [layout.D, layout.A, layout.I, layout.F];
const CLEARED = [layout.IL, layout.SS, layout.UAO];

/** Level that takes an exception which nothing routes elsewhere. */
function usualTarget(block: DataView): number {
  const level = levelOf(block);
  if (level === 0) return (lowWord(block, layout.HCR_EL2) & TGE) !== 0 ? 2 : 1;
  return level;
}

/** External aborts, on a walk or not, by their fault status code. */
const EXTERNAL = 0x10n;
const EXTERNAL_MASK = 0x38n;

/** Is it an external abort of EL1 or EL0 that EL2 takes? arm: AArch64.Abort(), HCR_EL2.TEA. */
const isRoutedAbort = (block: DataView, { class: cause, iss }: Syndrome): boolean =>
  (cause === exceptionClass.DATA_ABORT || cause === exceptionClass.INSTRUCTION_ABORT) &&
  (iss & EXTERNAL_MASK) === EXTERNAL &&
  (readField(block, layout.HCR_EL2) & HCR.TEA) !== 0n;

/** Goes to a handler at `target`, which is not below the present level, to return to pc or, after a call, behind it. */
function enter(block: DataView, target: number, offset: bigint, isCall: boolean): void {
  const registers = registersOf(target);
  const fromLower = levelOf(block) < target;
  const usesOwnStack = block.getUint8(layout.SPSel.offset) !== 0;
  writeHalves(block, registers.SPSR, savedState(block), 0);
  if (isCall) writeField(block, registers.ELR, BigInt.asUintN(64, readField(block, layout.pc) + INSTRUCTION_SIZE));
  else copyField(block, layout.pc, registers.ELR);
  setLevel(block, target, true);
  for (const mask of MASKS) block.setUint8(mask.offset, 1);
  for (const field of CLEARED) block.setUint8(field.offset, 0);
  const { offset: sctlr } = registers.SCTLR;
  block.setUint8(layout.SSBS.offset, (block.getUint32(sctlr + 4, true) & DSSBS_HIGH) !== 0 ? 1 : 0);
  if ((block.getUint32(sctlr, true) & SPAN) === 0 && (target === 1 || isHost(block))) block.setUint8(layout.PAN.offset, 1);
  const from = fromLower ? FROM_LOWER : usesOwnStack ? FROM_OWN_STACK : 0n;
  // A vector table is aligned, so that the offset carries into nothing.
  copyField(block, registers.VBAR, layout.pc);
  block.setUint32(layout.pc.offset, (lowWord(block, layout.pc) | Number(from + offset)) >>> 0, true);
}

/** Takes a synchronous exception at pc of the block. */
export function takeException(block: DataView, syndrome: Syndrome): void {
  const from = levelOf(block);
  const isForHypervisor = syndrome.isForHypervisor === true || isRoutedAbort(block, syndrome);
  const target = isForHypervisor ? 2 : usualTarget(block);
  const registers = registersOf(target);
  const isCall = CALLS.includes(syndrome.class);
  if (isCall) advanceStep(block);
  const ec = from === target && OF_LOWER_LEVEL.includes(syndrome.class) ? syndrome.class + 1 : syndrome.class;
  enter(block, target, vector.SYNCHRONOUS, isCall);
  writeHalves(block, registers.ESR, ((ec << CLASS_SHIFT) | IL | Number(syndrome.iss)) >>> 0, 0);
  if (syndrome.far !== undefined) writeField(block, registers.FAR, syndrome.far);
  if (syndrome.hpfar !== undefined) writeField(block, layout.HPFAR_EL2, syndrome.hpfar);
}

/** Takes an interrupt, whose syndrome is none unless it is an SError. */
export function takeInterrupt(block: DataView, target: number, offset: bigint, iss?: bigint): void {
  enter(block, target, offset, false);
  if (iss === undefined) return;
  writeHalves(block, registersOf(target).ESR, ((exceptionClass.SERROR << CLASS_SHIFT) | IL | Number(iss)) >>> 0, 0);
}

/** What ERET does, at EL1 or EL2, besides going to the address that this answers. */
export function returnFromException(block: DataView): bigint {
  const { ELR, SPSR } = registersOf(levelOf(block));
  const target = readField(block, ELR);
  const spsr = lowWord(block, SPSR);
  const steps = steppingAfterReturn(block, spsr, levelAfterReturn(block, spsr));
  restoreState(block, spsr);
  block.setUint8(layout.SS.offset, steps ? 1 : 0);
  block.setUint8(layout.exclusiveSize.offset, 0);
  block.setUint8(layout.event.offset, 1);
  return target;
}
