/** `replay walk`: how an address is translated at a moment, entry by entry. */
import { Command, Option } from 'commander';
import { hex } from '#core/hex.ts';
import type { Walk, WalkEntry } from '#core/inspect/description.ts';
import { walkTo } from '#core/inspect/memory.ts';
import { placeName } from '#core/inspect/places.ts';
import type { Access } from '#core/machine/hart.ts';
import { POSITION_HELP } from '../../positions/parse.ts';
import { carryOut } from '../action.ts';
import { ADDRESS_HELP, addressOf } from '../address-argument.ts';
import { EXIT_FINE, type ExitCode } from '../exit-codes.ts';
import { formatJson, formatSize, formatTable } from '../format.ts';
import { type LookupOptions, withLookupOptions } from '../lookup-options.ts';
import type { Output } from '../output.ts';
import { Visit, type VisitOptions, withVisitOptions } from '../visit.ts';

const EXAMPLES = `
Examples:
  $ replay walk run.log exit:npf 0x80200000
  $ replay walk run.log exit:npf stval --as VS --access store
  $ replay walk run.log exit:12 0x40000000 --guest-physical

Shows every table entry that the hart would read for such an access, in order: those of the second stage that find a table of the first
come before the entry in it. Nothing is changed by looking; flags that the hart would set are named. Right after a VM exit the address
is the guest's, unless --as says otherwise.
${ADDRESS_HELP}

${POSITION_HELP}
Exit code: 0 shown, whether it leads to memory or to a fault; 2 refused.
`;

interface WalkOptions extends VisitOptions, LookupOptions {
  readonly access: Access;
  readonly json: boolean;
}

export function walkCommand(): Command {
  return withLookupOptions(
    withVisitOptions(
      new Command('walk')
        .summary('show how an address is translated')
        .description('Follows an address through the page tables of a moment, both stages, entry by entry.')
        .argument('<log>', 'the recording')
        .argument('<position>', 'the moment')
        .argument('<address>', 'what is translated'),
    ),
    false,
  )
    .addOption(new Option('--access <kind>', 'for what').choices(['load', 'store', 'fetch']).default('load'))
    .option('--json', 'print one JSON object', false)
    .addHelpText('after', EXAMPLES)
    .action((path: string, position: string, address: string, options: WalkOptions) =>
      carryOut(path, (output) => walk(output, path, { position, address, options })),
    );
}

interface Request {
  readonly position: string;
  readonly address: string;
  readonly options: WalkOptions;
}

async function walk(output: Output, path: string, { position, address: text, options }: Request): Promise<ExitCode> {
  const visit = await Visit.to(output, path, options);
  visit.goTo(position);
  const { timeline, hart } = visit;
  const { machine } = timeline;
  const address = addressOf(text, visit);
  const lookup = visit.lookup(address, options.access, options)!;
  const walked = walkTo(visit.reader, lookup);
  const place = walked.result.kind === 'mapped' ? placeName(machine.board, Number(walked.result.physical)) : undefined;
  if (options.json) output.writeLine(formatJson({ step: timeline.step, hart, ...lookup, ...walked, place: place ?? null }));
  else for (const line of walkLines(walked, `${options.access} at ${hex(address)}`, place)) output.writeLine(line);
  output.flush();
  return EXIT_FINE;
}

function walkLines({ privilege, stages, entries, result }: Walk, what: string, place: string | undefined): readonly string[] {
  const registers = stages.map(
    ({ register, mode, root }) => `${register} ${mode}${root === undefined ? '' : `, root table at ${hex(root)}`}`,
  );
  const rows = entries.map((entry) => [`${entry.register} level ${entry.level}`, ...cellsOf(entry)]);
  return [
    `${what} as ${privilege}${registers.length === 0 ? ': addresses are physical' : `: ${registers.join('; ')}`}`,
    ...formatTable(rows).map((row) => `  ${row}`),
    resultLine(result, place),
  ];
}

function cellsOf({ address, guestAddress, value, flags, kind, target, sizeBytes, sets }: WalkEntry): readonly string[] {
  const where = guestAddress === undefined ? hex(address) : `${hex(address)} (guest ${hex(guestAddress)})`;
  const leadsTo = {
    table: `table at ${hex(target)}`,
    leaf: `${formatSize(Number(sizeBytes))} at ${hex(target)}`,
    invalid: 'invalid',
  }[kind];
  const marks = sets.length === 0 ? '' : `sets ${sets.join(' ')}`;
  return [where, `0x${value.toString(16).padStart(16, '0')}`, flags.join(' ') || '-', leadsTo, marks];
}

function resultLine(result: Walk['result'], place: string | undefined): string {
  if (result.kind === 'mapped') return `physical ${hex(result.physical)}, ${place ?? 'where nothing is: an access fault'}`;
  const guest = result.guestPhysical === undefined ? '' : `, guest physical address ${hex(result.guestPhysical)}`;
  return `${result.name} (cause ${result.cause})${guest}`;
}
