/** Which interrupt a hart is to be told of. IHI 0048: Interrupt Handling and Prioritization. */

import { type Bank, FIRST_SPI, IDLE_PRIORITY } from '../bank.ts';
import * as reg from './registers.ts';
import type { Gicv2State, HartInterface } from './state.ts';
import { maintenanceOf } from './virtual-interface.ts';

/** PPI of the maintenance interrupt. */
const MAINTENANCE_INTID = 25;

export type Group = 0 | 1;

export interface Candidate {
  readonly intid: number;
  readonly priority: number;
  readonly group: Group;
}

/** Pending interrupts of a word. */
export function pendingWord({ latched, level, edge }: Bank, word: number): number {
  return (latched[word]! | (~edge[word]! & level[word]!)) >>> 0;
}

/** Of a hart's own interrupts: SGIs by their sources, and the level of the maintenance interrupt is derived. */
export function ownPending(own: HartInterface): number {
  const maintenance = maintenanceOf(own) === 0 ? 0 : 1 << MAINTENANCE_INTID;
  const sgis = own.sgiSources.reduce((bits, sources, sgi) => (sources === 0 ? bits : bits | (1 << sgi)), 0);
  return (pendingWord(own.bank, 0) | sgis | (~own.bank.edge[0]! & maintenance)) >>> 0;
}

/** The pending interrupt of the highest priority for a hart, of groups that are enabled; undefined when there is none. */
export function highestPending(state: Gicv2State, hart: number): Candidate | undefined {
  const own = state.harts[hart]!;
  // The bits of the groups are the same in both.
  const groups = state.GICD_CTLR & own.CTLR & (reg.CTLR_EnableGrp0 | reg.CTLR_EnableGrp1);
  if (groups === 0) return undefined;
  let best: Candidate | undefined;
  const look = (bank: Bank, word: number, pending: number, first: number) => {
    const group1 = bank.group[word]!;
    const inGroups = (groups & reg.CTLR_EnableGrp0 ? ~group1 : 0) | (groups & reg.CTLR_EnableGrp1 ? group1 : 0);
    for (let bits = pending & bank.enabled[word]! & ~bank.active[word]! & inGroups; bits !== 0; bits &= bits - 1) {
      const bit = 31 - Math.clz32(bits & -bits);
      const intid = first + bit;
      const priority = bank.priority[32 * word + bit]!;
      if (priority >= (best?.priority ?? IDLE_PRIORITY + 1)) continue;
      if (intid >= FIRST_SPI && ((state.targets[intid - FIRST_SPI]! >>> hart) & 1) === 0) continue;
      best = { intid, priority, group: (group1 >>> bit) & 1 ? 1 : 0 };
    }
  };
  look(own.bank, 0, ownPending(own), 0);
  for (let word = 0; word < state.spis.enabled.length; word++)
    look(state.spis, word, pendingWord(state.spis, word), FIRST_SPI + 32 * word);
  return best;
}

/** Bits of a priority that decide on preemption. */
export function groupPriorityMask({ CTLR, BPR, ABPR }: HartInterface, group: Group): number {
  const binaryPoint = group === 0 || CTLR & reg.GICC_CTLR_CBPR ? BPR : ABPR - 1;
  return (-2 << binaryPoint) & 0xff;
}

/** The highest priority in a list of active priorities: bit n for priority 2 n. */
export function highestActive(words: readonly number[]): number {
  const word = words.findIndex((bits) => bits !== 0);
  if (word < 0) return IDLE_PRIORITY;
  const bits = words[word]!;
  return 2 * (32 * word + 31 - Math.clz32(bits & -bits));
}

export const runningPriority = ({ APR, NSAPR }: HartInterface): number => Math.min(highestActive(APR), highestActive(NSAPR));

/** The interrupt that is signalled to a hart. */
export function signalled(state: Gicv2State, hart: number): Candidate | undefined {
  const candidate = highestPending(state, hart);
  if (candidate === undefined) return undefined;
  const own = state.harts[hart]!;
  if (candidate.priority >= own.PMR) return undefined;
  return (candidate.priority & groupPriorityMask(own, candidate.group)) < runningPriority(own) ? candidate : undefined;
}
