/**
 * A recording in stretches between its keyframes, which can be checked one without the other, by as many workers as there are: a run
 * that does what was recorded in each stretch, and comes to the state that the next begins with, does all that was recorded.
 *
 *     const segments = new Segments(log, 'interpreter');
 *     for (const segment of segments.all) console.log(segments.verify(segment));
 */
import { createMachine, type Machine } from '#core/machine/machine.ts';
import type { Reading } from '#core/machine/processor-transient.ts';
import { setUpBoard } from '../boards/registry.ts';
import type { LogReader } from '../log/reader.ts';
import { Keyframes } from './keyframes.ts';
import { requestIn } from './recorded-board.ts';
import { Replayer, type ReplaySummary } from './replay.ts';

/** From a keyframe (or reset, step 0) up to the next one (or the recording's end). */
export interface Segment {
  readonly start: number;
  readonly end: number;
  readonly isLast: boolean;
}

export class Segments {
  readonly #log: LogReader;
  readonly #reading: Reading;
  readonly #machine: Machine;
  readonly #keyframes: Keyframes;

  /**
   * `tell` is given what the user should know of keyframes that are not used. Throws `LogError`, `RequestError` or `ImageError`
   * when the machine can't be built anew.
   */
  constructor(log: LogReader, reading: Reading, tell: (note: string) => void = () => undefined) {
    const { board, contents } = setUpBoard(log.header.board, requestIn(log));
    this.#log = log;
    this.#reading = reading;
    this.#machine = createMachine(board, contents, reading);
    this.#keyframes = new Keyframes(log, this.#machine, tell);
  }

  /** In order. One, if there are no keyframes. */
  get all(): readonly Segment[] {
    const last = this.#log.end?.step ?? this.#log.lastStep;
    const starts = [0, ...this.#keyframes.steps.filter((step) => step < last)];
    return starts.map((start, i) => ({ start, end: starts[i + 1] ?? last, isLast: i === starts.length - 1 }));
  }

  /**
   * Runs a segment and holds it against what was recorded; undefined when its keyframe turns out not to be one of this machine:
   * then `all` is without it, and the segment before it goes on. `progress` is told now and then how much is done, 0 to 1.
   * Throws `LogError` and `RequestError` for what the recording holds.
   */
  verify({ start, end, isLast }: Segment, progress: (done: number) => void = () => undefined): ReplaySummary | undefined {
    const state = start === 0 ? this.#machine.initialState : this.#keyframes.restore(start);
    if (state === undefined) return undefined;
    const replayer = new Replayer(this.#log, this.#reading, {
      machine: this.#machine,
      start: state,
      end: isLast ? null : { step: end, digest: this.#keyframes.digestAt(end) },
    });
    try {
      while (replayer.advance()) progress((replayer.session.state.step - start) / Math.max(1, end - start));
      return replayer.summarize();
    } finally {
      const { state: last } = replayer.session;
      if (last !== state) this.#machine.release(last);
      if (state !== this.#machine.initialState) this.#machine.release(state);
    }
  }
}
