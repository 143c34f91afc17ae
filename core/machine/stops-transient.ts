/** Breakpoints and watchpoints while a slice runs: by page, so that what is not watched costs a look at a map at most. */
import { PAGE_SIZE } from '../memory/paged-memory.ts';
import type { PhysicalMap } from './physical-map.ts';
import type { Extent } from './ram-transient.ts';
import type { Accessor, Hit, Stops, Watchpoint } from './stops.ts';

const PAGE_BITS = 12n;

/** The part of a watchpoint that lies in one page. */
interface Watched {
  readonly watchpoint: Watchpoint;
  readonly start: number;
  readonly end: number;
}

const isWatched = (watched: readonly Watched[] | undefined, on: 'read' | 'write'): boolean =>
  watched?.some(({ watchpoint }) => watchpoint.on === on || watchpoint.on === 'access') ?? false;

/** Where writes are watched for, and maybe what is between. */
function extentOf(...watched: readonly (readonly Watched[] | undefined)[]): Extent | undefined {
  let [first, last] = [PAGE_SIZE, 0];
  for (const list of watched)
    for (const { watchpoint, start, end } of list ?? [])
      if (watchpoint.on !== 'read') [first, last] = [Math.min(first, start), Math.max(last, end)];
  return first < last ? { start: first, end: last } : undefined;
}

/** Before addresses are made of it: most accesses to a watched page are beside what is watched. */
function isTouched(watched: readonly Watched[] | undefined, offset: number, sizeBytes: number): boolean {
  if (watched !== undefined)
    for (let i = 0; i < watched.length; i++) if (offset < watched[i]!.end && offset + sizeBytes > watched[i]!.start) return true;
  return false;
}

/** What the machine does when there is a hit. */
export interface StopsHost {
  /** The step that is being taken. */
  stepNow(): number;
  /** The hart that takes it. */
  hartNow(): number;
  /** The inner run ends after the present instruction. */
  endRun(): void;
}

/** Number of the virtual page of an address in halves. Exact. */
const virtualPage = (low: number, high: number) => high * 2 ** 20 + (low >>> 12);

const NONE: readonly never[] = [];

/** Is one list the other, or are both empty? */
const areSame = <T>(a: readonly T[] = NONE, b: readonly T[] = NONE): boolean => a === b || a.length + b.length === 0;

export class StopsTransient {
  readonly #map: PhysicalMap;
  readonly #host: StopsHost;
  #stops: Stops | undefined;
  /** By virtual page: offsets of breakpoints. */
  readonly #breakpoints = new Map<number, Set<number>>();
  readonly #virtual = new Map<number, Watched[]>();
  /** By page of memory. */
  readonly #physical = new Map<number, Watched[]>();
  #last: Hit | undefined;
  #count = 0;

  constructor(map: PhysicalMap, host: StopsHost) {
    this.#map = map;
    this.#host = host;
  }

  /** Looks out for these from now on. Answers whether that changed anything: then translations must be looked up anew. */
  set(stops: Stops | undefined): boolean {
    this.#last = undefined;
    this.#count = 0;
    const before = this.#stops;
    this.#stops = stops;
    if (areSame(before?.breakpoints, stops?.breakpoints) && areSame(before?.watchpoints, stops?.watchpoints)) return false;
    this.#breakpoints.clear();
    this.#virtual.clear();
    this.#physical.clear();
    for (const pc of stops?.breakpoints ?? []) {
      const page = Number(pc >> PAGE_BITS);
      const offsets = this.#breakpoints.get(page) ?? new Set();
      this.#breakpoints.set(page, offsets.add(Number(pc & 0xfffn)));
    }
    for (const watchpoint of stops?.watchpoints ?? []) this.#watch(watchpoint);
    return true;
  }

