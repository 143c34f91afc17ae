/** Registers that say the same of each interrupt, in the distributor for SPIs and in a redistributor for a hart's own. */

import { type Bank, type BankWord, withHart, withWord } from '../bank.ts';
import { ownPending, pendingWord } from './pending.ts';
import * as reg from './registers.ts';
import { type Gicv3State, PRIORITY_MASK } from './state.ts';

/** Where the interrupts are: SPIs, or those of a hart. */
export type Place = 'spis' | number;

const PRIORITIES_SIZE = 0x400;
const BITMAP_SIZE = 0x80;
const ICFGR_SIZE = 0x100;

/** Bitmap registers: what one shows, and what writing a 1 does. */
const BITMAPS: readonly (readonly [base: number, name: BankWord, effect: 'is' | 'sets' | 'clears'])[] = [
  [reg.IGROUPR, 'group', 'is'],
  [reg.ISENABLER, 'enabled', 'sets'],
  [reg.ICENABLER, 'enabled', 'clears'],
  [reg.ISPENDR, 'latched', 'sets'],
  [reg.ICPENDR, 'latched', 'clears'],
  [reg.ISACTIVER, 'active', 'sets'],
  [reg.ICACTIVER, 'active', 'clears'],
];

const bankAt = (state: Gicv3State, place: Place): Bank => (place === 'spis' ? state.spis : state.harts[place]!.bank);
const withBankAt = (state: Gicv3State, place: Place, bank: Bank): Gicv3State => {
  if (bank === bankAt(state, place)) return state;
  return place === 'spis' ? { ...state, spis: bank } : withHart(state, place, { bank });
};
/** Registers of the distributor begin with those of the hart's own interrupts, which read as zero there. */
const firstWord = (place: Place): number => (place === 'spis' ? 1 : 0);

/** The 32 bits at an offset; undefined when it is none of these registers. */
export function readInterrupts(state: Gicv3State, place: Place, offset: number): number | undefined {
  const bank = bankAt(state, place);
  for (const [base, name] of BITMAPS) {
    if (offset < base || offset >= base + BITMAP_SIZE) continue;
    const word = (offset - base) / 4 - firstWord(place);
    const words = bank[name];
    if (word < 0 || word >= words.length) return 0; // an array takes long to say that it has no word -1
    if (name !== 'latched') return words[word];
    return place === 'spis' ? pendingWord(bank, word) : ownPending(state.harts[place]!);
  }
  if (offset >= reg.IPRIORITYR && offset < reg.IPRIORITYR + PRIORITIES_SIZE) {
    const first = offset - reg.IPRIORITYR - 32 * firstWord(place);
    return [3, 2, 1, 0].reduce((word, i) => ((word << 8) | (bank.priority[first + i] ?? 0)) >>> 0, 0);
  }
  if (offset >= reg.ICFGR && offset < reg.ICFGR + ICFGR_SIZE) {
    const first = ((offset - reg.ICFGR) / 4) * 16 - 32 * firstWord(place);
    const edge = (bank.edge[first >> 5] ?? 0) >>> (first & 31);
    let value = 0;
    for (let i = 0; i < 16; i++) value |= ((edge >>> i) & 1) << (2 * i + 1);
    return value >>> 0;
  }
  return undefined;
}

/** Undefined when it is none of these registers. */
export function writeInterrupts(state: Gicv3State, place: Place, offset: number, value: number): Gicv3State | undefined {
  const bank = bankAt(state, place);
  for (const [base, name, effect] of BITMAPS) {
    if (offset < base || offset >= base + BITMAP_SIZE) continue;
    const word = (offset - base) / 4 - firstWord(place);
    const before = bank[name][word];
    if (before === undefined) return state;
    const after = effect === 'is' ? value : effect === 'sets' ? before | value : before & ~value;
    return withBankAt(state, place, withWord(bank, name, word, after));
  }
  if (offset >= reg.IPRIORITYR && offset < reg.IPRIORITYR + PRIORITIES_SIZE) {
    let next = state;
    for (let i = 0; i < 4; i++) next = writePriority(next, place, offset + i, (value >>> (8 * i)) & 0xff);
    return next;
  }
  if (offset >= reg.ICFGR && offset < reg.ICFGR + ICFGR_SIZE) {
    const first = ((offset - reg.ICFGR) / 4) * 16 - 32 * firstWord(place);
    const before = bank.edge[first >> 5];
    if (before === undefined || (place !== 'spis' && first === 0)) return state; // SGIs stay edge-triggered
    let edge = 0;
    for (let i = 0; i < 16; i++) edge |= ((value >>> (2 * i + 1)) & 1) << i;
    const shift = first & 31;
    return withBankAt(state, place, withWord(bank, 'edge', first >> 5, (before & ~(0xffff << shift)) | (edge << shift)));
  }
  return undefined;
}

export const isPriority = (offset: number): boolean => offset >= reg.IPRIORITYR && offset < reg.IPRIORITYR + PRIORITIES_SIZE;

/** Priorities may be accessed by bytes. */
export function writePriority(state: Gicv3State, place: Place, offset: number, value: number): Gicv3State {
  const bank = bankAt(state, place);
  const index = offset - reg.IPRIORITYR - 32 * firstWord(place);
  if (bank.priority[index] === undefined || bank.priority[index] === (value & PRIORITY_MASK)) return state;
  const priority = [...bank.priority];
  priority[index] = value & PRIORITY_MASK;
  return withBankAt(state, place, { ...bank, priority });
}
