/**
 * One guest under three hypervisors: the built-in one, `guest/hypervisor` on our board, and the same image on QEMU. The guest's
 * console must be the same under all three, and its VM exits under the two on our board: those that are the guest's own doing,
 * that is all but interrupts, whose number and place hang on how long the hypervisor itself takes.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMachine } from '#core/machine/machine.ts';
import type { MachineState, VcpuExited } from '#core/machine/state.ts';
import { setUpBoard } from '../boards/registry.ts';
import { type BoardRequest, DEFAULT_REQUEST } from '../boards/request.ts';
import { guestNames } from '../images/guest.ts';
import { boardOfArch, prepareScenario } from '../scenarios/scenario.ts';

const HYPERVISOR_IMAGE = 'hypervisor.elf';
const STEPS_MAX = 2 ** 30;
const QEMU_LIMIT_MS = 60_000;

export interface GuestRun {
  /** From the guest's first character to its last. */
  readonly console: string;
  /** A line each. */
  readonly exits: readonly string[];
}

/** What the guest printed: between the hypervisor's lines. Throws when those are not there. */
function guestConsole(whole: string, who: string): string {
  const match = /Entering VM run loop\.\.\.\r?\n([\s\S]*?)Guest: /.exec(whole);
  if (match === null) throw new Error(`${who}: the guest did not run to its end:\n${whole}`);
  return match[1]!;
}

function runOnOurs(guest: string, hypervisor: 'builtIn' | { readonly image: string }): GuestRun {
  const request: BoardRequest = { ...DEFAULT_REQUEST, ...prepareScenario({ hypervisor, guest }, 'riscv64').change };
  const { board, contents } = setUpBoard(boardOfArch.riscv64, request);
  const machine = createMachine(board, contents, 'interpreter');
  const exits: string[] = [];
  let console = '';
  let state: MachineState = machine.initialState;
  while (state.status.kind === 'running' && state.step < STEPS_MAX) {
    const after = machine.reduce(state, { type: 'machine/granted', steps: 2 ** 18, idleUntilNs: Number.POSITIVE_INFINITY });
    for (const effect of after.effects) {
      if (effect.type === 'console/sent') console += Buffer.from(effect.bytes).toString('latin1');
      if (effect.type === 'vcpu/exited' && effect.reason !== 'interrupt') exits.push(exitLine(effect));
    }
    machine.release(state);
    state = after.state;
  }
  return { console: guestConsole(console, typeof hypervisor === 'string' ? 'built in' : hypervisor.image), exits };
}

/** Without what hangs on the time: a timer's deadline. */
function exitLine({ reason, details }: VcpuExited): string {
  const isTimer = details['call'] === 'TIME.set_timer';
  const shown = Object.entries(details).filter(([name]) => !isTimer || name === 'call' || name === 'pc');
  return `${reason} ${shown.map(([name, value]) => `${name}=${typeof value === 'bigint' ? `0x${value.toString(16)}` : value}`).join(' ')}`;
}

/** Timers come as often as time goes by. */
function withoutRepetition(lines: readonly string[]): readonly string[] {
  return lines.filter((line, index) => !line.includes('TIME.set_timer') || lines.indexOf(line) === index);
}

async function runOnQemu(guest: string, program: string): Promise<string> {
  const { change } = prepareScenario({ hypervisor: { image: HYPERVISOR_IMAGE }, guest }, 'riscv64');
  const directory = mkdtempSync(join(tmpdir(), 'replay-hypervisors-'));
  const file = (name: string, bytes: Uint8Array): string => {
    writeFileSync(join(directory, name), bytes);
    return join(directory, name);
  };
  const disk = file('disk.img', change.drives[0]!.bytes);
  const flash = file('pflash.img', change.pflash[1]!.bytes);
  const image = file(HYPERVISOR_IMAGE, change.kernel!.bytes);
  const options = [
    ...'-M virt -cpu rv64,h=true -m 128M -smp 1 -bios none -display none -monitor none -serial stdio'.split(' '),
    ...['-global', 'virtio-mmio.force-legacy=false', '-icount', 'shift=3'],
    ...['-drive', `if=none,id=disk,format=raw,file=${disk}`, '-device', 'virtio-blk-device,drive=disk'],
    ...['-drive', `if=pflash,unit=1,format=raw,readonly=on,file=${flash}`],
    ...['-device', `loader,file=${image}`], // with a second flash bank, QEMU 7.2 keeps -kernel to itself
  ];
  try {
    return guestConsole(await outputOf(program, options), 'QEMU');
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function outputOf(program: string, options: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, options, { stdio: ['ignore', 'pipe', 'inherit'], timeout: QEMU_LIMIT_MS });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')));
  });
}

/** What differs, in lines; none when all agree. `tell` is told of each guest that does. */
export async function compareHypervisors(qemu: string, tell: (line: string) => void): Promise<readonly string[]> {
  const differences: string[] = [];
  for (const guest of guestNames) {
    const builtIn = runOnOurs(guest, 'builtIn');
    const image = runOnOurs(guest, { image: HYPERVISOR_IMAGE });
    const onQemu = await runOnQemu(guest, qemu);
    const differ = (what: string, ours: string, theirs: string) => {
      if (ours !== theirs) differences.push(`${guest}, ${what}:\n--- built in\n${ours}\n--- ${what}\n${theirs}`);
      return ours !== theirs;
    };
    const exits = withoutRepetition(builtIn.exits);
    const isDifferent = [
      differ('console under guest/hypervisor', builtIn.console, image.console),
      differ('console under guest/hypervisor on QEMU', builtIn.console, onQemu),
      differ('VM exits under guest/hypervisor', exits.join('\n'), withoutRepetition(image.exits).join('\n')),
    ].includes(true);
    if (!isDifferent)
      tell(`${guest}: ${builtIn.console.length} characters under three hypervisors, ${exits.length} kinds of VM exits under two`);
  }
  return differences;
}
