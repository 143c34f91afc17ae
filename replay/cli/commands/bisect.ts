/** `replay bisect`: the first instruction after which two runs differ. */
import { Command } from 'commander';
import type { Reading } from '#core/machine/processor-transient.ts';
import { bisectAgainstQemu } from '../../bisect/against-qemu.ts';
import { bisect } from '../../bisect/bisect.ts';
import type { SideSetup } from '../../bisect/side.ts';
import { carryOut } from '../action.ts';
import { bisectionJson, bisectionLines, type NamedSides } from '../bisection-lines.ts';
import { EXIT_DIFFERED, EXIT_FINE, EXIT_REFUSED, type ExitCode } from '../exit-codes.ts';
import { formatJson } from '../format.ts';
import type { Output } from '../output.ts';
import { peerJson, peerLines } from '../peer-lines.ts';
import { Progress } from '../progress.ts';
import { parseCount } from '../quantities.ts';
import { openIntact } from '../recording-file.ts';
import { symbolLookup } from '../symbol-lookup.ts';
import { UsageError } from '../usage-error.ts';

const EXAMPLES = `
Examples:
  $ replay bisect good.log bad.log
  $ replay bisect good.log bad.log --exhaustive
  $ replay bisect boot.log --against reading=reference
  $ replay bisect boot.log --against qemu --to 2M
  $ replay bisect good.log bad.log --json | jq '.divergence.step'

Recordings tell by themselves between which checkpoints they first differ; only that stretch is run. Runs that start alike are
compared by the whole state of the machine; runs of other images by their registers and by the way that control goes, for their
memory differs from the start. A difference that is gone again by the next checkpoint is found with --exhaustive, which runs all of
both and compares what they overwrite. QEMU runs beside ours from reset, given what it can't know: what devices and clocks answered,
what devices wrote, interrupts; it has one hart and no built-in hypervisor.
Exit code: 0 no difference, 1 they differ, 2 refused.
`;

interface BisectOptions {
  readonly against?: string;
  readonly to?: number;
  readonly exhaustive: boolean;
  readonly symbols: readonly string[];
  readonly json: boolean;
}

export function bisectCommand(): Command {
  return new Command('bisect')
    .summary('find the first instruction after which two runs differ')
    .description('Finds the first instruction after which two runs differ, and what is behind it.')
    .argument('<a>', 'a recording')
    .argument('[b]', 'another one')
    .option('--against <what>', 'in place of another recording: reading=reference, reading=interpreter, or qemu')
    .option('--to <step>', 'against QEMU: no further than this step', parseCount)
    .option('--exhaustive', 'also find what is gone again by the next checkpoint; runs all of both', false)
    .option(
      '--symbols <elf>',
      'names addresses; may be given again',
      (path: string, before: readonly string[]) => [...before, path],
      [],
    )
    .option('--json', 'print one JSON object', false)
    .addHelpText('after', EXAMPLES)
    .action((a: string, b: string | undefined, options: BisectOptions) =>
      carryOut(undefined, (output) => {
        if (options.against === 'qemu' && b === undefined) return againstQemu(output, a, options);
        if (options.to !== undefined) throw new UsageError('--to: only with --against qemu');
        return findDivergence(output, a, { ...options, b });
      }),
    );
}

async function findDivergence(
  output: Output,
  path: string,
  options: BisectOptions & { readonly b: string | undefined },
): Promise<ExitCode> {
  const { exhaustive, symbols: paths, json } = options;
  const other = otherSide(path, options);
  const progress = new Progress(`comparing ${path} and ${other.name}`, false);
  const report = { progress: (done: number, total: number) => progress.report(done / total) };
  const log = await openIntact(path);
  const setup = await other.setup(log);
  const found = bisect({ log, ...report }, { ...setup, ...report }, { exhaustive });
  progress.end();
  const symbolsOf = (name: string, { header }: SideSetup['log']) =>
    symbolLookup(output, { log: name, recorded: header.symbols, paths });
  const symbols = symbolsOf(path, log);
  const sides: NamedSides = [
    { name: path, symbols },
    { name: other.name, symbols: setup.log === log ? symbols : symbolsOf(other.name, setup.log) },
  ];
  if (json) output.write(`${formatJson(bisectionJson(found, sides), 2)}\n`);
  else for (const line of bisectionLines(found, sides)) output.writeLine(line);
  output.flush();
  const { divergence, parting, unreproducible } = found;
  return divergence === null && parting === null && unreproducible === null ? EXIT_FINE : EXIT_DIFFERED;
}

async function againstQemu(output: Output, path: string, options: BisectOptions): Promise<ExitCode> {
  const { symbols: paths, json, to, exhaustive } = options;
  if (exhaustive) throw new UsageError('--exhaustive: not with --against qemu, which compares every register anyway');
  const log = await openIntact(path);
  const progress = new Progress(`comparing ${path} and QEMU`, false);
  const found = await bisectAgainstQemu(log, {
    ...(to !== undefined && { until: to }),
    progress: (done, total) => progress.report(done / total),
  });
  progress.end();
  const symbols = symbolLookup(output, { log: path, recorded: log.header.symbols, paths });
  if (json) output.write(`${formatJson(peerJson(found, { name: path, symbols }), 2)}\n`);
  else for (const line of peerLines(found, { name: path, symbols })) output.writeLine(line);
  output.flush();
  if (found.stopped !== null) output.tell(`replay: ${path}: QEMU could be followed up to ${found.stopped}`);
  if (found.difference !== null) return EXIT_DIFFERED;
  return found.stopped === null ? EXIT_FINE : EXIT_REFUSED;
}

interface OtherSide {
  readonly name: string;
  readonly setup: (log: SideSetup['log']) => Promise<SideSetup>;
}

function otherSide(path: string, { b, against }: { readonly b: string | undefined; readonly against?: string }): OtherSide {
  if ((b === undefined) === (against === undefined))
    throw new UsageError(`bisect ${path}: name another recording, or what it is run against with --against`);
  if (b !== undefined) return { name: b, setup: async () => ({ log: await openIntact(b) }) };
  const reading = /^reading=(reference|interpreter)$/.exec(against!)?.[1];
  if (reading === undefined)
    throw new UsageError(`--against: expected reading=reference, reading=interpreter or qemu, got '${against}'`);
  return { name: against!, setup: async (log) => ({ log, reading: reading as Reading, isRecorded: false }) };
}
