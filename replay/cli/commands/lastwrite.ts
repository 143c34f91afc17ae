/** `replay lastwrite`: who wrote to a place last. */
import { availableParallelism } from 'node:os';
import { Command, Option } from 'commander';
import { hex } from '#core/hex.ts';
import { lookUp } from '#core/inspect/memory.ts';
import type { Hit } from '#core/machine/stops.ts';
import { PAGE_SIZE } from '#core/memory/paged-memory.ts';
import { type Instruction, instructionAt, instructionText } from '../../inspect/disassembly.ts';
import { POSITION_HELP } from '../../positions/parse.ts';
import { describeWrite, type LastWrite } from '../../timeline/last-write.ts';
import type { MemoryRange } from '../../timeline/timeline.ts';
import { carryOut } from '../action.ts';
import { ADDRESS_HELP, addressOf } from '../address-argument.ts';
import { EXIT_FINE, type ExitCode } from '../exit-codes.ts';
import { formatCount, formatJson, formatPlural, formatTable, formatTime, printable } from '../format.ts';
import { jobsOption } from '../jobs-option.ts';
import { areWorthThreads, findLastWriteInThreads } from '../last-write-threads.ts';
import { type LookupOptions, withLookupOptions } from '../lookup-options.ts';
import type { Output } from '../output.ts';
import { parseSpacing } from '../quantities.ts';
import { UsageError } from '../usage-error.ts';
import { Visit, type VisitOptions, withVisitOptions } from '../visit.ts';
import { workerFile } from '../worker-file.ts';

const EXAMPLES = `
Examples:
  $ replay lastwrite run.log 0x80201f40
  $ replay lastwrite run.log current_task --size 4 --before exit:12
  $ replay lastwrite run.log 0x80001000 --physical --json | jq .step

Whoever wrote any of the bytes last: a hart, its page walk setting bits in an entry, a device, or the built-in hypervisor. Addresses
are virtual, as the hart would load from them at that moment; --as VS, --guest-physical and --physical say otherwise.
${ADDRESS_HELP}
Quick from the start on a recording made with --keyframes, of which several threads search; others are run once from end to end.

${POSITION_HELP}
Exit code: 0 told, also that nobody did; 2 refused.
`;

interface LastWriteOptions extends VisitOptions, LookupOptions {
  readonly before: string;
  readonly size: number;
  readonly jobs?: number;
  readonly json: boolean;
}

/** Bytes that one may ask for. */
const SIZE_MAX = PAGE_SIZE;
const VALUE_SIZE_MAX = 8;

export function lastwriteCommand(): Command {
  return withLookupOptions(
    withVisitOptions(
      new Command('lastwrite')
        .summary('tell who wrote to an address last')
        .description('Tells who wrote to an address last: when, by which instruction, and what was there before and after.')
        .argument('<log>', 'the recording')
        .argument('<address>', 'the place'),
    ),
    true,
  )
    .option('--before <position>', 'the last write before this moment', 'end')
    .addOption(new Option('--size <bytes>', 'how many bytes').argParser(parseSpacing).default(VALUE_SIZE_MAX))
    .addOption(jobsOption())
    .option('--json', 'print one JSON object', false)
    .addHelpText('after', EXAMPLES)
    .action((path: string, address: string, options: LastWriteOptions) =>
      carryOut(path, (output) => tellLastWrite(output, path, address, options)),
    );
}

async function tellLastWrite(output: Output, path: string, text: string, options: LastWriteOptions): Promise<ExitCode> {
  if (options.size > SIZE_MAX) throw new UsageError(`--size: at most ${SIZE_MAX} bytes`);
  const visit = await Visit.to(output, path, options);
  const moment = visit.resolve(options.before);
  // A number that is a physical address means the same at any moment.
  if (options.physical !== true || !/^\d/.test(text)) visit.goToMoment(moment);
  const address = addressOf(text, visit);
  const range = { address: physicalOf(visit, address, options), sizeBytes: options.size };
  if (visit.timeline.machine.readPhysical(visit.timeline.machine.initialState, range.address, range.sizeBytes) === undefined)
    throw new UsageError(
      `there is no memory at physical ${hex(BigInt(range.address))}, ${formatPlural(range.sizeBytes, 'byte')}`,
    );
  const hit = await lastHit(visit, path, range, moment.step, options);
  const write = hit && describeWrite(visit.timeline, range, hit);
  visit.arrive();
  if (options.json) output.writeLine(formatJson({ address, ...jsonOf(visit, range, write) }));
  else for (const line of linesOf(visit, range, write)) output.writeLine(line);
  output.flush();
  return EXIT_FINE;
}

