/** `replay registers`: registers at a moment, or at many. */
import { Command } from 'commander';
import type { RegisterDescription } from '#core/inspect/description.ts';
import { findRegister, readFields, registerGroups } from '#core/inspect/registers.ts';
import { POSITION_HELP, parsePosition } from '../../positions/parse.ts';
import { carryOut } from '../action.ts';
import { EXIT_FINE, type ExitCode } from '../exit-codes.ts';
import { formatCount, formatJson, formatTable, formatTime, printable } from '../format.ts';
import type { Output } from '../output.ts';
import { formatRegister, registerLines, registerMeaning, rowOf } from '../register-lines.ts';
import { UsageError } from '../usage-error.ts';
import { Visit, type VisitOptions, withVisitOptions } from '../visit.ts';

const EXAMPLES = `
Examples:
  $ replay registers run.log exit:12
  $ replay registers run.log exit:12 sepc scause hgatp
  $ replay registers run.log exit:12 hypervisor
  $ replay registers run.log 'exit:%10' pc scause htval
  $ replay registers run.log 'pc:do_trap' --json | jq .registers.mcause

NAME is a register as the manual spells it (hgatp), as the calling convention does (a0) or x10, f10; or a group, as the list shows
them. Where %N names many moments, each is a row.

${POSITION_HELP}
Exit code: 0 shown, 2 refused.
`;

interface RegistersOptions extends VisitOptions {
  readonly json: boolean;
}

export function registersCommand(): Command {
  return withVisitOptions(
    new Command('registers')
      .summary('show registers at a moment, or at many')
      .description('Shows registers at a moment, with what their fields mean.')
      .argument('<log>', 'the recording')
      .argument('<position>', 'the moment; with %N, many')
      .argument('[names...]', 'which registers or groups; all, unless given'),
  )
    .option('--json', 'print one JSON object a moment', false)
    .addHelpText('after', EXAMPLES)
    .action((path: string, position: string, names: readonly string[], options: RegistersOptions) =>
      carryOut(path, (output) => registers(output, path, { position, names, options })),
    );
}

interface Request {
  readonly position: string;
  readonly names: readonly string[];
  readonly options: RegistersOptions;
}

async function registers(output: Output, path: string, { position: text, names, options }: Request): Promise<ExitCode> {
  const visit = await Visit.to(output, path, options);
  const chosen = chosenRegisters(visit, names);
  const position = parsePosition(text);
  const isMany = 'which' in position.anchor && 'every' in position.anchor.which;
  if (!isMany) visit.goTo(text);
  if (options.json) return printJson(output, visit, isMany ? visit.momentsOf(position) : [visit.moment], chosen);
  if (isMany) return printRows(output, visit, visit.momentsOf(position), chosen);
  const nameOf = (address: bigint) => printable(visit.nameOf(address));
  const view = visit.view();
  const lines =
    names.length === 0
      ? registerLines(visit.arch, view, nameOf, { omitsZeros: false })
      : formatTable(chosen.map((register) => rowOf(register, register.read(view), nameOf)));
  for (const line of lines) output.writeLine(line);
  output.flush();
  return EXIT_FINE;
}

function chosenRegisters({ arch }: Visit, names: readonly string[]): readonly RegisterDescription[] {
  if (names.length === 0) return arch.registers;
  return names.flatMap((name) => {
    const register = findRegister(arch, name);
    if (register !== undefined) return [register];
    const group = arch.registers.filter((each) => each.group === name.toLowerCase());
    if (group.length > 0) return group;
    throw new UsageError(`there is no register ${name}; groups are: ${registerGroups(arch).join(', ')}`);
  });
}

type Moments = Iterable<Visit['moment']>;

/** One row a moment. Columns are as wide as all bits take: more moments may come than memory holds. */
async function printRows(
  output: Output,
  visit: Visit,
  moments: Moments,
  chosen: readonly RegisterDescription[],
): Promise<ExitCode> {
  if (chosen.length === visit.arch.registers.length) throw new UsageError('%N names many moments: say which registers to show');
  const titles = ['step', 'time', ...chosen.map(({ name }) => name)];
  const widths = [13, 12, ...chosen.map(({ name, bits }) => Math.max(name.length, 2 + Math.ceil(bits / 4)))];
  const row = (cells: readonly string[]) =>
    cells
      .map((cell, i) => (i < 2 ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)))
      .join('  ')
      .trimEnd();
  let count = 0;
  for (const moment of moments) {
    visit.goToMoment(moment);
    if (count++ === 0) output.writeLine(row(titles));
    const view = visit.view();
    const cells = chosen.map((register) => formatRegister(register, register.read(view)));
    const meanings = chosen.map((register) => printable(registerMeaning(register, register.read(view), visit.nameOf)));
    const words = meanings.filter((meaning) => meaning !== '').join('; ');
    output.writeLine(row([formatCount(visit.timeline.step), formatTime(visit.timeline.now), ...cells, words]));
    if (count % 100 === 0) await output.breathe();
    if (output.isClosed) return EXIT_FINE;
  }
  output.flush();
  if (count === 0) output.tell('replay: the recording has no such moment');
  return EXIT_FINE;
}

async function printJson(
  output: Output,
  visit: Visit,
  moments: Moments,
  chosen: readonly RegisterDescription[],
): Promise<ExitCode> {
  for (const moment of moments) {
    visit.goToMoment(moment);
    const view = visit.view();
    const values = chosen.map((register) => {
      const value = register.read(view);
      const fields = readFields(register, value).map(({ field, value: own, meaning }) => [
        field.name,
        meaning === '' ? { value: own } : { value: own, meaning },
      ]);
      const meaning = registerMeaning(register, value, visit.nameOf);
      return [
        register.name,
        { value, ...(meaning !== '' && { meaning }), ...(fields.length > 0 && { fields: Object.fromEntries(fields) }) },
      ];
    });
    const { step, now } = visit.timeline;
    const privilege = visit.arch.privilegeOf(view);
    output.writeLine(formatJson({ step, now, hart: visit.hart, privilege, registers: Object.fromEntries(values) }));
    await output.breathe();
    if (output.isClosed) return EXIT_FINE;
  }
  output.flush();
  return EXIT_FINE;
}
