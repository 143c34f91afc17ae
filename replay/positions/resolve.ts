/** Finds the moment that a position names in a recording. */
import type { Hit } from '#core/machine/stops.ts';
import type { LogReader } from '../log/reader.ts';
import type { ExitFact, OutputFact, Scalar } from '../log/types.ts';
import type { Phase, Timeline, Wanted } from '../timeline/timeline.ts';
import { type Anchor, type Position, PositionError, type Which } from './position.ts';

/** What `Timeline.seek` takes. */
export interface Moment {
  readonly step: number;
  readonly phase: Phase;
}

export interface ResolveOptions {
  /** Value of a symbol of the recording's guest. */
  readonly addressOf?: (symbol: string) => bigint | undefined;
}

/** Throws `PositionError` for a moment that there is not. Leaves the timeline anywhere. */
export function resolvePosition(timeline: Timeline, position: Position, options: ResolveOptions = {}): Moment {
  const { anchor, offset } = position;
  if ('which' in anchor && 'every' in anchor.which)
    throw new PositionError(`%${anchor.which.every} names many positions; here one is meant: #1, #2 …`);
  const [moment] = momentsOf(timeline, anchor, options);
  if (moment === undefined) throw new PositionError(`the recording has no such moment: ${whatThereIs(timeline, anchor)}`);
  return withOffset(timeline, moment, offset);
}

/** All that a position names: one, or with `%N` as many as there are. */
export function* resolvePositions(timeline: Timeline, position: Position, options: ResolveOptions = {}): Generator<Moment> {
  for (const moment of momentsOf(timeline, position.anchor, options)) yield withOffset(timeline, moment, position.offset);
}

function withOffset(timeline: Timeline, { step, phase }: Moment, offset: number): Moment {
  const at = step + offset;
  if (at < 0 || at > timeline.endStep)
    throw new PositionError(`step ${at} is not recorded: the recording has steps 0 to ${timeline.endStep}`);
  return offset === 0 ? { step, phase } : { step: at, phase: 'settled' };
}

const settled = (step: number): Moment => ({ step, phase: 'settled' });
const arrived = (step: number): Moment => ({ step, phase: 'arrived' });

function* momentsOf(timeline: Timeline, anchor: Anchor, { addressOf }: ResolveOptions): Generator<Moment> {
  const { log } = timeline;
  switch (anchor.kind) {
    case 'start':
      yield settled(0);
      return;
    case 'end':
      yield settled(timeline.endStep);
      return;
    case 'step':
      yield settled(anchor.step);
      return;
    case 'exit': {
      const exit = log.exitAt(anchor.number);
      if (exit !== undefined) yield arrived(exit.step + 1);
      return;
    }
    case 'exitLike':
      yield* chosen(exitsLike(log, anchor.details), anchor.which);
      return;
    case 'trap':
      yield* chosen(trapsOf(timeline, anchor), anchor.which);
      return;
    case 'pc': {
      const { place } = anchor;
      const address = typeof place === 'bigint' ? place : addressOf?.(place);
      if (address === undefined)
        throw new PositionError(`no symbol '${String(place)}' is known; name its file with --symbols, or write an address`);
      yield* chosen(arrivalsAt(timeline, address), anchor.which);
      return;
    }
    case 'time': {
      const step = firstStepAt(timeline, anchor.ns);
      if (step !== undefined) yield settled(step);
      return;
    }
    case 'console':
      yield* chosen(printings(log, anchor.text), anchor.which);
      return;
  }
}

function* chosen(all: Iterable<Moment>, which: Which): Generator<Moment> {
  const spacing = 'nth' in which ? which.nth : which.every;
  let count = 0;
  for (const moment of all) {
    count += 1;
    if (count % spacing !== 0) continue;
    yield moment;
    if ('nth' in which) return;
  }
}

function* exitsLike(log: LogReader, details: Readonly<Record<string, string>>): Generator<Moment> {
  for (const event of log.events()) if (event.kind === 'exit' && isLike(event, details)) yield arrived(event.step + 1);
}

