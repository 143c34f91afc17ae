/** What became of the test of one recording. Plain data: it crosses threads, and is printed as JSON. */
import type { SourceLine } from '../images/line-program.ts';
import type { FactDifference } from './compare.ts';

export type Verdict = Passed | Differing | Refused;

interface Tested {
  readonly path: string;
  /** Of the run, not of the reading of files before it. */
  readonly seconds: number;
  readonly steps: number;
  readonly vmExits: number;
}

export interface Passed extends Tested {
  /** `recorded`: written anew with `update`, because it was not the same. */
  readonly outcome: 'same' | 'recorded';
  readonly checkpoints: number;
  /** Between how many keyframes it was run, each part by itself. */
  readonly segments: number;
  /** What changed, of one that was recorded anew. */
  readonly difference: Difference | null;
}

export interface Differing extends Tested {
  readonly outcome: 'differs';
  readonly difference: Difference;
}

/** It could not be tested. */
export interface Refused {
  readonly outcome: 'refused';
  readonly path: string;
  /** One line. */
  readonly message: string;
}

export interface Difference extends FactDifference {
  /** The first instruction that did something else; else the one that was next where it showed; null when that is not known. */
  readonly instruction: Instruction | null;
  /** Further lines: what is the same all the same, what to do. */
  readonly notes: readonly string[];
}

/** An instruction of the run that came, and what was recorded in its place. */
export interface Instruction extends Place {
  /** The state before this step is equal, that after it is not. Only where it showed when that is not known: `isFirst` is false. */
  readonly step: number;
  readonly hart: number;
  readonly isFirst: boolean;
  readonly source: SourceLine | null;
  readonly recorded: Place | null;
  /** Registers that are not the same after it, by the architecture's names. `0x…`. */
  readonly registers: readonly {
    readonly hart: number;
    readonly name: string;
    readonly recorded: string;
    readonly came: string;
  }[];
}

export interface Place {
  /** `0x…`. */
  readonly pc: string;
  /** `uart_putc+0x14 (uart.c:31)`, or '' when no file knows. */
  readonly symbol: string;
  /** As the architecture's assembler writes it; null where there is none. */
  readonly text: string | null;
}

/** `0x80200a14 <uart_putc+0x14>: addi a0, zero, 7`. */
export function instructionText({ pc, symbol, text }: Place): string {
  return `${symbol === '' ? pc : `${pc} <${symbol}>`}${text === null ? '' : `: ${text}`}`;
}

/** A recording can't be tested, or written anew. One line. */
export class GoldenError extends Error {
  override readonly name = 'GoldenError';
}
