/** What a GICv3 holds, as plain data. */
import * as reg from './registers.ts';

/** INTIDs 0 to 15 are SGIs, 16 to 31 PPIs, each of a hart's own; SPIs follow. */
export const FIRST_SPI = 32;
/** No interrupt that can be signalled. */
export const SPURIOUS = 1023;
export const IDLE_PRIORITY = 0xff;
/** Of eight bits, five are there. */
export const PRIORITY_MASK = 0xf8;
/** The lowest of the bits that are there. */
export const PRIORITY_SHIFT = 3;
/** Smallest binary points: a subpriority has no bits. That of group 1 is one more. */
export const BPR0_MIN = 2;
export const BPR1_MIN = 3;

/** Interrupts in words of 32, bit i of word w being number 32 w + i. */
export interface Bank {
  /** 1: group 1. */
  readonly group: readonly number[];
  readonly enabled: readonly number[];
  /** Made pending by an edge, an SGI or a write. A level-sensitive interrupt is pending while its input is high, too. */
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

/** Redistributor, CPU interface and virtual interface of a hart. */
export interface HartInterface {
  readonly bank: Bank;
  readonly GICR_WAKER: number;

  readonly ICC_PMR: number;
  readonly ICC_BPR0: number;
  readonly ICC_BPR1: number;
  /** The bits that software writes. */
  readonly ICC_CTLR: number;
  readonly ICC_IGRPEN0: number;
  readonly ICC_IGRPEN1: number;
  readonly ICC_SRE_EL2: number;
  /** Active priorities by group: bit n for group priority 8 n. */
  readonly ICC_AP0R0: number;
  readonly ICC_AP1R0: number;

  readonly ICH_HCR: number;
  readonly ICH_VMCR: number;
  readonly ICH_AP0R0: number;
  readonly ICH_AP1R0: number;
  readonly ICH_LR: readonly bigint[];
}

export interface Gicv3State {
  /** Where the redistributors begin in the window, and the distributor's enables. */
  readonly redistributorOffset: number;
  readonly GICD_CTLR: number;
  readonly spis: Bank;
  /** GICD_IROUTER of each SPI, below 2^40. */
  readonly routes: readonly number[];
  readonly harts: readonly HartInterface[];
}

export interface Gicv3Parameters {
  /** At most 7: the device has four output lines for each. */
  readonly harts: number;
  /** A multiple of 32, at most 960. */
  readonly spis: number;
  /** Bytes from the distributor to the first redistributor. */
  readonly redistributorOffset: number;
}

export function createGicv3({ harts, spis, redistributorOffset }: Gicv3Parameters): Gicv3State {
  return {
    redistributorOffset,
    GICD_CTLR: 0,
    spis: createBank(spis / 32, 0),
    routes: Array<number>(spis).fill(0),
    harts: Array.from({ length: harts }, createHartInterface),
  };
}

function createBank(words: number, edge: number): Bank {
  const zeros = Array<number>(words).fill(0);
  return {
    group: zeros,
    enabled: zeros,
    latched: zeros,
    active: zeros,
    level: zeros,
    edge: Array<number>(words).fill(edge),
    priority: Array<number>(32 * words).fill(0),
  };
}

function createHartInterface(): HartInterface {
  return {
    bank: createBank(1, 0xffff), // "SGIs are always edge-triggered"
    GICR_WAKER: reg.WAKER_ProcessorSleep | reg.WAKER_ChildrenAsleep,
    ICC_PMR: 0,
    ICC_BPR0: BPR0_MIN,
    ICC_BPR1: BPR1_MIN,
    ICC_CTLR: 0,
    ICC_IGRPEN0: 0,
    ICC_IGRPEN1: 0,
    ICC_SRE_EL2: reg.ICC_SRE_FIXED | reg.ICC_SRE_EL2_Enable,
    ICC_AP0R0: 0,
    ICC_AP1R0: 0,
    ICH_HCR: 0,
    ICH_VMCR: ((BPR0_MIN << reg.ICH_VMCR_VBPR0) | (BPR1_MIN << reg.ICH_VMCR_VBPR1) | reg.ICH_VMCR_VFIQEn) >>> 0,
    ICH_AP0R0: 0,
    ICH_AP1R0: 0,
    ICH_LR: Array<bigint>(reg.LIST_REGISTER_COUNT).fill(0n),
  };
}

export function replaced<T>(array: readonly T[], index: number, value: T): readonly T[] {
  if (array[index] === value) return array;
  const copy = [...array];
  copy[index] = value;
  return copy;
}

/** A bank with other bits in one word. */
export function withWord(bank: Bank, name: BankWord, word: number, value: number): Bank {
  const words = replaced(bank[name], word, value >>> 0);
  return words === bank[name] ? bank : { ...bank, [name]: words };
}

export function withHart(state: Gicv3State, hart: number, changes: Partial<HartInterface>): Gicv3State {
  return { ...state, harts: replaced(state.harts, hart, { ...state.harts[hart]!, ...changes }) };
}

/** An interrupt's bank, as a hart sees it, and its number there. */
export function bankOf(state: Gicv3State, hart: number, intid: number): { readonly bank: Bank; readonly index: number } {
  return intid < FIRST_SPI ? { bank: state.harts[hart]!.bank, index: intid } : { bank: state.spis, index: intid - FIRST_SPI };
}

export function withBank(state: Gicv3State, hart: number, intid: number, bank: Bank): Gicv3State {
  if (bank === bankOf(state, hart, intid).bank) return state;
  return intid < FIRST_SPI ? withHart(state, hart, { bank }) : { ...state, spis: bank };
}

/** Sets or clears one bit of an interrupt; of one that does not exist, nothing. */
export function withBit(state: Gicv3State, hart: number, intid: number, name: BankWord, isSet: boolean): Gicv3State {
  const { bank, index } = bankOf(state, hart, intid);
  const word = bank[name][index >>> 5];
  if (word === undefined) return state;
  const bit = 1 << (index & 31);
  return withBank(state, hart, intid, withWord(bank, name, index >>> 5, isSet ? word | bit : word & ~bit));
}

/** The affinity of a hart, as in MPIDR_EL1: 16 to a cluster. */
export const affinityOf = (hart: number): number => ((hart >>> 4) << 8) | (hart & 15);
/** The hart of an affinity (Aff3:Aff2:Aff1:Aff0, Aff3 from bit 32); -1 when there is none. */
export function hartOf(state: Gicv3State, affinity: number): number {
  const hart = ((affinity >>> 8) & 0xff) * 16 + (affinity & 0xff);
  return affinity < 0x1_0000 && (affinity & 0xff) < 16 && hart < state.harts.length ? hart : -1;
}
