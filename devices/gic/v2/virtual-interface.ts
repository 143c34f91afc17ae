/** The virtual CPU interface of a hart: what a hypervisor sets up (GICH), and what its guest sees of it (GICV). */

import { IDLE_PRIORITY, replaced, SPURIOUS } from '../bank.ts';
import * as reg from './registers.ts';
import { type HartInterface, OTHER_GROUP, SGI_COUNT, VABPR_MIN, VBPR_MIN } from './state.ts';

// --- A list register ---
const GROUP = 1 << 30;
const PENDING = 1 << 28;
const ACTIVE = 1 << 29;
const STATE = PENDING | ACTIVE;
/** With HW 0: a maintenance interrupt is wanted at its end. */
const EOI = 1 << 19;
/** All but the reserved bits 22 to 20. */
const LR_WRITABLE = 0xff8f_ffff;
const EOI_COUNT_MAX = 31;

const intidOf = (lr: number): number => lr & 0x3ff;
const physicalOf = (lr: number): number => (lr >>> 10) & 0x3ff;
/** Of eight bits, as the interface shows it. */
const priorityOf = (lr: number): number => ((lr >>> 23) & 0x1f) << 3;
const groupOf = (lr: number): 0 | 1 => ((lr & GROUP) !== 0 ? 1 : 0);
const isHardware = (lr: number): boolean => lr >>> 31 === 1;
/** What acknowledging shows: the source, too, where an SGI has one. */
const shownOf = (lr: number): number => intidOf(lr) | (!isHardware(lr) && intidOf(lr) < SGI_COUNT ? lr & (7 << 10) : 0);

const PRIORITY_SHIFT = 3;
const priorityMaskOf = ({ GICH_VMCR }: HartInterface): number => (GICH_VMCR >>> reg.VMCR_VMPriMask) << PRIORITY_SHIFT;
const bprOf = ({ GICH_VMCR }: HartInterface): number => (GICH_VMCR >>> reg.VMCR_VMBP) & 7;
const abprOf = ({ GICH_VMCR }: HartInterface): number => (GICH_VMCR >>> reg.VMCR_VMABP) & 7;

/** What happens in the virtual interface: its changes, and the physical interrupt that ends with a virtual one. */
export interface VirtualStep {
  readonly own: HartInterface;
  readonly value: number;
  readonly deactivates: number | null;
}

const stays = (own: HartInterface, value = 0): VirtualStep => ({ own, value, deactivates: null });

// --- Which interrupt ---

/** The list register of the pending virtual interrupt of the highest priority; -1 when there is none. */
function highestVirtual(own: HartInterface): number {
  let [best, priority] = [-1, IDLE_PRIORITY];
  for (const [index, lr] of own.GICH_LR.entries()) {
    const enable = groupOf(lr) === 1 ? reg.GICC_CTLR_EnableGrp1 : reg.GICC_CTLR_EnableGrp0;
    if ((lr & STATE) !== PENDING || (own.GICH_VMCR & enable) === 0 || priorityOf(lr) >= priority) continue;
    [best, priority] = [index, priorityOf(lr)];
  }
  return best;
}

function groupPriorityMask(own: HartInterface, group: 0 | 1): number {
  const binaryPoint = group === 0 || own.GICH_VMCR & reg.GICC_CTLR_CBPR ? bprOf(own) : abprOf(own) - 1;
  return (-2 << binaryPoint) & 0xff;
}

function runningPriority({ GICH_APR }: HartInterface): number {
  return GICH_APR === 0 ? IDLE_PRIORITY : (31 - Math.clz32(GICH_APR & -GICH_APR)) << PRIORITY_SHIFT;
}

/** The list register of the virtual interrupt that is signalled; -1 for none. */
function signalledVirtual(own: HartInterface): number {
  if ((own.GICH_HCR & reg.HCR_En) === 0) return -1;
  const index = highestVirtual(own);
  if (index < 0) return -1;
  const lr = own.GICH_LR[index]!;
  if (priorityOf(lr) >= priorityMaskOf(own)) return -1;
  return (priorityOf(lr) & groupPriorityMask(own, groupOf(lr))) < runningPriority(own) ? index : -1;
}

/** Bit 0: vIRQ, bit 1: vFIQ. */
export function virtualLines(own: HartInterface): number {
  const index = signalledVirtual(own);
  if (index < 0) return 0;
  return groupOf(own.GICH_LR[index]!) === 0 && (own.GICH_VMCR & reg.GICC_CTLR_FIQEn) !== 0 ? 2 : 1;
}

// --- The guest's registers ---

