/** Registers of EL1 that control translation and exceptions, and what they hold of an exception. */

import { readField, writeField } from '#core/isa/evaluate.ts';
import type { Field } from '#core/isa/layout.ts';
import type { HartView } from '#core/machine/hart.ts';
import { wire } from '../interrupts.ts';
import { layout } from '../layout.ts';
import { levelOf } from '../pstate.ts';
import { HCR, SPSR } from './bits.ts';
import { ALL_BITS, constant, defineRegister, ignored, type SystemRegister, stored } from './register.ts';

/** Of features that are not here (MTE): RES0 in SCTLR_EL1 and SCTLR_EL2. */
export const SCTLR_WRITABLE = ALL_BITS & ~(0x7fn << 37n);
const VBAR_WRITABLE = ALL_BITS & ~0x7ffn;

const virtualMemory = { trapsRead: HCR.TRVM, trapsWrite: HCR.TVM };
const translation = { ...virtualMemory, affects: 'translation' } as const;

/** FPEN, and ZEN and TTA, which have nothing to enable. */
const CPACR_WRITABLE = 3n << 20n;
/** CPTR_EL2.TCPAC. */
const TCPAC = 1n << 31n;

/** Pending, whatever masks them: SError, IRQ and FIQ of the kind that the level would take. */
function pendingInterrupts(context: HartView): bigint {
  const hcr = readField(context.block, layout.HCR_EL2);
  const lines = context.lines();
  const seen = (physical: number, virtual: number, route: bigint, pending: bigint) => {
    const isVirtual = levelOf(context.block) === 1 && (hcr & route) !== 0n;
    return isVirtual ? (lines & virtual) !== 0 || (hcr & pending) !== 0n : (lines & physical) !== 0;
  };
  const irq = seen(wire.IRQ, wire.VIRQ, HCR.IMO, HCR.VI) ? SPSR.I : 0n;
  const fiq = seen(wire.FIQ, wire.VFIQ, HCR.FMO, HCR.VF) ? SPSR.F : 0n;
  return irq | fiq | (seen(0, 0, HCR.AMO, HCR.VSE) ? SPSR.A : 0n);
}

/** At EL1 with AMO, what ESB defers is the hypervisor's. arm: DISR_EL1, Accessibility. */
const deferredAt = (block: DataView): Field =>
  levelOf(block) === 1 && (readField(block, layout.HCR_EL2) & HCR.AMO) !== 0n ? layout.VDISR_EL2 : layout.DISR_EL1;

export const controlRegisters: readonly SystemRegister[] = [
  defineRegister('SCTLR_EL1', [3, 0, 1, 0, 0], { ...stored(layout.SCTLR_EL1, SCTLR_WRITABLE), ...translation }),
  defineRegister('ACTLR_EL1', [3, 0, 1, 0, 1], { ...ignored, trapsRead: HCR.TACR, trapsWrite: HCR.TACR }),
  defineRegister('CPACR_EL1', [3, 0, 1, 0, 2], {
    ...stored(layout.CPACR_EL1, CPACR_WRITABLE),
    affects: 'execution',
    refusal: ({ block }) =>
      levelOf(block) === 1 && (readField(block, layout.CPTR_EL2) & TCPAC) !== 0n ? 'trappedToEl2' : undefined,
  }),
  defineRegister('TTBR0_EL1', [3, 0, 2, 0, 0], { ...stored(layout.TTBR0_EL1), ...translation }),
  defineRegister('TTBR1_EL1', [3, 0, 2, 0, 1], { ...stored(layout.TTBR1_EL1), ...translation }),
  defineRegister('TCR_EL1', [3, 0, 2, 0, 2], { ...stored(layout.TCR_EL1), ...translation }),
  defineRegister('AFSR0_EL1', [3, 0, 5, 1, 0], { ...ignored, ...virtualMemory }),
  defineRegister('AFSR1_EL1', [3, 0, 5, 1, 1], { ...ignored, ...virtualMemory }),
  defineRegister('ESR_EL1', [3, 0, 5, 2, 0], { ...stored(layout.ESR_EL1, 0xffff_ffffn), ...virtualMemory }),
  // No error records: so there need be no ERRSELR_EL1 either.
  defineRegister('ERRIDR_EL1', [3, 0, 5, 3, 0], { ...constant(0n), trapsRead: HCR.TERR }),
  defineRegister('FAR_EL1', [3, 0, 6, 0, 0], { ...stored(layout.FAR_EL1), ...virtualMemory }),
  defineRegister('PAR_EL1', [3, 0, 7, 4, 0], stored(layout.PAR_EL1)),
  defineRegister('MAIR_EL1', [3, 0, 10, 2, 0], { ...stored(layout.MAIR_EL1), ...virtualMemory }),
  defineRegister('AMAIR_EL1', [3, 0, 10, 3, 0], { ...ignored, ...virtualMemory }),
  ...['LORSA_EL1', 'LOREA_EL1', 'LORN_EL1', 'LORC_EL1'].map((name, op2) =>
    defineRegister(name, [3, 0, 10, 4, op2], { ...ignored, trapsRead: HCR.TLOR, trapsWrite: HCR.TLOR }),
  ),
  defineRegister('LORID_EL1', [3, 0, 10, 4, 7], { ...constant(0n), trapsRead: HCR.TLOR }),
  defineRegister('VBAR_EL1', [3, 0, 12, 0, 0], stored(layout.VBAR_EL1, VBAR_WRITABLE)),
  defineRegister('ISR_EL1', [3, 0, 12, 1, 0], { read: pendingInterrupts }),
  defineRegister('DISR_EL1', [3, 0, 12, 1, 1], {
    read: ({ block }) => readField(block, deferredAt(block)),
    write: ({ block }, value) => writeField(block, deferredAt(block), value),
  }),
  defineRegister('CONTEXTIDR_EL1', [3, 0, 13, 0, 1], { ...stored(layout.CONTEXTIDR_EL1, 0xffff_ffffn), ...virtualMemory }),
  defineRegister('TPIDR_EL1', [3, 0, 13, 0, 4], stored(layout.TPIDR_EL1)),
  defineRegister('CNTKCTL_EL1', [3, 0, 14, 1, 0], stored(layout.CNTKCTL_EL1, 0x3ffn)),
];
