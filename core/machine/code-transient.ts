/** What the running hart finds at a place of its code: the word, by way of translation and what guards memory, and the instruction in it. */
import type { Decoded } from '../isa/insn.ts';
import { PAGE_SIZE } from '../memory/paged-memory.ts';
import type { AccessTransient } from './access-transient.ts';
import { type Arch, type Hart, TRAPPED } from './hart.ts';
import type { RamTransient } from './ram-transient.ts';

const PAGE_MASK = PAGE_SIZE - 1;
const MEMO_MAX = 100_000;

/** The word of an instruction, and where it starts. One that crosses into another page, or lies in a guarded one, is fetched each time. */
export interface Fetched {
  readonly word: number;
  readonly isCrossing: boolean;
  readonly page: number;
  readonly offset: number;
}

export class CodeTransient {
  readonly #arch: Arch;
  readonly #ram: RamTransient;
  readonly #access: AccessTransient;
  /** By decode mode. */
  readonly #decoded: Map<number, Decoded | null>[] = [];
  #hart!: Hart;

  constructor(arch: Arch, ram: RamTransient, access: AccessTransient) {
    this.#arch = arch;
    this.#ram = ram;
    this.#access = access;
  }

  attach(hart: Hart): void {
    this.#hart = hart;
  }

  /** The word at an address; undefined when fetching it trapped. */
  word(low: number, high: number): Fetched | undefined {
    const place = this.#placeOf(low, high);
    if (place === undefined) return undefined;
    const { page, offset } = place;
    const isWholePage = this.#hart.isWholePage();
    const address = this.#ram.memory.addressOf(page) + offset;
    const { view } = this.#ram.arena;
    const halfword = view.getUint16(address, true);
    const sizeBytes = this.#arch.sizeOf(halfword);
    if (sizeBytes === 2) return { word: halfword, isCrossing: !isWholePage, page, offset };
    if (offset + sizeBytes <= PAGE_SIZE && isWholePage)
      return { word: view.getUint32(address, true), isCrossing: false, page, offset };
    const secondLow = (low + 2) >>> 0;
    const second = this.#placeOf(secondLow, secondLow < low ? (high + 1) >>> 0 : high);
    if (second === undefined) return undefined;
    const rest = this.#ram.arena.view.getUint16(this.#ram.memory.addressOf(second.page) + second.offset, true);
    return { word: (halfword | (rest << 16)) >>> 0, isCrossing: true, page, offset };
  }

  /**
   * The same for a page that the fetch TLB leads to already, with no walk; undefined for any other, for what crosses into the next, and for an
   * address where no instruction may start.
   */
  wordInKnownPage(tlb: number, low: number, high: number): Fetched | undefined {
    if (low % (1 << this.#arch.granuleShift) !== 0) return undefined;
    const page = this.#ram.fetchedPage(tlb, low, high);
    if (page === undefined) return undefined;
    const offset = low & PAGE_MASK;
    const address = this.#ram.memory.addressOf(page) + offset;
    const { view } = this.#ram.arena;
    const halfword = view.getUint16(address, true);
    const sizeBytes = this.#arch.sizeOf(halfword);
    if (offset + sizeBytes > PAGE_SIZE) return undefined;
    return { word: sizeBytes === 2 ? halfword : view.getUint32(address, true), isCrossing: false, page, offset };
  }

  decode(word: number): Decoded | undefined {
    const mode = this.#hart.decodeMode();
    const memo = (this.#decoded[mode] ??= new Map());
    let decoded = memo.get(word);
    if (decoded === undefined) {
      if (memo.size > MEMO_MAX) memo.clear();
      memo.set(word, (decoded = this.#arch.decode(word, mode) ?? null));
    }
    return decoded ?? undefined;
  }

  /** The page and offset behind an address; undefined when it trapped. */
  #placeOf(low: number, high: number): { readonly page: number; readonly offset: number } | undefined {
    const address = this.#hart.translate(low, high, 'fetch', 2);
    if (address === TRAPPED) return undefined;
    const page = this.#access.readablePage(address);
    if (page === undefined) {
      this.#hart.accessFault(low, high, 'fetch');
      return undefined;
    }
    return { page, offset: address & PAGE_MASK };
  }
}
