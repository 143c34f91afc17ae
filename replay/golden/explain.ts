/** What there is to say of the place where a run became another one. */
import { hex } from '#core/hex.ts';
import type { Machine } from '#core/machine/machine.ts';
import type { Reading } from '#core/machine/processor-transient.ts';
import type { MachineState } from '#core/machine/state.ts';
import { type Bisection, bisect } from '../bisect/bisect.ts';
import type { Divergence, SideOfDivergence } from '../bisect/divergence.ts';
import { formatCount } from '../cli/format.ts';
import { type SymbolLookup, symbolLookup } from '../cli/symbol-lookup.ts';
import type { LogReader } from '../log/reader.ts';
import { TimelineError } from '../timeline/checkpoint-guard.ts';
import { Timeline } from '../timeline/timeline.ts';
import type { FactDifference } from './compare.ts';
import { type Difference, type Instruction, instructionText, type Place } from './verdict.ts';

/** More than these tell nothing. */
const REGISTERS_MAX = 8;

export interface RunToExplain {
  /** Of the golden trace: symbols may lie beside it. */
  readonly path: string;
  readonly golden: LogReader;
  readonly reading: Reading;
}

export interface OtherRun extends RunToExplain {
  /** A recording of what came. */
  readonly came: LogReader;
  /** Files that name addresses, besides those that were recorded. */
  readonly symbolPaths?: readonly string[];
  /** Further lines. */
  readonly notes?: readonly string[];
}

/** Two recordings: the first instruction that differs is found. Throws what `bisect` throws. */
export function explainOther(difference: FactDifference, run: OtherRun): Difference {
  const { golden, came, reading, notes = [] } = run;
  const found = bisect({ log: golden, reading }, { log: came, reading });
  const names: Names = { recorded: namesOf(run, golden), came: namesOf(run, came, run.symbolPaths) };
  const first = found.divergence ?? found.parting;
  if (first === null || first.step < 0)
    return { ...difference, instruction: placeOf(came, difference.step, run, names.came), notes: [...notes, ...unknown(found)] };
  return { ...difference, instruction: instructionOf(first, names), notes: [...notes, ...partingLines(found, names)] };
}

/** A golden trace that this build no longer does: there is only one run, so only where it shows is known. */
export function explainOwn(difference: FactDifference, run: RunToExplain): Difference {
  const { path, golden } = run;
  // A digest shows what happened somewhere before it.
  const isFact = !(difference.what in golden.header.components) && difference.what !== 'flow' && difference.what !== 'machine';
  const instruction = isFact ? placeOf(golden, difference.step, run, namesOf(run, golden)) : null;
  const held = [...golden.checkpoints()].findLast(({ step }) => step < difference.step)?.step ?? 0;
  const notes = [
    `what came before step ${formatCount(held)} was as recorded`,
    `replay bisect ${path} --against reading=reference tells whether an instruction's two readings differ`,
  ];
  return { ...difference, instruction, notes };
}

interface Names {
  readonly recorded: SymbolLookup;
  readonly came: SymbolLookup;
}

const namesOf = ({ path }: RunToExplain, { header }: LogReader, paths: readonly string[] = []): SymbolLookup =>
  symbolLookup({ tell: () => undefined }, { log: path, recorded: header.symbols, paths });

/** Null when the way there is not as recorded either. */
function placeOf(log: LogReader, step: number, { reading }: RunToExplain, names: SymbolLookup): Instruction | null {
  const timeline = new Timeline(log, { reading });
  const state = stateAt(timeline, Math.min(step, timeline.endStep));
  if (state === undefined) return null;
  const { harts, turn } = state;
  const pc = pcIn(timeline.machine, harts[turn.hart]!);
  return {
    ...{ step: timeline.step, hart: turn.hart, isFirst: false, recorded: null, registers: [] },
    ...{ pc: hex(pc), symbol: names.nameOf(pc), text: null, source: names.sourceOf(pc) ?? null },
  };
}

function stateAt(timeline: Timeline, step: number): MachineState | undefined {
  try {
    return timeline.seek(step);
  } catch (error) {
    if (error instanceof TimelineError) return undefined;
    throw error;
  }
}

function instructionOf({ step, sides: [recorded, came], registers }: Divergence, names: Names): Instruction {
  return {
    ...thereOf(came, names.came),
    ...{ step, hart: came.hart, isFirst: true, source: names.came.sourceOf(came.pc) ?? null },
    recorded: thereOf(recorded, names.recorded),
    registers: registers
      .slice(0, REGISTERS_MAX)
      .map(({ hart, alias, a, b }) => ({ hart, name: alias, recorded: hex(a), came: hex(b) })),
  };
}

function thereOf({ pc, instruction, interrupt }: SideOfDivergence, names: SymbolLookup): Place {
  const text = interrupt === null ? (instruction?.text ?? null) : `interrupt ${interrupt} is taken`;
  return { pc: hex(pc), symbol: names.nameOf(pc), text };
}

/** Registers may differ long before control goes another way, as when all of a program moved. */
function partingLines({ divergence, parting }: Bisection, names: Names): readonly string[] {
  if (divergence === null || parting === null || parting.step <= divergence.step) return [];
  const [recorded, came] = parting.sides;
  // As a guest is left, registers count as control does.
  if (goesTo(recorded) === goesTo(came)) return [];
  return [`control goes another way first at step ${formatCount(parting.step)}, ${instructionText(thereOf(came, names.came))}`];
}

const goesTo = ({ side, after, hart }: SideOfDivergence): bigint => pcIn(side.machine, after.harts[hart]!);

const pcIn = ({ board }: Machine, block: Uint8Array): bigint =>
  new DataView(block.buffer, block.byteOffset).getBigUint64(board.arch.core.pc.offset, true);

const unknown = ({ unreproducible }: Bisection): readonly string[] =>
  unreproducible === null ? [] : [`the first instruction can't be found: ${unreproducible.message}`];
