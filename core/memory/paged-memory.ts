/**
 * All memory of a machine (RAM, ROM, flash, disks) as numbered pages, and the only way to write it.
 *
 * A `Memory` is a value: its slots are sealed. A `MemoryTransient` is the memory of the slice that runs: the first write to
 * a page whose slot is sealed copies it to a fresh slot. Sealing costs what was written since, opening another value costs
 * its number of leaves. A value that was just made costs nothing until somebody looks at it or writes on: mostly it is
 * unsealed again before.
 */
import { assert } from '../assert.ts';
import { type Arena, ZERO_SLOT } from './arena.ts';
import { PAGE_SIZE } from './hash.ts';

export { PAGE_SIZE } from './hash.ts';
export const LEAF_PAGES = 512;

/** Slots of 512 pages. Never written once part of a `Memory`. */
type Leaf = Int32Array;

export interface Memory {
  readonly leaves: readonly Leaf[];
  /** Sum over pages of what their content contributes. */
  readonly digest: bigint;
}

const ZERO_LEAF: Leaf = new Int32Array(LEAF_PAGES);

export class MemoryTransient {
  readonly arena: Arena;
  #leaves: Leaf[];
  /** 1 for leaves that only this transient has. */
  #owned: Uint8Array;
  #digest = 0n;
  /** By slot: 1 while only this transient has it, so that it may be written. */
  #fresh = new Uint8Array(1024);
  readonly #freshSlots: number[] = [];
  /** What `unseal` takes back: the value that nothing was written since. */
  #lastSealed: Memory | undefined;
  /** The last value, while it is still to be sealed. */
  #pending: PendingMemory | undefined;
  /** By fresh slot: the page that has it. */
  #pageOfSlot = new Uint32Array(1024);
  /** By page: 1 when written since the last digest. */
  readonly #dirty: Uint8Array;
  readonly #dirtyPages: number[] = [];
  /** By page: 1 when written since the last `takeWritten`; and which they are. */
  readonly #isWritten: Uint8Array;
  #written: number[] = [];
  readonly #leafRefs = new WeakMap<Leaf, number>();
  readonly #registry: FinalizationRegistry<Leaf>;

  constructor(arena: Arena, pageCount: number) {
    this.arena = arena;
    const leafCount = Math.ceil(pageCount / LEAF_PAGES);
    this.#leaves = Array<Leaf>(leafCount).fill(ZERO_LEAF);
    this.#owned = new Uint8Array(leafCount);
    this.#dirty = new Uint8Array(leafCount * LEAF_PAGES);
    this.#isWritten = new Uint8Array(leafCount * LEAF_PAGES);
    // A `Memory` that nobody holds any more gives its slots back, sooner by `release` or later by this.
    this.#registry = new FinalizationRegistry((slots) => this.#releaseSlots(slots));
  }

  slotOf(page: number): number {
    return this.#leaves[page >> 9]![page & 511]!;
  }

  /** Where the page's bytes lie, to read. */
  addressOf(page: number): number {
    return this.arena.addressOf(this.slotOf(page));
  }

  /** May the page be written where it lies, with no one asked? */
  isWritable(page: number): boolean {
    return this.#pending === undefined && this.#fresh[this.slotOf(page)] === 1 && this.#dirty[page] === 1;
  }

