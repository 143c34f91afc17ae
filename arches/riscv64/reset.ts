/** State after reset. `priv: Reset`; where it leaves a value open, that of QEMU 7.2. */
import { writeField } from '#core/isa/evaluate.ts';
import type { HartParameters } from '#core/machine/hart.ts';
import { VSXL_64 } from './csr/hstatus.ts';
import { MIDELEG_READ_ONLY_ONES } from './csr/machine.ts';
import { UXL_64, XLEN_64 } from './csr/status.ts';
import { layout, TRIGGER_COUNT } from './layout.ts';
import { privilege } from './privilege.ts';
import { TYPE_MCONTROL, TYPE_SHIFT } from './triggers.ts';

/** Fills a zeroed block. */
export function resetHart(block: DataView, { resetPc }: HartParameters): void {
  writeField(block, layout.pc, resetPc);
  writeField(block, layout.privilege, BigInt(privilege.M));
  writeField(block, layout.mstatus, XLEN_64);
  writeField(block, layout.mideleg, MIDELEG_READ_ONLY_ONES);
  writeField(block, layout.hstatus, VSXL_64);
  writeField(block, layout.vsstatus, UXL_64);
  for (let i = 0; i < TRIGGER_COUNT; i++) block.setBigUint64(layout.tdata1.offset + 8 * i, TYPE_MCONTROL << TYPE_SHIFT, true);
}
