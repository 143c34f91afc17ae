/** Steps one by one: the instruction, what it wrote, what it read from memory, what else happened. */
import { AccessFinder, type MemoryAccess } from '#core/inspect/accesses.ts';
import { ChangeFinder, type RegisterChange } from '#core/inspect/changes.ts';
import type { ArchDescription, InstructionDescription, RegisterDescription } from '#core/inspect/description.ts';
import { viewHart } from '#core/inspect/hart-view.ts';
import type { Reader } from '#core/inspect/memory.ts';
import { operandUses } from '#core/inspect/operand-uses.ts';
import { findRegister } from '#core/inspect/registers.ts';
import type { Fields, Insn } from '#core/isa/insn.ts';
import type { RegisterFile } from '#core/isa/layout.ts';
import type { HartView } from '#core/machine/hart.ts';
import type { MachineEffect } from '#core/machine/state.ts';
import type { Timeline } from '../timeline/timeline.ts';
import { type Instruction, instructionAt } from './disassembly.ts';

export interface TracedStep {
  readonly step: number;
  /** Virtual time before it, ns. */
  readonly now: number;
  readonly hart: number;
  /** The hart before the step. */
  readonly view: HartView;
  readonly privilege: string;
  readonly pc: bigint;
  /** Undefined where nothing could be fetched. */
  readonly instruction: Instruction | undefined;
  /** The exception or interrupt that it ended with; then nothing else was done. */
  readonly trap: { readonly isInterrupt: boolean; readonly cause: number } | undefined;
  /** Registers that the instruction names as its results, whether they changed or not, then others that changed. */
  readonly writes: readonly RegisterChange[];
  readonly accesses: readonly MemoryAccess[];
  /** What the machine told of meanwhile. */
  readonly effects: readonly MachineEffect[];
}

const TRAPS = { traps: true };

/** From the timeline's present step up to, but not including, `to`. */
export function* tracedSteps(timeline: Timeline, to: number): Generator<TracedStep> {
  const { machine } = timeline;
  const arch = machine.board.arch.description;
  const finder = new ChangeFinder(machine.board.arch);
  const results = new ResultFinder(arch);
  const accessFinder = new AccessFinder();
  const pcRegister = findRegister(arch, arch.frames.pc)!;
  let effects: MachineEffect[] = [];
  const subscription = timeline.effects$.subscribe((effect) => effects.push(effect));
  try {
    timeline.seek(timeline.step);
    while (timeline.step < to) {
      const { step, now, state } = timeline;
      const hart = state.turn.hart;
      const reader: Reader = { machine, state, hart };
      const view = viewHart(machine, state, hart);
      const pc = pcRegister.read(view);
      const instruction = instructionAt(reader, pc);
      const description = instruction?.description;
      const isAccess = description !== undefined && results.isAccess(description);
      const accesses = isAccess ? accessFinder.find(reader, description.decoded, pc) : [];
      const privilege = arch.privilegeOf(view);
      effects = [];
      let trap: TracedStep['trap'];
      const hit = timeline.run(TRAPS, step + 1, false, 'arrived');
      if (hit?.kind === 'trap') trap = { isInterrupt: hit.isInterrupt, cause: hit.cause };
      // Before the built-in hypervisor has its turn, which changes registers too.
      const after = viewHart(machine, timeline.state, hart);
      const writes = written(finder, trap === undefined ? description : undefined, results, view, after);
      timeline.seek(step + 1);
      const done = trap === undefined ? accesses : [];
      yield { step, now, hart, view, privilege, pc, instruction, trap, writes, accesses: done, effects };
    }
  } finally {
    subscription.unsubscribe();
  }
}

function written(
  finder: ChangeFinder,
  description: InstructionDescription | undefined,
  results: ResultFinder,
  before: HartView,
  after: HartView,
): readonly RegisterChange[] {
  const named = description === undefined ? [] : results.resultsOf(description, after);
  const others = finder.changes(before, after).filter(({ register }) => !named.some((each) => each.register === register));
  return [...named, ...others];
}

interface Results {
  readonly isAccess: boolean;
  readonly operands: readonly { readonly name: string; readonly file: RegisterFile }[];
}

/** Registers that instructions write by number, and whether they access memory. */
class ResultFinder {
  readonly #arch: ArchDescription;
  readonly #known = new Map<Insn, Results>();
  readonly #registers = new Map<string, RegisterDescription | undefined>();

  constructor(arch: ArchDescription) {
    this.#arch = arch;
  }

  resultsOf({ decoded: { insn, fields } }: InstructionDescription, after: HartView): readonly RegisterChange[] {
    return this.#of(insn, fields).operands.flatMap(({ name, file }) => {
      const number = Number(fields[name]);
      const register = number === file.zero ? undefined : this.#register(`${file.name}${number}`);
      return register === undefined ? [] : [{ register, value: register.read(after) }];
    });
  }

  isAccess({ decoded: { insn, fields } }: InstructionDescription): boolean {
    return this.#of(insn, fields).isAccess;
  }

  #register(name: string): RegisterDescription | undefined {
    if (!this.#registers.has(name)) this.#registers.set(name, findRegister(this.#arch, name));
    return this.#registers.get(name);
  }

  #of(insn: Insn, fields: Fields): Results {
    let results = this.#known.get(insn);
    if (results === undefined) {
      const { files, written, isLoad, isStore } = operandUses(insn, Object.keys(fields));
      results = { isAccess: isLoad || isStore, operands: written.map((name) => ({ name, file: files[name]! })) };
      this.#known.set(insn, results);
    }
    return results;
  }
}
