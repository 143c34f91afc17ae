/** A machine that runs: events in, and one stream of steps out, which every tool subscribes to. */
import type { Observable } from 'rxjs';
import { catchError, EMPTY, share } from 'rxjs';
import type { Step } from '#core/event/step.ts';
import { EventQueue, runReducer } from '#core/event/stream.ts';
import type { Machine } from '#core/machine/machine.ts';
import { type MachineEffect, type MachineEvent, type MachineState, nowOf } from '#core/machine/state.ts';

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
  #failure: { readonly error: unknown } | undefined;

  /** `state` stays the caller's; the session gives up the states that come after it. */
  constructor(machine: Machine, state = machine.initialState) {
    this.machine = machine;
    this.#initialState = state;
    this.#state = state;
    this.steps$ = runReducer(this.#queue.events$, state, (before, event: MachineEvent) => machine.reduce(before, event)).pipe(
      catchError((error: unknown) => {
        this.#fail(error);
        return EMPTY;
      }),
      share(),
    );
    // First, so that the others see the state of the step they are told of.
    this.watch(({ state: next }) => {
      const before = this.#state;
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

  /** Lets the machine take `steps` steps, and idle up to `idleUntilNs`. Throws what the machine or a watcher throws. */
  grant(steps: number, idleUntilNs = Number.POSITIVE_INFINITY): void {
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

  #fail(error: unknown): void {
    this.#failure ??= { error };
  }
}
