/** `replay migrate`: brings a recording to the newest format. */
import { readFileSync, writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { assert } from '#core/assert.ts';
import { FORMAT_VERSION } from '../../log/limits.ts';
import { migrateLog } from '../../log/migrate.ts';
import { verifyLog } from '../../log/verify.ts';
import { carryOut } from '../action.ts';
import { EXIT_FINE, type ExitCode } from '../exit-codes.ts';
import type { Output } from '../output.ts';
import { checkOutput } from '../output-file.ts';
import { checkRecordingFile } from '../recording-file.ts';

const EXAMPLES = `
Examples:
  $ replay migrate old.log -o new.log

Every format ever written stays readable, so nobody has to. A recording of the newest format is copied as it is.
Exit code: 0 written, 2 refused: damaged, or not a recording.
`;

export function migrateCommand(): Command {
  return new Command('migrate')
    .summary('bring a recording to the newest format')
    .description(`Writes a recording in format ${FORMAT_VERSION}, with the same events and images.`)
    .argument('<log>', 'the recording; it is not changed')
    .requiredOption('-o, --output <log>', 'the recording in the newest format; a file that is there is replaced')
    .addHelpText('after', EXAMPLES)
    .action((path: string, options: { readonly output: string }) =>
      carryOut(path, (output) => migrate(output, path, options.output)),
    );
}

function migrate(output: Output, path: string, target: string): ExitCode {
  checkRecordingFile(path);
  checkOutput(target, [path], 'is read');
  const pieces: Uint8Array[] = [];
  const version = migrateLog(readFileSync(path), (bytes) => void pieces.push(bytes));
  const bytes = Buffer.concat(pieces);
  const { problems } = verifyLog(bytes);
  assert(problems.length === 0, `migrate: the result is damaged: ${problems[0]?.message}`);
  writeFileSync(target, bytes);
  const change = version === FORMAT_VERSION ? `format ${version} already, copied` : `from format ${version} to ${FORMAT_VERSION}`;
  output.tell(`replay: ${target}: ${change}`);
  return EXIT_FINE;
}
