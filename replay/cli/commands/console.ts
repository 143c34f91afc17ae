/** `replay console`: what the guest printed, without running it. */
import { Command } from 'commander';
import type { InputEvent, OutputFact } from '../../log/types.ts';
import { carryOut } from '../action.ts';
import { EXIT_FINE, type ExitCode } from '../exit-codes.ts';
import { formatJson } from '../format.ts';
import type { Output } from '../output.ts';
import { holeLine, openRecording } from '../recording-file.ts';

const EXAMPLES = `
Examples:
  $ replay console boot.log
  $ replay console boot.log --json | jq -r 'select(.kind == "input") | .text'

Exit code: 0 printed, 2 refused.
`;

export function consoleCommand(): Command {
  return new Command('console')
    .summary("print the guest's console")
    .description('Prints what the guest printed, byte for byte, from the recording.')
    .argument('<log>', 'the recording')
    .option('--json', 'print one JSON object a line: what came in and went out, with its step', false)
    .addHelpText('after', EXAMPLES)
    .action((path: string, { json }: { readonly json: boolean }) => carryOut(path, (output) => printConsole(output, path, json)));
}

async function printConsole(output: Output, path: string, isJson: boolean): Promise<ExitCode> {
  const log = await openRecording(path);
  let count = 0;
  if (log.hole !== null) output.tell(holeLine(path, log.hole));
  for (const event of log.allEvents()) {
    if (event.kind !== 'output' && event.kind !== 'input') continue;
    if (isJson) output.write(`${eventJson(event)}\n`);
    else if (event.kind === 'output') output.write(event.bytes);
    if (output.isClosed) return EXIT_FINE;
    if (++count % 1000 === 0) await output.breathe();
  }
  if (log.damage !== null) throw log.damage;
  return EXIT_FINE;
}

function eventJson({ kind, step, device, bytes }: InputEvent | OutputFact): string {
  return formatJson({ kind, step, device, text: new TextDecoder().decode(bytes), base64: bytes });
}
