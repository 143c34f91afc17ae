/** Notices when a machine that goes along a timeline does not do what was recorded: then no position means anything. */
import type { MachineEffect } from '#core/machine/state.ts';
import { formatDigest } from '../engine/digest.ts';
import type { Comparable } from '../engine/verify.ts';
import type { LogReader } from '../log/reader.ts';
import type { CheckpointFact } from '../log/types.ts';

/** The machine of this build does something else than was recorded. */
export class TimelineError extends Error {
  override readonly name = 'TimelineError';
  readonly step: number;

  constructor(step: number, what: string) {
    super(`${what}; this build no longer does what was recorded (\`replay run\` tells where it first differs)`);
    this.step = step;
  }
}

export class CheckpointGuard {
  readonly #log: LogReader;
  readonly #comparable: Comparable;
  #recorded: ReadonlyMap<number, CheckpointFact> | undefined;

  constructor(log: LogReader, comparable: Comparable) {
    this.#log = log;
    this.#comparable = comparable;
  }

  /** Throws `TimelineError`. */
  check(effect: MachineEffect): void {
    if (effect.type !== 'checkpoint/taken') return;
    this.#recorded ??= new Map(Array.from(this.#log.checkpoints(), (checkpoint) => [checkpoint.step, checkpoint]));
    const recorded = this.#recorded.get(effect.step);
    if (recorded === undefined) return; // cut short before it
    const { components, flow } = effect.digests;
    for (const name of this.#comparable.components)
      if (recorded.digests[name] !== components[name])
        throw new TimelineError(
          effect.step,
          `step ${effect.step}: ${name} is ${formatDigest(components[name] ?? 0n)}, recorded ${formatDigest(recorded.digests[name] ?? 0n)}`,
        );
    if (this.#comparable.flow && recorded.flow !== flow)
      throw new TimelineError(effect.step, `step ${effect.step}: control flow is not the recorded one`);
  }

  broken(step: number, problem: string): TimelineError {
    return new TimelineError(step, `step ${step}: a keyframe holds what is no state of this machine (${problem})`);
  }

  stoppedShort(step: number, goal: number): TimelineError {
    return new TimelineError(step, `step ${step}: the machine stopped, though the recording goes on to step ${goal}`);
  }
}
