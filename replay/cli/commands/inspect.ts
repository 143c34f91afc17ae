/** `replay inspect`: a recording as it lies in its file, chunk by chunk, whatever became of it. */
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { LogError } from '../../log/error.ts';
import type { Frame } from '../../log/frame.ts';
import { payloadOf } from '../../log/frame.ts';
import { isMark } from '../../log/lost.ts';
import { decodeEventsChunk, type Scan, scanLog } from '../../log/scan.ts';
import { carryOut } from '../action.ts';
import { EXIT_FINE, EXIT_REFUSED, type ExitCode } from '../exit-codes.ts';
import { failureLine } from '../failure.ts';
import { formatCount, formatJson, formatRow, formatSize, formatTable, widen } from '../format.ts';
import { headerRows } from '../header-rows.ts';
import type { Output } from '../output.ts';
import { checkRecordingFile } from '../recording-file.ts';

const EXAMPLES = `
Examples:
  $ replay inspect boot.log
  $ replay inspect damaged.log --json | jq '.chunks[] | select(.problem)'

FORMAT.md describes the parts. Of a damaged recording the intact chunks are listed, with what is wrong between them.
Exit code: 0 intact, 2 damaged, cut short or unreadable.
`;

export function inspectCommand(): Command {
  return new Command('inspect')
    .summary('list the parts of a recording as they lie in the file')
    .description("Prints a recording's header in full and its chunks: offset, size, kind, steps, events by kind.")
    .argument('<log>', 'the recording')
    .option('--json', 'print one JSON object', false)
    .addHelpText('after', EXAMPLES)
    .action((path: string, { json }: { readonly json: boolean }) => carryOut(path, (output) => inspect(output, path, json)));
}

/** A chunk, or what is wrong between two of them. */
interface Part {
  readonly frame: Frame | undefined;
  readonly events: Readonly<Record<string, number>>;
  readonly problem: LogError | undefined;
}

async function inspect(output: Output, path: string, isJson: boolean): Promise<ExitCode> {
  checkRecordingFile(path);
  const file = readFileSync(path);
  const scan = scanLog(file, { isThorough: true });
  const parts = partsOf(scan);
  if (isJson) output.write(`${formatJson(jsonOf(path, scan, parts), 2)}\n`);
  else {
    const rows = [['file', formatSize(file.length)], ['format', String(scan.version)], ...headerRows(scan.header)];
    for (const line of [...formatTable(rows), '', ...chunkLines(parts)]) {
      output.writeLine(line);
      if (output.isClosed) return EXIT_FINE;
    }
    output.flush();
    await output.breathe();
  }
  const problems = parts.flatMap(({ problem }) => problem ?? []);
  for (const problem of problems) output.tell(failureLine(problem, path));
  return problems.length === 0 ? EXIT_FINE : EXIT_REFUSED;
}

function partsOf(scan: Scan): readonly Part[] {
  const chunks = scan.frames.map((frame) => partOf(scan, frame));
  const damage = scan.problems.map((problem): Part => ({ frame: undefined, events: {}, problem }));
  return [...chunks, ...damage].sort((a, b) => offsetOf(a) - offsetOf(b));
}

const offsetOf = ({ frame, problem }: Part) => frame?.offset ?? problem!.offset;

function partOf(scan: Scan, frame: Frame): Part {
  if (frame.kind !== 'events') return { frame, events: {}, problem: undefined };
  try {
    const events: Record<string, number> = {};
    for (const { kind } of decodeEventsChunk(scan, frame).events) events[kind] = (events[kind] ?? 0) + 1;
    return { frame, events: isMark(payloadOf(scan.file, frame)) ? { lost: 1 } : events, problem: undefined };
  } catch (error) {
    if (!(error instanceof LogError)) throw error;
    return { frame, events: {}, problem: error };
  }
}

const NUMERIC = [0, 1, 3, 4];

function chunkLines(parts: readonly Part[]): readonly string[] {
  const rows = parts.map(({ frame, events, problem }) => {
    const counts = Object.entries(events).map(([kind, count]) => `${formatCount(count)} ${kind}`);
    const told = problem === undefined ? counts.join(', ') : problem.message.replace(/^[^:]*: /, '');
    if (frame === undefined)
      return [formatCount(problem!.offset), '', 'damage', formatCount(problem!.firstStep), stepText(problem!.lastStep), told];
    const { offset, sizeBytes, kind, firstStep, lastStep } = frame;
    return [...[offset, sizeBytes].map(formatCount), kind, ...[firstStep, lastStep].map(formatCount), told];
  });
  const titles = ['offset', 'bytes', 'kind', 'from step', 'to step', 'events'];
  const widths = widen([], titles, ...rows);
  return [titles, ...rows].map((row) => formatRow(row, widths, NUMERIC));
}

const stepText = (step: number | null) => (step === null ? 'the end' : formatCount(step));

function jsonOf(path: string, { file, version, header }: Scan, parts: readonly Part[]): object {
  return {
    file: path,
    sizeBytes: file.length,
    version,
    header,
    chunks: parts.map(({ frame, events, problem }) => ({
      offset: frame?.offset ?? problem!.offset,
      sizeBytes: frame?.sizeBytes ?? null,
      kind: frame?.kind ?? null,
      firstStep: frame?.firstStep ?? problem!.firstStep,
      lastStep: frame === undefined ? problem!.lastStep : frame.lastStep,
      ...(frame && { link: frame.link }),
      events,
      problem: problem === undefined ? null : { kind: problem.kind, message: problem.message },
    })),
  };
}
