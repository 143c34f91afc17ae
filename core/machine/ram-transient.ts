/**
 * The machine's memory while a slice runs, with everything that is derived from its bytes: TLB entries (which hold the place
 * of a page, and what page tables say) and decoded instructions. All writes, by harts or devices, come through here or hit a
 * TLB entry that was made here, so no cache ever shows.
 */
import * as at from '../isa/arena-layout.ts';
import type { Arena } from '../memory/arena.ts';
import { type Memory, MemoryTransient, PAGE_SIZE } from '../memory/paged-memory.ts';
import { TrailTransient } from './trail-transient.ts';

/** What is derived from a page's bytes; such a page is never in a write TLB. */
const WALKED = 1; // a page walk read it
const DECODED = 2; // instructions were decoded from it

const MANY = 1;
/** Bytes of the longest instruction that decoded pages hold. */
const LONGEST_INSN = 4;

export type TlbKind = 'read' | 'write';

const WIDTHS = [1, 2, 4, 8] as const;

/** Bytes of a page. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

/** Halves of `EMPTY_TAG`. */
const NO_TAG = [0xffff_ffff, 0xffff_ffff] as const;

function dataEntry(pair: number, kind: TlbKind, low: number): number {
  return pair + (kind === 'write' ? at.WRITE_AFTER_READ : 0) + ((low >>> 12) % at.DATA_TLB_ENTRIES) * at.TLB_ENTRY_SIZE;
}

/** In an entry of a read TLB: u32, 1 more than the page that stores reach too, or 0 when they may not. */
const STORE_PAGE = 12;

/** Low half of the tag of an entry that leads to a device: not that of any page. */
function deviceTag(low: number): number {
  return ((low & ~0xfff) | 1) >>> 0;
}

/** `indexOf`, which as a call of its own would take longer than the few that are looked at: every trap asks. */
function placeOf(regimes: readonly number[], regime: number): number {
  for (let i = 0; i < regimes.length; i++) if (regimes[i] === regime) return i;
  return -1;
}

/** Which entries of a kind of TLB were filled since it was last emptied, so that emptying costs what filling did. */
class FillLog {
  readonly #entries = new Uint32Array(4096);
  #count = 0;

