/** A machine that runs: events in, and one stream of steps out, which every tool subscribes to. */
import type { Observable } from 'rxjs';
import { share } from 'rxjs';
import type { Step } from '#core/event/step.ts';
import { EventQueue, runReducer } from '#core/event/stream.ts';
import type { Machine } from '#core/machine/machine.ts';
import { type MachineEffect, type MachineEvent, type MachineState, nowOf } from '#core/machine/state.ts';

export type MachineStep = Step<MachineState, MachineEffect>;

export class Session {
  readonly machine: Machine;
  /** Every step of the run, as it happens. Subscribe before the first event. */
  readonly steps$: Observable<MachineStep>;
  readonly #queue = new EventQueue<MachineEvent>();
  #state: MachineState;

  constructor(machine: Machine, state = machine.initialState) {
    this.machine = machine;
    this.#state = state;
    this.steps$ = runReducer(this.#queue.events$, state, (before, event: MachineEvent) => machine.reduce(before, event)).pipe(share());
    // First, so that the others see the state of the step they are told of.
    this.steps$.subscribe(({ state: next }) => {
      const before = this.#state;
      this.#state = next;
      if (before !== machine.initialState && before !== next) machine.release(before);
    });
  }

  get state(): MachineState {
    return this.#state;
  }

  /** Virtual time, ns. */
  get now(): number {
    return nowOf(this.#state, this.machine.board.parameters.shift);
  }

  /** Lets the machine take `steps` steps, and idle up to `idleUntilNs`. */
  grant(steps: number, idleUntilNs = Number.POSITIVE_INFINITY): void {
    this.#queue.enqueue({ type: 'machine/granted', steps, idleUntilNs });
  }

  input(device: number, bytes: Uint8Array): void {
    this.#queue.enqueue({ type: 'machine/inputReceived', device, bytes });
  }
}
