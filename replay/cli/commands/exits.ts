/** `replay exits`: the VM exits of a recording, without running it. */
import { Command } from 'commander';
import { LogError } from '../../log/error.ts';
import type { LogReader } from '../../log/reader.ts';
import { carryOut } from '../action.ts';
import { EXIT_FINE, type ExitCode } from '../exit-codes.ts';
import { exitColumns, type NumberedExit, numberedExits, symbolOf } from '../exit-rows.ts';
import { formatCount, formatJson, formatPlural, formatRow, printable, widen } from '../format.ts';
import type { Output } from '../output.ts';
import { parseCount } from '../quantities.ts';
import { holeLine, openRecording } from '../recording-file.ts';
import { type SymbolLookup, symbolLookup } from '../symbol-lookup.ts';

const EXAMPLES = `
Examples:
  $ replay exits run.log
  $ replay exits run.log --reason npf,hypercall
  $ replay exits run.log --from 1M --to 2M --symbols my-kernel.elf
  $ replay exits run.log --json | jq -c 'select(.reason == "npf")'

An exit is a moment at which control leaves guest context, so a machine without a hypervisor has none. pc is the guest's. Its name
comes from the symbols whose digest was recorded, when they are beside the recording or come with replay, or from --symbols.
Exit code: 0 listed, 2 refused.
`;

interface ExitsOptions {
  readonly reason: readonly string[];
  readonly hart?: number;
  readonly from: number;
  readonly to: number;
  readonly symbols: readonly string[];
  readonly json: boolean;
}

export function exitsCommand(): Command {
  return new Command('exits')
    .summary('list the VM exits of a recording')
    .description('Lists the VM exits of a recording: number, step, time, reason, guest pc and its symbol, details.')
    .argument('<log>', 'the recording')
    .option('--reason <names>', 'only exits of these reasons: npf,hypercall', (text: string) => text.split(','), [])
    .option('--hart <n>', 'only exits of this hart', parseCount)
    .option('--from <step>', 'only exits from this step on', parseCount, 0)
    .option('--to <step>', 'only exits up to this step', parseCount, Number.POSITIVE_INFINITY)
    .option(
      '--symbols <elf>',
      'names addresses; may be given again',
      (path: string, before: readonly string[]) => [...before, path],
      [],
    )
    .option('--json', 'print one JSON object a line', false)
    .addHelpText('after', EXAMPLES)
    .action((path: string, options: ExitsOptions) => carryOut(path, (output) => exits(output, path, options)));
}

async function exits(output: Output, path: string, options: ExitsOptions): Promise<ExitCode> {
  const log = await openRecording(path);
  if (log.hole !== null) output.tell(`${holeLine(path, log.hole)}; exits before it are listed`);
  const symbols = symbolLookup(output, { log: path, recorded: log.header.symbols, paths: options.symbols });
  if (options.json) await printJson(output, log, options, symbols);
  else await printTable(output, path, { log, options, symbols });
  if (log.damage !== null && !output.isClosed) throw log.damage;
  return EXIT_FINE;
}

function isChosen({ exit }: NumberedExit, { reason, hart, from, to }: ExitsOptions): boolean {
  return (
    (reason.length === 0 || reason.includes(exit.reason)) &&
    (hart === undefined || exit.hart === hart) &&
    exit.step >= from &&
    exit.step <= to
  );
}

/** Calls `use` for each exit that was chosen, until nobody reads any more. */
async function forEachChosen(
  output: Output,
  log: LogReader,
  options: ExitsOptions,
  use: (exit: NumberedExit) => void,
): Promise<void> {
  try {
    for (const exit of numberedExits(log)) {
      if (isChosen(exit, options)) use(exit);
      if (exit.number % 1000 === 999) await output.breathe();
      if (output.isClosed) return;
    }
  } finally {
    output.flush();
  }
}

function printJson(output: Output, log: LogReader, options: ExitsOptions, symbols: SymbolLookup): Promise<void> {
  return forEachChosen(output, log, options, (numbered) => {
    const { number, now, exit } = numbered;
    const { step, hart, reason, details, digest } = exit;
    const symbol = symbolOf(exit, symbols) || null;
    output.writeLine(formatJson({ exit: number, step, now, hart, reason, symbol, details, digest }));
  });
}

interface Table {
  readonly log: LogReader;
  readonly options: ExitsOptions;
  readonly symbols: SymbolLookup;
}

/** Goes through the exits twice: columns are as wide as their widest cell, and a recording may have more exits than memory. */
async function printTable(output: Output, path: string, { log, options, symbols }: Table): Promise<void> {
  const columns = exitColumns(Number(log.header.parameters['harts'] ?? 1), symbols);
  const cellsOf = (exit: NumberedExit) => columns.map(({ cell }) => cell(exit));
  const titles = columns.map(({ title }) => title);
  const counts = new Map<string, number>();
  let widths = widen([], titles);
  try {
    await forEachChosen(output, log, options, (numbered) => {
      const { reason } = numbered.exit;
      widths = widen(widths, cellsOf(numbered));
      counts.set(reason, (counts.get(reason) ?? 0) + 1);
    });
  } catch (error) {
    // What can be read is listed; the second time tells what can't.
    if (!(error instanceof LogError)) throw error;
  }
  if (counts.size > 0) {
    const numeric = [...columns.keys()].filter((column) => columns[column]!.isNumeric);
    const print = (cells: readonly string[]) => output.writeLine(formatRow(cells, widths, numeric));
    print(titles);
    await forEachChosen(output, log, options, (exit) => print(cellsOf(exit)));
  }
  if (!output.isClosed) output.tell(`replay: ${path}: ${summaryOf(counts, log.exitCount())}`);
}

/** `26 VM exits: 14 hypercall, 10 interrupt, 2 npf`. */
function summaryOf(counts: ReadonlyMap<string, number>, total: number): string {
  if (total === 0) return 'no VM exits';
  const all = formatPlural(total, 'VM exit');
  if (counts.size === 0) return `none of ${all}`;
  const chosen = [...counts.values()].reduce((sum, count) => sum + count);
  const shown = [...counts].sort(([, a], [, b]) => b - a).map(([reason, count]) => `${formatCount(count)} ${printable(reason)}`);
  return `${chosen === total ? all : `${formatCount(chosen)} of ${all}`}: ${shown.join(', ')}`;
}
