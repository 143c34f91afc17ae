/** `replay memory`: memory at a moment. */
import { Command } from 'commander';
import { hex } from '#core/hex.ts';
import type { Lookup } from '#core/inspect/description.ts';
import { type MemoryEnd, type MemoryRead, readMemory } from '#core/inspect/memory.ts';
import { POSITION_HELP } from '../../positions/parse.ts';
import { carryOut } from '../action.ts';
import { ADDRESS_HELP, addressOf } from '../address-argument.ts';
import { EXIT_FINE, EXIT_REFUSED, type ExitCode } from '../exit-codes.ts';
import { formatJson } from '../format.ts';
import { Hexdump } from '../hexdump.ts';
import { type LookupOptions, withLookupOptions } from '../lookup-options.ts';
import type { Output } from '../output.ts';
import { parseLength } from '../quantities.ts';
import { Visit, type VisitOptions, withVisitOptions } from '../visit.ts';

const EXAMPLES = `
Examples:
  $ replay memory run.log exit:12 sp 128
  $ replay memory run.log exit:12 0x80200000 4K --guest-physical
  $ replay memory run.log end 0x80000000 128M --physical --raw > ram.bin
  $ replay memory run.log exit:12 current_task 64 --json

Addresses are virtual, as the hart would load from them at that moment, and right after a VM exit as the guest would; --as VS,
--guest-physical and --physical say otherwise.
${ADDRESS_HELP} LENGTH is in bytes, 64 unless given; 4K and 1M are larger ones.

${POSITION_HELP}
Exit code: 0 all of it shown, 2 refused, or what is shown ends where there is no memory.
`;

interface MemoryOptions extends VisitOptions, LookupOptions {
  readonly json: boolean;
  readonly raw: boolean;
}

const DEFAULT_LENGTH = 64;
/** Bytes that are read at once. A multiple of a line of the dump. */
const PIECE_SIZE = 65_536;

export function memoryCommand(): Command {
  return withLookupOptions(
    withVisitOptions(
      new Command('memory')
        .summary('show memory at a moment')
        .description('Shows bytes of memory at a moment.')
        .argument('<log>', 'the recording')
        .argument('<position>', 'the moment')
        .argument('<address>', 'where it begins')
        .argument('[length]', 'how many bytes', parseLength),
    ),
    true,
  )
    .option('--json', 'print one JSON object, the bytes as base64', false)
    .option('--raw', 'write the bytes themselves', false)
    .addHelpText('after', EXAMPLES)
    .action((path: string, position: string, address: string, length: number | undefined, options: MemoryOptions) =>
      carryOut(path, (output) => memory(output, path, { position, address, length: length ?? DEFAULT_LENGTH, options })),
    );
}

interface Request {
  readonly position: string;
  readonly address: string;
  readonly length: number;
  readonly options: MemoryOptions;
}

async function memory(output: Output, path: string, { position, address: text, length, options }: Request): Promise<ExitCode> {
  const visit = await Visit.to(output, path, options);
  visit.goTo(position);
  const address = addressOf(text, visit);
  const lookup = visit.lookup(address, 'load', options);
  const dump = new Hexdump();
  const pieces: Uint8Array[] = [];
  for (let done = 0; done < length && !output.isClosed; done += PIECE_SIZE) {
    const at = BigInt.asUintN(64, address + BigInt(done));
    const { bytes, end } = readPiece(visit, lookup, at, Math.min(PIECE_SIZE, length - done));
    if (options.raw) output.write(bytes);
    else if (options.json) pieces.push(bytes);
    else for (const line of dump.lines(at, bytes)) output.writeLine(line);
    if (end !== null) {
      if (options.json) printJson(output, visit, address, pieces, end);
      output.flush();
      output.tell(`replay: ${path}: ${endText(end)}`);
      return EXIT_REFUSED;
    }
    await output.breathe();
  }
  if (options.json) printJson(output, visit, address, pieces, null);
  output.flush();
  return EXIT_FINE;
}

function readPiece({ reader, timeline }: Visit, lookup: Lookup | undefined, address: bigint, length: number): MemoryRead {
  if (lookup !== undefined) return readMemory(reader, { ...lookup, address }, length);
  return readPhysical(timeline, Number(address), length);
}

/** As much as there is, halving what is asked for: regions need not end at a piece. */
function readPhysical({ machine, state }: Visit['timeline'], address: number, length: number): MemoryRead {
  const parts: Uint8Array[] = [];
  let done = 0;
  for (let size = length; size > 0 && done < length; ) {
    const part = machine.readPhysical(state, address + done, Math.min(size, length - done));
    if (part === undefined) size = Math.floor(size / 2);
    else {
      parts.push(part);
      done += part.length;
    }
  }
  const physical = BigInt(address + done);
  return { bytes: Buffer.concat(parts), end: done === length ? null : { address: physical, reason: 'no memory', physical } };
}

function endText({ address, reason, physical }: MemoryEnd): string {
  const place = physical === undefined || physical === address ? '' : ` (physical ${hex(physical)})`;
  return `${hex(address)}${place}: ${reason}`;
}

function printJson(
  output: Output,
  { timeline, hart }: Visit,
  address: bigint,
  pieces: readonly Uint8Array[],
  end: MemoryEnd | null,
): void {
  const { step, now } = timeline;
  output.writeLine(formatJson({ step, now, hart, address, bytes: Buffer.concat(pieces), end }));
}
