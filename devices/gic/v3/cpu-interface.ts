/** The physical CPU interface of a hart: ICC registers. IHI 0069: AArch64 System register descriptions. */

import { bankOf, SPURIOUS, withBit, withHart } from '../bank.ts';
import { groupPriorityMask, highestPending, runningPriority, signalled } from './pending.ts';
import * as reg from './registers.ts';
import { BPR0_MIN, BPR1_MIN, type Gicv3State, hartOf, PRIORITY_MASK, PRIORITY_SHIFT } from './state.ts';

export interface Reading {
  readonly state: Gicv3State;
  readonly value: number;
}

/** Undefined when it is none of these registers, or one that is only written. */
export function readIcc(state: Gicv3State, hart: number, offset: number): Reading | undefined {
  const own = state.harts[hart]!;
  const value = (of: number): Reading => ({ state, value: of });
  switch (offset) {
    case reg.ICC_PMR_EL1:
      return value(own.ICC_PMR);
    case reg.ICC_IAR0_EL1:
      return acknowledge(state, hart, 0);
    case reg.ICC_IAR1_EL1:
      return acknowledge(state, hart, 1);
    case reg.ICC_HPPIR0_EL1:
      return value(pendingOf(state, hart, 0));
    case reg.ICC_HPPIR1_EL1:
      return value(pendingOf(state, hart, 1));
    case reg.ICC_BPR0_EL1:
      return value(own.ICC_BPR0);
    case reg.ICC_BPR1_EL1:
      return value(own.ICC_CTLR & reg.ICC_CTLR_CBPR ? Math.min(7, own.ICC_BPR0 + 1) : own.ICC_BPR1);
    case reg.ICC_AP0R0_EL1:
      return value(own.ICC_AP0R0);
    case reg.ICC_AP1R0_EL1:
      return value(own.ICC_AP1R0);
    case reg.ICC_RPR_EL1:
      return value(runningPriority(own.ICC_AP0R0, own.ICC_AP1R0));
    case reg.ICC_CTLR_EL1:
      return value(own.ICC_CTLR | reg.ICC_CTLR_FIXED);
    case reg.ICC_SRE_EL1:
      return value(reg.ICC_SRE_FIXED);
    case reg.ICC_SRE_EL2:
      return value(own.ICC_SRE_EL2);
    case reg.ICC_IGRPEN0_EL1:
      return value(own.ICC_IGRPEN0);
    case reg.ICC_IGRPEN1_EL1:
      return value(own.ICC_IGRPEN1);
    default:
      return undefined;
  }
}

/** Undefined when it is none of these registers, or one that is only read. */
export function writeIcc(state: Gicv3State, hart: number, offset: number, written: bigint): Gicv3State | undefined {
  const own = state.harts[hart]!;
  const value = Number(BigInt.asUintN(32, written));
  switch (offset) {
    case reg.ICC_PMR_EL1:
      return withHart(state, hart, { ICC_PMR: value & PRIORITY_MASK });
    case reg.ICC_EOIR0_EL1:
      return endOfInterrupt(state, hart, 0, value & 0xff_ffff);
    case reg.ICC_EOIR1_EL1:
      return endOfInterrupt(state, hart, 1, value & 0xff_ffff);
    case reg.ICC_DIR_EL1:
      return own.ICC_CTLR & reg.ICC_CTLR_EOImode ? deactivate(state, hart, value & 0xff_ffff) : state;
    case reg.ICC_BPR0_EL1:
      return withHart(state, hart, { ICC_BPR0: Math.max(BPR0_MIN, value & 7) });
    case reg.ICC_BPR1_EL1: // with CBPR, "writes are ignored"
      return own.ICC_CTLR & reg.ICC_CTLR_CBPR ? state : withHart(state, hart, { ICC_BPR1: Math.max(BPR1_MIN, value & 7) });
    case reg.ICC_AP0R0_EL1:
      return withHart(state, hart, { ICC_AP0R0: value });
    case reg.ICC_AP1R0_EL1:
      return withHart(state, hart, { ICC_AP1R0: value });
    case reg.ICC_CTLR_EL1:
      return withHart(state, hart, { ICC_CTLR: value & (reg.ICC_CTLR_CBPR | reg.ICC_CTLR_EOImode) });
    case reg.ICC_SRE_EL1:
    case reg.ICC_ASGI1R_EL1: // with one security state there is no other group 1
      return state;
    case reg.ICC_SRE_EL2:
      return withHart(state, hart, { ICC_SRE_EL2: reg.ICC_SRE_FIXED | (value & reg.ICC_SRE_EL2_Enable) });
    case reg.ICC_IGRPEN0_EL1:
      return withHart(state, hart, { ICC_IGRPEN0: value & 1 });
    case reg.ICC_IGRPEN1_EL1:
      return withHart(state, hart, { ICC_IGRPEN1: value & 1 });
    case reg.ICC_SGI0R_EL1:
      return generateSgi(state, hart, 0, written);
    case reg.ICC_SGI1R_EL1:
      return generateSgi(state, hart, 1, written);
    default:
      return undefined;
  }
}

