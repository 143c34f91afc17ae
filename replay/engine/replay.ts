/** Replays a recording: the same machine, the same inputs at the same steps, and every fact checked. */
import { digestVersions } from '#core/machine/digests.ts';
import { createMachine } from '#core/machine/machine.ts';
import type { Reading } from '#core/machine/processor-transient.ts';
import { requestOf } from '../boards/recorded-request.ts';
import { setUpBoard } from '../boards/registry.ts';
import type { BoardRequest } from '../boards/request.ts';
import type { LogReader } from '../log/reader.ts';
import type { LogEvent } from '../log/types.ts';
import { formatDigest, machineDigest } from './digest.ts';
import { Session } from './session.ts';
import { type Comparable, comparableOf, type Mismatch, Verifier } from './verify.ts';

export interface ReplaySummary {
  readonly steps: number;
  readonly nowNs: number;
  readonly vmExits: number;
  readonly checkpointsVerified: number;
  readonly factsVerified: number;
  readonly componentsComparable: number;
  readonly componentsTotal: number;
  /** Why the recording ended, and what the guest reported. */
  readonly reason: string;
  readonly status: number | null;
  /** Digest of the whole machine at the end, 16 hexadecimal digits. */
  readonly digest: string;
  readonly mismatch: Mismatch | null;
}

/** Steps granted at a time. Where a grant ends does not show; this is how often a watcher hears of progress. */
const SLICE = 2 ** 22;

/** What moves the machine: up to this step and time, then this input. */
interface Control {
  readonly step: number;
  readonly now: number;
  readonly input: { readonly device: number; readonly bytes: Uint8Array } | null;
}

/** The controls of a log. An input comes at the time that the `idle` before it says. */
function* controlsOf(log: LogReader): Generator<Control> {
  let now = 0;
  let last = 0;
  for (const event of log.events()) {
    last = event.step;
    if (event.kind === 'idle') now = event.now;
    if (event.kind === 'input') yield { step: event.step, now, input: event };
  }
  const end = log.end;
  // A machine that idled for good had all the time there is; a recording cut short goes as far as it is known.
  const endNow = end === null || end.reason === 'idle' ? Number.POSITIVE_INFINITY : end.now;
  yield { step: end?.step ?? last, now: endNow, input: null };
}

export class Replayer {
  readonly session: Session;
  /** Last step of the recording, for progress. */
  readonly lastStep: number;
  readonly #log: LogReader;
  readonly #verifier: Verifier;
  readonly #comparable: Comparable;
  readonly #controls: Iterator<Control>;
  #control: Control | undefined;

  /** Throws `LogError`, `RequestError` or `ImageError` when the machine can't be built anew. */
  constructor(log: LogReader, reading: Reading) {
    this.#log = log;
    const setup = setUpBoard(log.header.board, requestIn(log));
    this.#comparable = comparableOf(log.header.components, digestVersions(setup.board));
    this.#verifier = new Verifier(factsOf(log), this.#comparable);
    this.session = new Session(createMachine(setup.board, setup.contents, reading));
    this.lastStep = log.end?.step ?? log.lastStep;
    this.session.steps$.subscribe(({ effects }) => {
      for (const effect of effects) this.#verifier.check(effect);
    });
    this.#controls = controlsOf(log);
    this.#control = this.#nextControl();
  }

  get mismatch(): Mismatch | undefined {
    return this.#verifier.mismatch;
  }

  /** Runs for a moment. False when the recording is at its end or the run differs from it. */
  advance(): boolean {
    const control = this.#control;
    if (control === undefined || this.#verifier.mismatch !== undefined) return false;
    const before = this.session.state;
    const left = control.step - before.step;
    this.session.grant(Math.min(SLICE, left), control.now);
    const { state } = this.session;
    if (state.step < control.step && state.step > before.step && state.status.kind === 'running') return true;
    // It is there, or it stopped short, which the next fact will show.
    if (control.input !== null) this.session.input(control.input.device, control.input.bytes);
    this.#control = this.#nextControl();
    return this.#control !== undefined;
  }

  /** To be called when `advance` answered false. */
  summarize(): ReplaySummary {
    const { state, now, machine } = this.session;
    const { end, header } = this.#log;
    this.#verifier.finish(state.step);
    const digest = machineDigest(machine.digestsOf(state));
    return {
      steps: state.step,
      nowNs: now,
      vmExits: this.#log.exitCount(),
      checkpointsVerified: this.#verifier.checkpointCount,
      factsVerified: this.#verifier.factCount,
      componentsComparable: this.#comparable.components.length,
      componentsTotal: Object.keys(header.components).length,
      reason: end?.reason ?? 'cut short',
      status: end?.status ?? null,
      digest: formatDigest(digest),
      mismatch: this.#verifier.mismatch ?? this.#endMismatch(digest) ?? null,
    };
  }

  #endMismatch(digest: bigint): Mismatch | undefined {
    const { end } = this.#log;
    const { state, now } = this.session;
    if (end === null) return undefined;
    const differ = (component: string, recorded: string, came: string) => ({ step: state.step, component, recorded, came });
    if (state.step !== end.step) return differ('end', `step ${end.step}`, `step ${state.step}`);
    if (now !== end.now) return differ('time', `${end.now} ns`, `${now} ns`);
    const areAllComparable = this.#comparable.components.length === Object.keys(this.#log.header.components).length;
    if (areAllComparable && digest !== end.digest) return differ('machine', formatDigest(end.digest), formatDigest(digest));
    return undefined;
  }

  #nextControl(): Control | undefined {
    const { value, done } = this.#controls.next();
    return done === true ? undefined : value;
  }
}

function* factsOf(log: LogReader): Generator<LogEvent> {
  yield* log.events();
}

/** The request that a recording was made from. Throws `RequestError`, or `LogError` when an image is not the recorded one. */
function requestIn(log: LogReader): BoardRequest {
  const { shift, append, parameters, images } = log.header;
  return requestOf({
    shift,
    append,
    parameters,
    images: images.map(({ role, name }, index) => ({ role, name, bytes: log.readImage(index) })),
  });
}
