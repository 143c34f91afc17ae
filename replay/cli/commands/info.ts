/** `replay info`: what a recording holds, without running it. */
import { statSync } from 'node:fs';
import { Command } from 'commander';
import { formatDigest } from '../../engine/digest.ts';
import type { LogReader } from '../../log/reader.ts';
import { carryOut } from '../action.ts';
import { EXIT_FINE, EXIT_REFUSED, type ExitCode } from '../exit-codes.ts';
import { formatCount, formatJson, formatPlural, formatSize, formatTable, formatTime } from '../format.ts';
import { headerRows } from '../header-rows.ts';
import type { Output } from '../output.ts';
import { openRecording } from '../recording-file.ts';

const EXAMPLES = `
Examples:
  $ replay info boot.log
  $ replay info boot.log --json | jq .end

A damaged recording is described as far as it is intact.
Exit code: 0 intact, 2 damaged, cut short or unreadable.
`;

export function infoCommand(): Command {
  return new Command('info')
    .summary('say what a recording holds')
    .description('Says which machine a recording is of, what went into it, how long it runs and how it ended.')
    .argument('<log>', 'the recording')
    .option('--json', 'print one JSON object', false)
    .addHelpText('after', EXAMPLES)
    .action((path: string, { json }: { readonly json: boolean }) => carryOut(path, (output) => info(output, path, json)));
}

async function info(output: Output, path: string, isJson: boolean): Promise<ExitCode> {
  const log = await openRecording(path);
  const sizeBytes = statSync(path).size;
  const counts = countEvents(log);
  if (isJson) {
    const damage = log.damage && { kind: log.damage.kind, offset: log.damage.offset, message: log.damage.message };
    const { header, end, lost } = log;
    const whole = { isWhole: isWhole(log), lost, damage };
    output.write(`${formatJson({ file: path, sizeBytes, ...header, events: counts, end, ...whole }, 2)}\n`);
  } else for (const line of infoLines(log, counts, sizeBytes)) output.write(`${line}\n`);
  if (log.damage === null) return EXIT_FINE;
  output.tell(`replay: ${path}: ${log.damage.message}`);
  return EXIT_REFUSED;
}

/** Events by kind, in the order in which they first came. Damage ends the count. */
function countEvents(log: LogReader): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  try {
    for (const { kind } of log.allEvents()) counts[kind] = (counts[kind] ?? 0) + 1;
  } catch (error) {
    if (log.damage === null) throw error;
  }
  return counts;
}

const isWhole = ({ damage, lost }: LogReader) => damage === null && lost.length === 0;

function wholeText(log: LogReader): string {
  if (isWhole(log)) return 'yes';
  const { hole, lost, header, damage } = log;
  if (damage !== null) return `no: ${damage.kind}, intact to step ${formatCount(log.lastStep)}`;
  const images = lost.flatMap((each) => (each.what === 'image' ? [`the image ${header.images[each.image]?.role} is lost`] : []));
  const to = hole?.toStep == null ? 'the end' : formatCount(hole.toStep);
  return ['no: repaired', ...images, ...(hole ? [`steps ${formatCount(hole.step)} to ${to} are lost`] : [])].join(', ');
}

function infoLines(log: LogReader, counts: Readonly<Record<string, number>>, sizeBytes: number): readonly string[] {
  const { header, end } = log;
  const events = Object.entries(counts).map(([kind, count]) => formatPlural(count, kind));
  const rows = [
    ['file', formatSize(sizeBytes)],
    ['whole', wholeText(log)],
    ...headerRows(header),
    ['events', events.join(', ')],
    ['steps', formatPlural(end?.step ?? log.lastStep, 'step')],
  ];
  if (end !== null) {
    rows.push(['time', `${formatTime(end.now)} virtual`]);
    rows.push(['end', `${end.reason}${end.status === null ? '' : `, status ${end.status}`}`]);
    rows.push(['digest', formatDigest(end.digest)]);
  }
  return formatTable(rows);
}
