/** `replay repair`: makes a recording that can be read of a damaged one, and says what is lost. */
import { readFileSync, writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { assert } from '#core/assert.ts';
import { readImageFile } from '../../images/read-file.ts';
import { type Repair, repairLog } from '../../log/repair.ts';
import type { Gap } from '../../log/salvage.ts';
import { verifyLog } from '../../log/verify.ts';
import { carryOut } from '../action.ts';
import { EXIT_DIFFERED, EXIT_FINE, type ExitCode } from '../exit-codes.ts';
import { formatCount, formatJson, formatPlural, formatSize, printable } from '../format.ts';
import type { Output } from '../output.ts';
import { checkOutput } from '../output-file.ts';
import { checkRecordingFile } from '../recording-file.ts';

const EXAMPLES = `
Examples:
  $ replay repair killed.log -o saved.log
  $ replay repair damaged.log --image vmlinux --image disk.img -o saved.log

Keeps every intact chunk. The result is a recording like others: \`replay run\` runs and checks it up to what is lost, since inputs
may be among it, and \`replay console\` and \`replay inspect\` show what was kept after it. Without its images a recording can't run:
--image puts back one that is lost, if it is the file that was recorded.
Exit code: 0 nothing is lost, 1 something is, 2 refused: not even the header is intact.
`;

interface RepairOptions {
  readonly output: string;
  readonly image: readonly string[];
  readonly json: boolean;
}

export function repairCommand(): Command {
  return new Command('repair')
    .summary('save what is intact of a damaged recording')
    .description('Writes a recording with everything that is intact in a damaged one, and says what is lost: offsets and steps.')
    .argument('<log>', 'the damaged recording; it is not changed')
    .requiredOption('-o, --output <log>', 'the repaired recording; a file that is there is replaced')
    .option(
      '--image <file>',
      'one of the files that were recorded, in case it is lost; may be given again',
      (path: string, before: readonly string[]) => [...before, path],
      [],
    )
    .option('--json', 'print one JSON object', false)
    .addHelpText('after', EXAMPLES)
    .action((path: string, options: RepairOptions) => carryOut(path, (output) => repair(output, path, options)));
}

function repair(output: Output, path: string, options: RepairOptions): ExitCode {
  checkRecordingFile(path);
  checkOutput(options.output, [path, ...options.image], 'is read');
  const pieces: Uint8Array[] = [];
  const result = repairLog(
    readFileSync(path),
    options.image.map((file) => readImageFile(file)),
    (bytes) => void pieces.push(bytes),
  );
  const bytes = Buffer.concat(pieces);
  const { problems } = verifyLog(bytes);
  assert(problems.length === 0, `repair: the result is damaged: ${problems[0]?.message}`);
  writeFileSync(options.output, bytes);
  for (const { message } of result.problems) output.tell(`replay: ${path}: ${message}`);
  if (options.json) output.write(`${formatJson(jsonOf(path, options.output, bytes.length, result), 2)}\n`);
  else for (const line of reportLines(options.output, bytes.length, result)) output.tell(line);
  return result.lost.length + result.lostImages.length === 0 ? EXIT_FINE : EXIT_DIFFERED;
}

function reportLines(path: string, sizeBytes: number, result: Repair): readonly string[] {
  const { chunksKept, chunksDropped, lost, lostImages, restoredImages, runsTo, eventsAfter, problems } = result;
  const state =
    problems.length === 0
      ? 'nothing was wrong'
      : lost.length + lostImages.length === 0
        ? 'nothing of the recording is lost'
        : 'what could be saved';
  const imageText = ({ role, name }: (typeof lostImages)[number]) => `${role} (${printable(name)})`;
  return [
    `replay: ${path}: ${state}`,
    `  kept      ${formatPlural(chunksKept, 'chunk')}, ${formatSize(sizeBytes)}${chunksDropped === 0 ? '' : `; ${formatPlural(chunksDropped, 'chunk')} had no place and were left out`}`,
    ...lost.map((gap) => `  lost      ${gapText(gap)}`),
    ...lostImages.map(
      (image) =>
        `  lost      the image ${imageText(image)}, SHA-256 ${image.sha256}: give the file with --image to run the recording`,
    ),
    ...restoredImages.map((image) => `  put back  the image ${imageText(image)}`),
    lostImages.length > 0 ? '  runs      not, without its images' : `  runs      to step ${formatCount(runsTo)}`,
    ...(eventsAfter === 0 ? [] : [`  after it  ${formatPlural(eventsAfter, 'event')} are kept, marked as what no run can check`]),
  ];
}

function gapText({ offset, sizeBytes, firstStep, lastStep }: Gap): string {
  const to = lastStep === null ? 'the end' : formatCount(lastStep);
  const bytes =
    sizeBytes === 0 ? `at byte ${formatCount(offset)}` : `bytes ${formatCount(offset)} to ${formatCount(offset + sizeBytes - 1)}`;
  return `${bytes}, steps ${formatCount(firstStep)} to ${to}`;
}

function jsonOf(path: string, output: string, sizeBytes: number, result: Repair): object {
  const { problems, lost, ...rest } = result;
  return {
    file: path,
    output,
    sizeBytes,
    ...rest,
    lost: lost.map(({ offset, sizeBytes: bytes, firstStep, lastStep }) => ({ offset, sizeBytes: bytes, firstStep, lastStep })),
    problems: problems.map(({ kind, offset, message }) => ({ kind, offset, message })),
  };
}
