/** What the comparison with QEMU knows of an ISA. All else is shared; what is an ISA's own has a folder here. */
import type { ElfMachine } from '../images/elf-format.ts';
import type { FloatRange } from './float.ts';

/** A program of random instructions in units, which shrinking takes out, and all that it starts with. */
export interface RandomCase {
  readonly seed: number;
  /** Where it runs, and how addresses translate there. */
  readonly mode: string;
  /** How often the program runs, one time after the other. */
  readonly rounds: number;
  readonly units: readonly unknown[];
}

export interface RandomPrograms<C extends RandomCase> {
  /** File name of the harness. */
  readonly image: string;
  /** Where the harness finds its cases. */
  readonly address: number;
  readonly modes: readonly string[];
  /** Under what the instructions of a mode are summed up: the level, whatever the translation. */
  countedAs(mode: string): string;
  /** The same numbers give the same case. */
  drawCase(seed: number, mode: string, units: number): C;
  /** As the harness reads it; a multiple of 8 bytes, which its first 8 bytes tell. */
  recordOf(subject: C, number: number, isVerbose: boolean): Uint8Array;
  /** Instructions of one round, all branches not taken. */
  instructionCount(subject: C): number;
  /** For people. */
  render(subject: C): string;
}

export interface FloatTables {
  readonly image: string;
  /** Where the harness finds what it is to do. */
  readonly address: number;
  /** How many there are, and how many of them one boot of either side is for. */
  readonly operations: () => number;
  readonly operationsABoot: number;
  /** How many results one hash is of, when `count` are asked for. */
  readonly resultsALine: (count: number) => number;
  /** Operations and modes beyond those that there are count as none. */
  requestOf(range: FloatRange): Uint8Array;
}

/** Some cases of every mode, and operands of every operation, whose answers from QEMU are kept. */
export interface GoldenPart {
  readonly casesAMode: number;
  readonly units: number;
  readonly operands: number;
}

export interface OracleIsa<C extends RandomCase = RandomCase> {
  readonly name: ElfMachine;
  readonly board: string;
  readonly qemu: { readonly program: string; readonly optionsFor: (elf: string) => readonly string[] };
  readonly random: RandomPrograms<C>;
  readonly float: FloatTables;
  readonly golden: GoldenPart;
}
