/**
 * Where two runs first differ. Recordings tell by themselves between which checkpoints; that stretch is run on both sides.
 *
 * Runs that start alike are compared by the whole state of the machine. Runs of different images are compared by the way that
 * control went, and by registers, since their memory differs from the start.
 */

import { CHECKPOINT_STEPS } from '#core/machine/state.ts';
import { RequestError } from '../boards/request.ts';
import { presentBuild } from '../engine/build.ts';
import { requestIn } from '../engine/recorded-board.ts';
import { comparableOf } from '../engine/verify.ts';
import type { ExitFact } from '../log/types.ts';
import { type Divergence, describeDivergence } from './divergence.ts';
import { type HeaderDifference, headerDifferences, type InitialDifference, initialDifferences } from './headers.ts';
import { type Aspect, firstInputDifference, type Segment, type Sighting, scan, segmentUpTo } from './scan.ts';
import { findDifference, isEqual, isEqualAt, isSameTrail, type Pair } from './search.ts';
import { Side, type SideSetup, UnreproducibleError } from './side.ts';

export interface BisectOptions {
  /** Find differences that are gone before the next checkpoint, too. Runs everything. */
  readonly exhaustive?: boolean;
}

export interface Bisection {
  /** Steps of each. */
  readonly steps: readonly [number, number];
  readonly startsAlike: boolean;
  readonly mode: 'checkpoints' | 'exhaustive';
  readonly headers: readonly HeaderDifference[];
  /** What memory holds at reset, of different images. */
  readonly initial: readonly InitialDifference[];
  /** The first input that is not in both. */
  readonly input: (Sighting & { readonly kind: 'input' }) | null;
  /** The first difference: of states where the runs start alike, else of registers. */
  readonly divergence: Divergence | null;
  /** Where control first goes another way, of runs that do not start alike. */
  readonly parting: Divergence | null;
  /** The last VM exit that both have before it. */
  readonly lastExit: { readonly number: number; readonly exit: ExitFact } | null;
  /** The machine at hand does not do what one of them recorded; so much is known of where they differ. */
  readonly unreproducible: Unreproducible | null;
}

export interface Unreproducible {
  readonly side: 'a' | 'b';
  readonly message: string;
  /** They are equal before step `from` and differ at step `to`. */
  readonly from: number;
  readonly to: number;
  readonly seen: Sighting | null;
}

/** In an exhaustive search, trails are compared so often. */
const WINDOW_STEPS = 16 * CHECKPOINT_STEPS;

/** Throws `RequestError` for runs that can't be compared, and what `Timeline` throws. */
export function bisect(a: SideSetup, b: SideSetup, { exhaustive = false }: BisectOptions = {}): Bisection {
  const [one, other] = [new Side(a), new Side(b)];
  if (a.log.header.board !== b.log.header.board)
    throw new RequestError(`a ${a.log.header.board} and a ${b.log.header.board} have no instruction in common`);
  const headers = headerDifferences(a.log.header, b.log.header);
  const pair: Pair = { a: one, b: other, comparable: comparableOf(one.versions, other.versions) };
  const found: Found = headers.some(({ isPartOfRun }) => isPartOfRun)
    ? bisectFlow(pair, exhaustive)
    : bisectStates(pair, exhaustive);
  const step = found.divergence?.step ?? found.unreproducible?.from ?? null;
  return {
    steps: [one.endStep, other.endStep],
    mode: exhaustive ? 'exhaustive' : 'checkpoints',
    headers,
    initial: found.startsAlike ? [] : initialDifferences(contentsOf(a), contentsOf(b)),
    input: firstInputDifference(pair) ?? null,
    lastExit: step === null ? null : lastExitBefore(pair, step),
    ...found,
  };
}

type Found = Pick<Bisection, 'startsAlike' | 'divergence' | 'parting' | 'unreproducible'>;

function bisectStates(pair: Pair, exhaustive: boolean): Found {
  const found = locate(pair, 'states', { segment: withInput(pair, scan(pair, 'states')), exhaustive });
  if (found === 'unlikeStart') return bisectFlow(pair, exhaustive);
  return { startsAlike: true, parting: null, ...found };
}

function bisectFlow(pair: Pair, exhaustive: boolean): Found {
  const registers = locate(pair, 'registers', { segment: scan(pair, 'registers'), exhaustive });
  const flow = locate(pair, 'flow', { segment: scan(pair, 'flow'), exhaustive: false });
  if (registers === 'unlikeStart' || flow === 'unlikeStart') throw new Error('harts start alike on a board');
  return { startsAlike: false, ...registers, parting: flow.divergence };
}

