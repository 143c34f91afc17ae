/** Runs cases on both sides and finds what differs, down to the fewest units that still do. */
import { readFileSync } from 'node:fs';
import { extendElf } from './elf-image.ts';
import type { OracleIsa, RandomCase } from './isa.ts';
import type { Side } from './sides.ts';

/** One program that runs cases one after the other. `images` is the folder of the harnesses. */
export function casesProgram<C extends RandomCase>(
  isa: OracleIsa<C>,
  images: string,
  cases: readonly C[],
  isVerbose: boolean,
): Uint8Array {
  const { image, address } = isa.random;
  const records = cases.map((subject, number) => isa.random.recordOf(subject, number, isVerbose));
  // A record of size 0 ends the list.
  const bytes = new Uint8Array(records.reduce((sum, record) => sum + record.length, 8));
  let at = 0;
  for (const record of records) {
    bytes.set(record, at);
    at += record.length;
  }
  return extendElf(image, readFileSync(`${images}/${image}`), [{ address, bytes }]);
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

export interface Sides<C extends RandomCase = RandomCase> {
  readonly isa: OracleIsa<C>;
  /** Folder of the harnesses. */
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

export async function compareCases<C extends RandomCase>(
  { isa, images, ours, qemu }: Sides<C>,
  cases: readonly C[],
): Promise<Comparison> {
  const program = casesProgram(isa, images, cases, false);
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
export async function shrinkCase<C extends RandomCase>(sides: Sides<C>, subject: C): Promise<C> {
  const once = { ...subject, rounds: 1 };
  let best = (await compareCases(sides, [once])).different.length > 0 ? once : subject;
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

async function firstDifferent<C extends RandomCase>(
  sides: Sides<C>,
  best: C,
  size: number,
  starts: readonly number[],
): Promise<C | undefined> {
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
export async function explainCase<C extends RandomCase>({ isa, images, ours, qemu }: Sides<C>, subject: C): Promise<string[]> {
  const program = casesProgram(isa, images, [subject], true);
  const [expected, came] = (await Promise.all([qemu(program), ours(program)])).map((output) => output.split(/\r?\n/)) as [
    string[],
    string[],
  ];
  const lines: string[] = [];
  for (let i = 0; i < Math.max(expected.length, came.length); i++)
    if (expected[i] !== came[i]) lines.push(`qemu ${expected[i] ?? ''}`, `ours ${came[i] ?? ''}`);
  return lines;
}
