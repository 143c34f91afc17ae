/** Replays a recording: the same machine, the same inputs at the same steps, and every fact checked. */
import { digestVersions } from '#core/machine/digests.ts';
import { createMachine, type Machine } from '#core/machine/machine.ts';
import type { Reading } from '#core/machine/processor-transient.ts';
import type { MachineState } from '#core/machine/state.ts';
import { setUpBoard } from '../boards/registry.ts';
import type { LogReader } from '../log/reader.ts';
import type { LogEvent } from '../log/types.ts';
import { type Control, controlsOf } from './controls.ts';
import { formatDigest, machineDigest } from './digest.ts';
import { requestIn } from './recorded-board.ts';
import { Session } from './session.ts';
import { SliceLength } from './slice.ts';
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

/** A stretch of a recording between two keyframes, or the start or the end. */
export interface Part {
  readonly machine: Machine;
  /** Right after the checkpoint where the part begins, or the machine's first. Stays the caller's. */
  readonly start: MachineState;
  /** Where the part ends, right after the checkpoint, and the digest that the whole machine has there; null for the recording's end. */
  readonly end: { readonly step: number; readonly digest: bigint } | null;
}

export class Replayer {
  readonly session: Session;
  /** Last step of the recording, for progress. */
  readonly lastStep: number;
  readonly #log: LogReader;
  readonly #verifier: Verifier;
  readonly #comparable: Comparable;
  readonly #controls: Iterator<Control>;
  readonly #slice = new SliceLength();
  #control: Control | undefined;

  readonly #areAllComparable: boolean;
  readonly #end: Part['end'];

  /** All of the recording, unless a part of it is given. Throws `LogError`, `RequestError` or `ImageError` when the machine can't be built anew. */
  constructor(log: LogReader, reading: Reading, part = wholeOf(log, reading)) {
    this.#log = log;
    const { machine, start, end } = part;
    this.#end = end;
    const present = digestVersions(machine.board);
    this.#comparable = comparableOf(log.header.components, present);
    const { length } = this.#comparable.components;
    this.#areAllComparable = length === Object.keys(log.header.components).length && length === Object.keys(present).length;
    this.#verifier = new Verifier(eventsOf(log, part), this.#comparable, end !== null || log.end !== null);
    this.session = new Session(machine, start);
    this.lastStep = end?.step ?? log.end?.step ?? log.lastStep;
    this.session.watch(({ effects }) => {
      this.#slice.adapt(effects);
      for (const effect of effects) this.#verifier.check(effect);
    });
    this.#controls = controlsIn(log, part);
    this.#control = this.#nextControl();
  }

  get mismatch(): Mismatch | undefined {
    return this.#verifier.mismatch;
  }

  /**
   * Runs for a moment, at most `slice` steps. False when the recording is at its end or the run differs from it. Throws
   * `LogError` and `RequestError` for what the recording holds.
   */
  advance(slice = this.#slice.steps): boolean {
    const control = this.#control;
    if (control === undefined || this.#verifier.mismatch !== undefined) return false;
    const before = this.session.state;
    const left = control.step - before.step;
    if (left > 0) this.session.grant(Math.min(slice, left), control.now);
    const { state } = this.session;
    if (state.step < control.step && state.step > before.step && state.status.kind === 'running') return true;
    if (control.input === null && this.#end !== null) return false;
    if (control.now > this.session.now) this.session.grant(0, control.now);
    // It is there, or it stopped short, which the next fact will show.
    if (control.input !== null) this.session.input(control.input.device, control.input.bytes);
    this.#control = this.#nextControl();
    if (this.#control !== undefined) return true;
    // Cut short: what is known of the last step happened while it was taken. Switched off: before another step was.
    const { end } = this.#log;
    const endsOff = end?.reason === 'powerOff' || end?.reason === 'reset';
    if (end === null ? this.#verifier.hasMore : endsOff && this.session.state.status.kind === 'running')
      this.session.grant(1, end?.now);
    return false;
  }

  /** To be called when `advance` answered false. Throws `LogError` when the run is another one because an image is. */
  summarize(): ReplaySummary {
    const { state, now, machine } = this.session;
    const { end, header } = this.#log;
    this.#verifier.finish(state.step);
    const digest = machineDigest(machine.digestsOf(state));
    const mismatch = this.#verifier.mismatch ?? this.#endMismatch(digest) ?? null;
    // Every byte of the images is in the digest of the whole machine. Where that does not speak for them, their own do.
    if (mismatch !== null || end === null || !this.#areAllComparable) this.#log.verifyImages();
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
      mismatch,
    };
  }

  #endMismatch(digest: bigint): Mismatch | undefined {
    const { end } = this.#log;
    const { state, now } = this.session;
    const differ = (component: string, recorded: string, came: string) => ({ step: state.step, component, recorded, came });
    if (this.#end !== null) {
      if (state.step !== this.#end.step) return differ('end', `step ${this.#end.step}`, `step ${state.step}`);
      return digest === this.#end.digest ? undefined : differ('machine', formatDigest(this.#end.digest), formatDigest(digest));
    }
    if (end === null) return undefined;
    if (state.step !== end.step) return differ('end', `step ${end.step}`, `step ${state.step}`);
    if (now !== end.now) return differ('time', `${end.now} ns`, `${now} ns`);
    if (this.#areAllComparable && digest !== end.digest) return differ('machine', formatDigest(end.digest), formatDigest(digest));
    return undefined;
  }

  #nextControl(): Control | undefined {
    const { value, done } = this.#controls.next();
    return done === true ? undefined : value;
  }
}

function wholeOf(log: LogReader, reading: Reading): Part {
  const { board, contents } = setUpBoard(log.header.board, requestIn(log));
  const machine = createMachine(board, contents, reading);
  return { machine, start: machine.initialState, end: null };
}

/** What was recorded of a part: from behind the checkpoint where it begins to the one where it ends. */
function* eventsOf(log: LogReader, { start, end }: Part): Generator<LogEvent> {
  let isBehind = start.step === 0;
  for (const event of log.events(start.step)) {
    if (isBehind) yield event;
    isBehind ||= event.kind === 'checkpoint';
    if (end !== null && event.kind === 'checkpoint' && event.step >= end.step) return;
  }
}

function* controlsIn(log: LogReader, { machine, start, end }: Part): Generator<Control> {
  for (const control of controlsOf(log, machine.board.devices.length)) {
    if (end !== null && (control.input === null || control.step >= end.step)) break;
    // Inputs at the checkpoint come behind it.
    if (control.input === null || control.step >= start.step) yield control;
  }
  if (end !== null) yield { step: end.step, now: Number.POSITIVE_INFINITY, input: null };
}
