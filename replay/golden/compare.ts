/** Holds a run against a recorded one by what they did. Proportional to the recordings; keeps nothing of them. */
import { formatJson } from '../cli/format.ts';
import { formatDigest } from '../engine/digest.ts';
import { type Comparable, comparableOf, describe } from '../engine/verify.ts';
import type { LogReader } from '../log/reader.ts';
import type { ExitFact, LogEvent, LogHeader } from '../log/types.ts';

/**
 * What must be the same. `trace`: the way that control went, VM exits with every register, what was printed, at the same steps.
 * `exits`: VM exits in their order, by reason and by what they are called, and what was printed. `console`: what was printed.
 * And how the run ended, in each.
 */
export const comparisonLevels = ['trace', 'exits', 'console'] as const;
export type ComparisonLevel = (typeof comparisonLevels)[number];

export interface FactDifference {
  /** Of the recorded run, or of the other one where that has no more. */
  readonly step: number;
  /** What differs: the kind of fact. */
  readonly what: string;
  readonly recorded: string;
  readonly came: string;
}

export interface ComparedRuns {
  /** The first, at the level asked for. */
  readonly difference: FactDifference | undefined;
  /** Whatever the level: what was printed. */
  readonly isConsoleEqual: boolean;
  /** Whatever the level: why it ended and what the guest reported. */
  readonly isEndEqual: boolean;
}

export interface ComparisonOptions {
  readonly level: ComparisonLevel;
  /** Another guest was loaded, and who loads it tells of that: compare from where a guest is first entered. */
  readonly isGuestFresh?: boolean;
}

const NOTHING = 'nothing up to the end';

/** Both must have an end. Throws `LogError` for what can't be read. */
export function compareRuns(
  recorded: LogReader,
  came: LogReader,
  { level, isGuestFresh = false }: ComparisonOptions,
): ComparedRuns {
  const isMemoryAlike = startAlike(recorded.header, came.header);
  const eventsOf = (log: LogReader) => (isGuestFresh && !isMemoryAlike ? fromFirstEntry(log.events()) : log.events());
  const first = (tell: (events: Iterable<LogEvent>) => Iterable<Told>) =>
    firstDifference(tell(eventsOf(recorded)), tell(eventsOf(came)));
  const comparable = comparableOf(recorded.header.components, came.header.components);
  const console = firstConsoleDifference(recorded, came, eventsOf);
  const end = first(endOf);
  const found = {
    trace: () => [first((events) => traceOf(events, comparable, isMemoryAlike))],
    exits: () => [first(exitsOf), console, end],
    console: () => [console, end],
  }[level]();
  const [difference] = found.filter((each) => each !== undefined).sort((a, b) => a.step - b.step);
  return { difference, isConsoleEqual: console === undefined, isEndEqual: end === undefined };
}

/** Do they say the same, however it is cut into chunks? That depends on what the one who recorded did, not on the machine. */
export function sayTheSame(a: LogReader, b: LogReader): boolean {
  const outline = ({ header, keyframes }: LogReader) => formatJson({ header, keyframes: keyframes.steps });
  return outline(a) === outline(b) && firstDifference(wholeOf(a.events()), wholeOf(b.events())) === undefined;
}

function* wholeOf(events: Iterable<LogEvent>): Generator<Told> {
  for (const event of events) {
    const digests = event.kind === 'checkpoint' ? formatJson({ now: event.now, flow: event.flow, ...event.digests }) : '';
    yield { step: event.step, what: event.kind, text: describe(event) + digests };
  }
}

/** Do machines of these begin with the same memory? */
function startAlike(a: LogHeader, b: LogHeader): boolean {
  const imagesOf = ({ images }: LogHeader) => images.map(({ role, sha256 }) => `${role} ${sha256}`).join('\n');
  return a.append === b.append && imagesOf(a) === imagesOf(b);
}

/** A fact in the words that are compared. */
interface Told {
  readonly step: number;
  readonly what: string;
  readonly text: string;
}

function* fromFirstEntry(events: Iterable<LogEvent>): Generator<LogEvent> {
  let isEntered = false;
  for (const event of events) {
    isEntered ||= event.kind === 'entry';
    if (isEntered || event.kind === 'end') yield event;
  }
}

