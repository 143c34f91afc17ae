/** The two sides of a comparison: a program's console output on QEMU and here. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMachine } from '#core/machine/machine.ts';
import type { MachineState } from '#core/machine/state.ts';
import { loadBoards, setUpBoard } from '../boards/registry.ts';
import { DEFAULT_REQUEST } from '../boards/request.ts';
import type { OracleIsa } from './isa.ts';

await loadBoards();

export type Reading = 'interpreter' | 'reference';

/** Runs an ELF program to its power-off and answers with its console output, which should end with `done`. */
export type Side = (elf: Uint8Array) => Promise<string>;

const QEMU_LIMIT_MS = 600_000;
const GRANT_STEPS = 2 ** 20;

/** Debian's QEMU 7.2, set up as the ISA's oracle says. */
export const onQemu =
  ({ qemu }: Pick<OracleIsa, 'qemu'>, program = qemu.program): Side =>
  async (elf) => {
    const directory = mkdtempSync(join(tmpdir(), 'replay-oracle-'));
    const file = join(directory, 'program.elf');
    writeFileSync(file, elf);
    try {
      return await outputOf(program, qemu.optionsFor(file));
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  };

function outputOf(program: string, parameters: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, { stdio: ['ignore', 'pipe', 'ignore'], timeout: QEMU_LIMIT_MS });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')));
  });
}

/** `maxSteps` bounds a run that does not end; its output is then what there was. */
export const onOurs =
  ({ board: name }: Pick<OracleIsa, 'board'>, reading: Reading, maxSteps = 2 ** 36): Side =>
  async (elf) => {
    const kernel = { name: 'program.elf', bytes: elf };
    const { board, contents } = setUpBoard(name, { ...DEFAULT_REQUEST, kernel });
    const machine = createMachine(board, contents, reading);
    const chunks: Buffer[] = [];
    let state: MachineState = machine.initialState;
    while (state.status.kind === 'running' && state.step < maxSteps) {
      const granted = machine.reduce(state, {
        type: 'machine/granted',
        steps: GRANT_STEPS,
        idleUntilNs: Number.POSITIVE_INFINITY,
      });
      for (const effect of granted.effects) if (effect.type === 'console/sent') chunks.push(Buffer.from(effect.bytes));
      machine.release(state);
      state = granted.state;
    }
    return Buffer.concat(chunks).toString('latin1');
  };