function acknowledge(state: Gicv3State, hart: number, group: 0 | 1): Reading {
  const candidate = signalled(state, hart);
  if (candidate === undefined || candidate.group !== group) return { state, value: SPURIOUS };
  const { intid, priority } = candidate;
  const own = state.harts[hart]!;
  const bit = 1 << ((priority & groupPriorityMask(own, group)) >>> PRIORITY_SHIFT);
  const running = group === 0 ? { ICC_AP0R0: (own.ICC_AP0R0 | bit) >>> 0 } : { ICC_AP1R0: (own.ICC_AP1R0 | bit) >>> 0 };
  const active = withBit(withBit(state, hart, intid, 'active', true), hart, intid, 'latched', false);
  return { state: withHart(active, hart, running), value: intid };
}

function pendingOf(state: Gicv3State, hart: number, group: 0 | 1): number {
  const candidate = highestPending(state, hart);
  return candidate?.group === group ? candidate.intid : SPURIOUS;
}

/** Drops the running priority, and deactivates the interrupt unless that is left to ICC_DIR. */
function endOfInterrupt(state: Gicv3State, hart: number, group: 0 | 1, intid: number): Gicv3State {
  if (intid >= 1020) return state;
  const { ICC_AP0R0, ICC_AP1R0, ICC_CTLR } = state.harts[hart]!;
  const [own, other] = group === 0 ? [ICC_AP0R0, ICC_AP1R0] : [ICC_AP1R0, ICC_AP0R0];
  // The highest active priority must be of this group.
  if (own === 0 || runningPriority(other, 0) < runningPriority(own, 0)) return state;
  const left = (own & (own - 1)) >>> 0;
  const dropped = withHart(state, hart, group === 0 ? { ICC_AP0R0: left } : { ICC_AP1R0: left });
  return ICC_CTLR & reg.ICC_CTLR_EOImode ? dropped : deactivate(dropped, hart, intid);
}

export function deactivate(state: Gicv3State, hart: number, intid: number): Gicv3State {
  return intid < 1020 ? withBit(state, hart, intid, 'active', false) : state;
}

/** ICC_SGI1R_EL1: INTID 27:24 for the harts of a list in one cluster, or with IRM for all but oneself. */
function generateSgi(state: Gicv3State, hart: number, group: 0 | 1, value: bigint): Gicv3State {
  const field = (low: number, width: number): number => Number((value >> BigInt(low)) & ((1n << BigInt(width)) - 1n));
  const intid = field(24, 4);
  const toAllOthers = field(40, 1) === 1;
  const cluster = field(48, 8) * 2 ** 32 + (field(32, 8) << 16) + (field(16, 8) << 8);
  const listed = Array.from({ length: 16 }, (_, bit) => (field(bit, 1) ? hartOf(state, cluster + 16 * field(44, 4) + bit) : -1));
  const targets = toAllOthers ? state.harts.map((_, index) => index).filter((index) => index !== hart) : listed;
  let next = state;
  for (const target of targets) {
    if (target < 0) continue;
    const { bank } = bankOf(state, target, intid);
    if (((bank.group[0]! >>> intid) & 1) === group) next = withBit(next, target, intid, 'latched', true);
  }
  return next;
}
