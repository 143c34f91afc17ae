/** PSTATE: its fields together, and the stack pointers that follow it. arm: Process state, PSTATE. */
import { readField, writeField } from '#core/isa/evaluate.ts';
import type { Field } from '#core/isa/layout.ts';
import { layout } from './layout.ts';
import { HCR, SPSR } from './sysreg/bits.ts';

const flag = (block: DataView, field: Field) => block.getUint8(field.offset) !== 0;
const set = (block: DataView, field: Field, value: boolean) => block.setUint8(field.offset, value ? 1 : 0);

export const levelOf = (block: DataView): number => block.getUint8(layout.EL.offset);

/** Fields that are one bit of PSTATE and one of SPSR. */
const BITS: readonly (readonly [Field, bigint])[] = [
  [layout.F, SPSR.F],
  [layout.I, SPSR.I],
  [layout.A, SPSR.A],
  [layout.D, SPSR.D],
  [layout.SSBS, SPSR.SSBS],
  [layout.IL, SPSR.IL],
  [layout.PAN, SPSR.PAN],
  [layout.UAO, SPSR.UAO],
];
/** What an exception return to an illegal state restores all the same; IL is set besides. */
const ALWAYS_RESTORED: readonly Field[] = [layout.F, layout.I, layout.A, layout.D, layout.PAN, layout.UAO];

/** PSTATE as SPSR_ELx has it. arm: GetPSRFromPSTATE(). */
export function savedState(block: DataView): bigint {
  let value = BigInt(block.getUint8(layout.NZCV.offset)) << SPSR.FLAGS_SHIFT;
  value |= BigInt(levelOf(block)) << SPSR.EL_SHIFT;
  if (flag(block, layout.SPSel)) value |= SPSR.SP;
  if (flag(block, layout.SS)) value |= SPSR.SS;
  for (const [field, bit] of BITS) if (flag(block, field)) value |= bit;
  return value;
}

const BANKS = [layout.SP_EL0, layout.SP_EL1, layout.SP_EL2];

/** Where the stack pointer in use is kept when it is not: a bank is 0 while its register is `SP`. */
const bankOf = (block: DataView): Field => (flag(block, layout.SPSel) ? BANKS[levelOf(block)]! : layout.SP_EL0);

/** Changes the level and PSTATE.SP, and with them the stack pointer. */
export function setLevel(block: DataView, level: number, usesOwnStack: boolean): void {
  const old = bankOf(block);
  block.setUint8(layout.EL.offset, level);
  set(block, layout.SPSel, usesOwnStack);
  const next = bankOf(block);
  if (old === next) return;
  writeField(block, old, readField(block, layout.SP));
  writeField(block, layout.SP, readField(block, next));
  writeField(block, next, 0n);
}

/** SP_ELx as a register, in use or not. */
export function readStackPointer(block: DataView, level: number): bigint {
  const bank = BANKS[level]!;
  return readField(block, bank === bankOf(block) ? layout.SP : bank);
}

export function writeStackPointer(block: DataView, level: number, value: bigint): void {
  const bank = BANKS[level]!;
  writeField(block, bank === bankOf(block) ? layout.SP : bank, value);
}

/** Does EL0 belong to a host at EL2? arm: ELIsInHost(EL0), HCR_EL2.{E2H, TGE}. */
export function isHost(block: DataView): boolean {
  const both = HCR.E2H | HCR.TGE;
  return (readField(block, layout.HCR_EL2) & both) === both;
}

const AARCH32_ONLY = 2n;

/** May an exception return from the present level lead where `spsr` says? arm: IllegalExceptionReturn(). */
function isIllegalReturn(block: DataView, spsr: bigint): boolean {
  const level = Number((spsr >> SPSR.EL_SHIFT) & 3n);
  if ((spsr & (SPSR.AARCH32 | AARCH32_ONLY)) !== 0n || level > levelOf(block)) return true;
  if (level === 0) return (spsr & SPSR.SP) !== 0n;
  return level === 1 && (readField(block, layout.HCR_EL2) & HCR.TGE) !== 0n;
}

/** The level that an exception return by `spsr` leads to: the present one when it is illegal. */
export const levelAfterReturn = (block: DataView, spsr: bigint): number =>
  isIllegalReturn(block, spsr) ? levelOf(block) : Number((spsr >> SPSR.EL_SHIFT) & 3n);

/** What an exception return makes of PSTATE, but for SS. arm: SetPSTATEFromPSR(). */
export function restoreState(block: DataView, spsr: bigint): void {
  block.setUint8(layout.NZCV.offset, Number((spsr >> SPSR.FLAGS_SHIFT) & 15n));
  const isIllegal = isIllegalReturn(block, spsr);
  for (const [field, bit] of BITS) if (!isIllegal || ALWAYS_RESTORED.includes(field)) set(block, field, (spsr & bit) !== 0n);
  if (isIllegal) set(block, layout.IL, true);
  else setLevel(block, Number((spsr >> SPSR.EL_SHIFT) & 3n), (spsr & SPSR.SP) !== 0n);
}
