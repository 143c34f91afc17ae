/** Registers of physical memory protection. `priv: Physical Memory Protection CSRs` */
import type { HartContext } from '#core/machine/hart.ts';
import { layout, PMP_ENTRY_COUNT } from '../layout.ts';
import { PMPCFG_A, PMPCFG_A_TOR, PMPCFG_L, PMPCFG_WRITABLE } from '../pmp.ts';
import { type Csr, defineCsr, range } from './csr.ts';

const spec = 'priv: Physical Memory Protection CSRs';

/** Bits 55:2 of an address; "each PMP address register encodes bits 55–2 of a 56-bit physical address". */
const PMPADDR_WRITABLE = 2n ** 54n - 1n;

const cfgOf = ({ block }: HartContext, index: number) => block.getUint8(layout.pmpcfg.offset + index);

/** "Locked PMP entries remain locked until the hart is reset"; a locked TOR entry locks the address below it too. */
function isAddressLocked(context: HartContext, index: number): boolean {
  if (cfgOf(context, index) & PMPCFG_L) return true;
  if (index + 1 === PMP_ENTRY_COUNT) return false;
  const above = cfgOf(context, index + 1);
  return (above & PMPCFG_L) !== 0 && (above & PMPCFG_A) === PMPCFG_A_TOR;
}

export const pmpCsrs: readonly Csr[] = [
  // On RV64 the odd-numbered registers do not exist: each of the others holds eight entries.
  ...range(PMP_ENTRY_COUNT / 8, (i) =>
    defineCsr({
      number: 0x3a0 + 2 * i,
      name: `pmpcfg${2 * i}`,
      spec,
      read: ({ block }) => block.getBigUint64(layout.pmpcfg.offset + 8 * i, true),
      write: (context, value) => {
        for (let k = 0; k < 8; k++) {
          const index = 8 * i + k;
          if (cfgOf(context, index) & PMPCFG_L) continue;
          context.block.setUint8(layout.pmpcfg.offset + index, Number((value >> BigInt(8 * k)) & 0xffn) & PMPCFG_WRITABLE);
        }
      },
      affects: 'translation',
    }),
  ),
  ...range(PMP_ENTRY_COUNT, (index) =>
    defineCsr({
      number: 0x3b0 + index,
      name: `pmpaddr${index}`,
      spec,
      read: ({ block }) => block.getBigUint64(layout.pmpaddr.offset + 8 * index, true),
      write: (context, value) => {
        if (isAddressLocked(context, index)) return;
        context.block.setBigUint64(layout.pmpaddr.offset + 8 * index, value & PMPADDR_WRITABLE, true);
      },
      affects: 'translation',
    }),
  ),
];
