/** Registers of EL2. Who is below does not have them. */

import { layout } from '../layout.ts';
import { HCR } from './bits.ts';
import { SCTLR_WRITABLE } from './control.ts';
import { ALL_BITS, defineRegister, ignored, type SystemRegister, stored } from './register.ts';

/** Bits 0 to 33 are Armv8.0's; of those above there are E2H, TLOR, TERR and TEA. EL1 is AArch64, so that RW is 1 for good. */
const HCR_WRITABLE = ((1n << 34n) - 1n) | HCR.E2H | HCR.TLOR | HCR.TERR | HCR.TEA;
const VBAR_WRITABLE = ALL_BITS & ~0x7ffn;
/** IPA of the fault, from bit 12 on. */
const HPFAR_WRITABLE = 0xfff_ffff_fff0n;

const translation = { affects: 'translation' } as const;

export const hypervisorRegisters: readonly SystemRegister[] = [
  defineRegister('SCTLR_EL2', [3, 4, 1, 0, 0], { ...stored(layout.SCTLR_EL2, SCTLR_WRITABLE), ...translation }),
  defineRegister('ACTLR_EL2', [3, 4, 1, 0, 1], ignored),
  defineRegister('HCR_EL2', [3, 4, 1, 1, 0], { ...stored(layout.HCR_EL2, HCR_WRITABLE & ~HCR.RW), ...translation }),
  defineRegister('MDCR_EL2', [3, 4, 1, 1, 1], { ...stored(layout.MDCR_EL2, 0xffff_ffffn), affects: 'execution' }),
  defineRegister('CPTR_EL2', [3, 4, 1, 1, 2], { ...stored(layout.CPTR_EL2, 0xffff_ffffn), affects: 'execution' }),
  defineRegister('HSTR_EL2', [3, 4, 1, 1, 3], stored(layout.HSTR_EL2, 0xffffn)),
  defineRegister('HACR_EL2', [3, 4, 1, 1, 7], ignored),
  defineRegister('TTBR0_EL2', [3, 4, 2, 0, 0], { ...stored(layout.TTBR0_EL2), ...translation }),
  defineRegister('TTBR1_EL2', [3, 4, 2, 0, 1], { ...stored(layout.TTBR1_EL2), ...translation }),
  defineRegister('TCR_EL2', [3, 4, 2, 0, 2], { ...stored(layout.TCR_EL2), ...translation }),
  defineRegister('VTTBR_EL2', [3, 4, 2, 1, 0], { ...stored(layout.VTTBR_EL2), ...translation }),
  defineRegister('VTCR_EL2', [3, 4, 2, 1, 2], { ...stored(layout.VTCR_EL2, 0xffff_ffffn), ...translation }),
  defineRegister('AFSR0_EL2', [3, 4, 5, 1, 0], ignored),
  defineRegister('AFSR1_EL2', [3, 4, 5, 1, 1], ignored),
  defineRegister('ESR_EL2', [3, 4, 5, 2, 0], stored(layout.ESR_EL2, 0xffff_ffffn)),
  defineRegister('VSESR_EL2', [3, 4, 5, 2, 3], stored(layout.VSESR_EL2, 0x1ff_ffffn)),
  defineRegister('FAR_EL2', [3, 4, 6, 0, 0], stored(layout.FAR_EL2)),
  defineRegister('HPFAR_EL2', [3, 4, 6, 0, 4], stored(layout.HPFAR_EL2, HPFAR_WRITABLE)),
  defineRegister('MAIR_EL2', [3, 4, 10, 2, 0], stored(layout.MAIR_EL2)),
  defineRegister('AMAIR_EL2', [3, 4, 10, 3, 0], ignored),
  defineRegister('VBAR_EL2', [3, 4, 12, 0, 0], stored(layout.VBAR_EL2, VBAR_WRITABLE)),
  defineRegister('VDISR_EL2', [3, 4, 12, 1, 1], stored(layout.VDISR_EL2)),
  defineRegister('CONTEXTIDR_EL2', [3, 4, 13, 0, 1], stored(layout.CONTEXTIDR_EL2, 0xffff_ffffn)),
  defineRegister('TPIDR_EL2', [3, 4, 13, 0, 2], stored(layout.TPIDR_EL2)),
  defineRegister('CNTHCTL_EL2', [3, 4, 14, 1, 0], stored(layout.CNTHCTL_EL2, 0x3_ffffn)),
];
