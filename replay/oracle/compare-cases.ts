/** Runs cases on both sides and finds what differs, down to the fewest units that still do. */
import { readFileSync } from 'node:fs';
import { type Case, recordOf } from './case.ts';
import { extendElf } from './elf-image.ts';
import { CASES } from './layout.ts';
import type { Side } from './sides.ts';

const NAME = 'oracle-random-cases.elf';

/** One program that runs cases one after the other. */
export function casesProgram(images: string, cases: readonly Case[], isVerbose: boolean): Uint8Array {
  const records = cases.map((subject, number) => recordOf(subject, number, isVerbose));
  // A record of size 0 ends the list.
  const bytes = new Uint8Array(records.reduce((sum, record) => sum + record.length, 8));
  let at = 0;
  for (const record of records) {
    bytes.set(record, at);
    at += record.length;
  }
  return extendElf(NAME, readFileSync(`${images}/${NAME}`), [{ address: CASES, bytes }]);
}

/** What was printed for each case, by number; with what stood before its last line. */
export function splitCases(output: string): Map<number, string[]> {
  const cases = new Map<number, string[]>();
  let lines: string[] = [];
  for (const line of output.split(/\r?\n/)) {
    lines.push(line);
    const match = /^case (\d+): /.exec(line);
    if (match === null) continue;
    cases.set(Number(match[1]), lines);
    lines = [];
  }
  return cases;
}

export interface Sides {
  readonly images: string;
  readonly ours: Side;
  readonly qemu: Side;
}

export interface Comparison {
  /** Numbers of the cases that differ. */
  readonly different: readonly number[];
  /** Traps that QEMU counted in all cases. */
  readonly traps: number;
}

export async function compareCases({ images, ours, qemu }: Sides, cases: readonly Case[]): Promise<Comparison> {
  const program = casesProgram(images, cases, false);
  const [expected, came] = (await Promise.all([qemu(program), ours(program)])).map(splitCases) as [
    Map<number, string[]>,
    Map<number, string[]>,
  ];
  const missing = cases.findIndex((_, number) => !expected.has(number));
  if (missing >= 0)
    throw new Error(`QEMU did not finish case ${missing}, seed ${cases[missing]!.seed} mode ${cases[missing]!.mode}`);
  const last = (lines: string[] | undefined) => lines?.at(-1) ?? '';
  const different = cases.flatMap((_, number) => (last(expected.get(number)) === last(came.get(number)) ? [] : [number]));
  const traps = [...expected.values()].reduce((sum, lines) => sum + Number(/traps (\d+)/.exec(last(lines))?.[1]), 0);
  return { different, traps };
}

/** Programs a round of shrinking tries at once. */
const CANDIDATES = 16;

/** Takes units out as long as the case still differs. (Zeller's ddmin, many candidates a boot.) */
export async function shrinkCase(sides: Sides, subject: Case): Promise<Case> {
  let best = subject;
  for (const rounds of [1]) {
    const candidate = { ...best, rounds };
    if ((await compareCases(sides, [candidate])).different.length > 0) best = candidate;
  }
  let size = Math.ceil(best.units.length / 2);
  for (;;) {
    const starts: number[] = [];
    for (let start = 0; start < best.units.length; start += size) starts.push(start);
    const shrunk = await firstDifferent(sides, best, size, starts);
    if (shrunk !== undefined) best = shrunk;
    else if (size > 1) size = Math.ceil(size / 2);
    else return best;
    size = Math.min(size, Math.max(1, Math.ceil(best.units.length / 2)));
  }
}

async function firstDifferent(sides: Sides, best: Case, size: number, starts: readonly number[]): Promise<Case | undefined> {
  for (let first = 0; first < starts.length; first += CANDIDATES) {
    const candidates = starts
      .slice(first, first + CANDIDATES)
      .map((start) => ({ ...best, units: best.units.filter((_, i) => i < start || i >= start + size) }));
    const [different] = (await compareCases(sides, candidates)).different;
    if (different !== undefined) return candidates[different];
  }
  return undefined;
}

/** Lines of the two dumps of one case that differ, QEMU's first. */
export async function explainCase({ images, ours, qemu }: Sides, subject: Case): Promise<string[]> {
  const program = casesProgram(images, [subject], true);
  const [expected, came] = (await Promise.all([qemu(program), ours(program)])).map((output) => output.split(/\r?\n/)) as [
    string[],
    string[],
  ];
  const lines: string[] = [];
  for (let i = 0; i < Math.max(expected.length, came.length); i++)
    if (expected[i] !== came[i]) lines.push(`qemu ${expected[i] ?? ''}`, `ours ${came[i] ?? ''}`);
  return lines;
}
