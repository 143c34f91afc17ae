/** The virtual CPU interface of a hart: what a hypervisor sets up (ICH registers), and what its guest sees of it (ICV registers). */

import { IDLE_PRIORITY, replaced, SPURIOUS } from '../bank.ts';
import * as reg from './registers.ts';
import { BPR0_MIN, BPR1_MIN, type HartInterface, PRIORITY_MASK, PRIORITY_SHIFT } from './state.ts';

const PENDING = 1n << 62n;
const ACTIVE = 1n << 63n;
const STATE = PENDING | ACTIVE;
const HW = 1n << 61n;
const GROUP = 1n << 60n;
/** With HW 0: a maintenance interrupt is wanted at its end. */
const EOI = 1n << 41n;
/** What a list register keeps: 24 bits of vINTID, 10 of pINTID and EOI, five of priority, group, HW, state. */
const LR_WRITABLE = 0xff_ffffn | (0x3ffn << 32n) | (BigInt(PRIORITY_MASK) << 48n) | GROUP | HW | STATE;
const EOI_COUNT_MAX = 31;

const vintidOf = (lr: bigint): number => Number(lr & 0xffff_ffffn);
const pintidOf = (lr: bigint): number => Number((lr >> 32n) & 0x3ffn);
const priorityOf = (lr: bigint): number => Number((lr >> 48n) & 0xffn);
const groupOf = (lr: bigint): 0 | 1 => ((lr & GROUP) !== 0n ? 1 : 0);

const vpmrOf = ({ ICH_VMCR }: HartInterface): number => ICH_VMCR >>> reg.ICH_VMCR_VPMR;
const vbpr0Of = ({ ICH_VMCR }: HartInterface): number => (ICH_VMCR >>> reg.ICH_VMCR_VBPR0) & 7;
const vbpr1Of = ({ ICH_VMCR }: HartInterface): number => (ICH_VMCR >>> reg.ICH_VMCR_VBPR1) & 7;

/** What happens in the virtual interface: its changes, and the physical interrupt that ends with a virtual one. */
export interface VirtualStep {
  readonly own: HartInterface;
  readonly value: number;
  readonly deactivates: number | null;
}

const stays = (own: HartInterface, value = 0): VirtualStep => ({ own, value, deactivates: null });

// --- Which interrupt ---

/** The list register of the pending virtual interrupt of the highest priority; -1 when there is none. Priority 0xff never is. */
function highestVirtual(own: HartInterface): number {
  let [best, priority] = [-1, IDLE_PRIORITY];
  for (const [index, lr] of own.ICH_LR.entries()) {
    const enable = groupOf(lr) === 1 ? reg.ICH_VMCR_VENG1 : reg.ICH_VMCR_VENG0;
    if ((lr & STATE) !== PENDING || (own.ICH_VMCR & enable) === 0 || priorityOf(lr) >= priority) continue;
    [best, priority] = [index, priorityOf(lr)];
  }
  return best;
}

function groupPriorityMask(own: HartInterface, group: 0 | 1): number {
  const binaryPoint = group === 0 || own.ICH_VMCR & reg.ICH_VMCR_VCBPR ? vbpr0Of(own) : vbpr1Of(own) - 1;
  return (-2 << binaryPoint) & 0xff;
}

function runningPriority({ ICH_AP0R0, ICH_AP1R0 }: HartInterface): number {
  const active = ICH_AP0R0 | ICH_AP1R0;
  return active === 0 ? IDLE_PRIORITY : (31 - Math.clz32(active & -active)) << PRIORITY_SHIFT;
}

/** The list register of the virtual interrupt that is signalled; -1 for none. */
function signalledVirtual(own: HartInterface): number {
  if ((own.ICH_HCR & reg.ICH_HCR_En) === 0) return -1;
  const index = highestVirtual(own);
  if (index < 0) return -1;
  const lr = own.ICH_LR[index]!;
  if (priorityOf(lr) >= vpmrOf(own)) return -1;
  const running = runningPriority(own);
  const mask = groupPriorityMask(own, groupOf(lr));
  return running === IDLE_PRIORITY || (priorityOf(lr) & mask) < (running & mask) ? index : -1;
}

/** Bit 0: vIRQ, bit 1: vFIQ. */
export function virtualLines(own: HartInterface): number {
  const index = signalledVirtual(own);
  if (index < 0) return 0;
  return groupOf(own.ICH_LR[index]!) === 1 ? 1 : 2;
}

