/**
 * Split virtqueues as the device sees them (VIRTIO 1.2: Split Virtqueues), without event indexes.
 *
 * A ring is memory that a driver may fill with anything, so every read is checked and every walk is bounded. What a
 * driver must not do answers `{ kind: 'broken', reason }`; the reasons are those for which QEMU's device stops.
 */
import type { DmaWrote, MemoryView } from '#core/bus/device.ts';
import * as reg from '#core/virtio/registers.ts';

/** Descriptors of one chain, and entries of a queue, at most. */
export const QUEUE_SIZE_MAX = 1024;

/** Where a queue's parts are, and how far the device has come. Addresses are u64 as numbers, past 2^53 inexact: no RAM is there. */
export interface Ring {
  /** Entries. */
  readonly num: number;
  readonly desc: number;
  readonly avail: number;
  readonly used: number;
  /** Next entry of the available ring to take, and of the used ring to fill; 16-bit counters. */
  readonly availIndex: number;
  readonly usedIndex: number;
}

/** A piece of guest memory. Its size is not 0. */
export interface Segment {
  readonly address: number;
  readonly size: number;
}

/** A buffer the driver made available. */
export interface Chain {
  readonly head: number;
  /** Device-readable, then device-writable parts, in order. */
  readonly readable: readonly Segment[];
  readonly writable: readonly Segment[];
}

export type Popped =
  | { readonly kind: 'empty' }
  | { readonly kind: 'chain'; readonly chain: Chain }
  | { readonly kind: 'broken'; readonly reason: string };

export const EMPTY: Popped = { kind: 'empty' };

/** The next available buffer; does not move the ring. */
export function peekChain(ring: Ring, memory: MemoryView): Popped {
  const index = readU16(memory, ring.avail + 2);
  if (index === undefined) return broken('the available ring is not in RAM');
  const count = (index - ring.availIndex) & 0xffff;
  if (count === 0) return EMPTY;
  if (count > ring.num) return broken(`available index moved from ${ring.availIndex} to ${index}, the queue has ${ring.num}`);
  const head = readU16(memory, ring.avail + reg.AVAIL_RING + 2 * (ring.availIndex % ring.num));
  if (head === undefined) return broken('the available ring is not in RAM');
  return walkChain(ring, head, memory);
}

/** Is another buffer available after the one that `peekChain` gives? */
export function hasMoreAvailable(ring: Ring, memory: MemoryView): boolean {
  const index = readU16(memory, ring.avail + 2);
  return index !== undefined && ((index - ring.availIndex) & 0xffff) > 1;
}

/** Did the driver ask for no interrupts? */
export function isInterruptSuppressed(ring: Ring, memory: MemoryView): boolean {
  return ((readU16(memory, ring.avail) ?? 0) & reg.AVAIL_F_NO_INTERRUPT) !== 0;
}

/** Returns a buffer with `writtenBytes` to the driver: where the ring stands then, and the writes in the order they must happen. */
export function useChain(
  ring: Ring,
  head: number,
  writtenBytes: number,
): { readonly availIndex: number; readonly usedIndex: number; readonly effects: readonly DmaWrote[] } {
  const usedIndex = (ring.usedIndex + 1) & 0xffff;
  const element = ring.used + reg.USED_RING + reg.USED_ELEMENT_SIZE * (ring.usedIndex % ring.num);
  return {
    availIndex: (ring.availIndex + 1) & 0xffff,
    usedIndex,
    effects: [
      dma(element, [...u32Bytes(head), ...u32Bytes(writtenBytes)]),
      dma(ring.used + 2, [usedIndex & 0xff, usedIndex >> 8]),
    ],
  };
}

interface Descriptor {
  readonly address: number;
  readonly size: number;
  readonly flags: number;
  readonly next: number;
}

