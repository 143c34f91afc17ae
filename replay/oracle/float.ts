/** Floating point, operation by operation: hashes of results and flags over tables of operands, here and on QEMU. */
import { readFileSync } from 'node:fs';
import { extendElf } from './elf-image.ts';
import type { OracleIsa } from './isa.ts';
import type { Side } from './sides.ts';

export interface FloatRange {
  readonly firstOperation: number;
  readonly operationCount: number;
  readonly firstMode: number;
  readonly modeCount: number;
  readonly first: number;
  readonly count: number;
  /** Results a line of output; 1 shows operands. */
  readonly every: number;
  /** One line for all modes of an encoding, from a harness that has many. */
  readonly isSummed?: boolean;
}

export const ALL_OPERATIONS = { firstOperation: 0, operationCount: 100_000 };
export const ALL_MODES = { firstMode: 0, modeCount: 1000 };

export interface FloatDifference {
  readonly operation: string;
  readonly mode: number;
  /** The first that differ, as each side prints them: operands, result, flags. */
  readonly qemu: string;
  readonly ours: string;
}

export interface FloatReport {
  readonly lines: number;
  readonly results: number;
  readonly differences: readonly FloatDifference[];
}

export function floatProgram({ float }: Pick<OracleIsa, 'float'>, images: string, range: FloatRange): Uint8Array {
  const { image, address } = float;
  return extendElf(image, readFileSync(`${images}/${image}`), [{ address, bytes: float.requestOf(range) }]);
}

interface Line {
  readonly operation: string;
  readonly mode: number;
  readonly to: number;
  readonly text: string;
}

export function parseFloatLines(output: string): Line[] {
  return output.split(/\r?\n/).flatMap((text) => {
    const match = /^(\S+) mode (\d+) to (\d+) /.exec(text);
    return match === null ? [] : [{ operation: match[1]!, mode: Number(match[2]), to: Number(match[3]), text }];
  });
}

export interface FloatSides {
  readonly isa: Pick<OracleIsa, 'float'>;
  /** Folder of the harnesses. */
  readonly images: string;
  readonly ours: Side;
  readonly qemu: Side;
}

/** Runs a range on both sides; where a hash differs, looks for the first result that does. Throws when QEMU says nothing. */
export async function compareFloat(sides: FloatSides, range: FloatRange): Promise<FloatReport> {
  const { isa, images, ours, qemu } = sides;
  const program = floatProgram(isa, images, range);
  const [qemuOutput, ourOutput] = await Promise.all([qemu(program), ours(program)]);
  const expected = parseFloatLines(qemuOutput);
  const came = parseFloatLines(ourOutput);
  if (!qemuOutput.trimEnd().endsWith('done')) throw new Error('QEMU did not finish the float tables');
  const operations = [...new Set(expected.map(({ operation }) => operation))];
  const differences: FloatDifference[] = [];
  const seen = new Set<string>();
  for (const [index, line] of expected.entries()) {
    const other = came[index]?.text ?? '(nothing)';
    const key = `${line.operation} ${line.mode}`;
    // Hashes run on: what comes after a difference differs too.
    if (other === line.text || seen.has(key)) continue;
    seen.add(key);
    const from = { firstOperation: range.firstOperation + operations.indexOf(line.operation), operationCount: 1 };
    differences.push(
      range.every === 1 || came[index] === undefined
        ? { operation: line.operation, mode: line.mode, qemu: line.text, ours: other }
        : ((await compareFloat(sides, narrowed(range, line, from))).differences[0] ?? {
            operation: line.operation,
            mode: line.mode,
            qemu: line.text,
            ours: `${other} (the same range again was equal)`,
          }),
    );
  }
  return { lines: expected.length, results: expected.length * range.every, differences };
}

function narrowed(range: FloatRange, line: Line, from: Pick<FloatRange, 'firstOperation' | 'operationCount'>): FloatRange {
  return { ...from, firstMode: line.mode, modeCount: 1, first: line.to - range.every, count: range.every, every: 1 };
}
