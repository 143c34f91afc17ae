/** Source lines of addresses, from the debug information of an ELF file. Nothing is read before the first one is asked for. */
import { sectionNamed } from './elf-sections.ts';
import { type LineSections, lineIn, type Sequence, type SourceLine, sequencesOf } from './line-program.ts';

export interface LineTable {
  /** Undefined where the file knows none. */
  lineOf(address: bigint): SourceLine | undefined;
}

const NO_BYTES = new Uint8Array(0);
/** Code that is left out by the linker stays in the line programs, at these. */
const LEFT_OUT = [0n, 2n ** 64n - 1n, 2n ** 64n - 2n, 2n ** 32n - 1n];
/** Sequences and answers that are kept at most. A kernel has some ten thousand sequences. */
const SEQUENCES_MAX = 1_000_000;
const ANSWERS_MAX = 10_000;
/** Sequences that may lie around each other, which linkers don't make. */
const OVERLAPS_MAX = 8;

/** Throws `ImageError` when it is no ELF file. A file without debug information knows no lines. */
export function readLines(name: string, bytes: Uint8Array): LineTable {
  const line = sectionNamed(name, bytes, '.debug_line');
  if (line === undefined) return { lineOf: () => undefined };
  const sections: LineSections = {
    line,
    lineStrings: sectionNamed(name, bytes, '.debug_line_str') ?? NO_BYTES,
    strings: sectionNamed(name, bytes, '.debug_str') ?? NO_BYTES,
  };
  let sorted: readonly Sequence[] | undefined;
  const answers = new Map<bigint, SourceLine | undefined>();
  return {
    lineOf(address) {
      if (answers.has(address)) return answers.get(address);
      sorted ??= sortedSequences(sections);
      const answer = sequencesAround(sorted, address)
        .map((sequence) => lineIn(sections, sequence, address))
        .find((found) => found !== undefined);
      if (answers.size >= ANSWERS_MAX) answers.clear();
      answers.set(address, answer);
      return answer;
    },
  };
}

function sortedSequences(sections: LineSections): readonly Sequence[] {
  const all: Sequence[] = [];
  for (const sequence of sequencesOf(sections)) {
    if (LEFT_OUT.includes(sequence.start)) continue;
    if (all.push(sequence) >= SEQUENCES_MAX) break;
  }
  return all.sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
}

function sequencesAround(sorted: readonly Sequence[], address: bigint): readonly Sequence[] {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]!.start <= address) low = middle + 1;
    else high = middle;
  }
  return sorted
    .slice(Math.max(0, low - OVERLAPS_MAX), low)
    .filter(({ end }) => address < end)
    .reverse();
}