  /** Where the page's bytes lie, to write. Copies the page first if its slot is sealed. */
  writableAddressOf(page: number): number {
    this.settle();
    const slot = this.slotOf(page);
    if (this.#dirty[page] === 0) {
      this.#dirty[page] = 1;
      this.#dirtyPages.push(page);
    }
    if (this.#fresh[slot] === 1) return this.arena.addressOf(slot);
    const copy = this.arena.allocateCopy(slot);
    if (copy >= this.#fresh.length) {
      const fresh = new Uint8Array(2 * Math.max(copy, this.#fresh.length));
      fresh.set(this.#fresh);
      this.#fresh = fresh;
      const pages = new Uint32Array(fresh.length);
      pages.set(this.#pageOfSlot);
      this.#pageOfSlot = pages;
    }
    this.#fresh[copy] = 1;
    this.#freshSlots.push(copy);
    this.#setSlot(page, copy);
    return this.arena.addressOf(copy);
  }

  /** Copies bytes out; they are the caller's. `start` counts bytes from page 0. */
  read(start: number, sizeBytes: number): Uint8Array {
    const result = new Uint8Array(sizeBytes);
    for (let done = 0; done < sizeBytes; ) {
      const page = Math.floor((start + done) / PAGE_SIZE);
      const offset = (start + done) % PAGE_SIZE;
      const length = Math.min(sizeBytes - done, PAGE_SIZE - offset);
      const from = this.addressOf(page) + offset;
      result.set(this.arena.bytes.subarray(from, from + length), done);
      done += length;
    }
    return result;
  }

  write(start: number, bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length; ) {
      const page = Math.floor((start + done) / PAGE_SIZE);
      const offset = (start + done) % PAGE_SIZE;
      const length = Math.min(bytes.length - done, PAGE_SIZE - offset);
      const to = this.writableAddressOf(page) + offset;
      this.arena.bytes.set(bytes.subarray(done, done + length), to);
      done += length;
    }
  }

  /** Makes the `count` pages after `page` equal to it. They take no room of their own until they are written. */
  repeat(page: number, count: number): void {
    this.settle();
    this.digest(); // so that the slots' hashes are those of what they hold
    const slot = this.slotOf(page);
    this.#fresh[slot] = 0;
    if (count === 0) return;
    const end = page + 1 + count;
    for (let next = page + 1; next < end; ) {
      const leaf = this.#ownedLeaf(next >> 9);
      for (const leafEnd = Math.min(end, (next | (LEAF_PAGES - 1)) + 1); next < leafEnd; next++) {
        const before = leaf[next & (LEAF_PAGES - 1)]!;
        leaf[next & (LEAF_PAGES - 1)] = slot;
        if (before === ZERO_SLOT) continue;
        this.#digest -= this.arena.contributionOf(before, next, 1);
        this.arena.release(before);
      }
    }
    this.arena.retain(slot, count);
    this.#digest = BigInt.asUintN(64, this.#digest + this.arena.contributionOf(slot, page + 1, count));
  }

  /** Pages written since the last digest. */
  get dirtyPages(): readonly number[] {
    return this.#dirtyPages;
  }

  /** Called when pages count as clean: whoever caches that a page may be written (`isWritable`) must forget it. */
  onClean: () => void = () => undefined;

  /** The digest of memory now. Pages count as clean from here on. */
  digest(): bigint {
    this.onClean();
    const slots = new Uint32Array(this.#dirtyPages.length);
    for (const [i, page] of this.#dirtyPages.entries()) {
      slots[i] = this.slotOf(page);
      this.#pageOfSlot[slots[i]!] = page;
      this.#dirty[page] = 0;
      if (this.#isWritten[page] === 0) {
        this.#isWritten[page] = 1;
        this.#written.push(page);
      }
    }
    // As they lie in the arena: the host reads memory much faster that way than in the order of first writes.
    this.#digest += this.arena.rehash(slots.sort(), (slot) => this.#pageOfSlot[slot]!); // a copy took the hash of what it copied along
    this.#dirtyPages.length = 0;
    this.#digest = BigInt.asUintN(64, this.#digest);
    return this.#digest;
  }

  /** Pages written since the last call, ascending, as far as they are part of a value. */
  takeWritten(): Uint32Array {
    this.settle();
    const pages = Uint32Array.from(this.#written).sort();
    this.#written = [];
    for (const page of pages) this.#isWritten[page] = 0;
    return pages;
  }

  /** Copies a page of any value out; it is the caller's. */
  readPageOf(memory: Memory, page: number): Uint8Array {
    const start = this.arena.addressOf(memory.leaves[page >> 9]![page & 511]!);
    return this.arena.bytes.slice(start, start + PAGE_SIZE);
  }

  /** The memory as it is now, as a value. Whoever writes to pages that are writable without asking calls `settle` before. */
  seal(): Memory {
    this.settle();
    const pending = new PendingMemory(() => this.settle());
    this.#pending = pending;
    this.#lastSealed = pending.value;
    return pending.value;
  }

  /** Seals what the last value holds, unless that was done. */
  settle(): void {
    const pending = this.#pending;
    if (pending === undefined) return;
    this.#pending = undefined;
    pending.content = this.#sealNow();
  }

  #sealNow(): Memory {
    const digest = this.digest();
    for (const slot of this.#freshSlots) this.#fresh[slot] = 0;
    this.#freshSlots.length = 0;
    for (const [index, leaf] of this.#leaves.entries()) {
      if (this.#owned[index] === 1) {
        this.#owned[index] = 0;
        this.#registry.register(leaf, leaf.slice(), leaf);
      }
      this.#hold(leaf);
    }
    return { leaves: [...this.#leaves], digest };
  }

  /**
   * Takes back the last `seal`, whose value nobody will look at again: what only it sealed may be written where it lies. Does
   * nothing for any other value, and answers false.
   */
  unseal(memory: Memory): boolean {
    if (this.#lastSealed !== memory) return false;
    this.#lastSealed = undefined;
    if (this.#pending?.value === memory) {
      this.#pending = undefined;
      return true;
    }
    assert(this.#freshSlots.length === 0, 'memory: unsealed after it was written');
    for (const [index, leaf] of memory.leaves.entries()) {
      if (leaf === ZERO_LEAF) continue;
      this.#drop(leaf);
      if (this.#leaves[index] === leaf && this.#leafRefs.get(leaf) === 1) this.#ownAgain(index, leaf);
    }
    return true;
  }

  /** Goes on from `memory`. What was written since the last `seal` is lost. */
  open(memory: Memory): void {
    this.settle();
    assert(memory.leaves.length === this.#leaves.length, 'memory: a value of another machine');
    if (this.#lastSealed !== memory || this.#freshSlots.length > 0) this.#lastSealed = undefined;
    for (const slot of this.#freshSlots) this.#fresh[slot] = 0;
    this.#freshSlots.length = 0;
    for (const page of this.#dirtyPages) this.#dirty[page] = 0;
    this.#dirtyPages.length = 0;
    for (const leaf of memory.leaves) this.#hold(leaf);
    for (const leaf of this.#leaves) this.#drop(leaf);
    this.#leaves = [...memory.leaves];
    this.#owned.fill(0);
    this.#digest = memory.digest;
  }

  /** Nobody will open `memory` again: what only it had may be used for something else at once. */
  release(memory: Memory): void {
    for (const leaf of memory.leaves) this.#drop(leaf);
  }

  /** Each value that has a leaf holds it, and so does this transient; a leaf that is held holds its slots. */
  #hold(leaf: Leaf): void {
    if (leaf !== ZERO_LEAF) this.#leafRefs.set(leaf, (this.#leafRefs.get(leaf) ?? 0) + 1);
  }

  #drop(leaf: Leaf): void {
    if (leaf === ZERO_LEAF) return;
    const refs = this.#leafRefs.get(leaf)! - 1;
    assert(refs >= 0, 'memory: a value released twice');
    this.#leafRefs.set(leaf, refs);
    if (refs > 0) return;
    this.#registry.unregister(leaf);
    this.#releaseSlots(leaf);
  }

  #releaseSlots(leaf: Leaf): void {
    for (const slot of leaf) this.arena.release(slot);
  }

  /** No value has the leaf any more. Slots that no other leaf has may be written again. */
  #ownAgain(index: number, leaf: Leaf): void {
    this.#registry.unregister(leaf);
    this.#owned[index] = 1;
    for (const slot of leaf)
      if (slot !== ZERO_SLOT && this.arena.refsOf(slot) === 1) {
        this.#fresh[slot] = 1;
        this.#freshSlots.push(slot);
      }
  }

  #setSlot(page: number, slot: number): void {
    const leaf = this.#ownedLeaf(page >> 9);
    this.arena.retain(slot);
    this.arena.release(leaf[page & 511]!);
    leaf[page & 511] = slot;
  }

  #ownedLeaf(index: number): Leaf {
    const leaf = this.#leaves[index]!;
    if (this.#owned[index] === 1) return leaf;
    const copy = leaf.slice();
    if (leaf !== ZERO_LEAF) for (const slot of copy) this.arena.retain(slot);
    this.#hold(copy);
    this.#leaves[index] = copy;
    this.#owned[index] = 1;
    this.#drop(leaf);
    return copy;
  }
}

/** A value that is sealed when it is first looked at. */
class PendingMemory {
  content: Memory | undefined;
  /** Its properties are its own, so that values are compared by what they hold. */
  readonly value: Memory;

  constructor(settle: () => void) {
    const settled = (): Memory => {
      if (this.content === undefined) settle();
      assert(this.content !== undefined, 'memory: the value was unsealed');
      return this.content;
    };
    this.value = {
      get leaves() {
        return settled().leaves;
      },
      get digest() {
        return settled().digest;
      },
    };
  }
}

/** Pages whose slots differ, ascending: what was written on the way from one value to the other, while both are held. */
export function pagesBetween(before: Memory, after: Memory): Uint32Array {
  const pages: number[] = [];
  for (const [index, leaf] of after.leaves.entries()) {
    const old = before.leaves[index]!;
    if (leaf === old) continue;
    for (let i = 0; i < LEAF_PAGES; i++) if (leaf[i] !== old[i]) pages.push(index * LEAF_PAGES + i);
  }
  return Uint32Array.from(pages);
}
