/** What a GICv2 holds, as plain data. */
import * as reg from './registers.ts';

/** INTIDs 0 to 15 are SGIs, 16 to 31 PPIs, each of a hart's own; SPIs follow. */
export const SGI_COUNT = 16;
export const FIRST_SPI = 32;
/** Bits of the SGIs in the first word. */
export const SGIS = 0xffff;
/** No interrupt that can be signalled. */
export const SPURIOUS = 1023;
/** One of group 1, which this register does not acknowledge. */
export const OTHER_GROUP = 1022;
export const IDLE_PRIORITY = 0xff;
export const ABPR_MIN = 1;
/** Smallest binary points of the virtual interface, whose priorities have five bits. */
export const VBPR_MIN = 2;
export const VABPR_MIN = 3;

/** Interrupts in words of 32, bit i of word w being number 32 w + i. */
export interface Bank {
  /** 1: group 1. */
  readonly group: readonly number[];
  readonly enabled: readonly number[];
  /** Made pending by an edge or a write. A level-sensitive interrupt is pending while its input is high, too. */
  readonly latched: readonly number[];
  readonly active: readonly number[];
  /** Levels of the inputs. */
  readonly level: readonly number[];
  /** 1: edge-triggered. */
  readonly edge: readonly number[];
  /** One for each interrupt. */
  readonly priority: readonly number[];
}

/** Which of an interrupt's bits a register shows. */
export type BankWord = 'group' | 'enabled' | 'latched' | 'active' | 'level' | 'edge';

/** What each hart has for itself, named as its registers are. */
export interface HartInterface {
  /** Of SGIs and PPIs; SGIs are never latched. */
  readonly bank: Bank;
  /** By SGI: the harts that sent it and that it was not acknowledged from. */
  readonly sgiSources: readonly number[];

  readonly CTLR: number;
  readonly PMR: number;
  readonly BPR: number;
  readonly ABPR: number;
  /** Active priorities by group: bit n for group priority 2 n. */
  readonly APR: readonly number[];
  readonly NSAPR: readonly number[];

  readonly GICH_HCR: number;
  readonly GICH_VMCR: number;
  /** Bit n for group priority 8 n, of both groups. */
  readonly GICH_APR: number;
  readonly GICH_LR: readonly number[];
}

export interface Gicv2State {
  readonly GICD_CTLR: number;
  readonly spis: Bank;
  /** GICD_ITARGETSR of each SPI: a bit for each hart. */
  readonly targets: readonly number[];
  readonly harts: readonly HartInterface[];
}

export interface Gicv2Parameters {
  /** At most 7: the device has four output lines for each. */
  readonly harts: number;
  /** A multiple of 32, at most 960. */
  readonly spis: number;
}

export function createGicv2({ harts, spis }: Gicv2Parameters): Gicv2State {
  return {
    GICD_CTLR: 0,
    spis: createBank(spis / 32),
    // "in a uniprocessor implementation … all interrupts target the one processor"
    targets: Array<number>(spis).fill(harts === 1 ? 1 : 0),
    harts: Array.from({ length: harts }, createHartInterface),
  };
}

function createBank(words: number): Bank {
  const zeros = Array<number>(words).fill(0);
  return {
    group: zeros,
    enabled: zeros,
    latched: zeros,
    active: zeros,
    level: zeros,
    edge: zeros,
    priority: Array<number>(32 * words).fill(0),
  };
}

function createHartInterface(): HartInterface {
  return {
    // SGIs are always enabled, and edge-triggered.
    bank: { ...createBank(1), enabled: [SGIS], edge: [SGIS] },
    sgiSources: Array<number>(SGI_COUNT).fill(0),
    CTLR: 0,
    PMR: 0,
    BPR: 0,
    ABPR: ABPR_MIN,
    APR: [0, 0, 0, 0],
    NSAPR: [0, 0, 0, 0],
    GICH_HCR: 0,
    GICH_VMCR: (VBPR_MIN << reg.VMCR_VMBP) | (VABPR_MIN << reg.VMCR_VMABP),
    GICH_APR: 0,
    GICH_LR: Array<number>(reg.LIST_REGISTER_COUNT).fill(0),
  };
}

export function replaced<T>(array: readonly T[], index: number, value: T): readonly T[] {
  return array[index] === value ? array : array.with(index, value);
}

/** A bank with other bits in one word. */
export function withWord(bank: Bank, name: BankWord, word: number, value: number): Bank {
  const words = replaced(bank[name], word, value >>> 0);
  return words === bank[name] ? bank : { ...bank, [name]: words };
}

export function withHart(state: Gicv2State, hart: number, changes: Partial<HartInterface>): Gicv2State {
  return { ...state, harts: state.harts.with(hart, { ...state.harts[hart]!, ...changes }) };
}

/** An interrupt's bank, as a hart sees it, and its number there. */
export function bankOf(state: Gicv2State, hart: number, intid: number): { readonly bank: Bank; readonly index: number } {
  return intid < FIRST_SPI ? { bank: state.harts[hart]!.bank, index: intid } : { bank: state.spis, index: intid - FIRST_SPI };
}

export function withBank(state: Gicv2State, hart: number, intid: number, bank: Bank): Gicv2State {
  if (bank === bankOf(state, hart, intid).bank) return state;
  return intid < FIRST_SPI ? withHart(state, hart, { bank }) : { ...state, spis: bank };
}

/** Sets or clears one bit of an interrupt; of one that does not exist, nothing. */
export function withBit(state: Gicv2State, hart: number, intid: number, name: BankWord, isSet: boolean): Gicv2State {
  const { bank, index } = bankOf(state, hart, intid);
  const word = bank[name][index >>> 5];
  if (word === undefined) return state;
  const bit = 1 << (index & 31);
  return withBank(state, hart, intid, withWord(bank, name, index >>> 5, isSet ? word | bit : word & ~bit));
}