/** An aligned word. Reserved registers read as zero. */
export function readVirtual(own: HartInterface, offset: number): VirtualStep {
  switch (offset) {
    case reg.GICC_CTLR:
      return stays(own, own.GICH_VMCR & reg.VMCR_CTLR);
    case reg.GICC_PMR:
      return stays(own, priorityMaskOf(own));
    case reg.GICC_BPR:
      return stays(own, bprOf(own));
    case reg.GICC_ABPR:
      return stays(own, abprOf(own));
    case reg.GICC_IAR:
      return acknowledge(own, 0);
    case reg.GICC_AIAR:
      return acknowledge(own, 1);
    case reg.GICC_RPR:
      return stays(own, runningPriority(own));
    case reg.GICC_HPPIR:
      return stays(own, visible(own, highestVirtual(own), 0));
    case reg.GICC_AHPPIR:
      return stays(own, visible(own, highestVirtual(own), 1));
    case reg.GICC_APR:
      return stays(own, own.GICH_APR);
    case reg.GICC_IIDR:
      return stays(own, reg.INTERFACE_IIDR);
    default:
      return stays(own);
  }
}

/** An aligned word. Writes to reserved and read-only registers are ignored. */
export function writeVirtual(own: HartInterface, offset: number, value: number): VirtualStep {
  const withVmcr = (at: number, mask: number, bits: number): VirtualStep =>
    stays({ ...own, GICH_VMCR: legalVmcr((own.GICH_VMCR & ~(mask << at)) | ((bits & mask) << at)) });
  switch (offset) {
    case reg.GICC_CTLR:
      return withVmcr(0, reg.VMCR_CTLR, value);
    case reg.GICC_PMR:
      return withVmcr(reg.VMCR_VMPriMask, 0x1f, value >>> PRIORITY_SHIFT);
    case reg.GICC_BPR:
      return withVmcr(reg.VMCR_VMBP, 7, value);
    case reg.GICC_ABPR:
      return withVmcr(reg.VMCR_VMABP, 7, value);
    case reg.GICC_EOIR:
      return endOfInterrupt(own, 0, value & 0x3ff);
    case reg.GICC_AEOIR:
      return endOfInterrupt(own, 1, value & 0x3ff);
    case reg.GICC_APR:
      return stays({ ...own, GICH_APR: value });
    case reg.GICC_DIR:
      return own.GICH_VMCR & reg.GICC_CTLR_EOImode ? deactivate(own, value & 0x3ff) : stays(own);
    default:
      return stays(own);
  }
}

/** What a register for `group` says of a list register. That for group 0 tells of group 1 by AckCtl only. */
function visible(own: HartInterface, index: number, group: 0 | 1): number {
  const lr = own.GICH_LR[index];
  if (lr === undefined || groupOf(lr) < group) return SPURIOUS;
  return groupOf(lr) > group && (own.GICH_VMCR & reg.GICC_CTLR_AckCtl) === 0 ? OTHER_GROUP : shownOf(lr);
}

function acknowledge(own: HartInterface, group: 0 | 1): VirtualStep {
  const index = signalledVirtual(own);
  const value = visible(own, index, group);
  if (index < 0 || value === SPURIOUS || value === OTHER_GROUP) return stays(own, value);
  const lr = own.GICH_LR[index]!;
  const bit = 1 << ((priorityOf(lr) & groupPriorityMask(own, groupOf(lr))) >>> PRIORITY_SHIFT);
  const GICH_LR = replaced(own.GICH_LR, index, ((lr & ~STATE) | ACTIVE) >>> 0);
  return stays({ ...own, GICH_APR: (own.GICH_APR | bit) >>> 0, GICH_LR }, value);
}

function endOfInterrupt(own: HartInterface, register: 0 | 1, intid: number): VirtualStep {
  if (intid >= 1020 || own.GICH_APR === 0) return stays(own);
  const next = { ...own, GICH_APR: (own.GICH_APR & (own.GICH_APR - 1)) >>> 0 };
  const index = activeIndex(next, intid);
  if (index < 0) return stays(withEoiCounted(next));
  if (groupOf(next.GICH_LR[index]!) < register) return stays(own);
  return next.GICH_VMCR & reg.GICC_CTLR_EOImode ? stays(next) : deactivate(next, intid);
}

const activeIndex = (own: HartInterface, intid: number): number =>
  own.GICH_LR.findIndex((lr) => (lr & ACTIVE) !== 0 && intidOf(lr) === intid);

/** "the number of EOIs … that do not have a corresponding entry in the List registers" */
function withEoiCounted(own: HartInterface): HartInterface {
  const count = ((own.GICH_HCR >>> reg.HCR_EOICOUNT) + 1) & EOI_COUNT_MAX;
  return { ...own, GICH_HCR: ((own.GICH_HCR & ~(EOI_COUNT_MAX << reg.HCR_EOICOUNT)) | (count << reg.HCR_EOICOUNT)) >>> 0 };
}