// --- The guest's registers ---

export function readIcv(own: HartInterface, offset: number): VirtualStep | undefined {
  switch (offset) {
    case reg.ICC_PMR_EL1:
      return stays(own, vpmrOf(own));
    case reg.ICC_IAR0_EL1:
      return acknowledge(own, 0);
    case reg.ICC_IAR1_EL1:
      return acknowledge(own, 1);
    case reg.ICC_HPPIR0_EL1:
      return stays(own, pendingOf(own, 0));
    case reg.ICC_HPPIR1_EL1:
      return stays(own, pendingOf(own, 1));
    case reg.ICC_BPR0_EL1:
      return stays(own, vbpr0Of(own));
    case reg.ICC_BPR1_EL1:
      return stays(own, own.ICH_VMCR & reg.ICH_VMCR_VCBPR ? Math.min(7, vbpr0Of(own) + 1) : vbpr1Of(own));
    case reg.ICC_AP0R0_EL1:
      return stays(own, own.ICH_AP0R0);
    case reg.ICC_AP1R0_EL1:
      return stays(own, own.ICH_AP1R0);
    case reg.ICC_RPR_EL1:
      return stays(own, runningPriority(own));
    case reg.ICC_CTLR_EL1: {
      const mode = own.ICH_VMCR & reg.ICH_VMCR_VEOIM ? reg.ICC_CTLR_EOImode : 0;
      return stays(own, reg.ICC_CTLR_FIXED | mode | (own.ICH_VMCR & reg.ICH_VMCR_VCBPR ? reg.ICC_CTLR_CBPR : 0));
    }
    case reg.ICC_IGRPEN0_EL1:
      return stays(own, own.ICH_VMCR & reg.ICH_VMCR_VENG0 ? 1 : 0);
    case reg.ICC_IGRPEN1_EL1:
      return stays(own, own.ICH_VMCR & reg.ICH_VMCR_VENG1 ? 1 : 0);
    default:
      return undefined;
  }
}

export function writeIcv(own: HartInterface, offset: number, value: number): VirtualStep | undefined {
  const withVmcr = (at: number, width: number, bits: number): VirtualStep => {
    const mask = ((1 << width) - 1) << at;
    return stays({ ...own, ICH_VMCR: legalVmcr((own.ICH_VMCR & ~mask) | ((bits << at) & mask)) });
  };
  switch (offset) {
    case reg.ICC_PMR_EL1:
      return withVmcr(reg.ICH_VMCR_VPMR, 8, value & PRIORITY_MASK);
    case reg.ICC_EOIR0_EL1:
      return endOfInterrupt(own, 0, value & 0xff_ffff);
    case reg.ICC_EOIR1_EL1:
      return endOfInterrupt(own, 1, value & 0xff_ffff);
    case reg.ICC_DIR_EL1:
      return own.ICH_VMCR & reg.ICH_VMCR_VEOIM ? deactivate(own, value & 0xff_ffff) : stays(own);
    case reg.ICC_BPR0_EL1:
      return withVmcr(reg.ICH_VMCR_VBPR0, 3, value);
    case reg.ICC_BPR1_EL1:
      return own.ICH_VMCR & reg.ICH_VMCR_VCBPR ? stays(own) : withVmcr(reg.ICH_VMCR_VBPR1, 3, value);
    case reg.ICC_AP0R0_EL1:
      return stays({ ...own, ICH_AP0R0: value });
    case reg.ICC_AP1R0_EL1:
      return stays({ ...own, ICH_AP1R0: value });
    case reg.ICC_CTLR_EL1: {
      const isCommon = value & reg.ICC_CTLR_CBPR ? reg.ICH_VMCR_VCBPR : 0;
      const isSplit = value & reg.ICC_CTLR_EOImode ? reg.ICH_VMCR_VEOIM : 0;
      const others = own.ICH_VMCR & ~(reg.ICH_VMCR_VCBPR | reg.ICH_VMCR_VEOIM);
      return stays({ ...own, ICH_VMCR: (others | isCommon | isSplit) >>> 0 });
    }
    case reg.ICC_IGRPEN0_EL1:
      return withVmcr(0, 1, value);
    case reg.ICC_IGRPEN1_EL1:
      return withVmcr(1, 1, value);
    default:
      return undefined;
  }
}

