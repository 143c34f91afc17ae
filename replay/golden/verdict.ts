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
  /** The instruction that first did something else, or that was next where it showed first; null when that is not known. */
  readonly instruction: Instruction | null;
  /** Further lines: what is the same all the same, what to do. */
  readonly notes: readonly string[];
}

export interface Instruction {
  /** The state before this step is the last that is known to be equal. */
  readonly step: number;
  readonly hart: number;
  /** `0x…`. */
  readonly pc: string;
  /** `uart_putc+0x14 (uart.c:31)`, or '' when no file knows. */
  readonly symbol: string;
  readonly source: SourceLine | null;
}

/** `0x80200a14 <uart_putc+0x14>`. */
export const placeText = ({ pc, symbol }: Instruction): string => (symbol === '' ? pc : `${pc} <${symbol}>`);

/** A recording can't be tested, or written anew. One line. */
export class GoldenError extends Error {
  override readonly name = 'GoldenError';
}
