/** What there is to say of the place where a run became another one. */
import { hex } from '#core/hex.ts';
import type { Reading } from '#core/machine/processor-transient.ts';
import { symbolLookup } from '../cli/symbol-lookup.ts';
import type { LogReader } from '../log/reader.ts';
import { Timeline } from '../timeline/timeline.ts';
import type { FactDifference } from './compare.ts';
import type { Difference } from './verdict.ts';

export interface RunToExplain {
  /** Of the golden trace: symbols may lie beside it. */
  readonly path: string;
  /** What came: a recording of it, or the golden trace itself when that was run again. */
  readonly run: LogReader;
  readonly reading: Reading;
  /** Files that name addresses, besides those that were recorded. */
  readonly symbolPaths?: readonly string[];
  /** Further lines. */
  readonly notes?: readonly string[];
}

/** Throws what `Timeline` throws. */
export function explain(
  difference: FactDifference,
  { path, run, reading, symbolPaths = [], notes = [] }: RunToExplain,
): Difference {
  const timeline = new Timeline(run, { reading, isChecked: false });
  const { harts, turn } = timeline.seek(Math.min(difference.step, timeline.endStep));
  const block = harts[turn.hart]!;
  const pc = new DataView(block.buffer, block.byteOffset).getBigUint64(timeline.machine.board.arch.core.pc.offset, true);
  const lookup = symbolLookup({ tell: () => undefined }, { log: path, recorded: run.header.symbols, paths: symbolPaths });
  const [symbol, source] = [lookup.nameOf(pc), lookup.sourceOf(pc) ?? null];
  return { ...difference, instruction: { step: timeline.step, hart: turn.hart, pc: hex(pc), symbol, source }, notes };
}
