/**
 * Does to a machine what was done to a recorded one, and records that. A machine that does the same comes to the same bytes; to
 * another one an input comes when as much virtual time has passed.
 */
import type { Reading } from '#core/machine/processor-transient.ts';
import { CHECKPOINT_STEPS } from '#core/machine/state.ts';
import type { BoardRequest } from '../boards/request.ts';
import type { Build } from '../engine/build.ts';
import { type Control, controlsOf } from '../engine/controls.ts';
import { Recorder } from '../engine/record.ts';
import type { LogReader } from '../log/reader.ts';
import type { EndFact, SymbolFile } from '../log/types.ts';

/** A machine gets so many times as many steps as the recorded one took, and these besides. */
const STEPS_TIMES = 2;
const STEPS_EXTRA = 2 ** 24;

export interface RerunSetup {
  readonly request: BoardRequest;
  readonly symbols: readonly SymbolFile[];
  readonly reading: Reading;
  readonly build?: Build;
  /** Told now and then how far it is: 0 to 1. */
  readonly progress?: (fraction: number) => void;
}

export interface RerunOutcome {
  /** A recording. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** It took more than twice as many steps, and was stopped. */
  readonly isCutOff: boolean;
}

/**
 * `log` must have an end. Throws `RequestError` or `ImageError` when the machine can't be built, or when the recording asks for
 * what this build can't do.
 */
export function rerun(log: LogReader, setup: RerunSetup): RerunOutcome {
  const run = new Run(log, setup);
  for (const control of controlsOf(log, run.recorder.session.machine.board.devices.length)) run.follow(control);
  return run.finish();
}

class Run {
  readonly recorder: Recorder;
  readonly #end: EndFact;
  readonly #pieces: Uint8Array[] = [];
  readonly #stepNs: number;
  readonly #stepMax: number;
  readonly #progress: (fraction: number) => void;

  constructor(log: LogReader, { progress = () => undefined, ...setup }: RerunSetup) {
    this.recorder = new Recorder({
      board: log.header.board,
      ...setup,
      keyframes: keyframeSpacing(log),
      sink: (bytes) => void this.#pieces.push(bytes),
    });
    this.#end = log.end!;
    this.#stepNs = 2 ** log.header.shift;
    this.#stepMax = STEPS_TIMES * this.#end.step + STEPS_EXTRA;
    this.#progress = progress;
  }

  follow({ step, now, input }: Control): void {
    if (Number.isFinite(now)) this.#reach(step, now);
    if (input !== null) this.recorder.type(input.bytes);
  }

  finish(): RerunOutcome {
    const { reason } = this.#end;
    const endsByItself = reason === 'powerOff' || reason === 'reset' || reason === 'idle';
    while (endsByItself && this.#goesOn) this.#advance(this.#stepMax, Number.POSITIVE_INFINITY);
    const { kind } = this.recorder.session.state.status;
    if (kind === 'off') this.recorder.end('powerOff');
    else if (kind === 'reset') this.recorder.end('reset');
    else if (kind === 'idle' && endsByItself) this.recorder.end('idle');
    else this.recorder.end(reason === 'stopped' || reason === 'maxTime' ? reason : 'maxSteps');
    const isCutOff = kind === 'running' && (endsByItself || this.#step >= this.#stepMax);
    return { bytes: Buffer.concat(this.#pieces), isCutOff };
  }

  /** To the moment of a control. A machine that does the same is at its step then; another one is where it is. */
  #reach(step: number, now: number): void {
    const { session } = this.recorder;
    const stepAtNow = () => this.#step + Math.ceil((now - session.now) / this.#stepNs);
    while (this.#goesOn && this.#step < step && session.now < now) this.#advance(Math.min(step, stepAtNow()), now);
    // It waits, and time passes; or it is another machine.
    if (this.#goesOn && session.now < now) session.grant(0, now);
    while (this.#goesOn && session.now < now) this.#advance(stepAtNow(), now);
  }

  #advance(stepMax: number, idleUntilNs: number): void {
    this.recorder.advance(Math.min(stepMax, this.#stepMax), idleUntilNs);
    this.#progress(Math.min(1, this.#step / Math.max(1, this.#end.step)));
  }

  get #step(): number {
    return this.recorder.session.state.step;
  }

  get #goesOn(): boolean {
    return this.recorder.isRunning && this.#step < this.#stepMax;
  }
}

/** Checkpoints from one keyframe to the next; undefined when there are none. */
function keyframeSpacing(log: LogReader): number | undefined {
  const first = log.keyframes.steps.find((step) => step > 0);
  return first === undefined ? undefined : Math.max(1, Math.round(first / CHECKPOINT_STEPS));
}
