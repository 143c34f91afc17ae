/** `replay exits`: the VM exits of a recording, without running it. */
import { Command } from 'commander';
import type { ExitFact } from '../../log/types.ts';
import { carryOut } from '../action.ts';
import { EXIT_FINE, type ExitCode } from '../exit-codes.ts';
import { formatJson } from '../format.ts';
import type { Output } from '../output.ts';
import { openRecording } from '../recording-file.ts';

const EXAMPLES = `
Examples:
  $ replay exits boot.log
  $ replay exits boot.log --json | jq -c 'select(.reason == "npf")'

An exit is a moment at which control leaves guest context, so a machine without a hypervisor has none.
Exit code: 0 listed, 2 refused.
`;

export function exitsCommand(): Command {
  return new Command('exits')
    .summary('list the VM exits of a recording')
    .description('Lists the VM exits of a recording: number, step, hart, reason and details.')
    .argument('<log>', 'the recording')
    .option('--json', 'print one JSON object a line', false)
    .addHelpText('after', EXAMPLES)
    .action((path: string, { json }: { readonly json: boolean }) => carryOut(path, (output) => exits(output, path, json)));
}

async function exits(output: Output, path: string, isJson: boolean): Promise<ExitCode> {
  const log = openRecording(path);
  let number = 0;
  for (const event of log.events()) {
    if (event.kind !== 'exit') continue;
    output.write(`${isJson ? exitJson(number, event) : exitLine(number, event)}\n`);
    number++;
    if (output.isClosed) return EXIT_FINE;
    if (number % 1000 === 0) await output.breathe();
  }
  if (log.damage !== null) throw log.damage;
  if (number === 0) output.tell(`replay: ${path}: no VM exits`);
  return EXIT_FINE;
}

function exitJson(number: number, { step, hart, reason, details, digest }: ExitFact): string {
  return formatJson({ exit: number, step, hart, reason, details, digest });
}

function exitLine(number: number, { step, hart, reason, details }: ExitFact): string {
  const shown = Object.entries(details).map(
    ([name, value]) => `${name}=${typeof value === 'bigint' ? `0x${value.toString(16)}` : String(value)}`,
  );
  return [`exit:${number}`, `step:${step}`, `hart${hart}`, reason, ...shown].join(' ');
}
