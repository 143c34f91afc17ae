/**
 * One guest under three hypervisors: the built-in one, `guest/hypervisor` on our board, and the same image on QEMU. The console must
 * be the same under all three, and so must those VM exits that are the guest's own doing: that is all but interrupts, whose number
 * and place hang on how long the hypervisor itself takes.
 */
import type { ContextChange } from '#core/machine/hart.ts';
import { createMachine } from '#core/machine/machine.ts';
import type { MachineState } from '#core/machine/state.ts';
import { setUpBoard } from '../boards/registry.ts';
import { type BoardRequest, DEFAULT_REQUEST } from '../boards/request.ts';
import { guestNames } from '../images/guest.ts';
import { boardOfArch, prepareScenario, type Scenario } from '../scenarios/scenario.ts';
import { runOnQemu } from './hypervisor-on-qemu.ts';

const IMAGE = { image: 'hypervisor.elf' };
const STEPS_MAX = 2 ** 30;
const GRANT_STEPS = 2 ** 18;
/** How a machine ends whose guest ended well. */
const LAST_LINE = 'Hypervisor ok!\r\n';

interface GuestRun {
  readonly console: string;
  readonly exits: readonly ContextChange[];
}

function runOnOurs(guest: string, hypervisor: Scenario['hypervisor']): GuestRun {
  const request: BoardRequest = { ...DEFAULT_REQUEST, ...prepareScenario({ hypervisor, guest }, 'riscv64').change };
  const { board, contents } = setUpBoard(boardOfArch.riscv64, request);
  const machine = createMachine(board, contents, 'interpreter');
  const exits: ContextChange[] = [];
  let console = '';
  let state: MachineState = machine.initialState;
  while (state.status.kind === 'running' && state.step < STEPS_MAX) {
    const granted = machine.reduce(state, {
      type: 'machine/granted',
      steps: GRANT_STEPS,
      idleUntilNs: Number.POSITIVE_INFINITY,
    });
    for (const effect of granted.effects) {
      if (effect.type === 'console/sent') console += Buffer.from(effect.bytes).toString('latin1');
      if (effect.type === 'vcpu/exited') exits.push(effect);
    }
    machine.release(state);
    state = granted.state;
  }
  return { console, exits };
}

function runImageOnQemu(guest: string, program: string): Promise<GuestRun> {
  const { kernel, drives, pflash } = prepareScenario({ hypervisor: IMAGE, guest }, 'riscv64').change;
  return runOnQemu(program, { hypervisor: kernel!.bytes, disk: drives[0]!.bytes, flash: pflash[1]!.bytes });
}

/** The guest's own doing, a line each. */
export const exitLines = (exits: readonly ContextChange[]): readonly string[] =>
  withoutRepetition(exits.filter(({ reason }) => reason !== 'interrupt').map(exitLine));

/** Without what hangs on the time: a timer's deadline. */
function exitLine({ reason, details }: ContextChange): string {
  const isTimer = details['call'] === 'TIME.set_timer';
  const shown = Object.entries(details).filter(([name]) => !isTimer || name === 'call' || name === 'pc');
  return `${reason} ${shown.map(([name, value]) => `${name}=${typeof value === 'bigint' ? `0x${value.toString(16)}` : value}`).join(' ')}`;
}

/** Timers come as often as time goes by. */
function withoutRepetition(lines: readonly string[]): readonly string[] {
  return lines.filter((line, index) => !line.includes('TIME.set_timer') || lines.indexOf(line) === index);
}

/** What differs, in lines; none when all agree. `tell` is told of each guest that does. */
export async function compareHypervisors(qemu: string, tell: (line: string) => void): Promise<readonly string[]> {
  const differences: string[] = [];
  for (const guest of guestNames) {
    const builtIn = runOnOurs(guest, 'builtIn');
    const exits = exitLines(builtIn.exits);
    const differ = (what: string, expected: string, came: string): boolean => {
      if (expected !== came) differences.push(`${guest}: ${what}\n--- built in\n${expected}\n--- ${what}\n${came}`);
      return expected !== came;
    };
    const isEnded = builtIn.console.endsWith(LAST_LINE);
    if (!isEnded) differences.push(`${guest} did not end well under the built-in hypervisor:\n${builtIn.console}`);
    const others = [
      ['under guest/hypervisor', runOnOurs(guest, IMAGE)],
      ['under guest/hypervisor on QEMU', await runImageOnQemu(guest, qemu)],
    ] as const;
    const isDifferent = others.flatMap(([where, run]) => [
      differ(`console ${where}`, builtIn.console, run.console),
      differ(`VM exits ${where}`, exits.join('\n'), exitLines(run.exits).join('\n')),
    ]);
    if (isEnded && !isDifferent.includes(true))
      tell(
        `${guest}: ${builtIn.console.length} characters and ${exits.length} VM exits of its own doing, the same under all three`,
      );
  }
  return differences;
}
