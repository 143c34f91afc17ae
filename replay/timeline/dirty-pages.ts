/** Which pages each segment between two checkpoints wrote, as far as it was passed from end to end. */
import type { Machine } from '#core/machine/machine.ts';
import { CHECKPOINT_STEPS, type MachineState } from '#core/machine/state.ts';

export class DirtyPages {
  readonly #machine: Machine;
  readonly #letGo: (state: MachineState) => void;
  /** By number of the segment, ascending pages. */
  readonly #pages = new Map<number, Uint32Array>();
  /** The checkpoint that was passed last, if the way led on from there. */
  #start: MachineState | undefined;

  constructor(machine: Machine, letGo: (state: MachineState) => void) {
    this.#machine = machine;
    this.#letGo = letGo;
  }

  holds(state: MachineState): boolean {
    return state === this.#start;
  }

  /** The way leads over a checkpoint. */
  pass(state: MachineState): void {
    const start = this.#start;
    if (start === state) return;
    const segment = state.step / CHECKPOINT_STEPS - 1;
    if (start !== undefined && start.step === segment * CHECKPOINT_STEPS && !this.#pages.has(segment))
      this.#pages.set(segment, this.#machine.pagesBetween(start, state));
    this.#start = state;
    if (start !== undefined) this.#letGo(start);
  }

  /** The way goes on elsewhere. */
  leave(): void {
    const start = this.#start;
    this.#start = undefined;
    if (start !== undefined) this.#letGo(start);
  }

  /** Of the steps from `start` up to `end`, those between the first and the last segment that may have written these pages. */
  partThatMayTouch(
    pages: readonly number[],
    start: number,
    end: number,
  ): { readonly start: number; readonly end: number } | undefined {
    const first = Math.floor(start / CHECKPOINT_STEPS);
    const last = Math.ceil(end / CHECKPOINT_STEPS) - 1;
    const segments = Array.from({ length: last - first + 1 }, (_, i) => first + i).filter((segment) =>
      this.#mayTouch(segment, pages),
    );
    if (segments.length === 0) return undefined;
    return {
      start: Math.max(start, segments[0]! * CHECKPOINT_STEPS),
      end: Math.min(end, (segments.at(-1)! + 1) * CHECKPOINT_STEPS),
    };
  }

  #mayTouch(segment: number, pages: readonly number[]): boolean {
    const written = this.#pages.get(segment);
    return written === undefined || pages.some((page) => isAmong(written, page));
  }
}

function isAmong(ascending: Uint32Array, value: number): boolean {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return ascending[low] === value;
}
