/** Scenarios run to their end, and what is done to them on the way. Imported by tests only. */
import type { ContextChange } from '#core/machine/hart.ts';
import { createMachine, type Machine } from '#core/machine/machine.ts';
import type { MachineState, MachineStatus } from '#core/machine/state.ts';
import { loadBoards, setUpBoard } from '../../boards/registry.ts';
import { type BoardRequest, DEFAULT_REQUEST } from '../../boards/request.ts';
import type { GuestArch } from '../../images/guest.ts';
import { boardOfArch, type GuestAndHypervisor, prepareScenario } from '../scenario.ts';

await loadBoards();

const STEPS_MAX = 2 ** 28;
const GRANT_STEPS = 2 ** 20;

export interface ScenarioRun {
  /** What the machine printed, without carriage returns. */
  readonly lines: readonly string[];
  readonly status: MachineStatus;
  /** Its VM exits. */
  readonly exits: readonly ContextChange[];
}

export interface Changes {
  readonly request?: Partial<BoardRequest>;
  /** What is done to the machine at a step. */
  readonly meddle?: { readonly step: number; readonly with: (machine: Machine, state: MachineState) => MachineState };
}

/** On `riscv64` unless told. */
export type Subject = GuestAndHypervisor & { readonly arch?: GuestArch };

export const requestOf = ({ arch = 'riscv64', ...scenario }: Subject): BoardRequest => ({
  ...DEFAULT_REQUEST,
  ...prepareScenario(scenario, arch).change,
});

/** Runs until the machine is off. */
export function runScenario(scenario: Subject, { request = {}, meddle }: Changes = {}): ScenarioRun {
  const { board, contents } = setUpBoard(boardOfArch[scenario.arch ?? 'riscv64'], { ...requestOf(scenario), ...request });
  const machine = createMachine(board, contents, 'interpreter');
  const exits: ContextChange[] = [];
  let text = '';
  let state = machine.initialState;
  const runTo = (end: number) => {
    while (state.status.kind === 'running' && state.step < end) {
      const steps = Math.min(GRANT_STEPS, end - state.step);
      const granted = machine.reduce(state, { type: 'machine/granted', steps, idleUntilNs: Number.POSITIVE_INFINITY });
      for (const effect of granted.effects) {
        if (effect.type === 'console/sent') text += Buffer.from(effect.bytes).toString('latin1');
        if (effect.type === 'vcpu/exited') exits.push(effect);
      }
      machine.release(state);
      state = granted.state;
    }
  };
  if (meddle !== undefined) {
    runTo(meddle.step);
    state = meddle.with(machine, state);
  }
  runTo(STEPS_MAX);
  return { lines: text.replaceAll('\r\n', '\n').split('\n'), status: state.status, exits };
}
