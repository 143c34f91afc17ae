/** Timers of supervisors and of their guests. `sstc: Supervisor Timer (stimecmp) Register` */
import type { HartContext } from '#core/machine/hart.ts';
import { hasGuestTimer, hasSupervisorTimer } from '../interrupts.ts';
import { layout } from '../layout.ts';
import { privilege } from '../privilege.ts';
import { type Csr, defineCsr, type Refusal, stored } from './csr.ts';

const COUNTEREN_TM = 1 << 1;

/** In modes less privileged than M, STCE of menvcfg and TM of mcounteren must be set. */
const isHsQualified = ({ block }: HartContext) =>
  hasSupervisorTimer(block) && (block.getUint32(layout.mcounteren.offset, true) & COUNTEREN_TM) !== 0;

/** With V=1, STCE of henvcfg and TM of hcounteren too. */
function refusal(context: HartContext): Refusal | undefined {
  const { block } = context;
  if (block.getUint8(layout.privilege.offset) === privilege.M) return undefined;
  if (!isHsQualified(context)) return 'illegal';
  if (block.getUint8(layout.virtualized.offset) === 0) return undefined;
  return hasGuestTimer(block) && (block.getUint32(layout.hcounteren.offset, true) & COUNTEREN_TM) !== 0 ? undefined : 'virtual';
}

export const timerCsrs: readonly Csr[] = [
  defineCsr({
    number: 0x14d,
    name: 'stimecmp',
    spec: 'sstc: Supervisor Timer (stimecmp) Register',
    refusal,
    isHsQualified,
    ...stored(layout.stimecmp),
    affects: 'deadline',
  }),
  defineCsr({
    number: 0x24d,
    name: 'vstimecmp',
    spec: 'sstc: Virtual Supervisor Timer (vstimecmp) Register',
    refusal,
    isHsQualified,
    ...stored(layout.vstimecmp),
    affects: 'deadline',
  }),
];
