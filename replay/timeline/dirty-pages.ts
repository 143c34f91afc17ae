/** Which pages each segment between two checkpoints wrote: as the recording says, or found where one went through from end to end. */
import type { Machine } from '#core/machine/machine.ts';
import { CHECKPOINT_STEPS } from '#core/machine/state.ts';
import { isAmong } from '../engine/ascending.ts';
import type { Keyframes } from '../engine/keyframes.ts';

/** From a step up to another. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

export class DirtyPages {
  readonly #machine: Machine;
  readonly #keyframes: Keyframes | undefined;
  readonly #hasInputAt: (step: number) => boolean;
  /** By number of the segment, ascending pages. */
  readonly #pages = new Map<number, Uint32Array>();
  /** The checkpoint that was passed last, if the way led on from there. */
  #start: number | undefined;

  constructor(machine: Machine, keyframes: Keyframes | undefined, hasInputAt: (step: number) => boolean) {
    this.#machine = machine;
    this.#keyframes = keyframes;
    this.#hasInputAt = hasInputAt;
  }

  /** The way leads over a checkpoint, and what came from outside there has come. */
  pass(step: number): void {
    const start = this.#start;
    if (start === step) return;
    const written = this.#machine.takeWrittenPages();
    const segment = step / CHECKPOINT_STEPS - 1;
    if (start === segment * CHECKPOINT_STEPS && !this.#pages.has(segment)) this.#pages.set(segment, written);
    this.#start = step;
  }

  /** The way goes on elsewhere. */
  leave(): void {
    this.#start = undefined;
  }

  /** Is it known of all whole segments in a stretch what they wrote? */
  isKnown({ start, end }: Stretch): boolean {
    for (let segment = Math.ceil(start / CHECKPOINT_STEPS); (segment + 1) * CHECKPOINT_STEPS <= end; segment++)
      if (!this.#pages.has(segment) && this.#keyframes?.hasWritten(segment, 0) === undefined) return false;
    return true;
  }

  /** Of a stretch, the last part of which every segment may have written one of these pages; undefined when none has. */
  lastPartThatMayTouch(pages: readonly number[], { start, end }: Stretch): Stretch | undefined {
    const first = Math.floor(start / CHECKPOINT_STEPS);
    let last = Math.ceil(end / CHECKPOINT_STEPS) - 1;
    while (last >= first && !this.#mayTouch(last, pages)) last -= 1;
    if (last < first) return undefined;
    let begin = last;
    while (begin > first && this.#mayTouch(begin - 1, pages)) begin -= 1;
    return { start: Math.max(start, begin * CHECKPOINT_STEPS), end: Math.min(end, (last + 1) * CHECKPOINT_STEPS) };
  }

  #mayTouch(segment: number, pages: readonly number[]): boolean {
    const found = this.#pages.get(segment);
    if (found !== undefined) return pages.some((page) => isAmong(found, page));
    if (this.#mayHaveWritten(segment, pages)) return true;
    // What an input at a checkpoint writes is recorded with the segment that begins there; one comes to it at the end of this one.
    return this.#hasInputAt((segment + 1) * CHECKPOINT_STEPS) && this.#mayHaveWritten(segment + 1, pages);
  }

  /** As the recording says. */
  #mayHaveWritten(segment: number, pages: readonly number[]): boolean {
    return pages.some((page) => this.#keyframes?.hasWritten(segment, page) ?? true);
  }
}
