/** The registers of the distributor, of which the first of each kind are banked by hart. IHI 0048: Distributor register descriptions. */

import { type Bank, type BankWord, FIRST_SPI, replaced, SGIS, withBank, withHart, withWord } from '../bank.ts';
import { ownPending, pendingWord } from './pending.ts';
import * as reg from './registers.ts';
import { type Gicv2State, SGI_COUNT } from './state.ts';

const BITMAP_SIZE = 0x80;
const BYTES_SIZE = 0x400;
const ICFGR_SIZE = 0x100;
const ALL_HARTS = 0xff;

/** Bitmap registers: what one shows, what writing a 1 does, and the bits of the first word that do not change so. */
const BITMAPS: readonly (readonly [base: number, name: BankWord, effect: 'is' | 'sets' | 'clears', fixed: number])[] = [
  [reg.GICD_IGROUPR, 'group', 'is', 0],
  [reg.GICD_ISENABLER, 'enabled', 'sets', SGIS],
  [reg.GICD_ICENABLER, 'enabled', 'clears', SGIS],
  [reg.GICD_ISPENDR, 'latched', 'sets', SGIS],
  [reg.GICD_ICPENDR, 'latched', 'clears', SGIS],
  [reg.GICD_ISACTIVER, 'active', 'sets', 0],
  [reg.GICD_ICACTIVER, 'active', 'clears', 0],
];

const isIn = (offset: number, base: number, size: number): boolean => offset >= base && offset < base + size;

/** Word w of all interrupts: in which bank, and which word there. */
function placeOf(
  state: Gicv2State,
  hart: number,
  word: number,
): { readonly bank: Bank; readonly at: number; readonly intid: number } {
  return word === 0
    ? { bank: state.harts[hart]!.bank, at: 0, intid: 0 }
    : { bank: state.spis, at: word - 1, intid: FIRST_SPI + 32 * (word - 1) };
}

/** An aligned word. Reserved registers read as zero. */
export function readDistributor(state: Gicv2State, hart: number, offset: number): number {
  for (const [base, name] of BITMAPS) {
    if (!isIn(offset, base, BITMAP_SIZE)) continue;
    const { bank, at } = placeOf(state, hart, (offset - base) / 4);
    if (bank[name][at] === undefined) return 0;
    if (name !== 'latched') return bank[name][at];
    return bank === state.spis ? pendingWord(bank, at) : ownPending(state.harts[hart]!);
  }
  if (isIn(offset, reg.GICD_ICFGR, ICFGR_SIZE)) {
    const first = ((offset - reg.GICD_ICFGR) / 4) * 16;
    const { bank, at } = placeOf(state, hart, first >> 5);
    const edge = (bank.edge[at] ?? 0) >>> (first & 31);
    let value = 0;
    for (let i = 0; i < 16; i++) value |= ((edge >>> i) & 1) << (2 * i + 1);
    return value >>> 0;
  }
  switch (offset) {
    case reg.GICD_CTLR:
      return state.GICD_CTLR;
    case reg.GICD_TYPER:
      return ((state.harts.length - 1) << 5) | state.spis.enabled.length;
    case reg.GICD_IIDR:
      return reg.IIDR;
    default:
      if (isIn(offset, reg.GICD_IDENTIFICATION, 4 * reg.IDENTIFICATION.length))
        return reg.IDENTIFICATION[(offset - reg.GICD_IDENTIFICATION) / 4]!;
      return [3, 2, 1, 0].reduce((word, i) => ((word << 8) | readDistributorByte(state, hart, offset + i)) >>> 0, 0);
  }
}

/** Priorities, targets and sources of SGIs are bytes. */
export function readDistributorByte(state: Gicv2State, hart: number, offset: number): number {
  const own = state.harts[hart]!;
  if (isIn(offset, reg.GICD_IPRIORITYR, BYTES_SIZE)) {
    const intid = offset - reg.GICD_IPRIORITYR;
    return (intid < FIRST_SPI ? own.bank.priority[intid] : state.spis.priority[intid - FIRST_SPI]) ?? 0;
  }
  if (isIn(offset, reg.GICD_ITARGETSR, BYTES_SIZE)) {
    if (state.harts.length === 1) return 0;
    const intid = offset - reg.GICD_ITARGETSR;
    return intid < FIRST_SPI ? 1 << hart : (state.targets[intid - FIRST_SPI] ?? 0);
  }
  if (isIn(offset, reg.GICD_CPENDSGIR, SGI_COUNT)) return own.sgiSources[offset - reg.GICD_CPENDSGIR]!;
  if (isIn(offset, reg.GICD_SPENDSGIR, SGI_COUNT)) return own.sgiSources[offset - reg.GICD_SPENDSGIR]!;
  return 0;
}