  #watch(watchpoint: Watchpoint): void {
    const first = Number(watchpoint.address >> PAGE_BITS);
    const start = Number(watchpoint.address & 0xfffn);
    const end = start + watchpoint.sizeBytes;
    for (let i = 0; i * PAGE_SIZE < end; i++) {
      const part = { watchpoint, start: Math.max(0, start - i * PAGE_SIZE), end: Math.min(PAGE_SIZE, end - i * PAGE_SIZE) };
      const isVirtual = watchpoint.space === 'virtual';
      const page = isVirtual ? first + i : this.#pageAt((first + i) * PAGE_SIZE);
      if (page === undefined) continue;
      const pages = isVirtual ? this.#virtual : this.#physical;
      pages.set(page, [...(pages.get(page) ?? []), part]);
    }
  }

  /** The page of memory at a physical address. */
  #pageAt(address: number): number | undefined {
    const region = this.#map.regionAt(address);
    return region && region.firstPage + Math.floor((address - region.base) / PAGE_SIZE);
  }

  get isPaused(): boolean {
    return this.#last !== undefined && this.#stops?.mode === 'pause';
  }

  /** The last hit since `set`, and how many there were. */
  get hits(): { readonly last: Hit; readonly count: number } | undefined {
    return this.#last && { last: this.#last, count: this.#count };
  }

  // --- Breakpoints ---

  get hasBreakpoints(): boolean {
    return this.#breakpoints.size > 0;
  }

  /** Offsets in the page of a virtual address, in halves, at which there are breakpoints. */
  breakpointsIn(low: number, high: number): ReadonlySet<number> | undefined {
    return this.#breakpoints.get(virtualPage(low, high));
  }

  /** The instruction at an address is about to be executed. Answers whether the run is to end before it. */
  arrives(low: number, high: number): boolean {
    if (this.breakpointsIn(low, high)?.has(low & 0xfff) !== true) return false;
    const step = this.#host.stepNow();
    if (step === this.#stops!.exceptStep) return false;
    return this.#hit({ kind: 'breakpoint', step, hart: this.#host.hartNow(), pc: (BigInt(high) << 32n) | BigInt(low) });
  }

  // --- Traps ---

  get hasTraps(): boolean {
    return this.#stops?.traps === true;
  }

  /** The hart takes a trap at `pc`, with the present step. */
  trapped(isInterrupt: boolean, cause: number, pc: bigint): void {
    this.#hit({ kind: 'trap', step: this.#host.stepNow(), hart: this.#host.hartNow(), isInterrupt, cause, pc });
  }

  // --- Watchpoints ---

  get hasWatchpoints(): boolean {
    return this.#virtual.size > 0 || this.#physical.size > 0;
  }

  /** May reads, or writes, of these pages, the virtual one of an address in halves and that of memory, go unseen? */
  mayGoUnseen(on: 'read' | 'write', low: number, high: number, physical: number): boolean {
    const page = this.#physical.size === 0 ? undefined : this.#pageAt(physical);
    return !isWatched(this.#virtual.get(virtualPage(low, high)), on) && !isWatched(this.#physical.get(page ?? -1), on);
  }

  /** A hart's access, which stays in a page. */
  accessed(on: 'read' | 'write', low: number, high: number, physical: number, sizeBytes: number): void {
    this.#checkVirtual(on, low, high, sizeBytes);
    const page = this.#physical.size === 0 ? undefined : this.#pageAt(physical);
    const watched = page === undefined ? undefined : this.#physical.get(page);
    if (isTouched(watched, physical % PAGE_SIZE, sizeBytes)) this.#check(watched, on, 'hart', BigInt(physical), sizeBytes);
  }

  /** A hart's store to a page of memory, which stays in it. Answers with where in the page the next ones must be seen, if anywhere. */
  stored(page: number, low: number, high: number, sizeBytes: number): Extent | undefined {
    this.#checkVirtual('write', low, high, sizeBytes);
    const watched = this.#physical.get(page);
    if (isTouched(watched, low % PAGE_SIZE, sizeBytes))
      this.#check(watched, 'write', 'hart', BigInt(this.#map.addressOf(page)! + (low % PAGE_SIZE)), sizeBytes);
    return extentOf(watched, this.#virtual.size === 0 ? undefined : this.#virtual.get(virtualPage(low, high)));
  }

  #checkVirtual(on: 'read' | 'write', low: number, high: number, sizeBytes: number): void {
    const watched = this.#virtual.size === 0 ? undefined : this.#virtual.get(virtualPage(low, high));
    if (isTouched(watched, low % PAGE_SIZE, sizeBytes))
      this.#check(watched, on, 'hart', (BigInt(high) << 32n) | BigInt(low), sizeBytes);
  }

  /** A write to RAM that is no instruction's. */
  wrote(by: Accessor, physical: number, sizeBytes: number): void {
    if (this.#physical.size === 0) return;
    for (let done = 0; done < sizeBytes; ) {
      const at = physical + done;
      const length = Math.min(sizeBytes - done, PAGE_SIZE - (at % PAGE_SIZE));
      const page = this.#pageAt(at);
      if (page !== undefined) this.#check(this.#physical.get(page), 'write', by, BigInt(at), length);
      done += length;
    }
  }

  #check(
    watched: readonly Watched[] | undefined,
    kind: 'read' | 'write',
    by: Accessor,
    address: bigint,
    sizeBytes: number,
  ): void {
    const start = Number(address & 0xfffn);
    for (const { watchpoint, start: from, end } of watched ?? []) {
      if (watchpoint.on !== 'access' && watchpoint.on !== kind) continue;
      if (start >= end || start + sizeBytes <= from) continue;
      const [step, hart] = [this.#host.stepNow(), this.#host.hartNow()];
      this.#hit({ kind, step, hart, by, watchpoint, address, sizeBytes });
    }
  }

  #hit(hit: Hit): boolean {
    if (this.#stops!.mode === 'last') {
      this.#last = hit;
      this.#count += 1;
      return false;
    }
    this.#last ??= hit;
    this.#count = 1;
    this.#host.endRun();
    return true;
  }
}