function isLike(exit: ExitFact, details: Readonly<Record<string, string>>): boolean {
  const own: Readonly<Record<string, Scalar>> = { ...exit.details, reason: exit.reason, hart: exit.hart };
  return Object.entries(details).every(([name, wanted]) => name in own && isEqual(own[name]!, wanted));
}

function isEqual(value: Scalar, wanted: string): boolean {
  if (typeof value !== 'number' && typeof value !== 'bigint') return String(value) === wanted;
  return /^-?(0x[0-9a-f]+|\d+)$/i.test(wanted) && BigInt(value) === numberOf(wanted);
}

const numberOf = (text: string) => (text.startsWith('-') ? -BigInt(text.slice(1)) : BigInt(text));

/** Runs from the start, and pauses at each hit. */
function* hitsOf(timeline: Timeline, wanted: Wanted): Generator<Hit> {
  let next = 0;
  for (;;) {
    timeline.seek(next);
    const hit = timeline.run(wanted, timeline.endStep, true);
    if (hit === undefined) return;
    yield hit;
    // A breakpoint's instruction is behind its step; who used the timeline meanwhile may have moved it.
    next = hit.step + 1;
    if (next > timeline.endStep) return;
  }
}

function* trapsOf(timeline: Timeline, { isInterrupt, cause }: Anchor & { kind: 'trap' }): Generator<Moment> {
  for (const hit of hitsOf(timeline, { traps: true })) {
    if (hit.kind !== 'trap') continue;
    if (isInterrupt !== null && hit.isInterrupt !== isInterrupt) continue;
    if (cause === null || hit.cause === cause) yield arrived(hit.step + 1);
  }
}

function* arrivalsAt(timeline: Timeline, address: bigint): Generator<Moment> {
  for (const hit of hitsOf(timeline, { breakpoints: [address] })) yield settled(hit.step);
}

/** Time grows with steps, so halves do. */
function firstStepAt(timeline: Timeline, ns: number): number | undefined {
  const timeAt = (step: number) => {
    timeline.seek(step);
    return timeline.now;
  };
  let [low, high] = [0, timeline.endStep];
  if (timeAt(high) < ns) return undefined;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (timeAt(middle) >= ns) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Where a text ends in what one device sent. */
function* printings(log: LogReader, text: string): Generator<Moment> {
  const outputs = [...log.events()].filter((event): event is OutputFact => event.kind === 'output');
  const steps: number[] = [];
  for (const device of new Set(outputs.map((output) => output.device))) {
    const own = outputs.filter((output) => output.device === device);
    const ends = own.flatMap(({ bytes, step }) => Array.from(bytes, () => step));
    const all = Buffer.concat(own.map(({ bytes }) => bytes));
    const wanted = Buffer.from(text);
    for (let at = all.indexOf(wanted); at >= 0; at = all.indexOf(wanted, at + 1)) steps.push(ends[at + wanted.length - 1]!);
  }
  // Sent during the step; what a device sends by itself, before it.
  for (const step of steps.sort((a, b) => a - b)) yield arrived(Math.min(step + 1, log.end?.step ?? log.lastStep));
}

function whatThereIs(timeline: Timeline, anchor: Anchor): string {
  const { log } = timeline;
  switch (anchor.kind) {
    case 'exit':
    case 'exitLike': {
      const reasons = new Map<string, number>();
      for (const event of log.events())
        if (event.kind === 'exit') reasons.set(event.reason, (reasons.get(event.reason) ?? 0) + 1);
      const count = log.exitCount();
      if (count === 0) return 'it has no VM exits';
      const list = [...reasons].map(([reason, each]) => `${each} ${reason}`).join(', ');
      return `it has VM exits 0 to ${count - 1} (${list})`;
    }
    case 'time':
      timeline.seek(timeline.endStep);
      return `it ends at ${timeline.now} ns`;
    case 'trap':
      return 'not so many traps of this kind were taken';
    case 'pc':
      return 'not so many instructions at this address were executed';
    case 'console':
      return 'the guest did not print this so often';
    default:
      return `it has steps 0 to ${timeline.endStep}`;
  }
}