/** An aligned word. Writes to reserved and read-only registers are ignored. */
export function writeDistributor(state: Gicv2State, hart: number, offset: number, value: number): Gicv2State {
  for (const [base, name, effect, fixed] of BITMAPS) {
    if (!isIn(offset, base, BITMAP_SIZE)) continue;
    const { bank, at, intid } = placeOf(state, hart, (offset - base) / 4);
    const before = bank[name][at];
    if (before === undefined) return state;
    const bits = intid === 0 ? value & ~fixed : value;
    const after = effect === 'is' ? bits : effect === 'sets' ? before | bits : before & ~bits;
    return withBank(state, hart, intid, withWord(bank, name, at, after));
  }
  if (isIn(offset, reg.GICD_ICFGR, ICFGR_SIZE)) return writeConfiguration(state, hart, offset, value);
  if (offset === reg.GICD_CTLR) return { ...state, GICD_CTLR: value & (reg.CTLR_EnableGrp0 | reg.CTLR_EnableGrp1) };
  if (offset === reg.GICD_SGIR) return generateSgi(state, hart, value);
  let next = state;
  for (let i = 0; i < 4; i++) next = writeDistributorByte(next, hart, offset + i, (value >>> (8 * i)) & 0xff);
  return next;
}

function writeConfiguration(state: Gicv2State, hart: number, offset: number, value: number): Gicv2State {
  const first = ((offset - reg.GICD_ICFGR) / 4) * 16;
  const { bank, at, intid } = placeOf(state, hart, first >> 5);
  const before = bank.edge[at];
  if (before === undefined || first === 0) return state; // SGIs stay edge-triggered
  let edge = 0;
  for (let i = 0; i < 16; i++) edge |= ((value >>> (2 * i + 1)) & 1) << i;
  const shift = first & 31;
  return withBank(state, hart, intid, withWord(bank, 'edge', at, (before & ~(0xffff << shift)) | (edge << shift)));
}

export function writeDistributorByte(state: Gicv2State, hart: number, offset: number, value: number): Gicv2State {
  if (isIn(offset, reg.GICD_IPRIORITYR, BYTES_SIZE)) {
    const { bank, at, intid } = placeOf(state, hart, (offset - reg.GICD_IPRIORITYR) >> 5);
    const index = 32 * at + ((offset - reg.GICD_IPRIORITYR) & 31);
    if (bank.priority[index] === undefined || bank.priority[index] === value) return state;
    return withBank(state, hart, intid, { ...bank, priority: replaced(bank.priority, index, value) });
  }
  if (isIn(offset, reg.GICD_ITARGETSR, BYTES_SIZE)) {
    const spi = offset - reg.GICD_ITARGETSR - FIRST_SPI;
    if (state.harts.length === 1 || state.targets[spi] === undefined) return state;
    const targets = replaced(state.targets, spi, value & ((1 << state.harts.length) - 1));
    return targets === state.targets ? state : { ...state, targets };
  }
  const own = state.harts[hart]!;
  const withSources = (sgi: number, sources: number): Gicv2State =>
    sources === own.sgiSources[sgi] ? state : withHart(state, hart, { sgiSources: own.sgiSources.with(sgi, sources) });
  const [cleared, set] = [offset - reg.GICD_CPENDSGIR, offset - reg.GICD_SPENDSGIR];
  if (isIn(offset, reg.GICD_CPENDSGIR, SGI_COUNT)) return withSources(cleared, own.sgiSources[cleared]! & ~value);
  if (isIn(offset, reg.GICD_SPENDSGIR, SGI_COUNT)) return withSources(set, own.sgiSources[set]! | (value & ALL_HARTS));
  return state;
}

function generateSgi(state: Gicv2State, hart: number, value: number): Gicv2State {
  const sgi = value & 15;
  const filter = (value >>> 24) & 3;
  const listed =
    filter === reg.SGIR_TO_OTHERS ? ~(1 << hart) : filter === reg.SGIR_TO_ITSELF ? 1 << hart : filter === 0 ? value >>> 16 : 0;
  let next = state;
  for (const [target, { sgiSources }] of state.harts.entries())
    if ((listed >>> target) & 1)
      next = withHart(next, target, { sgiSources: sgiSources.with(sgi, sgiSources[sgi]! | (1 << hart)) });
  return next;
}
