/** How many steps to grant at a time. Where a grant ends does not show; how much is in flight at once, and how soon a user is heard, does. */
import type { MachineEffect } from '#core/machine/state.ts';

/** A guest that stores to a device with every other step has half as many effects: some megabytes. */
const SLICE_MIN = 2 ** 15;
/** A few milliseconds. */
const SLICE_MAX = 2 ** 22;
/** Effects of one grant, above which the next is shorter. */
const EFFECTS_MAX = 2 ** 13;

export class SliceLength {
  #steps = SLICE_MIN;

  get steps(): number {
    return this.#steps;
  }

  /** To be told of what each grant led to. */
  adapt(effects: readonly MachineEffect[]): void {
    const isTooLong = effects.length > EFFECTS_MAX;
    this.#steps = isTooLong ? Math.max(SLICE_MIN, this.#steps / 4) : Math.min(SLICE_MAX, 2 * this.#steps);
  }
}

/** What the guest printed during a grant, in one piece. */
export function printedBytes(effects: readonly MachineEffect[]): Uint8Array {
  const pieces: Uint8Array[] = [];
  for (const effect of effects) if (effect.type === 'console/sent') pieces.push(effect.bytes);
  return Buffer.concat(pieces);
}
