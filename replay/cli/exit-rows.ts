/** VM exits as rows of a table: number, step, time, hart, reason, pc, symbol, details. */
import { hex } from '#core/hex.ts';
import type { LogReader } from '../log/reader.ts';
import type { Details, ExitFact, LogEvent, Scalar } from '../log/types.ts';
import { formatCount, formatRow, formatTime, printable, widen } from './format.ts';
import type { SymbolLookup } from './symbol-lookup.ts';

export interface NumberedExit {
  /** From 0, in the whole recording. */
  readonly number: number;
  /** Virtual nanoseconds. */
  readonly now: number;
  readonly exit: ExitFact;
}

/** All exits of a recording, in order. Time that passed while every hart waited is what the facts before an exit know of it. */
export function* numberedExits(log: LogReader): Generator<NumberedExit> {
  const stepNs = 2 ** log.header.shift;
  let number = 0;
  let idleNs = 0;
  for (const event of log.events()) {
    idleNs = idleAfter(event, stepNs) ?? idleNs;
    if (event.kind === 'exit') yield { number: number++, now: event.step * stepNs + idleNs, exit: event };
  }
}

function idleAfter(event: LogEvent, stepNs: number): number | undefined {
  return event.kind === 'idle' || event.kind === 'checkpoint' ? event.now - event.step * stepNs : undefined;
}

interface Column {
  readonly title: string;
  readonly isNumeric: boolean;
  readonly cell: (exit: NumberedExit) => string;
}

/** The columns that a recording needs: the hart where there are several, symbols where there are names. */
export function exitColumns(harts: number, symbols: SymbolLookup): readonly Column[] {
  const columns: (Column | false)[] = [
    { title: 'exit', isNumeric: true, cell: ({ number }) => String(number) },
    { title: 'step', isNumeric: true, cell: ({ exit }) => formatCount(exit.step) },
    { title: 'time', isNumeric: true, cell: ({ now }) => formatTime(now) },
    harts > 1 && { title: 'hart', isNumeric: true, cell: ({ exit }) => String(exit.hart) },
    { title: 'reason', isNumeric: false, cell: ({ exit }) => printable(exit.reason) },
    { title: 'pc', isNumeric: false, cell: ({ exit }) => formatPc(exit) },
    !symbols.isEmpty && { title: 'symbol', isNumeric: false, cell: ({ exit }) => printable(symbolOf(exit, symbols)) || '-' },
    { title: 'details', isNumeric: false, cell: ({ exit }) => formatDetails(exit.details) },
  ];
  return columns.filter((column) => column !== false);
}

/** Exits number `from` up to, but not including, `to`, as the lines of a table with its titles. */
export function exitLines(log: LogReader, symbols: SymbolLookup, from: number, to: number): readonly string[] {
  const columns = exitColumns(Number(log.header.parameters['harts'] ?? 1), symbols);
  const rows = [columns.map(({ title }) => title)];
  for (const exit of numberedExits(log)) {
    if (exit.number >= to) break;
    if (exit.number >= from) rows.push(columns.map(({ cell }) => cell(exit)));
  }
  const numeric = [...columns.keys()].filter((column) => columns[column]!.isNumeric);
  const widths = widen([], ...rows);
  return rows.map((row) => formatRow(row, widths, numeric));
}

const pcOf = ({ details }: ExitFact): bigint | undefined => (typeof details['pc'] === 'bigint' ? details['pc'] : undefined);

function formatPc(exit: ExitFact): string {
  const pc = pcOf(exit);
  return pc === undefined ? '-' : hex(pc);
}

/** '' when it has no name. */
export function symbolOf(exit: ExitFact, symbols: SymbolLookup): string {
  const pc = pcOf(exit);
  return pc === undefined ? '' : symbols.nameOf(pc);
}

/** A number that says what the words beside it say. */
const SAID_BY: Readonly<Record<string, string>> = { eid: 'call', fid: 'call', cause: 'name', virtual: 'address' };

/** Words stand by themselves, numbers have their names. */
function formatDetails(details: Details): string {
  const isSaid = (name: string, value: Scalar): boolean => {
    const by = details[SAID_BY[name] ?? ''];
    return by !== undefined && (typeof by === 'string' ? by !== '' : by === value);
  };
  return Object.entries(details)
    .filter(([name, value]) => name !== 'pc' && value !== '' && !isSaid(name, value))
    .map(([name, value]) => (typeof value === 'string' ? wordOf(name, value) : `${name}=${formatScalar(value)}`))
    .join(' ');
}

const BARE = ['call', 'name', 'access'];

function wordOf(name: string, value: string): string {
  return BARE.includes(name) ? printable(value) : `${name}=${printable(value)}`;
}

const formatScalar = (value: Exclude<Scalar, string>): string =>
  typeof value === 'bigint' && value >= 0n ? hex(value) : String(value);
