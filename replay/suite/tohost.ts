/**
 * Runs programs that report through the word at their symbol `tohost`, the way of riscv-tests: 1 is a pass, an odd value
 * `2n + 1` says that test n failed. Values with a device in their top byte ask for a byte on the console (device 1,
 * command 1), as programs do that explain a failure. Not modelled: other devices and system calls of HTIF.
 */
import type { RegionContent } from '#core/machine/board.ts';
import { createMachine, type Machine } from '#core/machine/machine.ts';
import type { MachineState } from '#core/machine/state.ts';
import { DEFAULT_REQUEST, type ImageFile } from '../boards/request.ts';
import { setUpRiscv64Virt } from '../boards/riscv64-virt.ts';
import { isElf } from '../images/elf-format.ts';
import { ImageError } from '../images/image-error.ts';
import { readSymbols } from '../images/symbols.ts';

export type Reading = 'interpreter' | 'reference';

export interface SuiteOptions {
  readonly harts: number;
  readonly reading: Reading;
  /** Steps after which a test that says nothing has failed. */
  readonly maxSteps: number;
}

export type Verdict =
  | { readonly kind: 'passed' }
  | { readonly kind: 'failed'; readonly test: bigint }
  /** Neither passed nor failed in so many steps, or stopped before it said anything. */
  | { readonly kind: 'silent'; readonly why: string }
  /** Not a program that can be run like this. */
  | { readonly kind: 'refused'; readonly why: string };

export interface TestRun {
  readonly name: string;
  readonly verdict: Verdict;
  readonly steps: number;
  /** What the program printed through `tohost`. */
  readonly console: string;
}

/** What a value at `tohost` says. Undefined while it says nothing yet. */
export type Said =
  | { readonly kind: 'passed' }
  | { readonly kind: 'failed'; readonly test: bigint }
  | { readonly kind: 'byte'; readonly byte: number };

const DEVICE_CONSOLE = 1n;
const COMMAND_WRITE = 1n;
const CONSOLE_MAX = 4096;
const DRAM_BASE = 0x8000_0000;
/** Steps between two looks at `tohost`. */
const POLL_STEPS = 4096;
const RAM_SIZE = 64 * 2 ** 20;

export function readTohost(value: bigint): Said | undefined {
  if (value >> 56n === DEVICE_CONSOLE && ((value >> 48n) & 0xffn) === COMMAND_WRITE)
    return { kind: 'byte', byte: Number(value & 0xffn) };
  if (value === 1n) return { kind: 'passed' };
  if ((value & 1n) === 1n) return { kind: 'failed', test: value >> 1n };
  return undefined;
}

/** Runs tests one after the other on one machine, put back to its start for each. */
export class TestRunner {
  readonly #options: SuiteOptions;
  #machine: Machine | undefined;

  constructor(options: SuiteOptions) {
    this.#options = options;
  }

  run(image: ImageFile): TestRun {
    const refused = (why: string): TestRun => ({ name: image.name, verdict: { kind: 'refused', why }, steps: 0, console: '' });
    try {
      if (!isElf(image.bytes)) return refused('not an ELF file');
      const address = readSymbols(image.name, image.bytes).addressOf('tohost');
      if (address === undefined) return refused('no symbol tohost');
      return this.#runFrom(image, Number(address));
    } catch (error) {
      if (error instanceof ImageError) return refused(error.message);
      throw error;
    }
  }

  #runFrom(image: ImageFile, tohost: number): TestRun {
    const { harts, reading, maxSteps } = this.#options;
    const { board, contents } = setUpRiscv64Virt({ ...DEFAULT_REQUEST, harts, ramSizeBytes: RAM_SIZE, kernel: image });
    const machine = (this.#machine ??= createMachine(board, [], reading));
    let state = machine.withMemory(machine.initialState, contents);
    let console = '';
    let verdict: Verdict | undefined;
    while (verdict === undefined) {
      const said = this.#look(machine, state, tohost);
      if (said === undefined) {
        if (state.status.kind !== 'running') verdict = { kind: 'silent', why: `the machine is ${state.status.kind}` };
        else if (state.step >= maxSteps) verdict = { kind: 'silent', why: `nothing after ${maxSteps} steps` };
        else state = follow(machine, state, grant(machine, state, Math.min(POLL_STEPS, maxSteps - state.step)));
      } else if (said.kind === 'byte') {
        if (console.length < CONSOLE_MAX) console += String.fromCharCode(said.byte);
        state = follow(machine, state, machine.withMemory(state, [zeroWord(tohost)]));
      } else verdict = said;
    }
    const { step: steps } = state;
    machine.release(state);
    return { name: image.name, verdict, steps, console };
  }

  #look(machine: Machine, state: MachineState, tohost: number): Said | undefined {
    const bytes = machine.readPhysical(state, tohost, 8);
    if (bytes === undefined) throw new ImageError(`tohost is not in memory`);
    return readTohost(new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true));
  }
}

/** With no input to come, a machine that waits goes on to its next deadline at once. */
function grant(machine: Machine, state: MachineState, steps: number): MachineState {
  return machine.reduce(state, { type: 'machine/granted', steps, idleUntilNs: Number.POSITIVE_INFINITY }).state;
}

function follow(machine: Machine, state: MachineState, next: MachineState): MachineState {
  machine.release(state);
  return next;
}

const zeroWord = (address: number): RegionContent => ({ region: 'ram', offset: address - DRAM_BASE, bytes: new Uint8Array(8) });
