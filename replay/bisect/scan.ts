/** Finds the stretch in which two runs first differ, from what is recorded of them: nothing needs to run. */
import { CHECKPOINT_STEPS } from '#core/machine/state.ts';
import { type Comparable, describe } from '../engine/verify.ts';
import type { LogReader } from '../log/reader.ts';
import type { CheckpointFact, InputEvent, LogEvent } from '../log/types.ts';
import type { Side } from './side.ts';

/** What is compared: the whole machine, the harts' registers only, or which way they went. */
export type Aspect = 'states' | 'registers' | 'flow';

/** What gave a difference away. */
export type Sighting =
  | { readonly kind: 'checkpoint'; readonly step: number; readonly components: readonly string[] }
  /** null: it did not come. */
  | { readonly kind: 'fact'; readonly a: LogEvent | null; readonly b: LogEvent | null }
  | { readonly kind: 'input'; readonly a: TimedInput | null; readonly b: TimedInput | null }
  /** The last states differ. */
  | { readonly kind: 'end'; readonly step: number }
  /** Something was overwritten between two steps that was not the same. */
  | { readonly kind: 'trail'; readonly from: number; readonly to: number };

export interface TimedInput extends InputEvent {
  /** Virtual time, ns. */
  readonly now: number;
}

/** The runs are equal at step `from`, as far as is known, and differ at step `to`, if that is certain. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  /** null: it has to be looked. */
  readonly seen: Sighting | null;
}

/** The stretch of the first difference in an aspect from step `since` on; undefined when the recordings say that there is none. */
export function scan({ a, b, comparable }: Recordings, aspect: Aspect, since = 0): Segment | undefined {
  const end = Math.min(a.endStep, b.endStep);
  const [before, now] = [a, b].map((side) => factsOf(side.events(since), since, aspect)) as [Facts, Facts];
  let from = since;
  for (;;) {
    const [one, other] = [before.next().value, now.next().value];
    if (one === undefined && other === undefined) break;
    const step = Math.min(one?.step ?? end, other?.step ?? end);
    if (step >= end && a.endStep !== b.endStep) break; // one of them goes on
    if (one?.kind === 'checkpoint' && other?.kind === 'checkpoint' && one.step === other.step) {
      const components = differingComponents(one, other, aspect, comparable);
      if (components.length > 0) return { from, to: step, seen: { kind: 'checkpoint', step, components } };
      from = step;
    } else if (!isSameFact(one, other, aspect))
      return { from, to: Math.min(step + 1, end), seen: { kind: 'fact', a: one ?? null, b: other ?? null } };
  }
  return scanEnds(a, b, { aspect, comparable, from, end });
}

type Facts = Generator<LogEvent, undefined>;

export interface Recordings {
  readonly a: Side;
  readonly b: Side;
  readonly comparable: Comparable;
}

interface Ends {
  readonly aspect: Aspect;
  readonly comparable: Comparable;
  readonly from: number;
  readonly end: number;
}

/** After the last checkpoint, digests of the whole machine say whether it is equal at the end; else it must be looked. */
function scanEnds(a: Side, b: Side, { aspect, comparable, from, end }: Ends): Segment | undefined {
  const [one, other] = [endOf(a), endOf(b)];
  const areAllComparable = [a, b].every(({ versions }) => Object.keys(versions).length === comparable.components.length);
  if (one === undefined || other === undefined || one.step !== other.step || !areAllComparable)
    return { from, to: end, seen: null };
  if (one.digest === other.digest) return undefined;
  return { from, to: end, seen: aspect === 'states' ? { kind: 'end', step: end } : null };
}

function endOf(side: Side) {
  if (side.isRecorded) return side.log.end ?? undefined;
  const events = [...side.events()];
  const last = events.at(-1);
  return last?.kind === 'end' ? last : undefined;
}

/** Something that the machine did, and a machine that does it again tells alike. */
export const isFact = ({ kind }: LogEvent): boolean => kind !== 'input' && kind !== 'idle' && kind !== 'end';

function* factsOf(events: Iterable<LogEvent>, since: number, aspect: Aspect): Facts {
  for (const event of events)
    if (isFact(event) && event.step >= since && (aspect !== 'flow' || tellsOfControl(event))) yield event;
  return undefined;
}

function differingComponents(
  a: CheckpointFact,
  b: CheckpointFact,
  aspect: Aspect,
  { components, flow }: Comparable,
): readonly string[] {
  const isFlowOther = flow && a.flow !== b.flow;
  if (aspect === 'flow') return isFlowOther ? ['flow'] : [];
  const compared = aspect === 'states' ? components : components.filter((name) => /^hart\d+$/.test(name));
  return compared.filter((name) => a.digests[name] !== b.digests[name]);
}

/**
 * With other images, digests of registers and of what a device wrote differ without saying much. Of control, facts say where
 * guests were left and entered and interrupts taken.
 */
function isSameFact(a: LogEvent | undefined, b: LogEvent | undefined, aspect: Aspect): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (aspect === 'states') return describe(a) === describe(b);
  if (a.kind !== b.kind || a.step !== b.step) return false;
  if (aspect === 'registers') return a.kind !== 'exit' || b.kind !== 'exit' || a.digest === b.digest;
  return controlOf(a) === controlOf(b);
}

const tellsOfControl = ({ kind }: LogEvent): boolean =>
  kind === 'checkpoint' || kind === 'interrupt' || kind === 'exit' || kind === 'entry' || kind === 'power';

const controlOf = (fact: LogEvent): string =>
  fact.kind === 'exit' || fact.kind === 'entry' ? `${fact.hart} ${fact.reason}` : describe(fact);

/** The first input that only one run has, or that came at another moment. */
export function firstInputDifference({ a, b }: Recordings): (Sighting & { readonly kind: 'input' }) | undefined {
  const end = Math.min(a.endStep, b.endStep);
  const [before, now] = [inputsOf(a.log), inputsOf(b.log)];
  for (;;) {
    const [one, other] = [before.next().value, now.next().value];
    if (one === undefined && other === undefined) return undefined;
    if (one !== undefined && other !== undefined && isSameInput(one, other)) continue;
    const step = Math.min(one?.step ?? end, other?.step ?? end);
    // One of them ended before.
    if (step >= end && a.endStep !== b.endStep) return undefined;
    return { kind: 'input', a: one ?? null, b: other ?? null };
  }
}

/** In order, each with its time. */
export function* inputsOf(log: LogReader): Generator<TimedInput, undefined> {
  let now = 0;
  for (const event of log.events()) {
    if (event.kind === 'idle') now = event.now;
    if (event.kind === 'input') yield { ...event, now };
  }
  return undefined;
}

export const isSameInput = (a: TimedInput, b: TimedInput): boolean =>
  a.step === b.step && a.now === b.now && a.device === b.device && Buffer.compare(a.bytes, b.bytes) === 0;

/** The segment that ends at a step that comes before what the scan found. */
export function segmentUpTo(to: number, seen: Sighting, before: Segment | undefined): Segment {
  const boundary = Math.max(0, Math.ceil(to / CHECKPOINT_STEPS) - 1) * CHECKPOINT_STEPS;
  return { from: Math.min(boundary, before?.from ?? boundary), to, seen };
}
