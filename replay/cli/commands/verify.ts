/** `replay verify`: are these files the recordings that were written? Without running them. */
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { LogError } from '../../log/error.ts';
import { type Verification, verifyLog } from '../../log/verify.ts';
import { carryOut } from '../action.ts';
import { EXIT_FINE, EXIT_REFUSED, type ExitCode } from '../exit-codes.ts';
import { failureLine } from '../failure.ts';
import { formatCount, formatJson, formatPlural, formatSize, formatTable } from '../format.ts';
import type { Output } from '../output.ts';
import { Progress } from '../progress.ts';
import { checkRecordingFile } from '../recording-file.ts';
import { UsageError } from '../usage-error.ts';

const EXAMPLES = `
Examples:
  $ replay verify boot.log
  $ replay verify fixtures/*.log --json | jq -c 'select(.isIntact | not)'

Checks every byte, the order of all parts, that every record can be read, and the digests of the images. \`replay run\` checks that
the machine still does what was recorded.
Exit code: 0 all intact, 2 one of them damaged, cut short or unreadable.
`;

export function verifyCommand(): Command {
  return new Command('verify')
    .summary('check that recordings are whole, without running them')
    .description('Checks that every byte of a recording is the one that was written, and says where it is not.')
    .argument('<log...>', 'the recordings')
    .option('--json', 'print one JSON object a line', false)
    .addHelpText('after', EXAMPLES)
    .action((paths: readonly string[], { json }: { readonly json: boolean }) =>
      carryOut(undefined, (output) => verify(output, paths, json)),
    );
}

interface Verdict {
  readonly path: string;
  readonly sizeBytes: number;
  /** Undefined when not even the header can be read. */
  readonly verification: Verification | undefined;
  readonly problems: readonly LogError[];
}

async function verify(output: Output, paths: readonly string[], isJson: boolean): Promise<ExitCode> {
  const progress = new Progress('verifying', false);
  let code: ExitCode = EXIT_FINE;
  const rows: string[][] = [];
  for (const [i, path] of paths.entries()) {
    progress.report(i / paths.length);
    await output.breathe();
    let verdict: Verdict;
    try {
      verdict = verdictOf(path);
    } catch (error) {
      if (!(error instanceof UsageError) && !isFileProblem(error)) throw error;
      output.tell(failureLine(error, path));
      code = EXIT_REFUSED;
      continue;
    }
    if (isJson) output.writeLine(formatJson(jsonOf(verdict)));
    else rows.push(rowOf(verdict));
    for (const problem of verdict.problems) output.tell(failureLine(problem, path));
    if (verdict.problems.length > 0) code = EXIT_REFUSED;
  }
  progress.end();
  for (const line of formatTable(rows)) output.writeLine(line);
  output.flush();
  return code;
}

const isFileProblem = (error: unknown) => error instanceof Error && 'code' in error;

function verdictOf(path: string): Verdict {
  checkRecordingFile(path);
  const bytes = readFileSync(path);
  try {
    const verification = verifyLog(bytes);
    return { path, sizeBytes: bytes.length, verification, problems: verification.problems };
  } catch (error) {
    if (!(error instanceof LogError)) throw error;
    return { path, sizeBytes: bytes.length, verification: undefined, problems: [error] };
  }
}

function rowOf({ path, sizeBytes, verification, problems }: Verdict): string[] {
  if (verification === undefined) return [path, 'unreadable', formatSize(sizeBytes)];
  const { version, chunks, events, lastStep, lost } = verification;
  const state = problems.length > 0 ? problems[0]!.kind : lost.length > 0 ? 'intact, something lost' : 'intact';
  return [
    path,
    state,
    formatSize(sizeBytes),
    `format ${version}`,
    formatPlural(chunks, 'chunk'),
    formatPlural(events, 'event'),
    `to step ${formatCount(lastStep)}`,
  ];
}

function jsonOf({ path, sizeBytes, verification, problems }: Verdict): object {
  const { version = null, chunks = null, events = null, lastStep = null, lost = [] } = verification ?? {};
  return {
    file: path,
    isIntact: problems.length === 0,
    sizeBytes,
    version,
    chunks,
    events,
    lastStep,
    lost,
    problems: problems.map(({ kind, offset, firstStep, lastStep: toStep, message }) => ({
      kind,
      offset,
      firstStep,
      lastStep: toStep,
      message,
    })),
  };
}