function deactivate(own: HartInterface, intid: number): VirtualStep {
  const index = activeIndex(own, intid);
  if (index < 0) return stays(intid < 1020 ? withEoiCounted(own) : own);
  const lr = own.GICH_LR[index]!;
  const next = { ...own, GICH_LR: replaced(own.GICH_LR, index, (lr & ~ACTIVE) >>> 0) };
  return { own: next, value: 0, deactivates: isHardware(lr) && physicalOf(lr) < 1020 ? physicalOf(lr) : null };
}

// --- The hypervisor's registers ---

/** An aligned word. Reserved registers read as zero. */
export function readControl(own: HartInterface, offset: number): number {
  switch (offset) {
    case reg.GICH_HCR:
      return own.GICH_HCR;
    case reg.GICH_VTR:
      return reg.VTR;
    case reg.GICH_VMCR:
      return own.GICH_VMCR;
    case reg.GICH_MISR:
      return misrOf(own);
    case reg.GICH_EISR0:
      return endedOf(own);
    case reg.GICH_ELRSR0:
      return bitsOf(own, (lr) => (lr & STATE) === 0 && (isHardware(lr) || (lr & EOI) === 0));
    case reg.GICH_APR:
      return own.GICH_APR;
    default:
      return own.GICH_LR[(offset - reg.GICH_LR) / 4] ?? 0;
  }
}

/** An aligned word. Writes to reserved and read-only registers are ignored. */
export function writeControl(own: HartInterface, offset: number, value: number): HartInterface {
  switch (offset) {
    case reg.GICH_HCR:
      return { ...own, GICH_HCR: (value & reg.HCR_WRITABLE) >>> 0 };
    case reg.GICH_VMCR:
      return { ...own, GICH_VMCR: legalVmcr(value) };
    case reg.GICH_APR:
      return { ...own, GICH_APR: value };
    default: {
      const index = (offset - reg.GICH_LR) / 4;
      if (own.GICH_LR[index] === undefined) return own;
      return { ...own, GICH_LR: replaced(own.GICH_LR, index, (value & LR_WRITABLE) >>> 0) };
    }
  }
}

function legalVmcr(value: number): number {
  const point = Math.max(VBPR_MIN, (value >>> reg.VMCR_VMBP) & 7);
  const alias = Math.max(VABPR_MIN, (value >>> reg.VMCR_VMABP) & 7);
  const kept = value & (reg.VMCR_CTLR | (0x1f << reg.VMCR_VMPriMask));
  return (kept | (point << reg.VMCR_VMBP) | (alias << reg.VMCR_VMABP)) >>> 0;
}

function bitsOf(own: HartInterface, holds: (lr: number) => boolean): number {
  return own.GICH_LR.reduce((bits, lr, index) => bits | (holds(lr) ? 1 << index : 0), 0);
}

const endedOf = (own: HartInterface): number => bitsOf(own, (lr) => (lr & STATE) === 0 && !isHardware(lr) && (lr & EOI) !== 0);

function misrOf(own: HartInterface): number {
  const { GICH_HCR: hcr, GICH_VMCR: vmcr } = own;
  const valid = own.GICH_LR.filter((lr) => (lr & STATE) !== 0).length;
  const hasPending = own.GICH_LR.some((lr) => (lr & STATE) === PENDING);
  const [isOn0, isOn1] = [reg.GICC_CTLR_EnableGrp0, reg.GICC_CTLR_EnableGrp1].map((bit) => (vmcr & bit) !== 0);
  const reasons: readonly (readonly [number, boolean])[] = [
    [reg.MISR_EOI, endedOf(own) !== 0],
    [reg.MISR_U, (hcr & reg.HCR_UIE) !== 0 && valid < 2],
    [reg.MISR_LRENP, (hcr & reg.HCR_LRENPIE) !== 0 && hcr >>> reg.HCR_EOICOUNT !== 0],
    [reg.MISR_NP, (hcr & reg.HCR_NPIE) !== 0 && !hasPending],
    [reg.MISR_VGrp0E, (hcr & reg.HCR_VGrp0EIE) !== 0 && isOn0 === true],
    [reg.MISR_VGrp0D, (hcr & reg.HCR_VGrp0DIE) !== 0 && isOn0 === false],
    [reg.MISR_VGrp1E, (hcr & reg.HCR_VGrp1EIE) !== 0 && isOn1 === true],
    [reg.MISR_VGrp1D, (hcr & reg.HCR_VGrp1DIE) !== 0 && isOn1 === false],
  ];
  return reasons.reduce((bits, [bit, holds]) => bits | (holds ? bit : 0), 0);
}

/** Level of the maintenance interrupt: the reasons there are, while the virtual interface is on. */
export function maintenanceOf(own: HartInterface): number {
  return own.GICH_HCR & reg.HCR_En ? misrOf(own) : 0;
}
