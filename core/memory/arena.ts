/**
 * The linear memory that generated code and TypeScript share: a head (see core/isa/arena-layout.ts), then 4 KiB slots with
 * guest memory. A slot is free, being written by the running slice, or sealed and then never written again.
 *
 * Where the host has no WebAssembly (`node --jitless`), a plain buffer takes its place and only the evaluator runs.
 */
import { assert } from '../assert.ts';
import { encodeModule } from '../wasm/encode.ts';
import {
  contribution,
  digestFunction,
  digestPiece,
  hashLanes,
  PAGE_SIZE,
  paddedSize,
  rehashFunction,
  spreadFunction,
} from './hash.ts';

/** Raised when guest memory that was written outgrows what one arena holds. Not a bug: ask for less, or keep fewer states. */
export class OutOfMemoryError extends Error {
  override readonly name = 'OutOfMemoryError';
}

const WASM_PAGE = 65_536;
/** Resident guest memory, all states together. */
export const RESIDENT_MAX = 3 * 2 ** 30;
const HASH_SIZE = 8;
const SLOTS_MAX = RESIDENT_MAX / PAGE_SIZE;
const GROWTH = 16 * 2 ** 20;
/** The slot that every untouched page is: zeros. */
export const ZERO_SLOT = 0;

export const hasWebAssembly = typeof WebAssembly === 'object';

interface Growable {
  readonly buffer: ArrayBuffer;
  grow(pages: number): unknown;
}

interface HashFunctions {
  digest(address: number, sizeBytes: number, before: bigint): bigint;
  rehash(address: number, hashAddress: number, pageIndex: number, sumAddress: number): void;
  spread(hash: bigint, first: number, end: number): bigint;
}

/** `WebAssembly.Memory` without WebAssembly. */
function plainMemory(initial: number): Growable {
  let buffer = new ArrayBuffer(initial * WASM_PAGE);
  return {
    get buffer() {
      return buffer;
    },
    grow(pages) {
      const grown = new ArrayBuffer(buffer.byteLength + pages * WASM_PAGE);
      new Uint8Array(grown).set(new Uint8Array(buffer));
      buffer = grown;
    },
  };
}

/** `spread` without WebAssembly. */
function spreadSlowly(hash: bigint, first: number, end: number): bigint {
  let sum = 0n;
  for (let page = first; page < end; page++) sum += contribution(page, hash);
  return sum;
}

export class Arena {
  readonly memory: Growable;
  bytes!: Uint8Array;
  view!: DataView;
  readonly #slots: number;
  /** Where the slots' content hashes lie, u64 each, as of their last `rehash`. */
  readonly #hashes: number;
  #slotCount = 1;
  readonly #free: number[] = [];
  readonly #watchers: ((view: DataView) => void)[] = [];
  readonly #digest: (address: number, sizeBytes: number, before: bigint) => bigint;
  readonly #rehash: HashFunctions['rehash'];
  readonly #spread: HashFunctions['spread'];
  /** Where a slot lies to hash bytes in that come from elsewhere. */
  readonly #scratch: number;
  #refs = new Int32Array(1024);
  /** How often a slot was given out: tells its content from that of another who had it before. */
  #generations = new Uint32Array(1024);

  readonly #slotsMax: number;

