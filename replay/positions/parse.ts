/** Reads positions as users write them. */
import { type Anchor, type Position, PositionError, type Which } from './position.ts';

export const POSITION_HELP = `Positions:
  start, end                      the first and the last state
  step:N                          the state before step N (1000000, 1M)
  exit:N                          right after VM exit N of \`replay exits\`
  exit:REASON#K                   right after the K-th exit for a reason, from 1: exit:npf#3
  exit:NAME=VALUE,NAME=VALUE#K    the same for exits with these details: exit:reason=hypercall,fid=0
  trap:#K, trap:CAUSE#K           right after the K-th trap, or the K-th with a cause: trap:8, trap:interrupt=5, trap:exception#2
  pc:ADDRESS#K, pc:SYMBOL#K       before the K-th instruction at an address: pc:0x80200000, pc:main#2
  time:T                          before the first step at or after virtual time T: time:12ms
  console:"TEXT"#K                right after the guest printed a text
#K is #1 if left out. +N or -N at the end counts steps: exit:12+5. Where many positions are meant, %N in the place of #K takes
every N-th.`;

const FORMS = 'start, end, step:N, exit:N, exit:REASON#K, trap:CAUSE#K, pc:ADDRESS#K, pc:SYMBOL#K, time:T or console:"TEXT"';
const COUNTS: Readonly<Record<string, number>> = { '': 1, k: 1e3, M: 1e6, G: 1e9 };
const TIME_NS: Readonly<Record<string, number>> = { ns: 1, us: 1e3, ms: 1e6, s: 1e9 };

/** Throws `PositionError`, whose message says what would do. */
export function parsePosition(text: string): Position {
  const { rest, offset } = splitOffset(text.trim());
  if (rest === 'start' || rest === 'end') return { anchor: { kind: rest }, offset };
  const colon = rest.indexOf(':');
  const [kind, argument] = colon < 0 ? [rest, ''] : [rest.slice(0, colon), rest.slice(colon + 1)];
  const read = READERS[kind];
  if (read !== undefined && argument !== '') return { anchor: read(argument, text), offset };
  const hint = /^\d+$/.test(rest) ? `; for a step write step:${rest}` : '';
  throw new PositionError(`'${text}' is not a position: expected ${FORMS}${hint}`);
}

/** The offset at the end, outside quotes. A minus belongs to an offset only in front of a number. */
function splitOffset(text: string): { readonly rest: string; readonly offset: number } {
  const match = /^(?<rest>.*[^+-])(?<sign>[+-])(?<count>[\d_]+[kMG]?)$/s.exec(text);
  const groups = match?.groups;
  if (groups === undefined || isInsideQuotes(groups['rest']!)) return { rest: text, offset: 0 };
  const count = countOf(groups['count']!);
  if (count === undefined) return { rest: text, offset: 0 };
  return { rest: groups['rest']!, offset: groups['sign'] === '-' ? -count : count };
}

const isInsideQuotes = (text: string) => (text.match(/"/g)?.length ?? 0) % 2 === 1;

function countOf(text: string): number | undefined {
  const groups = /^(?<number>\d+)(?<unit>[kMG]?)$/.exec(text.replaceAll('_', ''))?.groups;
  const count = groups === undefined ? Number.NaN : Number(groups['number']) * COUNTS[groups['unit']!]!;
  return Number.isSafeInteger(count) ? count : undefined;
}

function whichOf(text: string, whole: string): { readonly rest: string; readonly which: Which } {
  const groups = /^(?<rest>.*?)(?<kind>[#%])(?<count>\d+)$/s.exec(text)?.groups;
  if (groups === undefined) return { rest: text, which: { nth: 1 } };
  const count = Number(groups['count']);
  if (count < 1 || !Number.isSafeInteger(count))
    throw new PositionError(`'${whole}': ${groups['kind']}${groups['count']} counts from 1`);
  return { rest: groups['rest']!, which: groups['kind'] === '#' ? { nth: count } : { every: count } };
}

const READERS: Readonly<Record<string, (argument: string, whole: string) => Anchor>> = {
  step: (argument, whole) => {
    const step = countOf(argument);
    if (step === undefined) throw new PositionError(`'${whole}': expected a step like step:1000000 or step:1M`);
    return { kind: 'step', step };
  },
  exit: (argument, whole) => {
    const { rest, which } = whichOf(argument, whole);
    if (/^\d+$/.test(rest)) return { kind: 'exit', number: Number(rest) };
    if (rest === '') return { kind: 'exitLike', details: {}, which };
    const details = rest.includes('=') ? detailsOf(rest, whole) : { reason: rest };
    return { kind: 'exitLike', details, which };
  },
  trap: (argument, whole) => {
    const { rest, which } = whichOf(argument, whole);
    const groups = /^(?<kind>interrupt|exception|cause)?(=?(?<cause>0x[0-9a-f]+|\d+))?$/i.exec(rest)?.groups;
    if (groups === undefined)
      throw new PositionError(`'${whole}': expected a cause's number, like trap:8, trap:interrupt=5 or trap:exception`);
    const { kind, cause } = groups;
    const isInterrupt = kind === 'interrupt' ? true : kind === 'exception' ? false : null;
    return { kind: 'trap', isInterrupt, cause: cause === undefined ? null : Number(cause), which };
  },
  pc: (argument, whole) => {
    const { rest, which } = whichOf(argument, whole);
    const isNumber = /^(0x[0-9a-f]{1,16}|\d+)$/i.test(rest);
    if (rest === '') throw new PositionError(`'${whole}': expected an address or a symbol, like pc:0x80200000 or pc:main`);
    return { kind: 'pc', place: isNumber ? BigInt.asUintN(64, BigInt(rest)) : rest, which };
  },
  time: (argument, whole) => {
    const groups = /^(?<number>\d+(?:\.\d+)?)(?<unit>ns|us|ms|s)$/.exec(argument)?.groups;
    const ns = groups === undefined ? Number.NaN : Math.round(Number(groups['number']) * TIME_NS[groups['unit']!]!);
    if (!Number.isSafeInteger(ns)) throw new PositionError(`'${whole}': expected a time like time:12ms or time:1.5s`);
    return { kind: 'time', ns };
  },
  console: (argument, whole) => {
    const { rest, which } = whichOf(argument, whole);
    const text = /^".*"$/s.test(rest) ? unescaped(rest, whole) : rest;
    if (text === '') throw new PositionError(`'${whole}': expected a text, like console:"login:"`);
    return { kind: 'console', text, which };
  },
};

function detailsOf(text: string, whole: string): Readonly<Record<string, string>> {
  const pairs = text.split(',').map((pair) => {
    const equals = pair.indexOf('=');
    if (equals < 1) throw new PositionError(`'${whole}': expected NAME=VALUE, got '${pair}'`);
    return [pair.slice(0, equals), pair.slice(equals + 1)] as const;
  });
  return Object.fromEntries(pairs);
}

/** As JSON writes strings, so that a newline can be said. */
function unescaped(quoted: string, whole: string): string {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    throw new PositionError(`'${whole}': ${quoted} is not a text in double quotes, with \\n and \\" as in JSON`);
  }
}
