/** `replay goto`: what the machine is like at a moment. */
import { Command } from 'commander';
import { hex } from '#core/hex.ts';
import { backtrace } from '../../inspect/backtrace.ts';
import { consoleBefore } from '../../inspect/console.ts';
import { encodingText, instructionAt, instructionText } from '../../inspect/disassembly.ts';
import { POSITION_HELP } from '../../positions/parse.ts';
import { carryOut } from '../action.ts';
import { EXIT_FINE, type ExitCode } from '../exit-codes.ts';
import { exitLines } from '../exit-rows.ts';
import { formatCount, formatTable, formatTime, printable } from '../format.ts';
import type { Output } from '../output.ts';
import { parseCount } from '../quantities.ts';
import { registerLines } from '../register-lines.ts';
import { Visit, type VisitOptions, withVisitOptions } from '../visit.ts';

const EXAMPLES = `
Examples:
  $ replay goto run.log exit:12
  $ replay goto run.log 'exit:npf#3+1' --symbols my-kernel.elf
  $ replay goto run.log 'console:"panic"' --all

Registers other than the general ones are left out while they are 0, unless --all is given. A backtrace goes by the return address
and by frame pointers (-fno-omit-frame-pointer). Lines of source come from DWARF in the symbols' file.

${POSITION_HELP}
Exit code: 0 shown, 2 refused.
`;

interface GotoOptions extends VisitOptions {
  readonly all: boolean;
  readonly console: number;
}

/** Of the console, no more is looked at. */
const CONSOLE_SIZE = 16_384;

export function gotoCommand(): Command {
  return withVisitOptions(
    new Command('goto')
      .summary('show the machine at a moment')
      .description('Goes to a moment and shows it: where it is, registers with their fields, a backtrace, the console so far.')
      .argument('<log>', 'the recording')
      .argument('<position>', 'the moment'),
  )
    .option('--all', 'show registers that are 0 too', false)
    .option('--console <lines>', 'how many of the last lines of the console to show', parseCount, 10)
    .addHelpText('after', EXAMPLES)
    .action((path: string, position: string, options: GotoOptions) =>
      carryOut(path, (output) => goTo(output, path, position, options)),
    );
}

async function goTo(output: Output, path: string, position: string, options: GotoOptions): Promise<ExitCode> {
  const visit = await Visit.to(output, path, options);
  visit.goTo(position);
  const sections = [
    placeLines(visit),
    exitSection(visit),
    harts(visit),
    backtraceLines(visit),
    registerLines(visit.arch, visit.view(), (address) => printable(visit.nameOf(address)), { omitsZeros: !options.all }),
    consoleLines(visit, options.console),
  ];
  output.write(
    `${sections
      .filter((lines) => lines.length > 0)
      .map((lines) => lines.join('\n'))
      .join('\n\n')}\n`,
  );
  return EXIT_FINE;
}

/** Where one is: step, time, hart, privilege, the instruction that is next. */
function placeLines(visit: Visit): readonly string[] {
  const { timeline, arch, reader } = visit;
  const view = visit.view();
  const { pc, privilege } = visit.running;
  const next = instructionAt(reader, pc, { privilege });
  const name = printable(visit.nameOf(pc));
  const status = timeline.state.status;
  const what =
    status.kind === 'running'
      ? ''
      : status.kind === 'idle'
        ? ', every hart waits for good'
        : `, ${status.kind}, status ${status.status}`;
  const after = visit.moment.phase === 'arrived' ? ', right after the step before' : '';
  return formatTable([
    ['step', `${formatCount(timeline.step)} of ${formatCount(timeline.endStep)}${after}${what}`],
    ['time', formatTime(timeline.now)],
    [
      'hart',
      `${reader.hart} of ${visit.harts}, in ${privilege === undefined ? arch.privilegeOf(view) : `the built-in hypervisor, out of ${privilege}`}`,
    ],
    ['pc', `${hex(pc)}${name === '' ? '' : `  ${name}`}`],
    [
      'next',
      next === undefined ? 'nothing that can be fetched' : `${encodingText(next.bytes)}  ${instructionText(next, visit.nameOf)}`,
    ],
  ]);
}

/** The last VM exit, as `replay exits` lists it. */
function exitSection({ log, symbols, lastExit }: Visit): readonly string[] {
  if (lastExit === undefined) return [];
  const { number } = lastExit;
  return ['last VM exit:', ...exitLines(log, symbols, number, number + 1).map((line) => `  ${line}`)];
}

/** Where the other harts are. */
function harts(visit: Visit): readonly string[] {
  const { timeline, arch } = visit;
  if (visit.harts === 1) return [];
  const pc = arch.registers.find(({ name }) => name === arch.frames.pc)!;
  const { waiting } = timeline.machine.board.arch.core;
  const rows = Array.from({ length: visit.harts }, (_, index) => {
    const view = visit.viewOf(index);
    const marks = [
      index === timeline.state.turn.hart ? 'in turn' : '',
      view.block.getUint8(waiting.offset) === 0 ? '' : 'waiting',
    ].filter((mark) => mark !== '');
    return [
      `hart ${index}`,
      arch.privilegeOf(view),
      hex(pc.read(view)),
      printable(visit.nameOf(pc.read(view))),
      marks.join(', '),
    ];
  });
  return ['harts:', ...formatTable(rows).map((line) => `  ${line}`)];
}

function backtraceLines(visit: Visit): readonly string[] {
  const frames = backtrace(visit.running, visit.symbols.symbolOf);
  if (frames.length < 2) return [];
  const rows = frames.map(({ pc, foundBy }, index) => [
    `#${index}`,
    hex(pc),
    printable(frameName(visit, pc, index)) || '?',
    foundBy === 'return address' ? '(by the return address)' : '',
  ]);
  return ['backtrace:', ...formatTable(rows).map((line) => `  ${line}`)];
}

/** A call may be the last instruction of its function: then what is behind it is another. */
function frameName({ symbols }: Visit, pc: bigint, index: number): string {
  const isBehind = index > 0 && symbols.symbolOf(pc - 1n) !== symbols.symbolOf(pc);
  return symbols.nameOf(isBehind ? pc - 1n : pc);
}

function consoleLines({ log, timeline }: Visit, count: number): readonly string[] {
  if (count === 0) return [];
  const text = new TextDecoder().decode(consoleBefore(log, timeline.step, CONSOLE_SIZE));
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/);
  if (text === '') return [];
  const shown = lines.slice(-count).map((line) => `  ${printable(line)}`.trimEnd());
  return [lines.length > count ? `console, the last ${formatCount(count)} lines:` : 'console:', ...shown];
}
