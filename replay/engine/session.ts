/** A machine that runs: events in, and one stream of steps out, which every tool subscribes to. */
import type { Observable } from 'rxjs';
import { catchError, EMPTY, share } from 'rxjs';
import type { Step } from '#core/event/step.ts';
import { EventQueue, runReducer } from '#core/event/stream.ts';
import type { Machine } from '#core/machine/machine.ts';
import { type MachineEffect, type MachineEvent, type MachineState, nowOf } from '#core/machine/state.ts';
import { OutOfMemoryError } from '#core/memory/arena.ts';

export type MachineStep = Step<MachineState, MachineEffect>;

export class Session {
  readonly machine: Machine;
  /** Every step of the run, as it happens. Subscribe before the first event. Ends when the machine throws. */
  readonly steps$: Observable<MachineStep>;
  readonly #queue = new EventQueue<MachineEvent>();
  readonly #initialState: MachineState;
  #state: MachineState;
  /** The state was worked on in place, so there is nothing left of it to release. */
  #isConsumed = false;
  #isPaused = false;
  #failure: { readonly error: unknown } | undefined;

  /** `state` stays the caller's; the session gives up the states that come after it. */
  constructor(machine: Machine, state = machine.initialState) {
    this.machine = machine;
    this.#initialState = state;
    this.#state = state;
    this.steps$ = runReducer(this.#queue.events$, state, (before, event: MachineEvent) => this.#reduce(before, event)).pipe(
      catchError((error: unknown) => {
        this.#fail(error);
        return EMPTY;
      }),
      share(),
    );
    // First, so that the others see the state of the step they are told of.
    this.watch(({ state: next, effects }) => {
      const before = this.#state;
      this.#isPaused = effects.at(-1)?.type === 'machine/paused';
      this.#state = next;
      if (before !== state && before !== next && !this.#isConsumed) machine.release(before);
    });
  }

  get state(): MachineState {
    return this.#state;
  }

  /** Virtual time, ns. */
  get now(): number {
    return nowOf(this.#state, this.machine.board.parameters.shift);
  }

  /**
   * Calls `watcher` for every step to come. What it throws, the `grant` or `input` that led there throws: a bare subscription's
   * would be thrown later, where nobody can catch it.
   */
  watch(watcher: (step: MachineStep) => void): void {
    this.steps$.subscribe((step) => {
      try {
        watcher(step);
      } catch (error) {
        this.#fail(error);
      }
    });
  }

  /** The last grant ended before what it granted was taken, and the next goes on. */
  get isPaused(): boolean {
    return this.#isPaused;
  }

  /**
   * Lets the machine take `steps` steps, and idle up to `idleUntilNs`. Throws what the machine or a watcher throws: after an
   * `OutOfMemoryError` the state is the one before.
   */
  grant(steps: number, idleUntilNs = Number.POSITIVE_INFINITY): void {
    const end = this.#state.step + steps;
    do this.grantOnce(end - this.#state.step, idleUntilNs);
    while (this.#isPaused);
  }

  /** `grant`, but returns where the machine pauses: for who wants to be able to end a run that never ends. */
  grantOnce(steps: number, idleUntilNs = Number.POSITIVE_INFINITY): void {
    this.#enqueue({ type: 'machine/granted', steps, idleUntilNs });
  }

  input(device: number, bytes: Uint8Array): void {
    this.#enqueue({ type: 'machine/inputReceived', device, bytes });
  }

  #enqueue(event: MachineEvent): void {
    this.#isConsumed = this.#state !== this.#initialState && this.machine.consume(this.#state);
    if (this.#failure === undefined) this.#queue.enqueue(event);
    // Once anything has failed, the run is not what the watchers have seen: it does not go on.
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  /** Where memory runs out, shorter grants need less: what a grant overwrites is kept until it ends. */
  #reduce(before: MachineState, event: MachineEvent): MachineStep {
    try {
      return this.machine.reduce(before, event);
    } catch (error) {
      if (!(error instanceof OutOfMemoryError) || this.#isConsumed || event.type !== 'machine/granted' || event.steps <= 1)
        throw error;
      const { state, effects } = this.#reduce(before, { ...event, steps: Math.ceil(event.steps / 4) });
      return { state, effects: [...effects, { type: 'machine/paused', step: state.step }] };
    }
  }

  #fail(error: unknown): void {
    this.#failure ??= { error };
  }
}
