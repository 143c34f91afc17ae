/** PSTATE: its fields together, and the stack pointers that follow it. arm: Process state, PSTATE. */
import { readField, writeField } from '#core/isa/evaluate.ts';
import type { Field } from '#core/isa/layout.ts';
import { layout } from './layout.ts';
import { HCR, SPSR } from './sysreg/bits.ts';

const flag = (block: DataView, field: Field) => block.getUint8(field.offset) !== 0;
const set = (block: DataView, field: Field, value: boolean) => block.setUint8(field.offset, value ? 1 : 0);

export const levelOf = (block: DataView): number => block.getUint8(layout.EL.offset);

/** The low word of a register of 8 bytes, whose values would cost a bigint each: exceptions come often. */
export const lowWord = (block: DataView, { offset }: Field): number => block.getUint32(offset, true);

export function writeHalves(block: DataView, { offset }: Field, low: number, high: number): void {
  block.setUint32(offset, low, true);
  block.setUint32(offset + 4, high, true);
}

export const copyField = (block: DataView, from: Field, to: Field): void =>
  writeHalves(block, to, lowWord(block, from), block.getUint32(from.offset + 4, true));

/** Bits of SPSR_ELx, and of HCR_EL2's halves, as numbers. */
const [FLAGS_SHIFT, EL_SHIFT] = [Number(SPSR.FLAGS_SHIFT), Number(SPSR.EL_SHIFT)];
const [SP, SS, AARCH32] = [Number(SPSR.SP), Number(SPSR.SS), Number(SPSR.AARCH32)];
const TGE = Number(HCR.TGE);
const E2H_HIGH = Number(HCR.E2H >> 32n);

/** Fields that are one bit of PSTATE and one of SPSR. Those that an exception return to an illegal state restores all the same come first. */
const BITS: readonly { readonly offset: number; readonly bit: number }[] = (
  [
    [layout.F, SPSR.F],
    [layout.I, SPSR.I],
    [layout.A, SPSR.A],
    [layout.D, SPSR.D],
    [layout.PAN, SPSR.PAN],
    [layout.UAO, SPSR.UAO],
    [layout.SSBS, SPSR.SSBS],
    [layout.IL, SPSR.IL],
  ] as const
).map(([{ offset }, bit]) => ({ offset, bit: Number(bit) }));
const ALWAYS_RESTORED = 6;

/** PSTATE as SPSR_ELx has it: 32 bits. arm: GetPSRFromPSTATE(). */
export function savedState(block: DataView): number {
  let value = (block.getUint8(layout.NZCV.offset) << FLAGS_SHIFT) | (levelOf(block) << EL_SHIFT);
  if (flag(block, layout.SPSel)) value |= SP;
  if (flag(block, layout.SS)) value |= SS;
  for (const { offset, bit } of BITS) if (block.getUint8(offset) !== 0) value |= bit;
  return value >>> 0;
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
  copyField(block, layout.SP, old);
  copyField(block, next, layout.SP);
  writeHalves(block, next, 0, 0);
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
export const isHost = (block: DataView): boolean =>
  (lowWord(block, layout.HCR_EL2) & TGE) !== 0 && (block.getUint32(layout.HCR_EL2.offset + 4, true) & E2H_HIGH) !== 0;

const AARCH32_ONLY = 2;

const levelIn = (spsr: number): number => (spsr >>> EL_SHIFT) & 3;

/** May an exception return from the present level lead where `spsr` says? arm: IllegalExceptionReturn(). */
function isIllegalReturn(block: DataView, spsr: number): boolean {
  const level = levelIn(spsr);
  if ((spsr & (AARCH32 | AARCH32_ONLY)) !== 0 || level > levelOf(block)) return true;
  if (level === 0) return (spsr & SP) !== 0;
  return level === 1 && (lowWord(block, layout.HCR_EL2) & TGE) !== 0;
}

/** The level that an exception return by `spsr` leads to: the present one when it is illegal. */
export const levelAfterReturn = (block: DataView, spsr: number): number =>
  isIllegalReturn(block, spsr) ? levelOf(block) : levelIn(spsr);

/** What an exception return makes of PSTATE, but for SS. arm: SetPSTATEFromPSR(). */
export function restoreState(block: DataView, spsr: number): void {
  block.setUint8(layout.NZCV.offset, spsr >>> FLAGS_SHIFT);
  const isIllegal = isIllegalReturn(block, spsr);
  const count = isIllegal ? ALWAYS_RESTORED : BITS.length;
  for (let i = 0; i < count; i++) block.setUint8(BITS[i]!.offset, (spsr & BITS[i]!.bit) !== 0 ? 1 : 0);
  if (isIllegal) set(block, layout.IL, true);
  else setLevel(block, levelIn(spsr), (spsr & SP) !== 0);
}
