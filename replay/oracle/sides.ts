/** The two sides of a comparison: a program's console output on QEMU and here. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMachine } from '#core/machine/machine.ts';
import type { MachineState } from '#core/machine/state.ts';
import { DEFAULT_REQUEST } from '../boards/request.ts';
import { setUpRiscv64Virt } from '../boards/riscv64-virt.ts';

export type Reading = 'interpreter' | 'reference';

/** Runs an ELF program to its power-off and answers with its console output, which should end with `done`. */
export type Side = (elf: Uint8Array) => Promise<string>;

const QEMU_LIMIT_MS = 600_000;
const GRANT_STEPS = 2 ** 20;

/**
 * Debian's `qemu-system-riscv64` 7.2; extensions as on our board,
 * but Svpbmt: with it QEMU does not look at the reserved bits of a PTE, and without PBMTE there is nothing to see. With a second hart, which sleeps: for one alone
 * QEMU does atomics as a load and a store, whose faults are then those of a load. unpriv: "Zaamo" Extension for Atomic Memory
 * Operations; priv: Machine Cause Register.
 */
export const onQemu =
  (program = 'qemu-system-riscv64'): Side =>
  async (elf) => {
    const directory = mkdtempSync(join(tmpdir(), 'replay-oracle-'));
    const file = join(directory, 'program.elf');
    writeFileSync(file, elf);
    const options = '-M virt -cpu rv64,svinval=true -smp 2 -m 128M -bios none -display none -monitor none -serial stdio -kernel';
    try {
      return await outputOf(program, [...options.split(' '), file]);
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
  (reading: Reading, maxSteps = 2 ** 36): Side =>
  async (elf) => {
    const kernel = { name: 'program.elf', bytes: elf };
    const { board, contents } = setUpRiscv64Virt({ ...DEFAULT_REQUEST, kernel });
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