  add(entry: number): void {
    if (this.#count < this.#entries.length) this.#entries[this.#count] = entry;
    this.#count += 1;
  }

  /** Calls `empty` for each entry. False, and no call, when there were too many to keep. */
  takeBack(empty: (entry: number) => void): boolean {
    const count = this.#count;
    this.#count = 0;
    if (count > this.#entries.length) return false;
    for (let i = 0; i < count; i++) empty(this.#entries[i]!);
    return true;
  }
}

/** The page and mode that were decoded, and the slot whose bytes were: in which generation, since slots are given out anew. */
interface CodeOwner {
  readonly page: number;
  readonly mode: number;
  slot: number;
  generation: number;
}

export class RamTransient {
  readonly arena: Arena;
  readonly memory: MemoryTransient;
  readonly trail: TrailTransient;
  readonly #marks: Uint8Array;
  readonly #walked: number[] = [];
  /** By page: a TLB entry that reads it, or 0; `MANY` when there was more than one. */
  readonly #readEntry: Uint32Array;
  readonly #granuleShift: number;
  /** By page and decode mode: where its decoded page lies, or 0. */
  readonly #code: Uint32Array[];
  /** By decoded page: what it holds. */
  readonly #codeOwner: (CodeOwner | undefined)[] = [];
  #nextCode = 0;
  readonly #dataRegimes = Array<number>(at.DATA_REGIMES).fill(-1);
  readonly #fetchRegimes = Array<number>(at.FETCH_REGIMES).fill(-1);
  readonly #readFills = new FillLog();
  readonly #writeFills = new FillLog();
  readonly #fetchFills = new FillLog();
  /** Places in the arena that generated code may not store to: from `first` up to `end`. */
  #watched: { readonly first: number; readonly end: number } | undefined;
  #nextDataRegime = 0;
  #nextFetchRegime = 0;

  constructor(arena: Arena, pageCount: number, granuleShift: number) {
    this.arena = arena;
    this.memory = new MemoryTransient(arena, pageCount);
    this.memory.onClean = () => this.#emptyWriteTlbs();
    this.trail = new TrailTransient(arena);
    this.#marks = new Uint8Array(pageCount);
    this.#readEntry = new Uint32Array(pageCount);
    this.#granuleShift = granuleShift;
    this.#code = [];
    this.#watchStores(0, 0);
  }

  open(memory: Memory): void {
    this.memory.open(memory);
    this.dropTranslations();
    for (const [index, owner] of this.#codeOwner.entries())
      if (owner !== undefined && !this.#isCurrent(owner)) this.#dropCode(index);
  }

  /** Where byte `offset` of a page lies, for `sizeBytes` bytes that the caller writes at once. They stay in the page. */
  place(page: number, offset: number, sizeBytes: number): number {
    const marks = this.#marks[page]!;
    if (marks !== 0) {
      if (marks & WALKED) this.dropTranslations();
      if (marks & DECODED) this.#forgetDecoded(page, offset, sizeBytes);
    }
    if (this.memory.isWritable(page)) return this.memory.addressOf(page) + offset;
    const before = this.memory.slotOf(page);
    const address = this.memory.writableAddressOf(page);
    if (this.memory.slotOf(page) !== before) this.#moved(page);
    return address + offset;
  }

  write(page: number, offset: number, bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length; ) {
      const start = offset + done;
      const length = Math.min(bytes.length - done, PAGE_SIZE - (start % PAGE_SIZE));
      const address = this.place(page + Math.floor(start / PAGE_SIZE), start % PAGE_SIZE, length);
      this.trail.bytes(address, length);
      this.arena.bytes.set(bytes.subarray(done, done + length), address);
      done += length;
    }
  }

  /** Makes the `count` pages after `page` equal to it. */
  repeat(page: number, count: number): void {
    this.dropCaches();
    this.memory.repeat(page, count);
  }

  isWalked(page: number): boolean {
    return (this.#marks[page]! & WALKED) !== 0;
  }

  /** A walk reads this page: from now on a write to it drops every translation. */
  markWalked(page: number): void {
    if (this.#marks[page]! & WALKED) return;
    this.#marks[page]! |= WALKED;
    this.#walked.push(page);
    this.#emptyWriteTlbs();
  }

  /** Writes a word of a walked page without dropping anything: accessed and dirty bits do not change translations. */
  placeOfWalked(page: number, offset: number): number {
    if (this.#marks[page]! & DECODED) this.#forgetDecoded(page, offset, 4);
    const before = this.memory.slotOf(page);
    const address = this.memory.writableAddressOf(page);
    if (this.memory.slotOf(page) !== before) this.#moved(page);
    return address + offset;
  }

  /** Base of the TLB pair of a data regime. */
  dataTlb(regime: number): number {
    let index = placeOf(this.#dataRegimes, regime);
    if (index < 0) {
      index = this.#nextDataRegime;
      this.#nextDataRegime = (index + 1) % at.DATA_REGIMES;
      this.#dataRegimes[index] = regime;
      this.#empty(at.dataTlbOf(index), at.DATA_TLB_PAIR_SIZE);
    }
    return at.dataTlbOf(index);
  }

  fetchTlb(regime: number): number {
    let index = placeOf(this.#fetchRegimes, regime);
    if (index < 0) {
      index = this.#nextFetchRegime;
      this.#nextFetchRegime = (index + 1) % at.FETCH_REGIMES;
      this.#fetchRegimes[index] = regime;
      this.#empty(at.fetchTlbOf(index), at.FETCH_TLB_ENTRIES * at.TLB_ENTRY_SIZE);
    }
    return at.fetchTlbOf(index);
  }

  /** Lets generated code reach `page` at the virtual page of (low, high). A marked page is never let be written. */
  fillData(pair: number, kind: TlbKind, low: number, high: number, page: number): void {
    if (kind === 'write' && this.#marks[page] !== 0) return;
    const entry = dataEntry(pair, kind, low);
    const tag = (low & ~0xfff) >>> 0;
    this.#setEntry(entry, tag, high, (this.memory.addressOf(page) - tag) | 0);
    this.arena.view.setUint32(entry + STORE_PAGE, 0, true);
    (kind === 'read' ? this.#readFills : this.#writeFills).add(entry);
    if (kind === 'read') {
      const known = this.#readEntry[page]!;
      this.#readEntry[page] = known === 0 || known === entry ? entry : MANY;
    }
  }

  /**
   * `fillData` for a load, where a store may be made as well: `storePage` will find the page without a walk. Stores that must be
   * seen go no further than that.
   */
  fillLoadAndStore(pair: number, low: number, high: number, page: number, areStoresSeen = false): void {
    this.fillData(pair, 'read', low, high, page);
    this.arena.view.setUint32(dataEntry(pair, 'read', low) + STORE_PAGE, page + 1, true);
    if (!areStoresSeen && this.memory.isWritable(page)) this.fillData(pair, 'write', low, high, page);
  }

  /**
   * Lets generated code, which is one that watches, store to `page` at the virtual page of (low, high) where it is not watched: below
   * `start` and from `end` on. It looks out for one place; stores to other pages that are watched come here each time.
   */
  fillWatched(pair: number, low: number, high: number, page: number, { start, end }: Extent): void {
    if (this.#marks[page] !== 0 || !this.memory.isWritable(page)) return;
    const place = this.memory.addressOf(page);
    const { first, end: last } = this.#watched ?? { first: place + start, end: place + end };
    const isSamePage = first >= place && last <= place + PAGE_SIZE;
    if (!isSamePage) return;
    this.#watchStores(Math.min(first, place + start), Math.max(last, place + end));
    this.fillData(pair, 'write', low, high, page);
  }

  /** Stores to places in the arena from `first` up to `end` are looked at. */
  #watchStores(first: number, end: number): void {
    this.#watched = first === end ? undefined : { first, end };
    const { view } = this.arena;
    for (const width of WIDTHS) {
      view.setUint32(at.watchedFirst(width), first - width + 1, true);
      view.setUint32(at.watchedCount(width), first === end ? 0 : end - first + width - 1, true);
    }
  }

  /** The page of memory that a store to a virtual page reaches, as far as the read TLB knows; -1 if not. */
  storePage(pair: number, low: number, high: number): number {
    const { view } = this.arena;
    const entry = dataEntry(pair, 'read', low);
    const isHit = view.getUint32(entry, true) === (low & ~0xfff) >>> 0 && view.getUint32(entry + 4, true) === high;
    return isHit ? view.getUint32(entry + STORE_PAGE, true) - 1 : -1;
  }

  /** Notes in a data TLB that a virtual page leads to a physical one with no memory. Generated code misses such an entry. */
  fillDevice(pair: number, kind: TlbKind, low: number, high: number, physicalPage: number): void {
    const entry = dataEntry(pair, kind, low);
    this.#setEntry(entry, deviceTag(low), high, physicalPage | 0);
    (kind === 'read' ? this.#readFills : this.#writeFills).add(entry);
  }

  /** The physical page that `fillDevice` noted for a virtual one, or -1. */
  devicePage(pair: number, kind: TlbKind, low: number, high: number): number {
    const { view } = this.arena;
    const entry = dataEntry(pair, kind, low);
    const isHit = view.getUint32(entry, true) === deviceTag(low) && view.getUint32(entry + 4, true) === high;
    return isHit ? view.getUint32(entry + 8, true) : -1;
  }

  fillFetch(tlb: number, low: number, high: number, code: number): void {
    const entry = tlb + ((low >>> 12) % at.FETCH_TLB_ENTRIES) * at.TLB_ENTRY_SIZE;
    this.#setEntry(entry, (low & ~0xfff) >>> 0, high, code);
    this.#fetchFills.add(entry);
  }

  /** The page of memory whose instructions a virtual page leads to, as far as the fetch TLB knows. */
  fetchedPage(tlb: number, low: number, high: number): number | undefined {
    const { view } = this.arena;
    const entry = tlb + ((low >>> 12) % at.FETCH_TLB_ENTRIES) * at.TLB_ENTRY_SIZE;
    if (view.getUint32(entry, true) !== (low & ~0xfff) >>> 0 || view.getUint32(entry + 4, true) !== high) return undefined;
    return this.#ownerOf(view.getUint32(entry + 8, true)).page;
  }

  /** The decoded page of a page in a decode mode, made if need be. */
  codeOf(page: number, mode: number): number {
    const known = this.#codeMap(mode)[page]!;
    if (known !== 0) return known;
    const index = this.#nextCode;
    this.#nextCode = (index + 1) % at.CODE_PAGES;
    if (this.#codeOwner[index] !== undefined) this.#dropCode(index);
    const size = at.codePageSize(this.#granuleShift);
    const address = at.CODE + index * size;
    this.arena.bytes.fill(0, address, address + size);
    this.arena.view.setUint16(address + size - at.RECORD_SIZE, at.HANDLER_END_OF_PAGE, true);
    this.#codeMap(mode)[page] = address;
    const slot = this.memory.slotOf(page);
    this.#codeOwner[index] = { page, mode, slot, generation: this.arena.generationOf(slot) };
    if (!(this.#marks[page]! & DECODED)) {
      this.#marks[page]! |= DECODED;
      this.#emptyWriteTlbs();
    }
    return address;
  }

  /** Forgets every translation, and that pages were walked. A running hart must look up its own page anew: see `onDrop`. */
  dropTranslations(): void {
    this.#emptyReadTlbs();
    this.#emptyWriteTlbs();
    this.#emptyFetchTlbs();
    for (const page of this.#walked) this.#marks[page]! &= ~WALKED;
    this.#walked.length = 0;
    this.onDrop();
  }

  /** Called when translations were dropped: the inner run must end after the present instruction. */
  onDrop: () => void = () => undefined;

  /** Forgets all that is derived. Changes nothing that can be seen; the tests call it at random. */
  dropCaches(): void {
    this.dropTranslations();
    for (const index of this.#codeOwner.keys()) if (this.#codeOwner[index] !== undefined) this.#dropCode(index);
  }

  #codeMap(mode: number): Uint32Array {
    return (this.#code[mode] ??= new Uint32Array(this.#marks.length));
  }

  #ownerOf(code: number): CodeOwner {
    return this.#codeOwner[(code - at.CODE) / at.codePageSize(this.#granuleShift)]!;
  }

  #isCurrent({ page, slot, generation }: CodeOwner): boolean {
    return this.memory.slotOf(page) === slot && this.arena.generationOf(slot) === generation;
  }

  #dropCode(index: number): void {
    const owner = this.#codeOwner[index]!;
    this.#codeMap(owner.mode)[owner.page] = 0;
    this.#codeOwner[index] = undefined;
    if (this.#code.every((map) => map === undefined || map[owner.page] === 0)) this.#marks[owner.page]! &= ~DECODED;
    // Fetch TLBs may lead to the decoded page.
    this.#emptyFetchTlbs();
  }

  #emptyFetchTlbs(): void {
    if (this.#fetchFills.takeBack((entry) => this.#setEntry(entry, ...NO_TAG, 0))) return;
    for (const [index, regime] of this.#fetchRegimes.entries())
      if (regime >= 0) this.#empty(at.fetchTlbOf(index), at.FETCH_TLB_ENTRIES * at.TLB_ENTRY_SIZE);
  }

  /** Instructions that a write of these bytes may change: those in them and one that starts up to 3 bytes before (RISC-V, A64). */
  #forgetDecoded(page: number, offset: number, sizeBytes: number): void {
    const first = Math.max(0, offset - LONGEST_INSN + 1) >> this.#granuleShift;
    const last = (offset + sizeBytes - 1) >> this.#granuleShift;
    for (const map of this.#code) {
      const code = map?.[page] ?? 0;
      // Only the handler: the instruction that writes may stand here itself, and still needs its operands.
      if (code !== 0)
        for (let record = first; record <= last; record++)
          this.arena.view.setUint16(code + record * at.RECORD_SIZE, at.HANDLER_NOT_DECODED, true);
    }
  }

  /** The page was copied to a fresh slot: what reads it at the old one must go, what was decoded from it goes along. */
  #moved(page: number): void {
    for (const map of this.#code) {
      const code = map?.[page] ?? 0;
      if (code === 0) continue;
      const owner = this.#ownerOf(code);
      owner.slot = this.memory.slotOf(page);
      owner.generation = this.arena.generationOf(owner.slot);
    }
    const entry = this.#readEntry[page]!;
    this.#readEntry[page] = 0;
    if (entry === MANY) this.#emptyReadTlbs();
    else if (entry !== 0) this.#setEntry(entry, ...NO_TAG, 0);
  }

  #setEntry(entry: number, low: number, high: number, addend: number): void {
    const { view } = this.arena;
    view.setUint32(entry, low, true);
    view.setUint32(entry + 4, high, true);
    view.setInt32(entry + 8, addend, true);
  }

  #emptyReadTlbs(): void {
    if (this.#readFills.takeBack((entry) => this.#setEntry(entry, ...NO_TAG, 0))) return;
    for (const [index, regime] of this.#dataRegimes.entries())
      if (regime >= 0) this.#empty(at.dataTlbOf(index), at.WRITE_AFTER_READ);
  }

  #emptyWriteTlbs(): void {
    if (this.#watched !== undefined) this.#watchStores(0, 0);
    if (this.#writeFills.takeBack((entry) => this.#setEntry(entry, ...NO_TAG, 0))) return;
    for (const [index, regime] of this.#dataRegimes.entries())
      if (regime >= 0) this.#empty(at.dataTlbOf(index) + at.WRITE_AFTER_READ, at.WRITE_AFTER_READ);
  }

  #empty(start: number, sizeBytes: number): void {
    this.arena.bytes.fill(0xff, start, start + sizeBytes);
  }
}
