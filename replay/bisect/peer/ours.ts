/** Our machine on its way beside a peer: registers by gdb's names, and what happened that a peer can't know of. */

import type { RegisterDescription } from '#core/inspect/description.ts';
import { viewHart } from '#core/inspect/hart-view.ts';
import { findRegister } from '#core/inspect/registers.ts';
import { readField } from '#core/isa/evaluate.ts';
import type { Field } from '#core/isa/layout.ts';
import type { BoardDevice } from '#core/machine/board.ts';
import { CHECKPOINT_STEPS, type MachineEffect, type MachineState } from '#core/machine/state.ts';
import { type Build, presentBuild } from '../../engine/build.ts';
import type { LogReader } from '../../log/reader.ts';
import { Timeline } from '../../timeline/timeline.ts';
import { instructionAt } from '../instruction.ts';
import { inputsOf } from '../scan.ts';
import type { Registers } from './peer.ts';

/** The hart that a peer has. */
const HART = 0;

/** What happened on a way forward. */
export interface Passage {
  /** Virtual times at which a device's register, or a clock, was read. ns. */
  readonly reads: readonly number[];
  readonly effects: readonly MachineEffect[];
}

export class Ours {
  readonly timeline: Timeline;
  readonly #registers: ReadonlyMap<string, RegisterDescription>;
  readonly #general: readonly string[];
  /** What is in the block besides general registers and the machine's own counts. */
  readonly #otherFields: readonly Field[];
  #reads: number[] = [];

  /** Steps at which something comes from outside. */
  readonly inputSteps: readonly number[];

  /** `names`: gdb's. Those that the architecture does not describe are not there. Throws what `Timeline` throws. */
  constructor(log: LogReader, names: readonly string[], build: Build = presentBuild) {
    const noted = (device: BoardDevice): BoardDevice => ({ ...device, kind: this.#noting(device.kind) });
    this.timeline = new Timeline(log, {
      build: {
        ...build,
        setUpBoard: (...of) => {
          const setup = build.setUpBoard(...of);
          return { ...setup, board: { ...setup.board, devices: setup.board.devices.map(noted) } };
        },
      },
    });
    this.inputSteps = Array.from(inputsOf(log), ({ step }) => step);
    const { description } = this.timeline.machine.board.arch;
    const known = names.map((name) => [name, findRegister(description, name)] as const);
    const general = known.filter(([, register]) => register?.group === 'general');
    this.#general = general.map(([name]) => name);
    const { core, fields } = this.timeline.machine.board.arch;
    const counts = [core.pc, core.steps, core.retired, core.flow].map(({ name }) => name);
    const own = new Set([...counts, ...general.flatMap(([, register]) => register!.aliases)]);
    this.#otherFields = fields.filter(({ name }) => !own.has(name));
    this.#registers = new Map(known.flatMap(([name, register]) => (register === undefined ? [] : [[name, register]])));
  }

  /** Names that both know. */
  get names(): readonly string[] {
    return [...this.#registers.keys()];
  }

  get step(): number {
    return this.timeline.step;
  }

  /** The same device, and a note of each read. */
  #noting(kind: BoardDevice['kind']): BoardDevice['kind'] {
    return {
      ...kind,
      reduce: (state, event) => {
        if (event.type === 'bus/read') this.#reads.push(event.now);
        return kind.reduce(state, event);
      },
    };
  }

  values(names: readonly string[] = this.names, state = this.timeline.state): Registers {
    const view = viewHart(this.timeline.machine, state, HART);
    return new Map(names.map((name) => [name, this.#registers.get(name)!.read(view)]));
  }

  /** The same registers as `before`, which are those of `stateBefore`, in the present state. Only those are read that may differ. */
  valuesAfter(before: Registers, stateBefore: MachineState): Registers {
    const { state } = this.timeline;
    const [one, other] = [stateBefore, state].map(({ harts }) => new DataView(harts[HART]!.buffer, harts[HART]!.byteOffset));
    const haveOthersChanged = this.#otherFields.some((field) => readField(one!, field) !== readField(other!, field));
    const names = haveOthersChanged ? [...before.keys()] : this.#general.filter((name) => before.has(name));
    return new Map([...before, ...this.values(names)]);
  }

  pcAt(step: number): bigint {
    return this.#pcOf(this.timeline.seek(step));
  }

  #pcOf({ harts }: MachineState): bigint {
    const block = harts[HART]!;
    const { offset } = this.timeline.machine.board.arch.core.pc;
    return new DataView(block.buffer, block.byteOffset).getBigUint64(offset, true);
  }

  /** Mnemonic of the instruction that is next; '' for none. */
  get mnemonic(): string {
    const { machine, state } = this.timeline;
    const { instruction } = instructionAt({ machine, state, hart: HART });
    return instruction?.text?.split(' ', 1)[0] ?? '';
  }

  /** Where the instruction that is next leads if it does not go elsewhere; undefined for none. */
  get pcBehind(): bigint | undefined {
    const { machine, state } = this.timeline;
    const { instruction } = instructionAt({ machine, state, hart: HART });
    return instruction ? this.#pcOf(state) + BigInt(instruction.bytes.length) : undefined;
  }

  /** Goes on to a step, or to an instruction at one of some places. */
  advance(step: number, breakpoints: readonly bigint[] = []): Passage {
    const effects: MachineEffect[] = [];
    const subscription = this.timeline.effects$.subscribe((effect) => void effects.push(effect));
    this.#reads = [];
    try {
      this.timeline.run({ breakpoints }, step);
    } finally {
      subscription.unsubscribe();
    }
    // Looking at registers that a device has is no read of the machine's.
    const reads = this.#reads;
    this.#reads = [];
    return { reads, effects };
  }

  /** How often the instruction at `pc` is next between two steps without an input between, the last included, of which it is. */
  arrivals(pc: bigint, from: number, to: number): number {
    const { machine } = this.timeline;
    const stops = { breakpoints: [pc], watchpoints: [], traps: false, mode: 'last', exceptStep: from } as const;
    const event = { type: 'machine/granted', steps: to - from, idleUntilNs: Number.POSITIVE_INFINITY, stops } as const;
    const { state, effects } = machine.reduce(this.timeline.seek(from), event);
    machine.release(state);
    const hits = effects.find((effect) => effect.type === 'stops/hit');
    return 1 + (hits?.count ?? 0);
  }

  /** Of the step that is next: which registers come out otherwise when counts of steps and instructions are other ones. */
  namesThatCount(step: number): ReadonlySet<string> {
    const { machine } = this.timeline;
    const { steps, retired } = machine.board.arch.core;
    const before = this.timeline.seek(step);
    const after = (state: MachineState) => {
      const granted = { type: 'machine/granted', steps: 1, idleUntilNs: Number.POSITIVE_INFINITY } as const;
      const next = machine.reduce(state, granted).state;
      const values = this.values(this.names, next);
      machine.release(next);
      return values;
    };
    const block = before.harts[HART]!.slice();
    const view = new DataView(block.buffer);
    for (const { offset } of [steps, retired]) view.setBigUint64(offset, view.getBigUint64(offset, true) + COUNT_SHIFT, true);
    const [one, other] = [after(before), after({ ...before, harts: before.harts.with(HART, block) })];
    return new Set(this.names.filter((name) => one.get(name) !== other.get(name)));
  }
}

/** Odd, and with bits in every byte that counts. */
const COUNT_SHIFT = BigInt(CHECKPOINT_STEPS) + 0x1_2345n;
