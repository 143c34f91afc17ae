/** What GICs have in common: interrupts in banks, each hart's own and those of all. */

/** INTIDs 0 to 15 are SGIs, 16 to 31 PPIs, each of a hart's own; SPIs follow. */
export const FIRST_SPI = 32;
/** No interrupt that can be signalled. */
export const SPURIOUS = 1023;
export const IDLE_PRIORITY = 0xff;
/** Bits of the SGIs in the first word. */
export const SGIS = 0xffff;

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

/** The part of a GIC's state that banks are in. */
export interface Banks {
  readonly spis: Bank;
  readonly harts: readonly { readonly bank: Bank }[];
}

export function createBank(words: number): Bank {
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

export function replaced<T>(array: readonly T[], index: number, value: T): readonly T[] {
  return array[index] === value ? array : array.with(index, value);
}

/** A bank with other bits in one word. */
export function withWord(bank: Bank, name: BankWord, word: number, value: number): Bank {
  const words = replaced(bank[name], word, value >>> 0);
  return words === bank[name] ? bank : { ...bank, [name]: words };
}

/** A state with changes to what one hart has for itself. */
export function withHart<State extends Banks>(state: State, hart: number, changes: Partial<State['harts'][number]>): State {
  return { ...state, harts: state.harts.with(hart, { ...state.harts[hart]!, ...changes }) };
}

/** An interrupt's bank, as a hart sees it, and its number there. */
export function bankOf(state: Banks, hart: number, intid: number): { readonly bank: Bank; readonly index: number } {
  return intid < FIRST_SPI ? { bank: state.harts[hart]!.bank, index: intid } : { bank: state.spis, index: intid - FIRST_SPI };
}

export function withBank<State extends Banks>(state: State, hart: number, intid: number, bank: Bank): State {
  if (bank === bankOf(state, hart, intid).bank) return state;
  if (intid >= FIRST_SPI) return { ...state, spis: bank };
  return { ...state, harts: state.harts.with(hart, { ...state.harts[hart]!, bank }) };
}

/** Sets or clears one bit of an interrupt; of one that does not exist, nothing. */
export function withBit<State extends Banks>(state: State, hart: number, intid: number, name: BankWord, isSet: boolean): State {
  const { bank, index } = bankOf(state, hart, intid);
  const word = bank[name][index >>> 5];
  if (word === undefined) return state;
  const bit = 1 << (index & 31);
  return withBank(state, hart, intid, withWord(bank, name, index >>> 5, isSet ? word | bit : word & ~bit));
}
