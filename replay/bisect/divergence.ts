/** What is to be known of the moment at which two runs become different. */
import type { MachineEffect, MachineState } from '#core/machine/state.ts';
import { factOf } from '../engine/facts.ts';
import type { Fact } from '../log/types.ts';
import {
  type Held,
  type MemoryDifference,
  memoryDifferences,
  type OtherDifference,
  otherDifferences,
  type RegisterDifference,
  registerDifferences,
} from './difference.ts';
import { type InstructionThere, instructionAt } from './instruction.ts';
import { type Aspect, firstInputDifference, type Sighting, type TimedInput } from './scan.ts';
import { isEqual, isEqualAt, type Pair } from './search.ts';
import type { Side } from './side.ts';

/** More stretches of memory than anyone reads. */
const MEMORY_MAX = 64;

export interface Divergence {
  /** The runs are equal before it and differ after it, in what is compared. -1: they never were. */
  readonly step: number;
  /**
   * What made the difference: the instruction of that step, an interrupt that one run or both took in its place, an input that
   * came before the next step, or what happens by itself before that (deadlines, waits, the built-in hypervisor).
   */
  readonly cause: 'instruction' | 'interrupt' | 'input' | 'betweenSteps';
  readonly sides: readonly [SideOfDivergence, SideOfDivergence];
  /** After it. */
  readonly registers: readonly RegisterDifference[];
  /** Bytes that it wrote on one side or both. At most 64 stretches. */
  readonly memory: readonly MemoryDifference[];
  readonly others: readonly OtherDifference[];
  readonly inputs: { readonly a: TimedInput | null; readonly b: TimedInput | null } | null;
  /** What gave it away. */
  readonly seen: Sighting | null;
}

export interface SideOfDivergence {
  readonly side: Side;
  readonly hart: number;
  /** The state before the step. */
  readonly before: MachineState;
  /** The state in which the differences are. */
  readonly after: MachineState;
  readonly pc: bigint;
  /** What is at pc; null where nothing can be fetched. */
  readonly instruction: InstructionThere | null;
  /** What happened in the step. */
  readonly facts: readonly Fact[];
  /** The cause of an interrupt that was taken in it. */
  readonly interrupt: number | null;
}

/** The runs are equal before `step`, and differ before the step after it, or have told a device different things. */
export function describeDivergence(pair: Pair, step: number, { aspect, seen }: Found): Divergence {
  if (step < 0) return describeStart(pair, seen);
  const taken = [takeStep(pair.a, step), takeStep(pair.b, step)] as const;
  const [a, b] = taken;
  const isStepsOwn = !isEqual(digestsAfter(a), digestsAfter(b), pair.comparable, aspect);
  if (isStepsOwn || isEqualAt(pair, step + 1, aspect)) {
    const cause = taken.some(({ interrupt }) => interrupt !== null) ? 'interrupt' : 'instruction';
    return { ...differencesOf(a, b), step, cause, sides: taken, inputs: null, seen };
  }
  const [next, other] = [settled(a, step + 1), settled(b, step + 1)];
  return { ...differencesOf(next, other), ...causeBefore(pair, step + 1), step, sides: [next, other], seen };
}

export interface Found {
  readonly aspect: Aspect;
  readonly seen: Sighting | null;
}

function describeStart(pair: Pair, seen: Sighting | null): Divergence {
  const sides = [startOf(pair.a), startOf(pair.b)] as const;
  return { ...differencesOf(...sides), ...causeBefore(pair, 0), step: -1, sides, seen };
}

function causeBefore(pair: Pair, step: number): Pick<Divergence, 'cause' | 'inputs'> {
  const input = firstInputDifference(pair);
  const isInput = input !== undefined && Math.min(input.a?.step ?? step, input.b?.step ?? step) === step;
  return isInput ? { cause: 'input', inputs: { a: input.a, b: input.b } } : { cause: 'betweenSteps', inputs: null };
}

function startOf(side: Side): SideOfDivergence {
  const before = side.machine.initialState;
  return settled({ ...sideAt(side, before), before, after: before, facts: [], interrupt: null }, 0);
}

const settled = (taken: SideOfDivergence, step: number): SideOfDivergence => ({
  ...taken,
  after: taken.side.seek(step),
});

function takeStep(side: Side, step: number): SideOfDivergence {
  const before = side.seek(step);
  const event = { type: 'machine/granted', steps: 1, idleUntilNs: Number.POSITIVE_INFINITY } as const;
  const { state: after, effects } = side.machine.reduce(before, event);
  const interrupt = effects.find((effect) => effect.type === 'interrupt/taken');
  return { ...sideAt(side, before), before, after, facts: factsOf(effects), interrupt: interrupt?.cause ?? null };
}

function sideAt(side: Side, state: MachineState): Pick<SideOfDivergence, 'side' | 'hart' | 'pc' | 'instruction'> {
  const { hart } = state.turn;
  return { side, hart, ...instructionAt({ machine: side.machine, state, hart }) };
}

const factsOf = (effects: readonly MachineEffect[]): readonly Fact[] =>
  effects.flatMap((effect) => factOf(effect) ?? []).filter(({ kind }) => kind !== 'checkpoint');

const digestsAfter = ({ side, after }: SideOfDivergence) => side.machine.digestsOf(after);

function differencesOf(a: SideOfDivergence, b: SideOfDivergence): Pick<Divergence, 'registers' | 'memory' | 'others'> {
  const [one, other] = [heldAfter(a), heldAfter(b)];
  const pages = new Set([a, b].flatMap(({ side, before, after }) => [...side.machine.pagesBetween(before, after)]));
  const memory: MemoryDifference[] = [];
  for (const difference of memoryDifferences(
    one,
    other,
    [...pages].sort((x, y) => x - y),
  )) {
    if (memory.length === MEMORY_MAX) break;
    memory.push(difference);
  }
  return { registers: registerDifferences(one, other), memory, others: otherDifferences(one, other) };
}

const heldAfter = ({ side, after }: SideOfDivergence): Held => ({ machine: side.machine, state: after });