/** Everything but what of memory differs because images do (digests of it, and what disks gave), and what has another meaning by now. */
function* traceOf(events: Iterable<LogEvent>, { components, flow }: Comparable, isMemoryAlike: boolean): Generator<Told> {
  for (const event of events) {
    const { kind, step } = event;
    if (kind === 'input' || kind === 'idle' || (kind === 'dma' && !isMemoryAlike)) continue;
    if (kind === 'checkpoint') {
      const names = isMemoryAlike ? components : [];
      const digests = [
        ...names.map((name) => [name, event.digests[name] ?? 0n] as const),
        ...(flow ? [['flow', event.flow] as const] : []),
      ];
      for (const [name, digest] of digests) yield { step, what: name, text: `step ${step}: digest ${formatDigest(digest)}` };
    } else if (kind === 'end') yield { step, what: kind, text: `step ${step}, at ${event.now} ns: ${endText(event)}` };
    else if (kind === 'exit' && !flow) yield { step, what: kind, text: describe({ ...event, digest: 0n }) };
    else yield { step, what: kind, text: describe(event) };
  }
}

function* exitsOf(events: Iterable<LogEvent>): Generator<Told> {
  for (const event of events) if (event.kind === 'exit') yield { step: event.step, what: 'exit', text: exitText(event) };
}

/** Numbers are places and contents, which move when a program is built anew; words say what was asked for. */
function exitText({ hart, reason, details }: ExitFact): string {
  const words = Object.entries(details).filter(([, value]) => typeof value === 'string');
  return [`hart ${hart}: ${reason}`, ...words.map(([name, value]) => `${name}=${String(value)}`)].join(' ');
}

function* endOf(events: Iterable<LogEvent>): Generator<Told> {
  for (const event of events) if (event.kind === 'end') yield { step: event.step, what: 'end', text: endText(event) };
}

const endText = ({ reason, status }: { readonly reason: string; readonly status: number | null }): string =>
  status === null ? reason : `${reason}, status ${status}`;

function firstDifference(recorded: Iterable<Told>, came: Iterable<Told>): FactDifference | undefined {
  const [before, now] = [recorded[Symbol.iterator](), came[Symbol.iterator]()];
  for (;;) {
    const [one, other] = [before.next().value as Told | undefined, now.next().value as Told | undefined];
    if (one === undefined && other === undefined) return undefined;
    if (one?.text !== other?.text)
      return {
        step: Math.min(one?.step ?? Number.POSITIVE_INFINITY, other?.step ?? Number.POSITIVE_INFINITY),
        what: (one ?? other)!.what,
        recorded: one?.text ?? NOTHING,
        came: other?.text ?? NOTHING,
      };
  }
}

/** More of a line than this is cut. */
const LINE_MAX = 120;
const NEWLINE = 10;

/** What each device printed, however it was cut into pieces. The difference shows the line. */
function firstConsoleDifference(
  recorded: LogReader,
  came: LogReader,
  eventsOf: (log: LogReader) => Iterable<LogEvent>,
): FactDifference | undefined {
  const devices = new Set<number>();
  for (const log of [recorded, came]) for (const event of eventsOf(log)) if (event.kind === 'output') devices.add(event.device);
  const found = [...devices].map((device) =>
    firstByteDifference(bytesOf(eventsOf(recorded), device), bytesOf(eventsOf(came), device)),
  );
  return found.filter((each) => each !== undefined).sort((a, b) => a.step - b.step)[0];
}

interface PrintedByte {
  readonly step: number;
  readonly byte: number;
}

function* bytesOf(events: Iterable<LogEvent>, device: number): Generator<PrintedByte, undefined> {
  for (const event of events)
    if (event.kind === 'output' && event.device === device) for (const byte of event.bytes) yield { step: event.step, byte };
  return undefined;
}

type PrintedBytes = Generator<PrintedByte, undefined>;

function firstByteDifference(recorded: PrintedBytes, came: PrintedBytes): FactDifference | undefined {
  let line: number[] = [];
  for (;;) {
    const [one, other] = [recorded.next().value, came.next().value];
    if (one === undefined && other === undefined) return undefined;
    if (one?.byte !== other?.byte)
      return {
        step: Math.min(one?.step ?? Number.POSITIVE_INFINITY, other?.step ?? Number.POSITIVE_INFINITY),
        what: 'console',
        recorded: lineText(line, one, recorded),
        came: lineText(line, other, came),
      };
    if (one!.byte === NEWLINE) line = [];
    else if (line.length < LINE_MAX) line.push(one!.byte);
  }
}

/** The line that begins with `start` and goes on with `next` and what comes after it. */
function lineText(start: readonly number[], next: PrintedByte | undefined, rest: PrintedBytes): string {
  if (start.length === 0 && next === undefined) return NOTHING;
  const line = [...start];
  for (let each = next; each !== undefined && each.byte !== NEWLINE && line.length < LINE_MAX; each = rest.next().value)
    line.push(each.byte);
  return JSON.stringify(String.fromCharCode(...line));
}
