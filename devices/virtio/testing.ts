/** The driver's side of a virtio-mmio device, for tests: rings laid out in a small RAM. */

import type { DeviceKind } from '#core/bus/device.ts';
import { DeviceDriver } from '#core/testing/device-driver.ts';
import type { MemoryImage } from '#core/testing/laws.ts';
import * as reg from '#core/virtio/registers.ts';

export const RAM_BASE = 0x8000_0000;
const RAM_SIZE = 0x1_2000;
export const LATENCY = 1000;
/** Queue q lives in the page RAM_BASE + 0x2000 × q; buffers from here on. */
export const BUFFERS = RAM_BASE + 0x8000;
export const NUM = 8;

export interface Desc {
  readonly address: number;
  readonly size: number;
  readonly flags?: number;
  readonly next?: number;
}

export function virtioImage(storage: Uint8Array): MemoryImage {
  return { ramBase: RAM_BASE, ram: new Uint8Array(RAM_SIZE), storage };
}

export class VirtioDriver<S extends { readonly version: 1 | 2 }> extends DeviceDriver<S> {
  constructor(kind: DeviceKind<S>, initialState: S, storage = new Uint8Array(0)) {
    super(kind, initialState, 4, virtioImage(storage));
  }

  /** Negotiates `features` and sets the queues up, as a driver's probe does. */
  start(queues: number, features = 0): void {
    const isLegacy = this.state.version === 1;
    for (const status of [0, 1, 3]) this.write(reg.Status, status);
    this.write(reg.DriverFeaturesSel, 0);
    this.write(reg.DriverFeatures, features);
    if (isLegacy) this.write(reg.GuestPageSize, 4096);
    else {
      this.write(reg.DriverFeaturesSel, 1);
      this.write(reg.DriverFeatures, 1);
      this.write(reg.Status, 0xb);
    }
    for (let queue = 0; queue < queues; queue++) this.#setUpQueue(queue, isLegacy);
    this.write(reg.Status, isLegacy ? 7 : 0xf);
  }

  #setUpQueue(queue: number, isLegacy: boolean): void {
    this.write(reg.QueueSel, queue);
    this.write(reg.QueueNum, NUM);
    if (isLegacy) {
      this.write(reg.QueueAlign, 4096);
      this.write(reg.QueuePFN, this.descAt(queue) / 4096);
      return;
    }
    const parts = [
      [reg.QueueDescLow, this.descAt(queue)],
      [reg.QueueDriverLow, this.availAt(queue)],
      [reg.QueueDeviceLow, this.usedAt(queue)],
    ] as const;
    for (const [low, address] of parts) {
      this.write(low, address);
      this.write(low + 4, 0);
    }
    this.write(reg.QueueReady, 1);
  }

  descAt(queue: number): number {
    return RAM_BASE + 0x2000 * queue;
  }

  availAt(queue: number): number {
    return this.descAt(queue) + 16 * NUM;
  }

  usedAt(queue: number): number {
    return this.descAt(queue) + 0x1000;
  }

  poke(address: number, bytes: Uint8Array | readonly number[]): void {
    const ram = this.image.ram.slice();
    ram.set(bytes, address - RAM_BASE);
    this.image = { ...this.image, ram };
  }

  peek(address: number, size: number): Uint8Array {
    return this.image.ram.slice(address - RAM_BASE, address - RAM_BASE + size);
  }

  /** Little-endian u32. */
  peek32(address: number): number {
    const [a, b, c, d] = this.peek(address, 4);
    return (a! | (b! << 8) | (c! << 16) | (d! << 24)) >>> 0;
  }

  pokeDescs(table: number, descs: readonly Desc[]): void {
    for (const [index, { address, size, flags = 0, next = 0 }] of descs.entries())
      this.poke(table + 16 * index, [...bytesOf(address, 8), ...bytesOf(size, 4), ...bytesOf(flags, 2), ...bytesOf(next, 2)]);
  }

  /** Puts a chain of `descs` at the start of the table, makes it available `times` times and notifies. */
  offer(queue: number, descs: readonly Desc[], times = 1): void {
    const linked = descs.map((desc, index) =>
      index === descs.length - 1 ? desc : { ...desc, flags: (desc.flags ?? 0) | reg.DESC_F_NEXT, next: index + 1 },
    );
    this.offerRaw(
      queue,
      linked,
      Array.from({ length: times }, () => 0),
    );
  }

  /** Writes descriptors as they are and makes `heads` available. */
  offerRaw(queue: number, descs: readonly Desc[], heads: readonly number[]): void {
    this.pokeDescs(this.descAt(queue), descs);
    const avail = this.availAt(queue);
    const [low, high] = this.peek(avail + 2, 2);
    const index = low! | (high! << 8);
    for (const [offset, head] of heads.entries()) this.poke(avail + 4 + 2 * ((index + offset) % NUM), bytesOf(head, 2));
    this.poke(avail + 2, bytesOf(index + heads.length, 2));
    this.write(reg.QueueNotify, queue);
  }

  /** The used ring's index, and its entries so far as [head, length]. */
  used(queue: number): readonly (readonly [number, number])[] {
    const [low, high] = this.peek(this.usedAt(queue) + 2, 2);
    return Array.from({ length: low! | (high! << 8) }, (_, index) => {
      const element = this.usedAt(queue) + 4 + 8 * (index % NUM);
      return [this.peek32(element), this.peek32(element + 4)] as const;
    });
  }
}

export function bytesOf(value: number, size: number): number[] {
  return Array.from({ length: size }, (_, index) => Math.floor(value / 256 ** index) % 256);
}
