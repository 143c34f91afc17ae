/** How many steps to grant at a time. Where a grant ends does not show; how much is in flight at once, and how soon a user is heard, does. */
import type { MachineEffect } from '#core/machine/state.ts';

/** Short, as V8 takes for long-lived ever after what is so at first. */
const SLICE_START = 2 ** 12;
/** Of a reading that is a thousand times slower than others, or a guest that leaves at every third step. */
const SLICE_MIN = 2 ** 11;
/** A few milliseconds. */
const SLICE_MAX = 2 ** 22;
/**
 * Effects of one grant, above which the next is shorter. They are all kept until it ends, and V8 copies what is kept: a VM exit takes a
 * quarter less time than with four times as many.
 */
const EFFECTS_MAX = 2 ** 11;
/** What happens during a grant is known when it ends; that should be soon, also on a machine that is three times as slow all of a sudden. */
const TIME_MAX_MS = 16;

export class SliceLength {
  #steps = SLICE_START;
  #askedAt = 0;
  readonly #clock: () => number;

  /** `clock`: milliseconds. */
  constructor(clock = () => performance.now()) {
    this.#clock = clock;
  }

  /** For a grant that begins now. */
  get steps(): number {
    this.#askedAt = this.#clock();
    return this.#steps;
  }

  /** To be told of what each grant led to. */
  adapt(effects: readonly MachineEffect[]): void {
    const ms = this.#clock() - this.#askedAt;
    const isLong = ms > TIME_MAX_MS;
    if (effects.length > EFFECTS_MAX) this.#steps = Math.max(SLICE_MIN, this.#steps / 4);
    else if (isLong) this.#steps = Math.max(SLICE_MIN, this.#steps / 2);
    else if (ms < TIME_MAX_MS / 2 && effects.length < EFFECTS_MAX / 2) this.#steps = Math.min(SLICE_MAX, 2 * this.#steps);
  }
}

/** What the guest printed during a grant, in one piece. */
export function printedBytes(effects: readonly MachineEffect[]): Uint8Array {
  const pieces: Uint8Array[] = [];
  for (const effect of effects) if (effect.type === 'console/sent') pieces.push(effect.bytes);
  return Buffer.concat(pieces);
}