function acknowledge(own: HartInterface, group: 0 | 1): VirtualStep {
  const index = signalledVirtual(own);
  if (index < 0) return stays(own, SPURIOUS);
  const lr = own.ICH_LR[index]!;
  if (groupOf(lr) !== group) return stays(own, SPURIOUS);
  const vintid = vintidOf(lr);
  // A special INTID in a list register is given and never becomes active.
  if (vintid >= 1020 && vintid < 1024) return stays(own, vintid);
  const bit = 1 << ((priorityOf(lr) & groupPriorityMask(own, group)) >>> PRIORITY_SHIFT);
  const running = group === 0 ? { ICH_AP0R0: (own.ICH_AP0R0 | bit) >>> 0 } : { ICH_AP1R0: (own.ICH_AP1R0 | bit) >>> 0 };
  return stays({ ...own, ...running, ICH_LR: replaced(own.ICH_LR, index, (lr & ~STATE) | ACTIVE) }, vintid);
}

function pendingOf(own: HartInterface, group: 0 | 1): number {
  const index = highestVirtual(own);
  const lr = own.ICH_LR[index];
  return lr !== undefined && groupOf(lr) === group ? vintidOf(lr) : SPURIOUS;
}

function endOfInterrupt(own: HartInterface, group: 0 | 1, vintid: number): VirtualStep {
  if (vintid >= 1020 && vintid < 1024) return stays(own);
  const dropped = runningPriority(own);
  if (dropped === IDLE_PRIORITY) return stays(own);
  const bit = 1 << (dropped >>> PRIORITY_SHIFT);
  const next =
    own.ICH_AP0R0 & bit
      ? { ...own, ICH_AP0R0: (own.ICH_AP0R0 & ~bit) >>> 0 }
      : { ...own, ICH_AP1R0: (own.ICH_AP1R0 & ~bit) >>> 0 };
  const index = activeIndex(next, vintid);
  if (index < 0) return stays(withEoiCounted(next));
  const lr = next.ICH_LR[index]!;
  const isSame = groupOf(lr) === group && (priorityOf(lr) & groupPriorityMask(next, group)) === dropped;
  return isSame && (next.ICH_VMCR & reg.ICH_VMCR_VEOIM) === 0 ? deactivate(next, vintid) : stays(next);
}

const activeIndex = (own: HartInterface, vintid: number): number =>
  own.ICH_LR.findIndex((lr) => (lr & ACTIVE) !== 0n && vintidOf(lr) === vintid);

/** "the number of EOIs received that do not have a corresponding entry in the List registers" */
function withEoiCounted(own: HartInterface): HartInterface {
  const count = ((own.ICH_HCR >>> reg.ICH_HCR_EOIcount) + 1) & EOI_COUNT_MAX;
  return { ...own, ICH_HCR: ((own.ICH_HCR & ~(EOI_COUNT_MAX << reg.ICH_HCR_EOIcount)) | (count << reg.ICH_HCR_EOIcount)) >>> 0 };
}

function deactivate(own: HartInterface, vintid: number): VirtualStep {
  const index = activeIndex(own, vintid);
  if (index < 0) return stays(vintid < 1020 ? withEoiCounted(own) : own);
  const lr = own.ICH_LR[index]!;
  const next = { ...own, ICH_LR: replaced(own.ICH_LR, index, lr & ~ACTIVE) };
  return { own: next, value: 0, deactivates: (lr & HW) !== 0n && pintidOf(lr) < 1020 ? pintidOf(lr) : null };
}

// --- The hypervisor's registers ---

export function readIch(own: HartInterface, offset: number): bigint | undefined {
  switch (offset) {
    case reg.ICH_AP0R0_EL2:
      return BigInt(own.ICH_AP0R0);
    case reg.ICH_AP1R0_EL2:
      return BigInt(own.ICH_AP1R0);
    case reg.ICH_HCR_EL2:
      return BigInt(own.ICH_HCR);
    case reg.ICH_VTR_EL2:
      return BigInt(reg.ICH_VTR);
    case reg.ICH_MISR_EL2:
      return BigInt(misrOf(own));
    case reg.ICH_EISR_EL2:
      return BigInt(endedOf(own));
    case reg.ICH_ELRSR_EL2:
      return BigInt(bitsOf(own, (lr) => (lr & STATE) === 0n && ((lr & HW) !== 0n || (lr & EOI) === 0n)));
    case reg.ICH_VMCR_EL2:
      return BigInt(own.ICH_VMCR);
    default:
      return own.ICH_LR[(offset - reg.ICH_LR_EL2) / 8];
  }
}

