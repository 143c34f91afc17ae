/** The trail while a slice runs, where TypeScript overwrites something; generated code keeps it in the same place. */
import * as at from '../isa/arena-layout.ts';
import { follow, type Trail } from '../isa/trail.ts';
import type { Arena } from '../memory/arena.ts';

export class TrailTransient {
  readonly #arena: Arena;
  isKept = false;

  constructor(arena: Arena) {
    this.#arena = arena;
  }

  /** What came since the last time. */
  take(): Trail {
    const { view } = this.#arena;
    const trail = {
      registers: view.getBigUint64(at.TRAIL_REGISTERS, true),
      memory: view.getBigUint64(at.TRAIL_MEMORY, true),
    };
    view.setBigUint64(at.TRAIL_REGISTERS, 0n, true);
    view.setBigUint64(at.TRAIL_MEMORY, 0n, true);
    return trail;
  }

  register(before: bigint): void {
    if (this.isKept) this.#follow(at.TRAIL_REGISTERS, before);
  }

  /** Any registers of the block from `start` up to `end` are about to be written. */
  block(start: number, end: number): void {
    if (this.isKept) this.#follow(at.TRAIL_REGISTERS, this.#arena.digestAt(at.BLOCK + start, end - start));
  }

  /** `before` is at most eight bytes, zero-extended. */
  memory(before: bigint): void {
    if (this.isKept) this.#follow(at.TRAIL_MEMORY, before);
  }

  bytes(place: number, sizeBytes: number): void {
    if (!this.isKept) return;
    const before = this.#arena.bytes.slice(place, place + sizeBytes);
    this.#follow(at.TRAIL_MEMORY, this.#arena.digestOf(before));
  }

  /** A device is told something: what it overwrites is its own matter, but equal devices told the same stay equal. */
  device(address: number, value: bigint): void {
    if (!this.isKept) return;
    this.#follow(at.TRAIL_MEMORY, BigInt(address));
    this.#follow(at.TRAIL_MEMORY, value);
  }

  #follow(place: number, value: bigint): void {
    const { view } = this.#arena;
    view.setBigUint64(place, follow(view.getBigUint64(place, true), value), true);
  }
}
