/** Records a run: the inputs, and the facts to check a replay by. */

import { digestVersions } from '#core/machine/digests.ts';
import type { Reading } from '#core/machine/processor-transient.ts';
import { CHECKPOINT_STEPS } from '#core/machine/state.ts';
import { recordRequest } from '../boards/recorded-request.ts';
import type { BoardRequest } from '../boards/request.ts';
import type { SymbolFile } from '../log/types.ts';
import { type LogSink, LogWriter } from '../log/writer.ts';
import { type Build, presentBuild } from './build.ts';
import { machineDigest } from './digest.ts';
import { ENGINE } from './engine-version.ts';
import { factOf } from './facts.ts';
import { KeyframeRecorder } from './keyframe-recorder.ts';
import { Session } from './session.ts';
import { SliceLength } from './slice.ts';

/** Why a recording ended. */
export type EndReason = 'powerOff' | 'reset' | 'idle' | 'stopped' | 'maxSteps' | 'maxTime' | 'outOfMemory';

export interface RecordingSetup {
  readonly board: string;
  readonly request: BoardRequest;
  readonly symbols: readonly SymbolFile[];
  readonly sink: LogSink;
  readonly reading: Reading;
  /** What makes the machine: this program, unless said. */
  readonly build?: Build;
  /** Checkpoints from one keyframe to the next; none are made unless said. */
  readonly keyframes?: number | undefined;
}

export class Recorder {
  readonly session: Session;
  readonly notes: readonly string[];
  readonly #writer: LogWriter;
  readonly #console: number;
  readonly #slice = new SliceLength();
  readonly #keyframes: KeyframeRecorder | undefined;
  #seq = 0;
  /** Time that passed while every hart waited, as far as it is written. */
  #idleNs = 0;

  /** Throws `RequestError` or `ImageError` when the machine can't be built as asked, and what the sink throws. */
  constructor({ board, request, symbols, sink, reading, build = presentBuild, keyframes }: RecordingSetup) {
    const setup = build.setUpBoard(board, request);
    this.notes = setup.notes;
    const machine = build.createMachine(setup.board, setup.contents, reading);
    this.session = new Session(machine);
    this.#keyframes = keyframes === undefined ? undefined : new KeyframeRecorder(machine, keyframes);
    this.#console = setup.board.devices.findIndex(({ name }) => name === setup.console);
    const recorded = recordRequest(request);
    this.#writer = new LogWriter(sink, {
      engine: ENGINE,
      board,
      checkpointSpacing: CHECKPOINT_STEPS,
      components: digestVersions(setup.board),
      symbols,
      ...recorded,
      images: recorded.images.map(({ role, name, image }) => ({ role, name, bytes: image.bytes, loadAddress: null })),
    });
    this.session.watch(({ effects }) => {
      this.#slice.adapt(effects);
      for (const effect of effects) {
        if (effect.type === 'machine/idled') this.#writer.endChunk();
        if (effect.type === 'vcpu/exited') this.#writeTime(effect);
        const fact = factOf(effect);
        if (fact !== undefined && fact.kind !== 'end') this.#writer.append(fact);
        if (effect.type === 'checkpoint/taken') this.#writeKeyframe();
      }
    });
  }

  /** An exit has its time from the facts before it. */
  #writeTime({ step, now }: { readonly step: number; readonly now: number }): void {
    const idleNs = now - step * 2 ** this.#writer.header.shift;
    if (idleNs !== this.#idleNs) this.#writer.append({ kind: 'idle', step, now });
    this.#idleNs = idleNs;
  }

  #writeKeyframe(): void {
    const { state } = this.session;
    const payloads = this.#keyframes?.atCheckpoint(state) ?? [];
    if (payloads.length > 0) this.#writer.appendKeyframe(state.step, payloads);
  }

  /** Is there more to run? */
  get isRunning(): boolean {
    return this.session.state.status.kind === 'running';
  }

  /** Runs for a moment, at most to step `maxSteps`. False when only time or an input can bring the machine on. */
  advance(maxSteps: number, idleUntilNs: number): boolean {
    const { state } = this.session;
    // A keyframe is the state at the end of a grant.
    const untilCheckpoint = CHECKPOINT_STEPS - (state.step % CHECKPOINT_STEPS);
    const most = this.#keyframes === undefined ? maxSteps - state.step : Math.min(maxSteps - state.step, untilCheckpoint);
    this.session.grantOnce(Math.min(this.#slice.steps, most), idleUntilNs);
    return this.session.state.step > state.step || this.session.isPaused;
  }

  /** What happened since the last chunk of the log ended, as a chunk; undefined when that was drafted already, or is nothing. */
  draft(): Uint8Array | undefined {
    return this.#writer.draftChunk();
  }

  /** Bytes that the keyboard's device would take now without losing any. */
  get keyboardRoom(): number {
    const device = this.session.machine.board.devices[this.#console];
    return device?.kind.selectInputRoom?.(this.session.state.devices[this.#console]) ?? Number.POSITIVE_INFINITY;
  }

  /** The keyboard. */
  type(bytes: Uint8Array): void {
    const { step } = this.session.state;
    this.#writer.append({ kind: 'idle', step, now: this.session.now });
    this.#writer.append({ kind: 'input', step, seq: this.#seq++, device: this.#console, bytes });
    this.session.input(this.#console, bytes);
  }

  end(reason: EndReason): void {
    const { state, now, machine } = this.session;
    const status = state.status.kind === 'off' || state.status.kind === 'reset' ? state.status.status : null;
    this.#writer.end({ kind: 'end', step: state.step, now, reason, status, digest: machineDigest(machine.digestsOf(state)) });
  }
}
