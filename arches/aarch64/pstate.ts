/** PSTATE: its fields together, and the stack pointers that follow it. arm: Process state, PSTATE. */
import { readField, writeField } from '#core/isa/evaluate.ts';
import type { Field } from '#core/isa/layout.ts';
import { layout as registers } from './layout.ts';
import { HCR, SPSR } from './sysreg/bits.ts';

/**
 * Made by a function of the layout, as exceptions come often: what a function closes over V8 takes for constants, and what a module declares
 * it does not once modules are bundled.
 */
function createPstate(layout: typeof registers) {
  const levelOf = (block: DataView): number => block.getUint8(layout.EL.offset);
  const isPanSet = (block: DataView): boolean => block.getUint8(layout.PAN.offset) !== 0;
  const isIllegalState = (block: DataView): boolean => block.getUint8(layout.IL.offset) !== 0;

  /** The halves of a register of 8 bytes, whose values would cost a bigint each: exceptions come often. */
  const lowWord = (block: DataView, { offset }: Field): number => block.getUint32(offset, true);

  const highWord = (block: DataView, { offset }: Field): number => block.getUint32(offset + 4, true);

  function writeHalves(block: DataView, { offset }: Field, low: number, high: number): void {
    block.setUint32(offset, low, true);
    block.setUint32(offset + 4, high, true);
  }

  const copyField = (block: DataView, from: Field, to: Field): void =>
    writeHalves(block, to, lowWord(block, from), highWord(block, from));

  /** Bits of SPSR_ELx, and of HCR_EL2's halves, as numbers. */
  const [SP, AARCH32] = [Number(SPSR.SP), Number(SPSR.AARCH32)];
  const TGE = Number(HCR.TGE);
  const E2H_HIGH = Number(HCR.E2H >> 32n);

  /** Where the fields of PSTATE stand in SPSR_ELx: the number of the lowest bit. */
  const shiftOf = (bit: bigint) => bit.toString(2).length - 1;
  const shift = {
    NZCV: Number(SPSR.FLAGS_SHIFT),
    UAO: shiftOf(SPSR.UAO),
    PAN: shiftOf(SPSR.PAN),
    SS: shiftOf(SPSR.SS),
    IL: shiftOf(SPSR.IL),
    SSBS: shiftOf(SPSR.SSBS),
    D: shiftOf(SPSR.D),
    A: shiftOf(SPSR.A),
    I: shiftOf(SPSR.I),
    F: shiftOf(SPSR.F),
    EL: Number(SPSR.EL_SHIFT),
  } as const;

  /** PSTATE as SPSR_ELx has it: 32 bits. arm: GetPSRFromPSTATE(). */
  function savedState(block: DataView): number {
    const value =
      (block.getUint8(layout.NZCV.offset) << shift.NZCV) |
      (block.getUint8(layout.UAO.offset) << shift.UAO) |
      (block.getUint8(layout.PAN.offset) << shift.PAN) |
      (block.getUint8(layout.SS.offset) << shift.SS) |
      (block.getUint8(layout.IL.offset) << shift.IL) |
      (block.getUint8(layout.SSBS.offset) << shift.SSBS) |
      (block.getUint8(layout.D.offset) << shift.D) |
      (block.getUint8(layout.A.offset) << shift.A) |
      (block.getUint8(layout.I.offset) << shift.I) |
      (block.getUint8(layout.F.offset) << shift.F) |
      (block.getUint8(layout.EL.offset) << shift.EL) |
      block.getUint8(layout.SPSel.offset);
    return value >>> 0;
  }

  const BANKS = [layout.SP_EL0, layout.SP_EL1, layout.SP_EL2];

  /** Where the stack pointer of a level and PSTATE.SP is kept when it is not in use: a bank is 0 while its register is `SP`. */
  const bankOf = (level: number, spsel: number): Field => (spsel !== 0 ? BANKS[level]! : layout.SP_EL0);
  const bankInUse = (block: DataView): Field => bankOf(levelOf(block), block.getUint8(layout.SPSel.offset));

  /** Changes the level and PSTATE.SP, and with them the stack pointer. */
  function setLevel(block: DataView, level: number, spsel: number): void {
    const old = bankInUse(block);
    const next = bankOf(level, spsel);
    block.setUint8(layout.EL.offset, level);
    block.setUint8(layout.SPSel.offset, spsel);
    if (old === next) return;
    copyField(block, layout.SP, old);
    copyField(block, next, layout.SP);
    writeHalves(block, next, 0, 0);
  }

  /** SP_ELx as a register, in use or not. */
  function readStackPointer(block: DataView, level: number): bigint {
    const bank = BANKS[level]!;
    return readField(block, bank === bankInUse(block) ? layout.SP : bank);
  }

  function writeStackPointer(block: DataView, level: number, value: bigint): void {
    const bank = BANKS[level]!;
    writeField(block, bank === bankInUse(block) ? layout.SP : bank, value);
  }

  /** Does EL0 belong to a host at EL2? arm: ELIsInHost(EL0), HCR_EL2.{E2H, TGE}. */
  const isHost = (block: DataView): boolean =>
    (lowWord(block, layout.HCR_EL2) & TGE) !== 0 && (highWord(block, layout.HCR_EL2) & E2H_HIGH) !== 0;

  const AARCH32_ONLY = 2;

  const levelIn = (spsr: number): number => (spsr >>> shift.EL) & 3;

  /** May an exception return from the present level lead where `spsr` says? arm: IllegalExceptionReturn(). */
  function isIllegalReturn(block: DataView, spsr: number): boolean {
    const level = levelIn(spsr);
    if ((spsr & (AARCH32 | AARCH32_ONLY)) !== 0 || level > levelOf(block)) return true;
    if (level === 0) return (spsr & SP) !== 0;
    return level === 1 && (lowWord(block, layout.HCR_EL2) & TGE) !== 0;
  }

  /** The level that an exception return by `spsr` leads to: the present one when it is illegal. */
  const levelAfterReturn = (block: DataView, spsr: number): number =>
    isIllegalReturn(block, spsr) ? levelOf(block) : levelIn(spsr);

  /** What an exception return makes of PSTATE, but for SS. arm: SetPSTATEFromPSR(). */
  function restoreState(block: DataView, spsr: number): void {
    block.setUint8(layout.NZCV.offset, spsr >>> shift.NZCV);
    block.setUint8(layout.D.offset, (spsr >>> shift.D) & 1);
    block.setUint8(layout.A.offset, (spsr >>> shift.A) & 1);
    block.setUint8(layout.I.offset, (spsr >>> shift.I) & 1);
    block.setUint8(layout.F.offset, (spsr >>> shift.F) & 1);
    block.setUint8(layout.PAN.offset, (spsr >>> shift.PAN) & 1);
    block.setUint8(layout.UAO.offset, (spsr >>> shift.UAO) & 1);
    if (isIllegalReturn(block, spsr)) return block.setUint8(layout.IL.offset, 1);
    block.setUint8(layout.SSBS.offset, (spsr >>> shift.SSBS) & 1);
    block.setUint8(layout.IL.offset, (spsr >>> shift.IL) & 1);
    setLevel(block, levelIn(spsr), spsr & SP);
  }

  return {
    levelOf,
    isPanSet,
    isIllegalState,
    lowWord,
    highWord,
    writeHalves,
    copyField,
    savedState,
    setLevel,
    readStackPointer,
    writeStackPointer,
    isHost,
    levelAfterReturn,
    restoreState,
  };
}

export const {
  levelOf,
  isPanSet,
  isIllegalState,
  lowWord,
  highWord,
  writeHalves,
  copyField,
  savedState,
  setLevel,
  readStackPointer,
  writeStackPointer,
  isHost,
  levelAfterReturn,
  restoreState,
} = createPstate(registers);