  /** `headSize`: bytes before the first slot. `residentMax`: at most `RESIDENT_MAX`. */
  constructor(headSize: number, residentMax = RESIDENT_MAX) {
    this.#slotsMax = residentMax / PAGE_SIZE;
    this.#hashes = Math.ceil(headSize / PAGE_SIZE) * PAGE_SIZE;
    this.#slots = this.#hashes + SLOTS_MAX * HASH_SIZE;
    const initial = Math.ceil((this.#slots + GROWTH) / WASM_PAGE);
    this.memory = hasWebAssembly ? new WebAssembly.Memory({ initial, maximum: WASM_PAGE }) : plainMemory(initial);
    this.#refresh();
    if (hasWebAssembly) {
      const functions = this.#compile();
      this.#digest = (address, sizeBytes, before) => BigInt.asUintN(64, functions.digest(address, sizeBytes, before));
      this.#rehash = functions.rehash;
      this.#spread = functions.spread;
    } else {
      this.#digest = (address, sizeBytes, before) => digestPiece(before, hashLanes(this.view, address, sizeBytes));
      this.#rehash = (address, hashAddress, pageIndex, sumAddress) =>
        this.#rehashSlowly(address, hashAddress, pageIndex, sumAddress);
      this.#spread = spreadSlowly;
    }
    this.#scratch = this.addressOf(this.allocate());
  }

  addressOf(slot: number): number {
    return this.#slots + slot * PAGE_SIZE;
  }

  /** Answers with `view`, and tells whenever growth has replaced it. */
  watchView(changed: (view: DataView) => void): DataView {
    this.#watchers.push(changed);
    return this.view;
  }

  /** A slot that nobody else has, with any content. */
  allocate(): number {
    const reused = this.#free.pop();
    if (reused !== undefined) {
      this.#generations[reused]! += 1;
      return reused;
    }
    const slot = this.#slotCount++;
    const end = this.addressOf(slot + 1);
    if (slot >= this.#slotsMax) {
      this.#slotCount -= 1;
      throw new OutOfMemoryError(
        `guest memory written so far exceeds ${(this.#slotsMax * PAGE_SIZE) / 2 ** 30} GiB resident; run with less RAM (-m), or keep fewer snapshots`,
      );
    }
    if (end > this.bytes.length) {
      const pages = Math.ceil(Math.max(GROWTH, Math.min(this.bytes.length / 4, 256 * 2 ** 20)) / WASM_PAGE);
      try {
        this.memory.grow(Math.min(pages, WASM_PAGE - this.bytes.length / WASM_PAGE));
      } catch {
        this.#slotCount -= 1;
        throw new OutOfMemoryError('the host has no memory left for what the guest wrote; run with less RAM (-m)');
      }
      this.#refresh();
    }
    if (slot >= this.#refs.length) {
      const refs = new Int32Array(2 * this.#refs.length);
      refs.set(this.#refs);
      this.#refs = refs;
      const generations = new Uint32Array(2 * this.#generations.length);
      generations.set(this.#generations);
      this.#generations = generations;
    }
    return slot;
  }

  /** Grows whenever the slot is given to someone else. */
  generationOf(slot: number): number {
    return this.#generations[slot]!;
  }

  /** What may still be allocated. */
  get roomBytes(): number {
    return this.#slotsMax * PAGE_SIZE - this.residentBytes;
  }

  /** Slots in use, for those who watch memory. */
  get residentBytes(): number {
    return (this.#slotCount - this.#free.length) * PAGE_SIZE;
  }

  /** A slot that nobody else has, with the content and the hash of another. */
  allocateCopy(from: number): number {
    const to = this.allocate();
    const start = this.addressOf(from);
    // One that nobody had before is zeros.
    if (from !== ZERO_SLOT || this.#generations[to] !== 0) this.bytes.copyWithin(this.addressOf(to), start, start + PAGE_SIZE);
    const hash = this.#hashAddress(from);
    this.bytes.copyWithin(this.#hashAddress(to), hash, hash + HASH_SIZE);
    return to;
  }

  /** Hashes what slots hold anew, each as its page, and answers what that adds to the digest of memory since the last time. */
  rehash(slots: Iterable<number>, pageOfSlot: (slot: number) => number): bigint {
    this.view.setBigUint64(this.#scratch, 0n, true);
    for (const slot of slots) this.#rehash(this.addressOf(slot), this.#hashAddress(slot), pageOfSlot(slot), this.#scratch);
    return this.view.getBigUint64(this.#scratch, true);
  }

  /** What the slot's content, as of its last `rehash`, adds to the digest of memory as each of `count` pages, at least 1, from `first` on. */
  contributionOf(slot: number, first: number, count: number): bigint {
    return BigInt.asUintN(64, this.#spread(this.view.getBigUint64(this.#hashAddress(slot), true), first, first + count));
  }

  #rehashSlowly(address: number, hashAddress: number, pageIndex: number, sumAddress: number): void {
    const before = this.view.getBigUint64(hashAddress, true);
    const now = hashLanes(this.view, address, PAGE_SIZE);
    this.view.setBigUint64(hashAddress, now, true);
    const sum = this.view.getBigUint64(sumAddress, true) + contribution(pageIndex, now) - contribution(pageIndex, before);
    this.view.setBigUint64(sumAddress, BigInt.asUintN(64, sum), true);
  }

  #hashAddress(slot: number): number {
    return this.#hashes + slot * HASH_SIZE;
  }

  /** Digest of bytes that are not in the arena; `hashBytes`, but fast. */
  digestOf(bytes: Uint8Array): bigint {
    let digest = BigInt(bytes.length);
    for (let start = 0; start < bytes.length; start += PAGE_SIZE) {
      const piece = bytes.subarray(start, start + PAGE_SIZE);
      const size = paddedSize(piece.length);
      this.bytes.set(piece, this.#scratch);
      this.bytes.fill(0, this.#scratch + piece.length, this.#scratch + size);
      digest = this.#digest(this.#scratch, size, digest);
    }
    return digest;
  }

  /** The same of at most a page that lies in the arena, with zeros after it up to a multiple of 32 bytes. */
  digestAt(address: number, sizeBytes: number): bigint {
    return this.#digest(address, paddedSize(sizeBytes), BigInt(sizeBytes));
  }

  retain(slot: number, times = 1): void {
    if (slot !== ZERO_SLOT) this.#refs[slot]! += times;
  }

  /** Undoes a `retain`; after the last one the slot is given to someone else. */
  release(slot: number): void {
    if (slot === ZERO_SLOT) return;
    const refs = (this.#refs[slot]! -= 1);
    assert(refs >= 0, `arena: slot ${slot} released more often than retained`);
    if (refs === 0) this.#free.push(slot);
  }

  refsOf(slot: number): number {
    return this.#refs[slot]!;
  }

  #compile(): HashFunctions {
    const functions = [digestFunction(), rehashFunction(), spreadFunction()];
    const module = new WebAssembly.Module(
      encodeModule({
        imports: [],
        functions,
        exports: [
          ['digest', 0],
          ['rehash', 1],
          ['spread', 2],
        ],
      }),
    );
    return new WebAssembly.Instance(module, { env: { arena: this.memory } }).exports as unknown as HashFunctions;
  }

  #refresh(): void {
    this.bytes = new Uint8Array(this.memory.buffer);
    this.view = new DataView(this.memory.buffer);
    for (const changed of this.#watchers) changed(this.view);
  }
}
