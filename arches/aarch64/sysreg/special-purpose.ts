/** PSTATE and the special-purpose registers of EL0, as registers; and MSR (immediate). arm: Special-purpose registers. */
import { readField } from '#core/isa/evaluate.ts';
import type { Field } from '#core/isa/layout.ts';
import type { HartContext } from '#core/machine/hart.ts';
import { layout } from '../layout.ts';
import { isHost, levelOf, lowWord, readStackPointer, setLevel, writeStackPointer } from '../pstate.ts';
import { FPEN_SHIFT, HCR, SCTLR, SPSR } from './bits.ts';
import { defineRegister, type FpRefusal, type Refusal, type SystemRegister, stored } from './register.ts';

const MASKS: readonly (readonly [Field, bigint])[] = [
  [layout.D, SPSR.D],
  [layout.A, SPSR.A],
  [layout.I, SPSR.I],
  [layout.F, SPSR.F],
];

const readMasks = (block: DataView): bigint =>
  MASKS.reduce((value, [field, bit]) => (block.getUint8(field.offset) !== 0 ? value | bit : value), 0n);

function writeMasks(block: DataView, value: bigint): void {
  for (const [field, bit] of MASKS) block.setUint8(field.offset, (value & bit) !== 0n ? 1 : 0);
}

/** EL0 may see and change the masks with SCTLR_EL1.UMA only, and never below a host. arm: DAIF, Accessibility. */
export function masksRefusal({ block }: HartContext): Refusal | undefined {
  if (levelOf(block) > 0) return undefined;
  return isHost(block) || (readField(block, layout.SCTLR_EL1) & SCTLR.UMA) === 0n ? 'trapped' : undefined;
}

/** CPTR_EL2.TFP, while E2H is not set. */
const TFP = 1 << 10;
const FPEN_AT = Number(FPEN_SHIFT);
const E2H_HIGH = Number(HCR.E2H >> 32n);

/** Who may use floating point: CPACR_EL1, then CPTR_EL2. arm: CheckFPAdvSIMDEnabled64(). */
export const fpRefusal = ({ block }: HartContext): FpRefusal | undefined => fpRefusalAt(block, levelOf(block));

/** The same at any level. */
export function fpRefusalAt(block: DataView, level: number): FpRefusal | undefined {
  const cptr = lowWord(block, layout.CPTR_EL2);
  const hasE2h = (block.getUint32(layout.HCR_EL2.offset + 4, true) & E2H_HIGH) !== 0;
  if (level < 2 && !isHost(block)) {
    const fpen = (lowWord(block, layout.CPACR_EL1) >>> FPEN_AT) & 3;
    if (fpen === 0 || fpen === 2 || (fpen === 1 && level === 0)) return 'fpTrapped';
  }
  if (!hasE2h) return (cptr & TFP) !== 0 ? 'fpTrappedToEl2' : undefined;
  const fpen = (cptr >>> FPEN_AT) & 3;
  const isTrapped = fpen === 0 || fpen === 2 || (fpen === 1 && level === 0 && isHost(block));
  return isTrapped ? 'fpTrappedToEl2' : undefined;
}

const bit = (field: Field, mask: bigint): Required<Pick<SystemRegister, 'read' | 'write'>> => ({
  read: ({ block }) => (block.getUint8(field.offset) !== 0 ? mask : 0n),
  write: ({ block }, value) => block.setUint8(field.offset, (value & mask) !== 0n ? 1 : 0),
});

/** Control bits of FPCR that there are: AHP, DN, FZ, RMode and FZ16; and the flags of FPSR. */
const FPCR_WRITABLE = 0x07c8_0000n;
const FPSR_WRITABLE = 0xf800_009fn;

