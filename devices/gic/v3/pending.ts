/** Which interrupt a hart is to be told of. IHI 0069: Physical interrupt handling and prioritization. */

import { type Bank, FIRST_SPI, IDLE_PRIORITY } from '../bank.ts';
import * as reg from './registers.ts';
import { type Gicv3State, type HartInterface, hartOf, PRIORITY_SHIFT } from './state.ts';
import { maintenanceOf } from './virtual-interface.ts';

/** PPI of the maintenance interrupt. */
const MAINTENANCE_INTID = 25;

export interface Candidate {
  readonly intid: number;
  readonly priority: number;
  readonly group: 0 | 1;
}

/** Pending interrupts of a word. */
export function pendingWord({ latched, level, edge }: Bank, word: number): number {
  return (latched[word]! | (~edge[word]! & level[word]!)) >>> 0;
}

/** Of a hart's own interrupts: the level of the maintenance interrupt is derived. */
export function ownPending(own: HartInterface): number {
  const { edge } = own.bank;
  const maintenance = maintenanceOf(own) === 0 ? 0 : 1 << MAINTENANCE_INTID;
  return (pendingWord(own.bank, 0) | (~edge[0]! & maintenance)) >>> 0;
}

/** The pending interrupt of the highest priority for a hart, of groups that are enabled; undefined when there is none. */
export function highestPending(state: Gicv3State, hart: number): Candidate | undefined {
  const own = state.harts[hart]!;
  const enabledGroups =
    (state.GICD_CTLR & reg.CTLR_EnableGrp0 & own.ICC_IGRPEN0) | (state.GICD_CTLR & reg.CTLR_EnableGrp1 & (own.ICC_IGRPEN1 << 1));
  if (enabledGroups === 0) return undefined;
  let best: Candidate | undefined;
  const look = (bank: Bank, word: number, pending: number, first: number, isRouted: (intid: number) => boolean) => {
    const group1 = bank.group[word]!;
    const inGroups = (enabledGroups & 1 ? ~group1 : 0) | (enabledGroups & 2 ? group1 : 0);
    for (let bits = pending & bank.enabled[word]! & ~bank.active[word]! & inGroups; bits !== 0; bits &= bits - 1) {
      const bit = 31 - Math.clz32(bits & -bits);
      const priority = bank.priority[32 * word + bit]!;
      if (priority >= (best?.priority ?? IDLE_PRIORITY + 1) || !isRouted(first + bit)) continue;
      best = { intid: first + bit, priority, group: (group1 >>> bit) & 1 ? 1 : 0 };
    }
  };
  look(own.bank, 0, ownPending(own), 0, () => true);
  for (let word = 0; word < state.spis.enabled.length; word++)
    look(state.spis, word, pendingWord(state.spis, word), FIRST_SPI + 32 * word, (intid) => targetOf(state, intid) === hart);
  return best;
}

/** The hart that an SPI goes to; -1 for none. With IRM it may be any: the first. */
function targetOf(state: Gicv3State, intid: number): number {
  const route = state.routes[intid - FIRST_SPI]!;
  return Math.floor(route / reg.IROUTER_IRM) % 2 === 1 ? 0 : hartOf(state, route);
}

/** Bits of a priority that decide on preemption. */
export function groupPriorityMask(own: HartInterface, group: 0 | 1): number {
  const binaryPoint = group === 0 || own.ICC_CTLR & reg.ICC_CTLR_CBPR ? own.ICC_BPR0 : own.ICC_BPR1 - 1;
  return (-2 << binaryPoint) & 0xff;
}

/** The highest group priority in some active priorities registers. */
export function runningPriority(AP0R0: number, AP1R0: number): number {
  const active = AP0R0 | AP1R0;
  return active === 0 ? IDLE_PRIORITY : (31 - Math.clz32(active & -active)) << PRIORITY_SHIFT;
}

/** The interrupt that is signalled to a hart. */
export function signalled(state: Gicv3State, hart: number): Candidate | undefined {
  const candidate = highestPending(state, hart);
  if (candidate === undefined) return undefined;
  const own = state.harts[hart]!;
  if (candidate.priority >= own.ICC_PMR) return undefined;
  const running = runningPriority(own.ICC_AP0R0, own.ICC_AP1R0);
  const mask = groupPriorityMask(own, candidate.group);
  return running === IDLE_PRIORITY || (candidate.priority & mask) < (running & mask) ? candidate : undefined;
}
