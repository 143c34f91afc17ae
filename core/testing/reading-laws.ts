/** For tests: the laws that the readings of an instruction set obey on random programs. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Board } from '../machine/board.ts';
import { createMachine, type Machine } from '../machine/machine.ts';
import type { MachineEffect, MachineState } from '../machine/state.ts';

/** `npm run soak` asks for more of the same. */
export const SOAK = Number(process.env['SOAK'] ?? 1);
const TIMEOUT_MS = 120_000 * SOAK;

export interface Outcome {
  readonly state: MachineState;
  readonly effects: readonly MachineEffect[];
}

/** Takes slices of so many steps each; `between` is done after every one. */
export function run(machine: Machine, from: MachineState, slices: readonly number[], between?: () => void): Outcome {
  let state = from;
  const effects: MachineEffect[] = [];
  for (const steps of slices) {
    const result = machine.reduce(state, { type: 'machine/granted', steps, idleUntilNs: Number.POSITIVE_INFINITY });
    state = result.state;
    effects.push(...result.effects);
    between?.();
  }
  return { state, effects };
}

/** A machine in both readings. Made once: they are caches, and being reused between programs is part of what is tested. */
export interface BothReadings {
  readonly board: Board;
  readonly interpreter: Machine;
  readonly reference: Machine;
}

export const bothReadings = (board: Board): BothReadings => ({
  board,
  interpreter: createMachine(board, [], 'interpreter'),
  reference: createMachine(board, [], 'reference'),
});

/** All that can be seen of a run. */
export const seen = ({ board }: BothReadings, machine: Machine, { state, effects }: Outcome) => ({
  step: state.step,
  idleNs: state.idleNs,
  status: state.status,
  turn: state.turn,
  fields: state.harts.map((block) => {
    const view = new DataView(block.buffer);
    return board.arch.fields.map(({ name, offset }) => `${name}=${view.getBigUint64(offset & ~7, true).toString(16)}`);
  }),
  devices: state.devices,
  lines: state.lines,
  digests: machine.digestsOf(state),
  effects,
});

/** How many programs each law is tried on. */
export interface Counts {
  readonly agreement: number;
  readonly slices: number;
  readonly caches: number;
  readonly states: number;
}

export function describeReadings<S>(
  name: string,
  readings: BothReadings,
  anyScene: fc.Arbitrary<S>,
  stateOf: (machine: Machine, scene: S) => MachineState,
  counts: Counts,
): void {
  const { interpreter, reference } = readings;
  const seenOf = (machine: Machine, outcome: Outcome) => seen(readings, machine, outcome);

  describe(name, () => {
    it(
      'the interpreter agrees with the reference',
      () => {
        fc.assert(
          fc.property(anyScene, fc.nat({ max: 150 }), (scene, steps) => {
            const compiled = run(interpreter, stateOf(interpreter, scene), [steps]);
            const evaluated = run(reference, stateOf(reference, scene), [steps]);
            expect(seenOf(interpreter, compiled)).toEqual(seenOf(reference, evaluated));
          }),
          { numRuns: counts.agreement * SOAK },
        );
      },
      TIMEOUT_MS,
    );

    it.each([
      ['interpreter', interpreter],
      ['reference', reference],
    ] as const)(
      '%s: a slice ended at every step does not show',
      (_, machine) => {
        fc.assert(
          fc.property(anyScene, fc.nat({ max: 40 }), (scene, steps) => {
            const state = stateOf(machine, scene);
            const whole = run(machine, state, [steps]);
            const sliced = run(machine, state, Array<number>(steps).fill(1));
            expect(seenOf(machine, sliced)).toEqual(seenOf(machine, whole));
          }),
          { numRuns: counts.slices * SOAK },
        );
      },
      TIMEOUT_MS,
    );

    it(
      'forgetting every cache between slices does not show',
      () => {
        fc.assert(
          fc.property(anyScene, fc.array(fc.nat({ max: 12 }), { maxLength: 12 }), (scene, slices) => {
            const state = stateOf(interpreter, scene);
            const total = slices.reduce((sum, steps) => sum + steps, 0);
            const forgetful = run(interpreter, state, slices, () => interpreter.dropCaches());
            expect(seenOf(interpreter, forgetful)).toEqual(seenOf(interpreter, run(interpreter, state, [total])));
          }),
          { numRuns: counts.caches * SOAK },
        );
      },
      TIMEOUT_MS,
    );

    it(
      'going back and forth between states of different runs does not show',
      () => {
        fc.assert(
          fc.property(anyScene, anyScene, fc.nat({ max: 40 }), fc.nat({ max: 40 }), (first, second, early, late) => {
            const a0 = stateOf(interpreter, first);
            const b0 = stateOf(interpreter, second);
            const a1 = run(interpreter, a0, [early]);
            const b1 = run(interpreter, b0, [early]);
            const a2 = run(interpreter, a1.state, [late]);
            const b2 = run(interpreter, b1.state, [late]);
            const again = run(interpreter, a1.state, [late]);
            expect(seenOf(interpreter, again)).toEqual(seenOf(interpreter, a2));
            expect(seenOf(interpreter, run(interpreter, b1.state, [late]))).toEqual(seenOf(interpreter, b2));
            expect(seenOf(interpreter, run(interpreter, a0, [early]))).toEqual(seenOf(interpreter, a1));
          }),
          { numRuns: counts.states * SOAK },
        );
      },
      TIMEOUT_MS,
    );
  });
}
