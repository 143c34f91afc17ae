/** `replay run`: runs a recording again and holds every fact and digest against it. */
import { Command } from 'commander';
import type { Reading } from '#core/machine/processor-transient.ts';
import { Replayer, type ReplaySummary } from '../../engine/replay.ts';
import { printedBytes } from '../../engine/slice.ts';
import { carryOut } from '../action.ts';
import { EXIT_DIFFERED, EXIT_FINE, type ExitCode } from '../exit-codes.ts';
import { formatCount, formatTable, formatTime } from '../format.ts';
import type { Output } from '../output.ts';
import { Progress } from '../progress.ts';
import { readingOption } from '../reading-option.ts';
import { holeLine, openRecording } from '../recording-file.ts';

const EXAMPLES = `
Examples:
  $ replay run boot.log
  $ replay run boot.log --quiet
  $ replay run killed.log --partial

The guest's console goes to standard output, the summary to standard error.
Exit code: 0 the run is the recorded one, 1 it differs or the guest reported failure, 2 refused.
`;

interface RunOptions {
  readonly quiet: boolean;
  readonly partial: boolean;
  readonly reading: Reading;
}

export function runCommand(): Command {
  return new Command('run')
    .summary('run a recording again and check it')
    .description('Runs a recording again, checks every recorded fact and digest, and prints what the guest printed.')
    .argument('<log>', 'the recording')
    .option('-q, --quiet', "don't print the guest's console", false)
    .option('--partial', 'run what is intact of a recording that was cut short or damaged', false)
    .addOption(readingOption())
    .addHelpText('after', EXAMPLES)
    .action((path: string, options: RunOptions) => carryOut(path, (output) => run(output, path, options)));
}

async function run(output: Output, path: string, { quiet, partial, reading }: RunOptions): Promise<ExitCode> {
  const log = await openRecording(path);
  if (log.damage !== null) {
    if (!partial) throw log.damage;
    output.tell(`replay: ${path}: ${log.damage.message}; what is before runs`);
  }
  if (log.hole !== null) output.tell(`${holeLine(path, log.hole)}; what is before runs`);
  const replayer = new Replayer(log, reading);
  if (!quiet) replayer.session.watch(({ effects }) => output.write(printedBytes(effects)));
  const progress = new Progress(`replaying ${path}`, !quiet);
  const start = performance.now();
  while (replayer.advance()) {
    progress.report(replayer.session.state.step / replayer.lastStep);
    await output.breathe();
  }
  const seconds = (performance.now() - start) / 1000;
  progress.end();
  const summary = replayer.summarize();
  for (const line of summary.mismatch === null ? summaryLines(path, summary, seconds) : mismatchLines(path, summary))
    output.tell(line);
  return summary.mismatch === null && (summary.status ?? 0) === 0 ? EXIT_FINE : EXIT_DIFFERED;
}

function summaryLines(path: string, summary: ReplaySummary, seconds: number): readonly string[] {
  const status = summary.status === null ? '' : `, status ${summary.status}`;
  const rows = [
    ['steps', `${formatCount(summary.steps)} (${formatTime(summary.nowNs)} virtual)`],
    ['VM exits', formatCount(summary.vmExits)],
    ['facts', `${formatCount(summary.factsVerified)} verified`],
    ['checkpoints', `${formatCount(summary.checkpointsVerified)} verified`],
    ['components', `${summary.componentsComparable} of ${summary.componentsTotal} comparable`],
    ['end', `${summary.reason}${status}`],
    ['digest', summary.digest],
    ['speed', `${(summary.steps / seconds / 1e6).toFixed(1)} MIPS, ${seconds.toFixed(2)} s`],
  ];
  return [`replay: ${path}: the run is the recorded one`, ...formatTable(rows).map((line) => `  ${line}`)];
}

function mismatchLines(path: string, { mismatch, steps, checkpointsVerified }: ReplaySummary): readonly string[] {
  const { step, component, recorded, came } = mismatch!;
  return [
    `replay: ${path}: the run differs at step ${formatCount(step)}, in ${component}`,
    `  recorded  ${recorded}`,
    `  came      ${came}`,
    `  ${formatCount(checkpointsVerified)} checkpoints held before it; ${formatCount(steps)} steps were run`,
    `  look closer: replay run ${path} --reading reference    does the slow, obvious reading differ too?`,
    `               replay console ${path} --json             what the guest had printed, by step`,
    `               replay info ${path}                       what made the recording`,
  ];
}