export function writeIch(own: HartInterface, offset: number, written: bigint): HartInterface | undefined {
  const value = Number(BigInt.asUintN(32, written));
  switch (offset) {
    case reg.ICH_AP0R0_EL2:
      return { ...own, ICH_AP0R0: value };
    case reg.ICH_AP1R0_EL2:
      return { ...own, ICH_AP1R0: value };
    case reg.ICH_HCR_EL2:
      return { ...own, ICH_HCR: (value & reg.ICH_HCR_WRITABLE) >>> 0 };
    case reg.ICH_VMCR_EL2:
      return { ...own, ICH_VMCR: legalVmcr(value) };
    default: {
      const index = (offset - reg.ICH_LR_EL2) / 8;
      if (own.ICH_LR[index] === undefined) return undefined;
      return { ...own, ICH_LR: replaced(own.ICH_LR, index, written & LR_WRITABLE) };
    }
  }
}

const VMCR_WRITABLE =
  reg.ICH_VMCR_VENG0 | reg.ICH_VMCR_VENG1 | reg.ICH_VMCR_VCBPR | reg.ICH_VMCR_VEOIM | (PRIORITY_MASK << reg.ICH_VMCR_VPMR);

function legalVmcr(value: number): number {
  const binaryPoint0 = Math.max(BPR0_MIN, (value >>> reg.ICH_VMCR_VBPR0) & 7);
  const binaryPoint1 = Math.max(BPR1_MIN, (value >>> reg.ICH_VMCR_VBPR1) & 7);
  const points = (binaryPoint0 << reg.ICH_VMCR_VBPR0) | (binaryPoint1 << reg.ICH_VMCR_VBPR1);
  return ((value & VMCR_WRITABLE) | points | reg.ICH_VMCR_VFIQEn) >>> 0;
}

function bitsOf(own: HartInterface, holds: (lr: bigint) => boolean): number {
  return own.ICH_LR.reduce((bits, lr, index) => bits | (holds(lr) ? 1 << index : 0), 0);
}

const endedOf = (own: HartInterface): number => bitsOf(own, (lr) => (lr & (STATE | HW | EOI)) === EOI);

function misrOf(own: HartInterface): number {
  const { ICH_HCR: hcr, ICH_VMCR: vmcr } = own;
  const valid = own.ICH_LR.filter((lr) => (lr & STATE) !== 0n).length;
  const hasPending = own.ICH_LR.some((lr) => (lr & STATE) === PENDING);
  const reasons: readonly (readonly [number, boolean])[] = [
    [reg.ICH_MISR_EOI, endedOf(own) !== 0],
    [reg.ICH_MISR_U, (hcr & reg.ICH_HCR_UIE) !== 0 && valid < 2],
    [reg.ICH_MISR_LRENP, (hcr & reg.ICH_HCR_LRENPIE) !== 0 && hcr >>> reg.ICH_HCR_EOIcount !== 0],
    [reg.ICH_MISR_NP, (hcr & reg.ICH_HCR_NPIE) !== 0 && !hasPending],
    [reg.ICH_MISR_VGrp0E, (hcr & reg.ICH_HCR_VGrp0EIE) !== 0 && (vmcr & reg.ICH_VMCR_VENG0) !== 0],
    [reg.ICH_MISR_VGrp0D, (hcr & reg.ICH_HCR_VGrp0DIE) !== 0 && (vmcr & reg.ICH_VMCR_VENG0) === 0],
    [reg.ICH_MISR_VGrp1E, (hcr & reg.ICH_HCR_VGrp1EIE) !== 0 && (vmcr & reg.ICH_VMCR_VENG1) !== 0],
    [reg.ICH_MISR_VGrp1D, (hcr & reg.ICH_HCR_VGrp1DIE) !== 0 && (vmcr & reg.ICH_VMCR_VENG1) === 0],
  ];
  return reasons.reduce((bits, [bit, holds]) => bits | (holds ? bit : 0), 0);
}

/** Level of the maintenance interrupt: the reasons there are, while the virtual interface is on. */
export function maintenanceOf(own: HartInterface): number {
  return own.ICH_HCR & reg.ICH_HCR_En ? misrOf(own) : 0;
}
