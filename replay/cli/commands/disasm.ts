/** `replay disasm`: instructions at a moment. */
import { Command } from 'commander';
import { hex } from '#core/hex.ts';
import { disassemble, encodingText, type Instruction, instructionText } from '../../inspect/disassembly.ts';
import { POSITION_HELP } from '../../positions/parse.ts';
import { carryOut } from '../action.ts';
import { ADDRESS_HELP, addressOf } from '../address-argument.ts';
import { EXIT_FINE, EXIT_REFUSED, type ExitCode } from '../exit-codes.ts';
import { formatJson, printable } from '../format.ts';
import { type LookupOptions, withLookupOptions } from '../lookup-options.ts';
import type { Output } from '../output.ts';
import { parseCount } from '../quantities.ts';
import { UsageError } from '../usage-error.ts';
import { Visit, type VisitOptions, withVisitOptions } from '../visit.ts';

const EXAMPLES = `
Examples:
  $ replay disasm run.log exit:12
  $ replay disasm run.log exit:12 main --count 40 --symbols my-kernel.elf
  $ replay disasm run.log exit:12 sepc --as VS --json

Without an address, from the pc on. Addresses are virtual, as the hart would fetch from them at
that moment, and right after a VM exit as the guest would.
${ADDRESS_HELP}

${POSITION_HELP}
Exit code: 0 shown, 2 refused, or what is shown ends where nothing can be fetched.
`;

interface DisasmOptions extends VisitOptions, LookupOptions {
  readonly count: number;
  readonly json: boolean;
}

const COUNT_MAX = 100_000;

export function disasmCommand(): Command {
  return withLookupOptions(
    withVisitOptions(
      new Command('disasm')
        .summary('show instructions at a moment')
        .description('Shows the instructions in memory at a moment.')
        .argument('<log>', 'the recording')
        .argument('<position>', 'the moment')
        .argument('[address]', 'where it begins'),
    ),
    false,
  )
    .option('--count <n>', 'how many instructions', parseCount, 16)
    .option('--json', 'print one JSON object an instruction', false)
    .addHelpText('after', EXAMPLES)
    .action((path: string, position: string, address: string | undefined, options: DisasmOptions) =>
      carryOut(path, (output) => disasm(output, path, { position, address, options })),
    );
}

interface Request {
  readonly position: string;
  readonly address: string | undefined;
  readonly options: DisasmOptions;
}

async function disasm(output: Output, path: string, { position, address: text, options }: Request): Promise<ExitCode> {
  if (options.count > COUNT_MAX) throw new UsageError(`at most ${COUNT_MAX} instructions at once, not ${options.count}`);
  const visit = await Visit.to(output, path, options);
  visit.goTo(position);
  const { pc } = visit.running;
  const address = text === undefined ? pc : addressOf(text, visit);
  const lookup = visit.lookup(address, 'fetch', options)!;
  const { instructions, end } = disassemble(visit.reader, lookup, options.count);
  const print = options.json ? jsonOf(visit) : linesOf(visit, lookup.space === 'virtual' ? pc : undefined);
  for (const instruction of instructions) for (const line of print(instruction)) output.writeLine(line);
  output.flush();
  if (end === null) return EXIT_FINE;
  output.tell(`replay: ${path}: ${hex(end.address)}: ${end.reason}`);
  return EXIT_REFUSED;
}

function jsonOf({ nameOf }: Visit): (instruction: Instruction) => readonly string[] {
  return (instruction) => {
    const { address, bytes, target, description } = instruction;
    const symbol = nameOf(address) || null;
    const text = instructionText(instruction, nameOf);
    return [formatJson({ address, encoding: encodingText(bytes), known: description !== undefined, text, target, symbol })];
  };
}

/** A line for each instruction; before the first of a function or of a line of source, its name. */
function linesOf({ symbols }: Visit, pc: bigint | undefined): (instruction: Instruction) => readonly string[] {
  let before = '';
  return (instruction) => {
    const { address, bytes } = instruction;
    const source = symbols.sourceOf(address);
    const place = `${symbols.symbolOf(address)} ${source?.file}:${source?.line}`;
    const isNew = place !== before && symbols.symbolOf(address) !== '';
    before = place;
    const marker = address === pc ? '=>' : '  ';
    const line = `${marker} ${hex(address)}  ${encodingText(bytes).slice(2).padEnd(8)}  ${printable(instructionText(instruction, symbols.nameOf))}`;
    return isNew ? [`${printable(symbols.nameOf(address))}:`, line] : [line];
  };
}