/** An input that is not in both makes a difference no later than it comes. */
function withInput(pair: Pair, recorded: Segment | undefined): Segment | undefined {
  const input = firstInputDifference(pair);
  if (input === undefined) return recorded;
  const step = Math.min(input.a?.step ?? Number.POSITIVE_INFINITY, input.b?.step ?? Number.POSITIVE_INFINITY);
  return recorded !== undefined && recorded.to <= step ? recorded : segmentUpTo(step, input, recorded);
}

interface Where {
  readonly segment: Segment | undefined;
  readonly exhaustive: boolean;
}

type Located = Pick<Bisection, 'divergence' | 'unreproducible'>;

const NOTHING: Located = { divergence: null, unreproducible: null };

/** The first difference in an aspect. `unlikeStart`: the machines are not equal at reset. */
function locate(pair: Pair, aspect: Aspect, { segment: recorded, exhaustive }: Where): Located | 'unlikeStart' {
  let segment = recorded;
  try {
    const end = recorded?.to ?? Math.min(pair.a.endStep, pair.b.endStep);
    if (exhaustive) segment = findUnseen(pair, end, aspect) ?? recorded;
    while (segment !== undefined) {
      const found = locateIn(pair, aspect, segment);
      if (found !== undefined) return found;
      // Facts differed, but nothing that is compared.
      segment = segment.to < Math.min(pair.a.endStep, pair.b.endStep) ? scan(pair, aspect, segment.to) : undefined;
    }
    return NOTHING;
  } catch (error) {
    if (!(error instanceof UnreproducibleError)) throw error;
    const { from, to, seen } = segment ?? { from: 0, to: error.step, seen: null };
    const side = error.side === pair.a ? 'a' : 'b';
    return { divergence: null, unreproducible: { side, message: error.message, from, to, seen } };
  }
}

/** Runs a segment on both sides. Undefined when nothing differs there. */
function locateIn(pair: Pair, aspect: Aspect, segment: Segment): Located | 'unlikeStart' | undefined {
  const { to, seen } = segment;
  let { from } = segment;
  while (from > 0 && !isEqualAt(pair, from, aspect)) from = Math.max(0, from - CHECKPOINT_STEPS);
  if (from === 0 && !startsAlike(pair, aspect)) return 'unlikeStart';
  for (const side of [pair.a, pair.b]) side.checkFacts(from, to);
  const step = isEqualAt(pair, from, aspect) ? findDifference(pair, from, to, aspect) : 0;
  const describeAt = (at: number) => ({ ...NOTHING, divergence: describeDivergence(pair, at, { aspect, seen }) });
  if (step !== undefined) return describeAt(step - 1);
  // A fact differs though nothing in the machine does: a device is another one.
  return aspect === 'states' && seen !== null && seen.kind !== 'input' ? describeAt(to - 1) : undefined;
}

function startsAlike({ a, b, comparable }: Pair, aspect: Aspect): boolean {
  const [one, other] = [a, b].map(({ machine }) => machine.digestsOf(machine.initialState));
  return isEqual(one!, other!, comparable, aspect);
}

/** Runs both from the start, and compares what they overwrite. */
function findUnseen({ a, b, comparable }: Pair, end: number, aspect: Aspect): Segment | undefined {
  for (const side of [a, b]) side.seek(0);
  for (let from = 0; from < end; ) {
    const to = Math.min(end, from + WINDOW_STEPS);
    const isSame = isSameTrail(a.trailTo(to), b.trailTo(to), aspect);
    const [one, other] = [a, b].map(({ machine, timeline }) => machine.digestsOf(timeline.state));
    if (!isSame || !isEqual(one!, other!, comparable, aspect)) return { from, to, seen: { kind: 'trail', from, to } };
    from = to;
  }
  return undefined;
}

function contentsOf({ log, build = presentBuild }: SideSetup) {
  return build.setUpBoard(log.header.board, requestIn(log)).contents;
}

/** The last exit up to which both have the same ones at the same steps. */
function lastExitBefore({ a, b }: Pair, step: number): Bisection['lastExit'] {
  const others = exitsBefore(b, step);
  let number = 0;
  let last: ExitFact | undefined;
  for (const exit of exitsBefore(a, step)) {
    const { value: other } = others.next();
    if (other?.step !== exit.step || other.reason !== exit.reason || other.hart !== exit.hart) break;
    [last, number] = [exit, number + 1];
  }
  return last === undefined ? null : { number: number - 1, exit: last };
}

function* exitsBefore(side: Side, step: number): Generator<ExitFact, undefined> {
  for (const event of side.events()) {
    if (event.step >= step) break;
    if (event.kind === 'exit') yield event;
  }
  return undefined;
}
