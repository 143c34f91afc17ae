/** `replay test`: recordings as golden traces. Runs them again, on this build and with images of today, and says what changed. */
import { writeFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import type { Reading } from '#core/machine/processor-transient.ts';
import { annotations } from '../../golden/annotations.ts';
import { type ComparisonLevel, comparisonLevels } from '../../golden/compare.ts';
import { type FreshImages, freshImageRoles } from '../../golden/images.ts';
import { junitXml } from '../../golden/junit.ts';
import { testRecordings } from '../../golden/pool.ts';
import { detailLines, headline } from '../../golden/report.ts';
import type { Verdict } from '../../golden/verdict.ts';
import { carryOut } from '../action.ts';
import { EXIT_DIFFERED, EXIT_FINE, EXIT_REFUSED, type ExitCode } from '../exit-codes.ts';
import { formatCount, formatJson, formatPlural, formatRow, printable, widen } from '../format.ts';
import { jobsOption } from '../jobs-option.ts';
import type { Output } from '../output.ts';
import { checkOutput } from '../output-file.ts';
import { Progress } from '../progress.ts';

import { readingOption } from '../reading-option.ts';
import { workerFile } from '../worker-file.ts';

const EXAMPLES = `
Examples:
  $ replay test fixtures/*.log
  $ replay test fixtures/*.log --guest build/my-kernel.elf --junit report.xml
  $ replay test boot.log --kernel build/Image --compare console
  $ replay test fixtures/*.log --guest build/my-kernel.elf --update

Without images, a run must be the recorded one to the last digest, and a guest that was recorded failing must fail. With images,
the machine gets them in the place of the recorded ones, and the recorded inputs when as much virtual time has passed. --compare
says what must be the same then: trace, all that the guest did, step by step; exits, its VM exits in their order and what it
printed; console, what it printed. And how it ended, in each. What memory and disks hold is not compared, for images differ.
--update writes anew what changed: the recording is there whole, before or after, whatever happens.
In GitHub Actions, differences are annotated.
Exit code: 0 all are the same or were written anew, 1 some differ, 2 some were refused (damage, version, image, usage).
`;

interface TestCommandOptions extends FreshImages {
  readonly compare: ComparisonLevel;
  readonly update: boolean;
  readonly jobs?: number;
  readonly junit?: string;
  readonly github?: boolean;
  readonly json: boolean;
  readonly reading: Reading;
}

export function testCommand(): Command {
  return new Command('test')
    .summary('run recordings again as tests, also with images built anew')
    .description('Runs recordings again, some at a time, and says which are not what they were and at which instruction.')
    .argument('<log...>', 'the recordings')
    .option('--guest <file>', "another kernel for the hypervisor's guest, ELF or flat")
    .option('--kernel <file>', 'another kernel or bare program')
    .option('--bios <file>', 'another firmware')
    .option('--initrd <file>', 'another initial RAM disk')
    .addOption(
      new Option('--compare <what>', 'what must be the same with another image').choices(comparisonLevels).default('trace'),
    )
    .option('--update', 'write recordings anew that are not the same', false)
    .addOption(jobsOption())
    .option('--junit <file>', "write a report in JUnit's XML")
    .option('--github', "annotate as GitHub's workflow commands; on by itself in GitHub Actions")
    .option('--json', 'print one JSON object a recording', false)
    .addOption(readingOption())
    .addHelpText('after', EXAMPLES)
    .action((paths: readonly string[], options: TestCommandOptions) =>
      carryOut(undefined, (output) => test(output, paths, options)),
    );
}

async function test(output: Output, paths: readonly string[], options: TestCommandOptions): Promise<ExitCode> {
  const { compare: level, update: isUpdate, reading, jobs, json } = options;
  const images = Object.fromEntries(freshImageRoles.map((role) => [role, options[role]])) as FreshImages;
  const inputs = [...paths, ...Object.values(images).filter((path) => path !== undefined)];
  if (options.junit !== undefined) checkOutput(options.junit, inputs, 'is tested', '--junit');
  const progress = new Progress(`testing ${formatPlural(paths.length, 'recording')}`, false);
  const printer = json ? new JsonPrinter(output) : new TablePrinter(output, paths);
  const start = performance.now();
  const verdicts = await testRecordings({
    paths,
    options: { images, level, isUpdate, reading },
    jobs,
    worker: workerFile('test-worker'),
    progress: (fraction) => progress.report(fraction),
    onVerdict: (verdict) => {
      progress.end();
      printer.print(verdict);
    },
  });
  progress.end();
  const seconds = (performance.now() - start) / 1000;
  output.tell(`replay: ${summaryOf(verdicts)} in ${seconds.toFixed(2)} s`);
  if (options.github ?? process.env['GITHUB_ACTIONS'] === 'true')
    for (const line of annotations(verdicts, process.cwd())) (json ? output.tell : output.writeLine).call(output, line);
  output.flush();
  if (options.junit !== undefined) writeFileSync(options.junit, junitXml(verdicts, seconds));
  return exitCodeOf(verdicts);
}

function exitCodeOf(verdicts: readonly Verdict[]): ExitCode {
  if (verdicts.some(({ outcome }) => outcome === 'refused')) return EXIT_REFUSED;
  return verdicts.some(({ outcome }) => outcome === 'differs') ? EXIT_DIFFERED : EXIT_FINE;
}

const OUTCOMES = { same: 'ok', recorded: 'recorded', differs: 'DIFFERS', refused: 'refused' } as const;

/** `6 recordings: 5 ok, 1 DIFFERS`. */
function summaryOf(verdicts: readonly Verdict[]): string {
  const counts = Object.entries(OUTCOMES).map(([outcome, word]) => ({
    word,
    count: verdicts.filter((verdict) => verdict.outcome === outcome).length,
  }));
  const parts = counts.filter(({ count }) => count > 0).map(({ word, count }) => `${formatCount(count)} ${word}`);
  return `${formatPlural(verdicts.length, 'recording')}: ${parts.join(', ')}`;
}

const TITLES = ['recording', 'result', 'steps', 'VM exits', 'checkpoints', 'seconds'];
const NUMERIC = [2, 3, 4, 5];

/** A row as soon as it is known, so widths are guessed. */
class TablePrinter {
  readonly #output: Output;
  readonly #widths: readonly number[];

  constructor(output: Output, paths: readonly string[]) {
    this.#output = output;
    this.#widths = widen([0, 8, 15, 10], TITLES, ...paths.map((path) => [printable(path)]));
    this.#row(TITLES);
  }

  print(verdict: Verdict): void {
    const name = printable(verdict.path);
    const word = OUTCOMES[verdict.outcome];
    if (verdict.outcome === 'refused') {
      this.#row([name, word]);
      this.#lines([printable(verdict.message.replace(/^replay: /, ''))]);
    } else {
      const { steps, vmExits, seconds, difference } = verdict;
      const checkpoints = 'checkpoints' in verdict ? formatCount(verdict.checkpoints) : '';
      this.#row([name, word, formatCount(steps), formatCount(vmExits), checkpoints, seconds.toFixed(2)]);
      if (difference !== null) this.#lines([headline(difference), ...detailLines(difference).map(printable)]);
    }
    this.#output.flush();
  }

  #row(cells: readonly string[]): void {
    this.#output.writeLine(formatRow(cells, this.#widths, NUMERIC));
  }

  #lines(lines: readonly string[]): void {
    for (const line of lines) this.#output.writeLine(`  ${line}`);
  }
}

class JsonPrinter {
  readonly #output: Output;

  constructor(output: Output) {
    this.#output = output;
  }

  print(verdict: Verdict): void {
    this.#output.writeLine(formatJson(verdict));
    this.#output.flush();
  }
}
