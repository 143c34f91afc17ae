/** A long recording in shares, each from a keyframe to a later one, that threads test one without the other. */
import type { Reading } from '#core/machine/processor-transient.ts';
import { type Segment, Segments } from '../engine/segments.ts';
import type { LogReader } from '../log/reader.ts';
import { explainOwn } from './explain.ts';
import type { Difference, Verdict } from './verdict.ts';

/** What begins from a keyframe takes about as long as so many steps to begin. */
const SHARE_STEPS_MIN = 2 ** 25;

/** What a share came to. */
export interface ShareResult {
  readonly steps: number;
  readonly vmExits: number;
  readonly checkpoints: number;
  readonly difference: Difference | null;
  /** When it was begun and done, ms. The same clock in every thread. */
  readonly from: number;
  readonly to: number;
}

/** At most `count`, of about the same length; fewer, or one, where keyframes are far apart or the recording is short. */
export function sharesOf(log: LogReader, count: number, stepsMin = SHARE_STEPS_MIN): readonly Segment[] {
  const last = log.end?.step ?? log.lastStep;
  const wanted = Math.max(1, Math.min(count, Math.floor(last / stepsMin)));
  const starts = [0];
  for (const step of log.keyframes.steps)
    if (step > 0 && step < last && step >= (starts.length * last) / wanted && starts.length < wanted) starts.push(step);
  return starts.map((start, i) => ({ start, end: starts[i + 1] ?? last, isLast: i === starts.length - 1 }));
}

/** Runs shares of one recording, on one machine. */
export class ShareTester {
  readonly #path: string;
  readonly #log: LogReader;
  readonly #reading: Reading;
  readonly #segments: Segments;

  /** Throws `LogError`, `RequestError` or `ImageError` when the machine can't be built anew. */
  constructor(path: string, log: LogReader, reading: Reading) {
    this.#path = path;
    this.#log = log;
    this.#reading = reading;
    this.#segments = new Segments(log, reading);
  }

  /** Undefined when its keyframe can't be used: then the recording must be run from its start. Throws `LogError`. */
  test(share: Segment, progress: (fraction: number) => void): ShareResult | undefined {
    const from = now();
    const summary = this.#segments.verify(share, progress);
    if (summary === undefined) return undefined;
    const { steps, vmExits, checkpointsVerified: checkpoints, mismatch } = summary;
    const run = { path: this.#path, golden: this.#log, reading: this.#reading };
    const difference = mismatch === null ? null : explainOwn({ ...mismatch, what: mismatch.component }, run);
    return { steps, vmExits, checkpoints, difference, from, to: now() };
  }
}

const now = (): number => performance.timeOrigin + performance.now();

/** The verdict of all shares together. */
export function verdictOf(path: string, results: readonly ShareResult[]): Verdict {
  const seconds = (Math.max(...results.map(({ to }) => to)) - Math.min(...results.map(({ from }) => from))) / 1000;
  const [differing] = results.filter(({ difference }) => difference !== null).sort((a, b) => a.steps - b.steps);
  const { steps, vmExits } = differing ?? results.at(-1)!;
  const tested = { path, seconds, steps, vmExits };
  if (differing !== undefined) return { ...tested, outcome: 'differs', difference: differing.difference! };
  const checkpoints = results.reduce((sum, result) => sum + result.checkpoints, 0);
  return { ...tested, outcome: 'same', checkpoints, segments: results.length, difference: null };
}
