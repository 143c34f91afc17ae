/** Drives one device by hand in a test: what a bus, a clock and a memory would do, without a machine. */
import type { AccessSize, BusSpace, DeviceEffect, DeviceEvent, DeviceKind } from '../bus/device.ts';
import { afterWrites, type MemoryImage, SETTLING_LIMIT, viewOf } from './laws.ts';

export class DeviceDriver<S> {
  state: S;
  now = 0;
  image: MemoryImage;
  /** Every effect so far but the answers to accesses. */
  readonly effects: DeviceEffect[] = [];
  readonly #kind: DeviceKind<S>;
  readonly #size: AccessSize;

  /** `size` is that of accesses that do not say theirs. */
  constructor(kind: DeviceKind<S>, initialState: S, size: AccessSize, image?: MemoryImage) {
    this.#kind = kind;
    this.state = initialState;
    this.#size = size;
    this.image = image ?? { ramBase: 0, ram: new Uint8Array(0), storage: new Uint8Array(0) };
  }

  read(offset: number, size: AccessSize = this.#size, space: BusSpace = 'mmio', hart = 0): bigint | 'fault' {
    const effects = this.#take({ type: 'bus/read', space, hart, now: this.now, offset, size });
    const reply = effects.find((effect) => effect.type === 'bus/replied');
    return reply === undefined ? 'fault' : reply.value;
  }

  write(
    offset: number,
    value: number | bigint,
    size: AccessSize = this.#size,
    space: BusSpace = 'mmio',
    hart = 0,
  ): 'fault' | undefined {
    const effects = this.#take({ type: 'bus/write', space, hart, now: this.now, offset, size, value: BigInt(value) });
    return effects.some((effect) => effect.type === 'bus/faulted') ? 'fault' : undefined;
  }

  input(bytes: Uint8Array | string): void {
    const encoded = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
    this.#take({ type: 'input/received', now: this.now, bytes: encoded });
  }

  line(line: number, level: boolean): void {
    this.#take({ type: 'line/changed', line, level, now: this.now });
  }

  /** Lets time pass; every deadline on the way is kept at its moment. */
  advanceTo(now: number): void {
    let rounds = 0;
    for (let deadline = this.deadline; deadline !== null && deadline <= now; deadline = this.deadline) {
      rounds = deadline <= this.now ? rounds + 1 : 0;
      if (rounds > SETTLING_LIMIT) throw new Error(`the deadline ${deadline} stays due`);
      this.now = Math.max(this.now, deadline);
      this.#take({ type: 'time/reached', now: this.now, memory: viewOf(this.image) });
    }
    this.now = now;
  }

  get deadline(): number | null {
    return this.#kind.selectDeadline?.(this.state) ?? null;
  }

  get lines(): number {
    return this.#kind.selectLines?.(this.state, this.now) ?? 0;
  }

  /** All bytes sent so far, as Latin-1. */
  get output(): string {
    return this.effects.map((effect) => (effect.type === 'output/sent' ? String.fromCharCode(...effect.bytes) : '')).join('');
  }

  #take(event: DeviceEvent): readonly DeviceEffect[] {
    const { state, effects } = this.#kind.reduce(this.state, event);
    this.state = state;
    this.image = afterWrites(this.image, effects);
    this.effects.push(...effects.filter(({ type }) => type !== 'bus/replied' && type !== 'bus/faulted'));
    return effects;
  }
}
