/** The first instruction after which a recording's machine and QEMU have other registers. */
import { qemuBeside } from '../boards/registry.ts';
import { type Build, presentBuild } from '../engine/build.ts';
import { requestIn } from '../engine/recorded-board.ts';
import type { LogReader } from '../log/reader.ts';
import type { ExitFact } from '../log/types.ts';
import { type InstructionThere, instructionAt } from './instruction.ts';
import { compareWithPeer, type PeerComparison } from './peer/lockstep.ts';
import { Ours } from './peer/ours.ts';
import { startQemu } from './peer/qemu.ts';

export interface AgainstQemu extends PeerComparison {
  /** Where the difference is; null without one. */
  readonly place: PlaceOfDifference | null;
}

export interface PlaceOfDifference {
  readonly hart: number;
  readonly pc: bigint;
  readonly instruction: InstructionThere | null;
  /** The last VM exit before it. */
  readonly lastExit: { readonly number: number; readonly exit: ExitFact } | null;
}

export interface AgainstQemuOptions {
  /** Where to end, in steps. */
  readonly until?: number;
  /** What makes our machine; this program unless said. */
  readonly build?: Build;
  readonly progress?: (done: number, total: number) => void;
}

/** Throws `PeerError` when QEMU can't be run, `RequestError` when it can't be set beside this board, and what `Timeline` throws. */
export async function bisectAgainstQemu(log: LogReader, options: AgainstQemuOptions = {}): Promise<AgainstQemu> {
  const { build = presentBuild, until, progress } = options;
  const request = requestIn(log);
  const setup = qemuBeside(log.header.board, request);
  const { contents } = presentBuild.setUpBoard(log.header.board, request);
  let ours: Ours | undefined;
  const found = await compareWithPeer({
    setup,
    start: () => startQemu(setup, contents),
    ours: (names) => (ours = new Ours(log, names, build)),
    ...(until !== undefined && { until }),
    ...(progress !== undefined && { progress }),
  });
  return { ...found, place: found.difference === null ? null : placeOf(ours!, found.difference.step) };
}

function placeOf(ours: Ours, step: number): PlaceOfDifference {
  const { timeline } = ours;
  const state = timeline.seek(step);
  const { hart } = state.turn;
  const there = instructionAt({ machine: timeline.machine, state, hart });
  return { hart, ...there, lastExit: lastExitBefore(timeline.log, step) };
}

function lastExitBefore(log: LogReader, step: number): PlaceOfDifference['lastExit'] {
  let last: PlaceOfDifference['lastExit'] = null;
  let number = 0;
  for (const event of log.events()) {
    if (event.step >= step) break;
    if (event.kind === 'exit') last = { number: number++, exit: event };
  }
  return last;
}
