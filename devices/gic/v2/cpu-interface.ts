/** The CPU interface of a hart. IHI 0048: CPU interface register descriptions. */

import { bankOf, IDLE_PRIORITY, SPURIOUS, withBit, withHart } from '../bank.ts';
import {
  type Candidate,
  type Group,
  groupPriorityMask,
  highestActive,
  highestPending,
  runningPriority,
  signalled,
} from './pending.ts';
import * as reg from './registers.ts';
import { ABPR_MIN, type Gicv2State, type HartInterface, OTHER_GROUP, SGI_COUNT } from './state.ts';

const INTID = 0x3ff;
const SOURCE_SHIFT = 10;

export interface Reading {
  readonly state: Gicv2State;
  readonly value: number;
}

/** An aligned word. Reserved registers read as zero. */
export function readInterface(state: Gicv2State, hart: number, offset: number): Reading {
  const own = state.harts[hart]!;
  const value = (of: number): Reading => ({ state, value: of });
  switch (offset) {
    case reg.GICC_CTLR:
      return value(own.CTLR);
    case reg.GICC_PMR:
      return value(own.PMR);
    case reg.GICC_BPR:
      return value(own.BPR);
    case reg.GICC_ABPR:
      return value(own.ABPR);
    case reg.GICC_IAR:
      return acknowledge(state, hart, 0);
    case reg.GICC_AIAR:
      return acknowledge(state, hart, 1);
    case reg.GICC_RPR:
      return value(runningPriority(own));
    case reg.GICC_HPPIR:
      return value(shownOf(own, highestPending(state, hart), 0));
    case reg.GICC_AHPPIR:
      return value(shownOf(own, highestPending(state, hart), 1));
    case reg.GICC_IIDR:
      return value(reg.INTERFACE_IIDR);
    default: {
      const word = (offset & 15) / 4;
      if ((offset & ~15) === reg.GICC_APR) return value(own.APR[word]!);
      return value((offset & ~15) === reg.GICC_NSAPR ? own.NSAPR[word]! : 0);
    }
  }
}

/** An aligned word. Writes to reserved and read-only registers are ignored. */
export function writeInterface(state: Gicv2State, hart: number, offset: number, value: number): Gicv2State {
  const own = state.harts[hart]!;
  switch (offset) {
    case reg.GICC_CTLR:
      return withHart(state, hart, { CTLR: value & reg.GICC_CTLR_WRITABLE });
    case reg.GICC_PMR:
      return withHart(state, hart, { PMR: value & 0xff });
    case reg.GICC_BPR:
      return withHart(state, hart, { BPR: value & 7 });
    case reg.GICC_ABPR:
      return withHart(state, hart, { ABPR: Math.max(ABPR_MIN, value & 7) });
    case reg.GICC_EOIR:
      return endOfInterrupt(state, hart, value & INTID, 0);
    case reg.GICC_AEOIR:
      return endOfInterrupt(state, hart, value & INTID, 1);
    case reg.GICC_DIR:
      return own.CTLR & reg.GICC_CTLR_EOImode ? deactivate(state, hart, value & INTID) : state;
    default: {
      const word = (offset & 15) / 4;
      if ((offset & ~15) === reg.GICC_APR) return withHart(state, hart, { APR: own.APR.with(word, value) });
      return (offset & ~15) === reg.GICC_NSAPR ? withHart(state, hart, { NSAPR: own.NSAPR.with(word, value) }) : state;
    }
  }
}

/** The lowest of the harts that sent it, in the place where registers show it; of what is no SGI, nothing. */
function sourceOf(own: HartInterface, intid: number): number {
  const sources = intid < SGI_COUNT ? own.sgiSources[intid]! : 0;
  return sources === 0 ? 0 : (31 - Math.clz32(sources & -sources)) << SOURCE_SHIFT;
}

/** What a register for `group` says of a candidate. That for group 0 tells of group 1 by AckCtl only. */
function shownOf(own: HartInterface, candidate: Candidate | undefined, group: Group): number {
  if (candidate === undefined || candidate.group < group) return SPURIOUS;
  if (candidate.group > group && (own.CTLR & reg.GICC_CTLR_AckCtl) === 0) return OTHER_GROUP;
  return candidate.intid | sourceOf(own, candidate.intid);
}

function acknowledge(state: Gicv2State, hart: number, group: Group): Reading {
  const own = state.harts[hart]!;
  const candidate = signalled(state, hart);
  const value = shownOf(own, candidate, group);
  if (candidate === undefined || value === SPURIOUS || value === OTHER_GROUP) return { state, value };
  const { intid } = candidate;
  const level = (candidate.priority & groupPriorityMask(own, candidate.group)) / 2;
  const [word, bit] = [level >>> 5, 1 << (level & 31)];
  const set = (words: readonly number[]) => words.with(word, (words[word]! | bit) >>> 0);
  const running = candidate.group === 0 ? { APR: set(own.APR) } : { NSAPR: set(own.NSAPR) };
  const sgiSources = intid < SGI_COUNT ? withoutLowest(own.sgiSources, intid) : own.sgiSources;
  const taken = withHart(state, hart, { ...running, sgiSources });
  return { state: withBit(withBit(taken, hart, intid, 'active', true), hart, intid, 'latched', false), value };
}

function withoutLowest(sources: readonly number[], sgi: number): readonly number[] {
  const bits = sources[sgi]!;
  return sources.with(sgi, bits & (bits - 1));
}

const isOfGroup1 = (state: Gicv2State, hart: number, intid: number): boolean => {
  const { bank, index } = bankOf(state, hart, intid);
  return (((bank.group[index >>> 5] ?? 0) >>> (index & 31)) & 1) === 1;
};

/** Drops the running priority, and deactivates the interrupt unless that is left to GICC_DIR. */
function endOfInterrupt(state: Gicv2State, hart: number, intid: number, register: Group): Gicv2State {
  if (intid >= 1020) return state;
  const own = state.harts[hart]!;
  const group = isOfGroup1(state, hart, intid) ? 1 : 0;
  if (group < register) return state;
  const [words, other] = group === 0 ? [own.APR, own.NSAPR] : [own.NSAPR, own.APR];
  // The highest active priority must be of this group.
  const highest = highestActive(words);
  if (highest === IDLE_PRIORITY || highestActive(other) < highest) return state;
  const word = highest >>> 6;
  const left = words.with(word, (words[word]! & (words[word]! - 1)) >>> 0);
  const dropped = withHart(state, hart, group === 0 ? { APR: left } : { NSAPR: left });
  return own.CTLR & reg.GICC_CTLR_EOImode ? dropped : deactivate(dropped, hart, intid);
}

export function deactivate(state: Gicv2State, hart: number, intid: number): Gicv2State {
  return intid < 1020 ? withBit(state, hart, intid, 'active', false) : state;
}
