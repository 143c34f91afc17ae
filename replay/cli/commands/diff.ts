/** `replay diff`: what is different about two recordings, without running them. */
import { Command } from 'commander';
import { compareRecordings, isNoDifference } from '../../bisect/compare.ts';
import { carryOut } from '../action.ts';
import { comparisonLines } from '../comparison-lines.ts';
import { EXIT_DIFFERED, EXIT_FINE, type ExitCode } from '../exit-codes.ts';
import { formatJson } from '../format.ts';
import type { Output } from '../output.ts';
import { openIntact } from '../recording-file.ts';

const EXAMPLES = `
Examples:
  $ replay diff good.log bad.log
  $ replay diff good.log bad.log --json | jq .checkpoints

Nothing is run: compared is what the recordings hold. \`replay bisect\` finds the instruction.
Exit code: 0 no difference, 1 they differ, 2 refused.
`;

export function diffCommand(): Command {
  return new Command('diff')
    .summary('compare two recordings without running them')
    .description(
      'Says what is different about two recordings: what they were made from, inputs, what happened, checkpoints, end.',
    )
    .argument('<a>', 'a recording')
    .argument('<b>', 'another one')
    .option('--json', 'print one JSON object', false)
    .addHelpText('after', EXAMPLES)
    .action((a: string, b: string, { json }: { readonly json: boolean }) =>
      carryOut(undefined, (output) => diff(output, [a, b], json)),
    );
}

async function diff(output: Output, paths: readonly [string, string], isJson: boolean): Promise<ExitCode> {
  const found = compareRecordings(await openIntact(paths[0]), await openIntact(paths[1]));
  const isEqual = isNoDifference(found);
  if (isJson) output.write(`${formatJson({ a: paths[0], b: paths[1], isEqual, ...found }, 2)}\n`);
  else if (isEqual) output.tell(`replay: ${paths[0]} and ${paths[1]} hold the same`);
  else for (const line of comparisonLines(found, paths)) output.writeLine(line);
  output.flush();
  return isEqual ? EXIT_FINE : EXIT_DIFFERED;
}
