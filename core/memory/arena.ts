/**
 * The linear memory that generated code and TypeScript share: a head (see core/isa/arena-layout.ts), then 4 KiB slots with
 * guest memory. A slot is free, being written by the running slice, or sealed and then never written again.
 *
 * Where the host has no WebAssembly (`node --jitless`), a plain buffer takes its place and only the evaluator runs.
 */
import { assert } from '../assert.ts';
import { encodeModule } from '../wasm/encode.ts';
import { hashBytes, hashFunction, hashLanes, PAGE_SIZE, paddedSize } from './hash.ts';

/** Raised when guest memory that was written outgrows what one arena holds. Not a bug: ask for less, or keep fewer states. */
export class OutOfMemoryError extends Error {
  override readonly name = 'OutOfMemoryError';
}

const WASM_PAGE = 65_536;
/** Resident guest memory, all states together. */
export const RESIDENT_MAX = 3 * 2 ** 30;
const GROWTH = 16 * 2 ** 20;
/** The slot that every untouched page is: zeros. */
export const ZERO_SLOT = 0;

export const hasWebAssembly = typeof WebAssembly === 'object';

interface Growable {
  readonly buffer: ArrayBuffer;
  grow(pages: number): unknown;
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

export class Arena {
  readonly memory: Growable;
  bytes!: Uint8Array;
  view!: DataView;
  words!: Uint32Array;
  readonly #slots: number;
  #slotCount = 1;
  readonly #free: number[] = [];
  readonly #hash: (address: number, sizeBytes: number) => bigint;
  /** A slot to hash bytes in that come from elsewhere. */
  readonly #scratch: number;
  #refs = new Int32Array(1024);
  #hashes = new BigUint64Array(1024);

  /** `headSize`: bytes before the first slot. */
  constructor(headSize: number) {
    this.#slots = Math.ceil(headSize / PAGE_SIZE) * PAGE_SIZE;
    const initial = Math.ceil((this.#slots + GROWTH) / WASM_PAGE);
    this.memory = hasWebAssembly ? new WebAssembly.Memory({ initial, maximum: WASM_PAGE }) : plainMemory(initial);
    this.#refresh();
    this.#hash = hasWebAssembly ? this.#wasmHash() : (address, sizeBytes) => hashLanes(this.view, address, sizeBytes);
    this.#scratch = this.addressOf(this.allocate());
  }

  addressOf(slot: number): number {
    return this.#slots + slot * PAGE_SIZE;
  }

  /** A slot that nobody else has, with any content. */
  allocate(): number {
    const reused = this.#free.pop();
    if (reused !== undefined) return reused;
    const slot = this.#slotCount++;
    const end = this.addressOf(slot + 1);
    if (slot * PAGE_SIZE > RESIDENT_MAX)
      throw new OutOfMemoryError(
        `guest memory written so far exceeds ${RESIDENT_MAX / 2 ** 30} GiB resident; run with less RAM (-m), or keep fewer snapshots`,
      );
    if (end > this.bytes.length) {
      const pages = Math.ceil(Math.max(GROWTH, Math.min(this.bytes.length / 4, 256 * 2 ** 20)) / WASM_PAGE);
      this.memory.grow(Math.min(pages, WASM_PAGE - this.bytes.length / WASM_PAGE));
      this.#refresh();
    }
    if (slot >= this.#refs.length) {
      const refs = new Int32Array(2 * this.#refs.length);
      refs.set(this.#refs);
      this.#refs = refs;
      const hashes = new BigUint64Array(2 * this.#hashes.length);
      hashes.set(this.#hashes);
      this.#hashes = hashes;
    }
    return slot;
  }

  /** Slots in use, for those who watch memory. */
  get residentBytes(): number {
    return (this.#slotCount - this.#free.length) * PAGE_SIZE;
  }

  copy(from: number, to: number): void {
    const start = this.addressOf(from);
    this.bytes.copyWithin(this.addressOf(to), start, start + PAGE_SIZE);
    this.#hashes[to] = this.#hashes[from]!;
  }

  /** Content hash as of the last `rehash`. */
  hashOf(slot: number): bigint {
    return this.#hashes[slot]!;
  }

  /** Hashes the slot's content anew. */
  rehash(slot: number): bigint {
    return (this.#hashes[slot] = this.#hash(this.addressOf(slot), PAGE_SIZE));
  }

  /** Digest of bytes that are not in a slot; `hashBytes`, but fast. */
  digestOf(bytes: Uint8Array): bigint {
    return hashBytes(bytes, (piece) => {
      const size = paddedSize(piece.length);
      this.bytes.set(piece, this.#scratch);
      this.bytes.fill(0, this.#scratch + piece.length, this.#scratch + size);
      return this.#hash(this.#scratch, size);
    });
  }

  retain(slot: number): void {
    this.#refs[slot]! += 1;
  }

  release(slot: number): void {
    if (slot === ZERO_SLOT) return;
    const refs = (this.#refs[slot]! -= 1);
    assert(refs >= 0, `arena: slot ${slot} released more often than retained`);
    if (refs === 0) this.#free.push(slot);
  }

  /** Gives back a slot that was never retained. */
  discard(slot: number): void {
    assert(this.#refs[slot] === 0 && slot !== ZERO_SLOT, `arena: slot ${slot} is still in use`);
    this.#free.push(slot);
  }

  #wasmHash(): (address: number, sizeBytes: number) => bigint {
    const module = new WebAssembly.Module(encodeModule({ imports: [], functions: [hashFunction()], exports: [['hash', 0]] }));
    const { exports } = new WebAssembly.Instance(module, { env: { arena: this.memory } });
    const hash = exports['hash'] as (address: number, sizeBytes: number) => bigint;
    return (address, sizeBytes) => BigInt.asUintN(64, hash(address, sizeBytes));
  }

  #refresh(): void {
    this.bytes = new Uint8Array(this.memory.buffer);
    this.view = new DataView(this.memory.buffer);
    this.words = new Uint32Array(this.memory.buffer);
  }
}
