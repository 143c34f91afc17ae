/** State after reset, at the highest level there is. arm: Reset; where it leaves a value open, that of QEMU 7.2. */
import { writeField } from '#core/isa/evaluate.ts';
import type { HartParameters } from '#core/machine/hart.ts';
import { layout } from './layout.ts';
import { HCR } from './sysreg/bits.ts';
import { MIDR, mpidrOf } from './sysreg/identification.ts';

const RESET_SCTLR = 0x30c5_0838n;
/** EL1 may use the physical counter and timer. */
const RESET_CNTHCTL = 3n;
/** Z. */
const RESET_FLAGS = 4n;
const COUNTER_FREQUENCY = 62_500_000n;

/** Fills a zeroed block. Of several PEs the first is on. */
export function resetPe(block: DataView, { index, resetPc }: HartParameters): void {
  writeField(block, layout.isOff, index === 0 ? 0n : 1n);
  writeField(block, layout.waiting, index === 0 ? 0n : 1n);
  writeField(block, layout.pc, resetPc);
  writeField(block, layout.EL, 2n);
  writeField(block, layout.SPSel, 1n);
  writeField(block, layout.NZCV, RESET_FLAGS);
  for (const mask of [layout.D, layout.A, layout.I, layout.F]) writeField(block, mask, 1n);
  writeField(block, layout.SCTLR_EL1, RESET_SCTLR);
  writeField(block, layout.HCR_EL2, HCR.RW);
  writeField(block, layout.VPIDR_EL2, MIDR);
  writeField(block, layout.VMPIDR_EL2, mpidrOf(index));
  writeField(block, layout.OSLK, 1n);
  writeField(block, layout.CNTHCTL_EL2, RESET_CNTHCTL);
  writeField(block, layout.CNTFRQ_EL0, COUNTER_FREQUENCY);
}