async function lastHit(
  visit: Visit,
  path: string,
  range: MemoryRange,
  before: number,
  { reading, cap, jobs = availableParallelism() }: LastWriteOptions,
): Promise<Hit | undefined> {
  const { timeline } = visit;
  const stretches = timeline.stretchesToSearch(range, before);
  if (areWorthThreads(stretches, jobs))
    try {
      return await findLastWriteInThreads({
        search: { path, reading, cap, range, before },
        stretches,
        jobs,
        searchHere: (stretch) => timeline.findLastWriteIn(stretch, range, before),
        worker: workerFile('last-write-worker'),
        progress: (done, total) => visit.report(done, total),
      });
    } catch {
      // Searched here, it says what is wrong.
    }
  return timeline.findLastWrite(range, before);
}

/** Throws `UsageError` for what is not mapped. */
function physicalOf(visit: Visit, address: bigint, options: LastWriteOptions): number {
  const lookup = visit.lookup(address, 'load', options);
  if (lookup === undefined) return Number(address);
  const place = lookUp(visit.reader, lookup);
  if (place.kind === 'fault')
    throw new UsageError(`${hex(address)} is not mapped there (${place.name}); say --before another moment, or --physical`);
  const physical = Number(place.physical);
  if ((physical % PAGE_SIZE) + options.size > PAGE_SIZE)
    throw new UsageError(
      `${formatPlural(options.size, 'byte')} at ${hex(address)} are in two pages; ask for one after the other`,
    );
  return physical;
}

/** The instruction that wrote: the timeline is before it. */
function instructionOf({ timeline }: Visit, { pc, hart }: LastWrite): Instruction | undefined {
  return pc === null ? undefined : instructionAt({ machine: timeline.machine, state: timeline.state, hart }, pc);
}

const numberIn = (bytes: Uint8Array): bigint => bytes.reduceRight((value, byte) => value * 256n + BigInt(byte), 0n);

function jsonOf(visit: Visit, { address, sizeBytes }: MemoryRange, write: LastWrite | undefined): object {
  const place = { physical: BigInt(address), size: sizeBytes };
  if (write === undefined) return { ...place, step: null };
  const { step, now, by, hart, device, pc, written } = write;
  const instruction = instructionOf(visit, write);
  const shown = (bytes: Uint8Array) => (bytes.length <= VALUE_SIZE_MAX ? numberIn(bytes) : bytes);
  return {
    ...place,
    ...{ step, now, by, hart, device, pc },
    symbol: pc === null ? null : visit.nameOf(pc) || null,
    instruction: instruction === undefined ? null : instructionText(instruction, () => ''),
    written: { physical: BigInt(written.address), size: written.sizeBytes },
    before: shown(write.before),
    after: shown(write.after),
  };
}

function linesOf(visit: Visit, { address }: MemoryRange, write: LastWrite | undefined): readonly string[] {
  if (write === undefined) return [`nobody wrote to physical ${hex(BigInt(address))}: it is as the images left it`];
  const { step, now, hart, by, device, pc, written, before, after } = write;
  const who = {
    hart: `hart ${hart}`,
    walk: `hart ${hart}, walking page tables`,
    device: device ?? 'a device',
    hypervisor: 'the built-in hypervisor',
  };
  const instruction = instructionOf(visit, write);
  const shown = (bytes: Uint8Array) =>
    bytes.length <= VALUE_SIZE_MAX ? hex(numberIn(bytes)) : Buffer.from(bytes).toString('hex');
  const rows = [
    ['step', `${formatCount(step)}, ${formatTime(now)}`],
    ['by', who[by]],
    ...(pc === null ? [] : [['pc', `${hex(pc)}  ${printable(visit.nameOf(pc))}`.trimEnd()]]),
    ...(instruction === undefined ? [] : [['instruction', instructionText(instruction, visit.nameOf)]]),
    ['wrote', `${formatPlural(written.sizeBytes, 'byte')} at physical ${hex(BigInt(written.address))}`],
    ['before', shown(before)],
    ['after', shown(after)],
  ];
  return formatTable(rows);
}
