/** One of two runs that are compared: a recording and the machine that does it again. */

import { isDeepStrictEqual } from 'node:util';
import type { Trail } from '#core/isa/trail.ts';
import { digestVersions } from '#core/machine/digests.ts';
import type { Machine } from '#core/machine/machine.ts';
import type { Reading } from '#core/machine/processor-transient.ts';
import { CHECKPOINT_STEPS, type Digests, type MachineEffect, type MachineState } from '#core/machine/state.ts';
import type { Build } from '../engine/build.ts';
import { machineDigest } from '../engine/digest.ts';
import { factOf } from '../engine/facts.ts';
import { describe } from '../engine/verify.ts';
import { canonicalEvents } from '../log/canonical.ts';
import type { LogReader } from '../log/reader.ts';
import type { LogEvent } from '../log/types.ts';
import { TimelineError } from '../timeline/checkpoint-guard.ts';
import { Timeline } from '../timeline/timeline.ts';
import { isFact } from './scan.ts';

export interface SideSetup {
  readonly log: LogReader;
  readonly reading?: Reading;
  /** What makes its machine; this program unless said. */
  readonly build?: Build;
  /** False when the log gives only the inputs: its facts are another machine's. */
  readonly isRecorded?: boolean;
  /** Bytes of guest memory that its snapshots may hold. */
  readonly cap?: number;
  readonly progress?: (done: number, total: number) => void;
}

/** The machine at hand does not do what its recording says, from some step on. */
export class UnreproducibleError extends Error {
  override readonly name = 'UnreproducibleError';
  readonly side: Side;
  readonly step: number;

  constructor(side: Side, cause: TimelineError) {
    super(cause.message, { cause });
    this.side = side;
    this.step = cause.step;
  }
}

export class Side {
  readonly log: LogReader;
  readonly isRecorded: boolean;
  readonly #setup: SideSetup;
  #timeline: Timeline | undefined;
  #ran: { readonly events: readonly LogEvent[]; readonly endStep: number } | undefined;

  constructor(setup: SideSetup) {
    this.#setup = setup;
    this.log = setup.log;
    this.isRecorded = setup.isRecorded ?? true;
  }

  /** Throws what `Timeline` throws. The machine is made when it is first needed. */
  get timeline(): Timeline {
    const { log, reading, build, cap, progress } = this.#setup;
    this.#timeline ??= new Timeline(log, {
      isChecked: this.isRecorded,
      ...(reading !== undefined && { reading }),
      ...(build !== undefined && { build }),
      ...(cap !== undefined && { cap }),
      ...(progress !== undefined && { progress }),
    });
    return this.#timeline;
  }

  get machine(): Machine {
    return this.timeline.machine;
  }

  /** Versions of what is digested, by component. */
  get versions(): Readonly<Record<string, string>> {
    return this.isRecorded ? this.log.header.components : digestVersions(this.machine.board);
  }

  /** The last step there is. */
  get endStep(): number {
    return this.isRecorded ? (this.log.end?.step ?? this.log.lastStep) : this.#run().endStep;
  }

  /**
   * What happened, in order: as recorded, then from step `since` on, or as it comes from running, and then all of it, without
   * inputs and waits.
   */
  events(since = 0): Iterable<LogEvent> {
    return this.isRecorded ? this.log.events(since) : this.#run().events;
  }

  /** Goes to a step. */
  seek(step: number, phase: 'settled' | 'arrived' = 'settled'): MachineState {
    return this.#checked(() => this.timeline.seek(step, phase));
  }

  digestsAt(step: number): Digests {
    return this.machine.digestsOf(this.seek(step));
  }

  /** What is overwritten from one step to another. */
  trailBetween(from: number, to: number): Trail {
    this.seek(from);
    return this.trailTo(to);
  }

  /** The same from the present step. */
  trailTo(to: number): Trail {
    const { machine } = this;
    machine.takeTrail();
    machine.keepsTrail = true;
    try {
      this.#checked(() => this.timeline.run({}, to));
    } finally {
      machine.keepsTrail = false;
    }
    return machine.takeTrail();
  }

  /** Throws `UnreproducibleError` unless what happens from one step to another is what was recorded. */
  checkFacts(from: number, to: number): void {
    if (!this.isRecorded) return;
    const isBetween = ({ step }: LogEvent) => step > from && step < to;
    this.seek(from);
    const came = this.#factsOf(() => this.#checked(() => this.timeline.run({}, to))).filter(isBetween);
    let index = 0;
    for (const event of this.log.events(from)) {
      if (event.step >= to) break;
      if (!isFact(event) || !isBetween(event)) continue;
      const fact = came[index++];
      if (fact === undefined || describe(fact) !== describe(event)) throw this.#unlike(event.step, event);
    }
    const more = came[index];
    if (more !== undefined) throw this.#unlike(more.step, undefined);
    if (to === this.endStep) this.#checkEnd();
  }

  /** Throws `UnreproducibleError` unless the last state is the recorded one, as far as their digests can be compared. */
  #checkEnd(): void {
    const { machine } = this;
    const { end, header } = this.log;
    const areComparable = isDeepStrictEqual(header.components, digestVersions(machine.board));
    if (end === null || !areComparable || machineDigest(this.digestsAt(end.step)) === end.digest) return;
    throw new UnreproducibleError(this, new TimelineError(end.step, `step ${end.step}: the last state is not the recorded one`));
  }

  #unlike(step: number, recorded: LogEvent | undefined): UnreproducibleError {
    const what = recorded === undefined ? 'nothing was recorded' : `recorded is ${describe(recorded)}`;
    return new UnreproducibleError(this, new TimelineError(step, `step ${step}: ${what}, and something else happens`));
  }

  /** What happens while something is done, as it would be recorded. */
  #factsOf(action: () => void): readonly LogEvent[] {
    const effects: MachineEffect[] = [];
    const subscription = this.timeline.effects$.subscribe((effect) => void effects.push(effect));
    try {
      action();
    } finally {
      subscription.unsubscribe();
    }
    return effects.flatMap((effect) => factOf(effect) ?? []).flatMap(canonicalEvents);
  }

  #checked<T>(action: () => T): T {
    try {
      return action();
    } catch (error) {
      if (error instanceof TimelineError) throw new UnreproducibleError(this, error);
      throw error;
    }
  }

  /** From end to end, once. */
  #run(): { readonly events: readonly LogEvent[]; readonly endStep: number } {
    if (this.#ran !== undefined) return this.#ran;
    const { timeline, machine } = this;
    const facts = this.#factsOf(() => {
      try {
        timeline.seek(0, 'arrived');
        for (let step = 0; step < timeline.endStep; ) {
          step = Math.min(timeline.endStep, step + CHECKPOINT_STEPS);
          timeline.run({}, step);
        }
      } catch (error) {
        if (!(error instanceof TimelineError)) throw error;
        // It stopped before the recording did.
      }
    });
    const { state, now } = timeline;
    const { status } = state;
    const digest = machineDigest(machine.digestsOf(state));
    const code = status.kind === 'off' || status.kind === 'reset' ? status.status : null;
    const end = { kind: 'end', step: state.step, now, reason: status.kind, status: code, digest } as const;
    this.#ran = { events: [...facts, end], endStep: state.step };
    return this.#ran;
  }
}
