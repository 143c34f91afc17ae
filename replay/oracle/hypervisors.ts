/**
 * One guest under three hypervisors: the built-in one, `guest/hypervisor` on our board, and the same image on QEMU. The console must
 * be the same under all three, and so must those VM exits that are the guest's own doing: that is all but interrupts and waits, whose
 * number and place hang on how long the hypervisor itself takes. A guest that is handed the machine prints what it prints alone on QEMU.
 */
import type { ContextChange } from '#core/machine/hart.ts';
import { createMachine } from '#core/machine/machine.ts';
import type { MachineState } from '#core/machine/state.ts';
import { loadBoards, setUpBoard } from '../boards/registry.ts';
import { type BoardRequest, DEFAULT_REQUEST } from '../boards/request.ts';
import { guestNames, readGuest } from '../images/guest.ts';
import { scenarios } from '../scenarios/registry.ts';
import { boardOfArch, type GuestAndHypervisor, prepareScenario } from '../scenarios/scenario.ts';
import { aarch64 } from './aarch64/hypervisor.ts';
import { type HypervisorOnQemu, runAloneOnQemu, runOnQemu } from './hypervisor-on-qemu.ts';
import { riscv64 } from './riscv64/hypervisor.ts';

await loadBoards();

export const hypervisorsOnQemu: readonly HypervisorOnQemu[] = [riscv64, aarch64];

const IMAGE = { image: 'hypervisor.elf' };
const STEPS_MAX = 2 ** 30;
const GRANT_STEPS = 2 ** 18;
/** How a machine ends whose guest ended well. */
const LAST_LINE = 'Hypervisor ok!\r\n';
/** The last that a bootloader says. */
const HANDED_OVER = /Entering guest at .*\r\n/;

interface GuestRun {
  readonly console: string;
  readonly exits: readonly ContextChange[];
}

function runOnOurs({ arch }: HypervisorOnQemu, scenario: GuestAndHypervisor): GuestRun {
  const request: BoardRequest = { ...DEFAULT_REQUEST, ...prepareScenario(scenario, arch).change };
  const { board, contents } = setUpBoard(boardOfArch[arch], request);
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

function runImageOnQemu(isa: HypervisorOnQemu, guest: string): Promise<GuestRun> {
  const { kernel, drives, pflash } = prepareScenario({ hypervisor: IMAGE, guest }, isa.arch).change;
  return runOnQemu(isa, { hypervisor: kernel!.bytes, disk: drives[0]!.image.bytes, flash: pflash[1]!.image.bytes });
}

/** The guest's own doing, a line each. */
export const exitLines = (exits: readonly ContextChange[]): readonly string[] =>
  withoutRepetition(exits.filter(({ reason }) => reason !== 'interrupt' && reason !== 'wait').map(exitLine));

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
export async function compareHypervisors(isa: HypervisorOnQemu, tell: (line: string) => void): Promise<readonly string[]> {
  const differences: string[] = [];
  for (const guest of guestNames) {
    const what = `${isa.arch} ${guest}`;
    const builtIn = runOnOurs(isa, { guest, hypervisor: 'builtIn' });
    const exits = exitLines(builtIn.exits);
    const found: string[] = [];
    const differ = (where: string, expected: string, came: string) => {
      if (expected !== came) found.push(`${what}: ${where}\n--- built in\n${expected}\n--- ${where}\n${came}`);
    };
    if (!builtIn.console.endsWith(LAST_LINE))
      found.push(`${what} did not end well under the built-in hypervisor:\n${builtIn.console}`);
    const others = [
      ['under guest/hypervisor', runOnOurs(isa, { guest, hypervisor: IMAGE })],
      ['under guest/hypervisor on QEMU', await runImageOnQemu(isa, guest)],
    ] as const;
    for (const [where, run] of others) {
      differ(`console ${where}`, builtIn.console, run.console);
      differ(`VM exits ${where}`, exits.join('\n'), exitLines(run.exits).join('\n'));
    }
    if (found.length === 0)
      tell(
        `${what}: ${builtIn.console.length} characters and ${exits.length} VM exits of its own doing, the same under all three`,
      );
    differences.push(...found);
  }
  return [...differences, ...(await compareHandedOver(isa, tell))];
}

/** The same of guests that a bootloader hands the machine over to, where there is one. */
async function compareHandedOver(isa: HypervisorOnQemu, tell: (line: string) => void): Promise<readonly string[]> {
  const { arch } = isa;
  const differences: string[] = [];
  for (const scenario of scenarios) {
    if (scenario.hypervisor !== 'bootloader' || scenario.arches?.includes(arch) === false) continue;
    for (const guest of guestNames) {
      const { machine, pflash } = prepareScenario({ ...scenario, guest }, arch).change;
      const [, ours = 'nothing'] = runOnOurs(isa, { ...scenario, guest }).console.split(HANDED_OVER);
      const alone = await runAloneOnQemu(isa, machine, readGuest(arch, guest).bytes, pflash[1]!.image.bytes);
      if (ours === alone) tell(`${arch} ${guest}, handed the machine: ${ours.length} characters, the same as alone on QEMU`);
      else differences.push(`${arch} ${guest}, handed the machine\n--- ours\n${ours}\n--- alone on QEMU\n${alone}`);
    }
  }
  return differences;
}