export const specialPurposeRegisters: readonly SystemRegister[] = [
  defineRegister('NZCV', [3, 3, 4, 2, 0], {
    read: ({ block }) => BigInt(block.getUint8(layout.NZCV.offset)) << SPSR.FLAGS_SHIFT,
    write: ({ block }, value) => block.setUint8(layout.NZCV.offset, Number((value >> SPSR.FLAGS_SHIFT) & 15n)),
  }),
  defineRegister('DAIF', [3, 3, 4, 2, 1], {
    read: ({ block }) => readMasks(block),
    write: ({ block }, value) => writeMasks(block, value),
    refusal: masksRefusal,
    affects: 'execution',
  }),
  defineRegister('SSBS', [3, 3, 4, 2, 6], bit(layout.SSBS, SPSR.SSBS)),
  defineRegister('FPCR', [3, 3, 4, 4, 0], { ...stored(layout.FPCR, FPCR_WRITABLE), refusal: fpRefusal }),
  defineRegister('FPSR', [3, 3, 4, 4, 1], { ...stored(layout.FPSR, FPSR_WRITABLE), refusal: fpRefusal }),
  defineRegister('TPIDR_EL0', [3, 3, 13, 0, 2], stored(layout.TPIDR_EL0)),
  defineRegister('TPIDRRO_EL0', [3, 3, 13, 0, 3], {
    ...stored(layout.TPIDRRO_EL0),
    leastLevelToWrite: 1,
  }),
  defineRegister('CurrentEL', [3, 0, 4, 2, 2], { read: ({ block }) => BigInt(levelOf(block)) << SPSR.EL_SHIFT }),
  defineRegister('SPSel', [3, 0, 4, 2, 0], {
    read: ({ block }) => BigInt(block.getUint8(layout.SPSel.offset)),
    write: ({ block }, value) => setLevel(block, levelOf(block), Number(value & 1n)),
    affects: 'execution',
  }),
  defineRegister('PAN', [3, 0, 4, 2, 3], { ...bit(layout.PAN, SPSR.PAN), affects: 'execution' }),
  defineRegister('UAO', [3, 0, 4, 2, 4], { ...bit(layout.UAO, SPSR.UAO), affects: 'execution' }),
  defineRegister('SP_EL0', [3, 0, 4, 1, 0], {
    ...stackPointer(0),
    refusal: ({ block }) => (block.getUint8(layout.SPSel.offset) === 0 ? 'undefined' : undefined),
  }),
  defineRegister('SP_EL1', [3, 4, 4, 1, 0], stackPointer(1)),
];

function stackPointer(level: number): Required<Pick<SystemRegister, 'read' | 'write'>> {
  return {
    read: ({ block }) => readStackPointer(block, level),
    write: ({ block }, value) => writeStackPointer(block, level, value),
  };
}

/** MSR (immediate): the field by op1:op2. Undefined or trapped as the register of the field would be. */
export function writePstate({ block }: HartContext, field: number, immediate: number): void {
  const isSet = (immediate & 1) !== 0;
  const masks = BigInt(immediate) << 6n;
  switch (field) {
    case UAO:
      return block.setUint8(layout.UAO.offset, isSet ? 1 : 0);
    case PAN:
      return block.setUint8(layout.PAN.offset, isSet ? 1 : 0);
    case SPSEL:
      return setLevel(block, levelOf(block), immediate & 1);
    case SSBS:
      return block.setUint8(layout.SSBS.offset, isSet ? 1 : 0);
    case DAIF_SET:
      return writeMasks(block, readMasks(block) | masks);
    case DAIF_CLEAR:
      return writeMasks(block, readMasks(block) & ~masks);
  }
}

const UAO = 0o03;
const PAN = 0o04;
const SPSEL = 0o05;
const SSBS = 0o31;
const DAIF_SET = 0o36;
const DAIF_CLEAR = 0o37;

export function pstateRefusal(context: HartContext, field: number): Refusal | undefined {
  if (field === DAIF_SET || field === DAIF_CLEAR) return masksRefusal(context);
  return field !== SSBS && levelOf(context.block) === 0 ? 'undefined' : undefined;
}

/** SPSR, ELR and the like hold what is written. */
export const savedRegisters: readonly SystemRegister[] = [
  defineRegister('SPSR_EL1', [3, 0, 4, 0, 0], stored(layout.SPSR_EL1, 0xffff_ffffn)),
  defineRegister('ELR_EL1', [3, 0, 4, 0, 1], stored(layout.ELR_EL1)),
  defineRegister('SPSR_EL2', [3, 4, 4, 0, 0], stored(layout.SPSR_EL2, 0xffff_ffffn)),
  defineRegister('ELR_EL2', [3, 4, 4, 0, 1], stored(layout.ELR_EL2)),
];