/** Ends: a loop grows past the limit, and a chain changes its table once. */
function walkChain(ring: Ring, head: number, memory: MemoryView): Popped {
  const readable: Segment[] = [];
  const writable: Segment[] = [];
  let table = ring.desc;
  let tableSize = ring.num;
  let index = head;
  let isIndirect = false;
  for (;;) {
    if (index >= tableSize) return broken(`descriptor ${index} of ${tableSize}`);
    if (readable.length + writable.length >= QUEUE_SIZE_MAX) return broken('a looped or too long chain');
    const descriptor = readDescriptor(memory, table + reg.DESCRIPTOR_SIZE * index);
    if (descriptor === undefined) return broken('the descriptor table is not in RAM');
    if (descriptor.flags & reg.DESC_F_INDIRECT) {
      const { address, size } = descriptor;
      if (isIndirect) return broken('an indirect table inside an indirect table');
      if (size === 0 || size % reg.DESCRIPTOR_SIZE !== 0) return broken(`an indirect table of ${size} bytes`);
      isIndirect = true;
      table = address;
      tableSize = size / reg.DESCRIPTOR_SIZE;
      index = 0;
      continue;
    }
    const reason = checkSegment(descriptor, writable.length > 0, memory);
    if (reason !== undefined) return broken(reason);
    (descriptor.flags & reg.DESC_F_WRITE ? writable : readable).push({ address: descriptor.address, size: descriptor.size });
    if (!(descriptor.flags & reg.DESC_F_NEXT)) return { kind: 'chain', chain: { head, readable, writable } };
    index = descriptor.next;
  }
}

function checkSegment({ address, size, flags }: Descriptor, isAfterWritable: boolean, memory: MemoryView): string | undefined {
  if (size === 0) return 'a buffer of no bytes';
  if (isAfterWritable && !(flags & reg.DESC_F_WRITE)) return 'a readable buffer after a writable one';
  const isInRam = readRam(memory, address, 1) !== undefined && readRam(memory, address + size - 1, 1) !== undefined;
  return isInRam ? undefined : 'a buffer that is not in RAM';
}

function readDescriptor(memory: MemoryView, address: number): Descriptor | undefined {
  const bytes = readRam(memory, address, reg.DESCRIPTOR_SIZE);
  if (bytes === undefined) return undefined;
  return {
    address: u32At(bytes, 0) + u32At(bytes, 4) * 2 ** 32,
    size: u32At(bytes, 8),
    flags: u16At(bytes, 12),
    next: u16At(bytes, 14),
  };
}

/** Total bytes of the segments. */
export function sizeOf(segments: readonly Segment[]): number {
  return segments.reduce((sum, { size }) => sum + size, 0);
}

/** The part of `segments` from byte `start` on, `size` bytes or to the end. */
export function sliceSegments(segments: readonly Segment[], start: number, size = Infinity): readonly Segment[] {
  const slice: Segment[] = [];
  let skip = start;
  let left = size;
  for (const segment of segments) {
    if (left <= 0) break;
    const skipped = Math.min(skip, segment.size);
    skip -= skipped;
    const taken = Math.min(segment.size - skipped, left);
    if (taken === 0) continue;
    slice.push({ address: segment.address + skipped, size: taken });
    left -= taken;
  }
  return slice;
}

/** The bytes of `segments` in one piece, or undefined if one is not in RAM. */
export function readSegments(segments: readonly Segment[], memory: MemoryView): Uint8Array | undefined {
  const bytes = new Uint8Array(sizeOf(segments));
  let offset = 0;
  for (const { address, size } of segments) {
    const part = readRam(memory, address, size);
    if (part === undefined) return undefined;
    bytes.set(part, offset);
    offset += size;
  }
  return bytes;
}

/** The writes that put `bytes` into `segments`, as far as they reach. */
export function writeSegments(segments: readonly Segment[], bytes: Uint8Array): readonly DmaWrote[] {
  const effects: DmaWrote[] = [];
  let offset = 0;
  for (const { address, size } of sliceSegments(segments, 0, bytes.length)) {
    effects.push({ type: 'dma/wrote', address, bytes: bytes.slice(offset, offset + size) });
    offset += size;
  }
  return effects;
}

/** Addresses that are no safe integers are no RAM either. */
function readRam(memory: MemoryView, address: number, sizeBytes: number): Uint8Array | undefined {
  return Number.isSafeInteger(address + sizeBytes) ? memory.readRam(address, sizeBytes) : undefined;
}

export function u32At(bytes: Uint8Array, offset: number): number {
  return (u16At(bytes, offset) | (u16At(bytes, offset + 2) << 16)) >>> 0;
}

function u16At(bytes: Uint8Array, offset: number): number {
  return bytes[offset]! | (bytes[offset + 1]! << 8);
}

function readU16(memory: MemoryView, address: number): number | undefined {
  const bytes = readRam(memory, address, 2);
  return bytes === undefined ? undefined : u16At(bytes, 0);
}

function u32Bytes(value: number): readonly number[] {
  return [value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, value >>> 24];
}

function dma(address: number, bytes: readonly number[]): DmaWrote {
  return { type: 'dma/wrote', address, bytes: Uint8Array.from(bytes) };
}

function broken(reason: string): Popped {
  return { kind: 'broken', reason };
}
