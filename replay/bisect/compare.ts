/** What is different about two recordings, as far as they say themselves: nothing is run. */
import { describe } from '../engine/verify.ts';
import type { LogReader } from '../log/reader.ts';
import type { EndFact, LogEvent } from '../log/types.ts';
import { differingRanges } from './difference.ts';
import { type HeaderDifference, headerDifferences } from './headers.ts';
import { inputsOf, isFact, isSameInput, type TimedInput } from './scan.ts';

export interface Comparison {
  readonly headers: readonly HeaderDifference[];
  /** Of roles that both have. */
  readonly images: readonly ImageDifference[];
  readonly inputs: InputComparison | null;
  /** The first thing that happened in one and not in the other, checkpoints apart. */
  readonly fact: Pairs<LogEvent> | null;
  /** Of each kind and each reason for a VM exit, where the numbers are not the same: `output`, `exit npf`. */
  readonly counts: readonly CountDifference[];
  /** By component, in the order of the steps: the first checkpoint in which its digests differ. */
  readonly checkpoints: readonly { readonly component: string; readonly step: number }[];
  readonly end: Pairs<EndFact> | null;
}

/** null: the other has no such thing. */
export interface Pairs<T> {
  readonly a: T | null;
  readonly b: T | null;
}

export interface ImageDifference {
  readonly role: string;
  /** Bytes of the shorter one that the other has otherwise. */
  readonly bytesThatDiffer: number;
  /** The first of them; null when one image is the beginning of the other. */
  readonly firstOffset: number | null;
}

export interface InputComparison {
  readonly first: Pairs<TimedInput>;
  /** How many inputs each has. */
  readonly counts: readonly [number, number];
}

export interface CountDifference {
  readonly what: string;
  readonly a: number;
  readonly b: number;
}

/** Throws `LogError` when an image or a chunk can't be read. */
export function compareRecordings(a: LogReader, b: LogReader): Comparison {
  const { checkpoints, ...happened } = compareFacts(a, b);
  return {
    headers: headerDifferences(a.header, b.header),
    images: imageDifferences(a, b),
    inputs: compareInputs(a, b),
    ...happened,
    checkpoints,
    end: compareEnds(a.end, b.end),
  };
}

export const isNoDifference = ({ headers, images, inputs, fact, counts, checkpoints, end }: Comparison): boolean =>
  headers.length + images.length + counts.length + checkpoints.length === 0 && inputs === null && fact === null && end === null;

function imageDifferences(a: LogReader, b: LogReader): readonly ImageDifference[] {
  return a.header.images.flatMap(({ role, sha256 }, index) => {
    const other = b.header.images.findIndex((image) => image.role === role);
    if (other < 0 || b.header.images[other]!.sha256 === sha256) return [];
    const [one, two] = [a.readImage(index), b.readImage(other)];
    const size = Math.min(one.length, two.length);
    let [bytesThatDiffer, firstOffset]: [number, number | null] = [0, null];
    for (const [from, to] of differingRanges(one.subarray(0, size), two.subarray(0, size))) {
      firstOffset ??= from;
      bytesThatDiffer += to - from;
    }
    return [{ role, bytesThatDiffer, firstOffset }];
  });
}

function compareInputs(a: LogReader, b: LogReader): InputComparison | null {
  const [one, other] = [inputsOf(a), inputsOf(b)];
  const counts: [number, number] = [0, 0];
  let first: Pairs<TimedInput> | undefined;
  for (;;) {
    const [before, now] = [one.next().value, other.next().value];
    if (before === undefined && now === undefined) break;
    if (before !== undefined) counts[0] += 1;
    if (now !== undefined) counts[1] += 1;
    if (before === undefined || now === undefined || !isSameInput(before, now)) first ??= { a: before ?? null, b: now ?? null };
  }
  return first === undefined ? null : { first, counts };
}

function compareFacts(a: LogReader, b: LogReader): Pick<Comparison, 'fact' | 'counts' | 'checkpoints'> {
  const tallies = [new Map<string, number>(), new Map<string, number>()] as const;
  const [one, other] = [happenings(a, tallies[0]), happenings(b, tallies[1])];
  let fact: Pairs<LogEvent> | null = null;
  for (;;) {
    const [before, now] = [one.next().value, other.next().value];
    if (before === undefined && now === undefined) break;
    // Both to their ends, for the sake of the counts.
    if (fact === null && !(before !== undefined && now !== undefined && describe(before) === describe(now)))
      fact = { a: before ?? null, b: now ?? null };
  }
  const names = new Set([...tallies[0].keys(), ...tallies[1].keys()]);
  const counts = [...names].flatMap((what): CountDifference[] => {
    const [before, now] = [tallies[0].get(what) ?? 0, tallies[1].get(what) ?? 0];
    return before === now ? [] : [{ what, a: before, b: now }];
  });
  return { fact, counts, checkpoints: compareCheckpoints(a, b) };
}

/** What happened but for checkpoints, counted on the way. */
function* happenings(log: LogReader, tally: Map<string, number>): Generator<LogEvent, undefined> {
  for (const event of log.events()) {
    if (!isFact(event) || event.kind === 'checkpoint') continue;
    const what = event.kind === 'exit' || event.kind === 'entry' ? `${event.kind} ${event.reason}` : event.kind;
    tally.set(what, (tally.get(what) ?? 0) + 1);
    yield event;
  }
  return undefined;
}

function compareCheckpoints(a: LogReader, b: LogReader): Comparison['checkpoints'] {
  const first = new Map<string, number>();
  const other = b.checkpoints();
  for (const before of a.checkpoints()) {
    const now = other.next().value;
    if (now === undefined || now.step !== before.step) break;
    const { step } = before;
    const note = (component: string, isSame: boolean) => {
      if (!isSame && !first.has(component)) first.set(component, step);
    };
    for (const [component, digest] of Object.entries(before.digests)) note(component, digest === now.digests[component]);
    note('control flow', before.flow === now.flow);
  }
  return [...first].map(([component, step]) => ({ component, step }));
}

function compareEnds(a: EndFact | null, b: EndFact | null): Pairs<EndFact> | null {
  if (a === null && b === null) return null;
  return a !== null && b !== null && describe(a) === describe(b) ? null : { a, b };
}
