/** A recording with its present moment: what all clients, one after another, look at. */
import { parsePosition } from '../positions/parse.ts';
import { type ResolveOptions, resolvePosition } from '../positions/resolve.ts';
import type { Timeline } from '../timeline/timeline.ts';
import { Debuggee } from './debuggee.ts';
import { Target } from './target.ts';

export interface SubjectOptions extends ResolveOptions {
  /** Where it begins: a position as users write them. */
  readonly at?: string;
  /** `uart_putc+0x14`, or ''. */
  readonly nameOf?: (address: bigint) => string;
  /** VM exits numbered from the first up to the second, as the lines of a table. */
  readonly exitLines?: (from: number, to: number) => readonly string[];
  /** Tells the user at the server's side. */
  readonly tell?: (line: string) => void;
}

export class Subject {
  readonly debuggee: Debuggee;
  readonly target: Target;
  readonly start: string;
  readonly nameOf: (address: bigint) => string;
  readonly exitLines: (from: number, to: number) => readonly string[];
  readonly tell: (line: string) => void;
  readonly #options: ResolveOptions;

  /** Throws `PositionError` when there is no such beginning. */
  constructor(timeline: Timeline, options: SubjectOptions = {}) {
    const { at = 'start', nameOf = () => '', exitLines = () => [], tell = () => undefined, ...rest } = options;
    this.target = new Target(timeline);
    this.debuggee = new Debuggee(timeline, this.target.arch.gdb.stopsBeforeAccess);
    this.start = at;
    this.nameOf = nameOf;
    this.exitLines = exitLines;
    this.tell = tell;
    this.#options = rest;
    this.goTo(at);
  }

  /** Of `0x80200000`, `$sp` of a hart, or a symbol; undefined when it is none of these. */
  addressOf(text: string, hart: number): bigint | undefined {
    if (/^(0x[0-9a-f]{1,16}|\d{1,19})$/i.test(text)) return BigInt(text);
    return text.startsWith('$') ? this.target.valueOfRegister(text.slice(1), hart) : this.#options.addressOf?.(text);
  }

  /** Goes to a position as users write them. Throws `PositionError`, and stays where it was. */
  goTo(position: string): void {
    try {
      this.debuggee.goTo(resolvePosition(this.debuggee.timeline, parsePosition(position), this.#options));
    } catch (error) {
      this.debuggee.stay();
      throw error;
    }
  }
}
