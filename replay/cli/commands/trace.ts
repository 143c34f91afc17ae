/** `replay trace`: what happened between two moments, instruction by instruction or as a timeline for Perfetto. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { Command, Option } from 'commander';
import { perfettoEvents, type TraceEvent } from '../../inspect/perfetto.ts';
import { tracedSteps } from '../../inspect/steps.ts';
import { ourFormat, qemuFormat, spikeFormat, type TraceFormat } from '../../inspect/trace-formats.ts';
import { POSITION_HELP } from '../../positions/parse.ts';
import { carryOut } from '../action.ts';
import { EXIT_FINE, type ExitCode } from '../exit-codes.ts';
import { formatCount, printable } from '../format.ts';
import type { Output } from '../output.ts';
import { checkOutput } from '../output-file.ts';
import { Progress } from '../progress.ts';
import { UsageError } from '../usage-error.ts';
import { Visit, type VisitOptions, withVisitOptions } from '../visit.ts';

const EXAMPLES = `
Examples:
  $ replay trace run.log --from exit:12-100 --to exit:12
  $ replay trace run.log --from pc:main --to pc:main+1000 --format spike -o spike.txt
  $ replay trace run.log --from start --to end --format perfetto -o run.json

Formats: ours has step, hart, privilege, pc, instruction, then registers written and memory read (=>) and written (<=); spike is that of
spike --log-commits; qemu that of -d exec with -singlestep; perfetto is JSON for https://ui.perfetto.dev: guest and hypervisor on each
hart, VM exits, traps, injected interrupts, console, VM exits and time in the hypervisor by reason.
--hart n leaves out what other harts do.

${POSITION_HELP}
Exit code: 0 written, 2 refused.
`;

interface TraceOptions extends VisitOptions {
  readonly from: string;
  readonly to: string;
  readonly format: 'ours' | 'spike' | 'qemu' | 'perfetto';
  readonly output?: string;
}

/** Lines between two looks at who reads them. */
const LINES_AT_ONCE = 500;

export function traceCommand(): Command {
  return withVisitOptions(
    new Command('trace')
      .summary('write what happened between two moments')
      .description('Writes the instructions between two moments with what they did, or the VM exits and traps as a timeline.')
      .argument('<log>', 'the recording')
      .requiredOption('--from <position>', 'where it begins')
      .requiredOption('--to <position>', 'where it ends'),
  )
    .addOption(new Option('--format <name>', 'how it is written').choices(['ours', 'spike', 'qemu', 'perfetto']).default('ours'))
    .option('-o, --output <file>', 'writes there instead of to standard output')
    .addHelpText('after', EXAMPLES)
    .action((path: string, options: TraceOptions) => carryOut(path, (output) => trace(output, path, options)));
}

async function trace(output: Output, path: string, options: TraceOptions): Promise<ExitCode> {
  if (options.output !== undefined) checkOutput(options.output, [path, ...options.symbols], 'is read');
  const visit = await Visit.to(output, path, options);
  const end = visit.resolve(options.to).step;
  const begin = visit.resolve(options.from).step;
  if (begin > end) throw new UsageError(`--from is step ${formatCount(begin)}, behind --to, which is step ${formatCount(end)}`);
  const lines =
    options.format === 'perfetto' ? perfettoLines(visit, end) : stepLines(visit, end, formatOf(visit, options), options.hart);
  visit.goToMoment({ step: begin, phase: 'settled' });
  const progress = new Progress(`tracing ${path}`, options.output === undefined);
  const report = () => progress.report((visit.timeline.step - begin) / Math.max(1, end - begin));
  if (options.output === undefined) await writeToOutput(output, lines, report);
  else await writeToFile(output, options.output, lines, report);
  progress.end();
  return EXIT_FINE;
}

function formatOf({ arch, symbols }: Visit, { format }: TraceOptions): TraceFormat {
  const nameOf = (address: bigint) => printable(symbols.nameOf(address));
  const names = { arch, nameOf, symbolOf: (address: bigint) => printable(symbols.symbolOf(address)) };
  const chosen = { ours: ourFormat, qemu: qemuFormat, spike: spikeFormat, perfetto: ourFormat }[format](names);
  if (chosen === undefined) throw new UsageError('Spike does not know this architecture; take another --format');
  return chosen;
}

function* stepLines({ timeline }: Visit, end: number, format: TraceFormat, hart: number | undefined): Generator<string> {
  for (const step of tracedSteps(timeline, end)) if (hart === undefined || step.hart === hart) yield* format(step);
}

/** One JSON object, an event a line. */
function* perfettoLines({ timeline, symbols }: Visit, end: number): Generator<string> {
  yield '{"displayTimeUnit":"ns","traceEvents":[';
  let before: TraceEvent | undefined;
  for (const event of perfettoEvents(timeline, end, { nameOf: symbols.nameOf })) {
    if (before !== undefined) yield `${JSON.stringify(before)},`;
    before = event;
  }
  if (before !== undefined) yield JSON.stringify(before);
  yield ']}';
}

async function writeToOutput(output: Output, lines: Iterable<string>, report: () => void): Promise<void> {
  let count = 0;
  for (const line of lines) {
    output.writeLine(line);
    if (++count % LINES_AT_ONCE !== 0) continue;
    report();
    await output.breathe();
    if (output.isClosed) break;
  }
  output.flush();
}

async function writeToFile(output: Output, path: string, lines: Iterable<string>, report: () => void): Promise<void> {
  const file = openSync(path, 'w');
  try {
    let count = 0;
    let text = '';
    for (const line of lines) {
      text += `${line}\n`;
      if (++count % LINES_AT_ONCE !== 0) continue;
      writeSync(file, text);
      text = '';
      report();
      await output.breathe();
    }
    writeSync(file, text);
  } finally {
    closeSync(file);
  }
}
