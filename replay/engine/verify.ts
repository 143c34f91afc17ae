/** Holds what a replay does against what was recorded, fact by fact. */
import { isDeepStrictEqual } from 'node:util';
import type { MachineEffect } from '#core/machine/state.ts';
import { hashBytes } from '#core/memory/hash.ts';
import { canonicalEvents } from '../log/canonical.ts';
import { isEqual } from '../log/hash.ts';
import type { CheckpointFact, Fact, LogEvent } from '../log/types.ts';
import { formatDigest } from './digest.ts';
import { factOf } from './facts.ts';

/** Of bytes in a message. */
const SHOWN_BYTES = 80;

/** The first thing that went otherwise than recorded. */
export interface Mismatch {
  readonly step: number;
  /** A component of a checkpoint, or the kind of fact. */
  readonly component: string;
  readonly recorded: string;
  readonly came: string;
}

/** Whose digests can be compared: those whose meaning is the same in the recording and here. */
export interface Comparable {
  readonly components: readonly string[];
  readonly flow: boolean;
}

export function comparableOf(recorded: Readonly<Record<string, string>>, present: Readonly<Record<string, string>>): Comparable {
  const components = Object.keys(recorded).filter((name) => recorded[name] === present[name]);
  const harts = Object.keys(recorded).filter((name) => /^hart\d+$/.test(name));
  return { components, flow: harts.every((name) => components.includes(name)) };
}

export class Verifier {
  readonly #recorded: Iterator<LogEvent>;
  readonly #comparable: Comparable;
  readonly #isWhole: boolean;
  /** The fact to come next, once it was looked for. */
  #next: { readonly fact: LogEvent | undefined } | undefined;
  #mismatch: Mismatch | undefined;
  #checkpoints = 0;
  #facts = 0;

  /**
   * `recorded`: the facts of a log in order; inputs, idles and the end may be among them. `isWhole`: there were no more than
   * these; else the recording was cut short, and what comes after them can't be checked.
   */
  constructor(recorded: Iterator<LogEvent>, comparable: Comparable, isWhole: boolean) {
    this.#recorded = recorded;
    this.#comparable = comparable;
    this.#isWhole = isWhole;
  }

  get mismatch(): Mismatch | undefined {
    return this.#mismatch;
  }

  get checkpointCount(): number {
    return this.#checkpoints;
  }

  get factCount(): number {
    return this.#facts;
  }

  /** Is there a recorded fact that has not come yet? */
  get hasMore(): boolean {
    this.#next ??= { fact: this.#findFact() };
    return this.#next.fact !== undefined;
  }

  check(effect: MachineEffect): void {
    const fact = factOf(effect);
    if (fact === undefined) return;
    for (const came of canonicalEvents(fact)) if (this.#mismatch === undefined) this.#checkFact(came as Fact);
  }

  /** To be called at the end: is there a fact that was recorded and never came? */
  finish(step: number): void {
    if (this.#mismatch !== undefined) return;
    const recorded = this.#nextFact();
    if (recorded !== undefined) this.#differ(step, recorded.kind, describe(recorded), 'nothing up to the end');
  }

  #nextFact(): LogEvent | undefined {
    const { fact } = this.#next ?? { fact: this.#findFact() };
    this.#next = undefined;
    return fact;
  }

  #findFact(): LogEvent | undefined {
    for (;;) {
      const { value, done } = this.#recorded.next();
      if (done === true) return undefined;
      const event = value as LogEvent;
      if (event.kind !== 'input' && event.kind !== 'idle' && event.kind !== 'end') return event;
    }
  }

  #checkFact(came: Fact): void {
    if (!this.#isWhole && !this.hasMore) return;
    this.#facts += 1;
    const recorded = this.#nextFact();
    if (recorded === undefined) return this.#differ(came.step, came.kind, 'nothing more', describe(came));
    if (recorded.kind !== came.kind || recorded.step !== came.step)
      return this.#differ(Math.min(recorded.step, came.step), came.kind, describe(recorded), describe(came));
    if (recorded.kind === 'checkpoint') this.#checkDigests(recorded, came as CheckpointFact);
    else if (!areEqual(recorded, came)) this.#differ(came.step, came.kind, describe(recorded), describe(came));
  }

  #checkDigests(recorded: CheckpointFact, came: CheckpointFact): void {
    if (recorded.now !== came.now) return this.#differ(came.step, 'time', `${recorded.now} ns`, `${came.now} ns`);
    for (const name of this.#comparable.components) {
      const [before, now] = [recorded.digests[name], came.digests[name]];
      if (before !== now) return this.#differ(came.step, name, digestText(before), digestText(now));
    }
    if (this.#comparable.flow && recorded.flow !== came.flow)
      return this.#differ(came.step, 'flow', formatDigest(recorded.flow), formatDigest(came.flow));
    this.#checkpoints += 1;
  }

  #differ(step: number, component: string, recorded: string, came: string): void {
    this.#mismatch = { step, component, recorded, came };
  }
}

const digestText = (digest: bigint | undefined) => (digest === undefined ? 'no digest' : formatDigest(digest));

/** What two facts are compared by is their lines; nearly all are told to be equal without, and most are output. */
const areEqual = (a: LogEvent, b: LogEvent): boolean =>
  (a.kind === 'output' && b.kind === 'output' && a.device === b.device && isEqual(a.bytes, b.bytes)) ||
  isDeepStrictEqual(a, b) ||
  describe(a) === describe(b);

/** A fact in one line. Equal lines are of equal facts. */
export function describe(event: LogEvent): string {
  const { kind, step, ...rest } = event;
  if (event.kind === 'checkpoint') return `step ${step}: checkpoint`;
  const details = Object.entries(rest).map(([name, value]) => `${name}=${valueText(value)}`);
  return `step ${step}: ${kind} ${details.join(' ')}`;
}

function valueText(value: unknown): string {
  if (typeof value === 'bigint') return `0x${value.toString(16)}`;
  if (value instanceof Uint8Array) return bytesText(value);
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .map(([name, each]) => `${name}=${valueText(each)}`)
      .join(' ')}}`;
  return String(value);
}

/** Whole, or its beginning and what tells the rest from another. */
function bytesText(bytes: Uint8Array): string {
  const start = JSON.stringify(String.fromCharCode(...bytes.subarray(0, SHOWN_BYTES)));
  return bytes.length <= SHOWN_BYTES ? start : `${start}… (${bytes.length} bytes, digest ${formatDigest(hashBytes(bytes))})`;
}
