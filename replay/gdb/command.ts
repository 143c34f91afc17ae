/**
 * What a client asks for. A payload is read as one of these or as malformed; what is not known is answered by an empty packet,
 * as the protocol wants it. GDB manual, "Packets" and "General Query Packets".
 */

/** `all` is -1, `any` is 0; threads count from 1. */
export type ThreadSelection = 'all' | 'any' | number;

export type PointKind = 'breakpoint' | 'write' | 'read' | 'access';

export interface ResumeAction {
  readonly kind: 'continue' | 'step' | 'stop';
  /** Steps go on while the pc is in here: `start` up to, but not including, `end`. */
  readonly range: { readonly start: bigint; readonly end: bigint } | null;
  readonly thread: ThreadSelection;
}

/** A part of a document: bytes `offset` to `offset + length`. */
export interface Part {
  readonly offset: number;
  readonly length: number;
}

export type Command =
  /** What a client says it understands: `swbreak+`. */
  | { readonly kind: 'features'; readonly offered: readonly string[] }
  | { readonly kind: 'extended' | 'errorStrings' | 'whyStopped' | 'resumeKinds' }
  | { readonly kind: 'registers' }
  | { readonly kind: 'register'; readonly number: number }
  | { readonly kind: 'memory'; readonly address: bigint; readonly length: number }
  | { readonly kind: 'writeRegister' | 'writeMemory' }
  /** The first action that names a thread is for it. */
  | { readonly kind: 'resume'; readonly actions: readonly ResumeAction[] }
  /** For the thread that `selectThread` chose to go on. */
  | { readonly kind: 'resumeChosen'; readonly isStep: boolean; readonly isReverse: boolean }
  | {
      readonly kind: 'setPoint' | 'clearPoint';
      readonly point: PointKind;
      readonly isHardware: boolean;
      readonly address: bigint;
      /** Bytes that are watched; the size of the instruction for a breakpoint. */
      readonly size: number;
    }
  | { readonly kind: 'selectThread'; readonly purpose: 'look' | 'resume'; readonly thread: ThreadSelection }
  | { readonly kind: 'isAlive' | 'threadInfo'; readonly thread: ThreadSelection }
  | { readonly kind: 'currentThread' | 'threads' | 'moreThreads' | 'attached' | 'symbolsServed' }
  | { readonly kind: 'document'; readonly object: 'features' | 'threads'; readonly annex: string; readonly part: Part }
  | { readonly kind: 'monitor'; readonly text: string }
  /** Are addresses of memory physical? QEMU's. */
  | { readonly kind: 'isPhysical' }
  | { readonly kind: 'setPhysical'; readonly isPhysical: boolean }
  | { readonly kind: 'rerun'; readonly words: readonly string[] }
  | { readonly kind: 'detach' | 'kill' | 'killed' }
  | { readonly kind: 'malformed'; readonly expected: string }
  | { readonly kind: 'unknown' };

const U64_END = 1n << 64n;
const DIGITS = '[0-9a-fA-F]+';

export function parseCommand(payload: string): Command {
  const name = /^(?:[vqQ][A-Za-z?.]*|.)/s.exec(payload)?.[0] ?? '';
  return PARSERS[name]?.(payload.slice(name.length)) ?? { kind: 'unknown' };
}

type Parser = (rest: string) => Command;

const always =
  (command: Command): Parser =>
  () =>
    command;

const PARSERS: Readonly<Record<string, Parser | undefined>> = Object.assign(Object.create(null) as Record<string, Parser>, {
  '?': always({ kind: 'whyStopped' }),
  '!': always({ kind: 'extended' }),
  g: always({ kind: 'registers' }),
  G: always({ kind: 'writeRegister' }),
  p: (rest) => withNumber(rest, (number) => ({ kind: 'register', number })),
  P: always({ kind: 'writeRegister' }),
  m: parseMemory,
  M: always({ kind: 'writeMemory' }),
  c: (rest) => parseOldResume(rest, false),
  s: (rest) => parseOldResume(rest, true),
  C: (rest) => parseOldResume(rest.replace(/^[0-9a-fA-F]{2};?/, ''), false),
  S: (rest) => parseOldResume(rest.replace(/^[0-9a-fA-F]{2};?/, ''), true),
  b: parseReverse,
  Z: (rest) => parsePoint('setPoint', rest),
  z: (rest) => parsePoint('clearPoint', rest),
  H: parseSelection,
  T: (rest) => withThread(rest, (thread) => ({ kind: 'isAlive', thread })),
  D: always({ kind: 'detach' }),
  k: always({ kind: 'kill' }),
  vCont: parseResume,
  'vCont?': always({ kind: 'resumeKinds' }),
  vKill: always({ kind: 'killed' }),
  vRun: parseRerun,
  vAttach: always({ kind: 'whyStopped' }),
  qSupported: (rest) => ({ kind: 'features', offered: rest.slice(1).split(';', ACTIONS_MAX) }),
  QEnableErrorStrings: always({ kind: 'errorStrings' }),
  qC: always({ kind: 'currentThread' }),
  qfThreadInfo: always({ kind: 'threads' }),
  qsThreadInfo: always({ kind: 'moreThreads' }),
  qThreadExtraInfo: (rest) => withThread(rest.replace(/^,/, ''), (thread) => ({ kind: 'threadInfo', thread })),
  qAttached: always({ kind: 'attached' }),
  qSymbol: always({ kind: 'symbolsServed' }),
  qXfer: parseDocument,
  qRcmd: parseMonitor,
  'qqemu.PhyMemMode': always({ kind: 'isPhysical' }),
  'Qqemu.PhyMemMode': (rest) =>
    /^:[01]$/.test(rest) ? { kind: 'setPhysical', isPhysical: rest === ':1' } : malformed('Qqemu.PhyMemMode:0 or 1'),
} satisfies Record<string, Parser>);

const malformed = (expected: string): Command => ({ kind: 'malformed', expected });

/** `p1.2` is thread 2 of process 1, which is how those who know of processes write it; there is one process here. */
function withThread(text: string, use: (thread: ThreadSelection) => Command): Command {
  const thread = /^(?:p1\.)?(-1|[0-9a-fA-F]{1,8})$/.exec(text)?.[1];
  if (thread === undefined) return malformed('a thread');
  const number = Number.parseInt(thread, 16);
  return use(number === -1 ? 'all' : number === 0 ? 'any' : number);
}

function withNumber(text: string, use: (number: number) => Command): Command {
  return /^[0-9a-fA-F]{1,8}$/.test(text) ? use(Number.parseInt(text, 16)) : malformed('a number');
}

/** `ADDRESS,LENGTH`. */
function withRange(text: string, use: (address: bigint, length: number) => Command): Command {
  const [, address, length] = new RegExp(`^(${DIGITS}),(${DIGITS})$`).exec(text) ?? [];
  if (address === undefined || length === undefined || length.length > 16) return malformed('ADDRESS,LENGTH');
  const start = address.length > 17 ? U64_END : BigInt(`0x${address}`);
  if (start >= U64_END) return malformed('an address of 64 bits');
  return use(start, Number.parseInt(length, 16));
}

function parseMemory(rest: string): Command {
  return withRange(rest, (address, length) => ({ kind: 'memory', address, length }));
}

/** `c` and `s`, which may say where to go on: that would change the recording. */
function parseOldResume(rest: string, isStep: boolean): Command {
  return rest === '' ? { kind: 'resumeChosen', isStep, isReverse: false } : { kind: 'writeRegister' };
}

function parseReverse(rest: string): Command {
  if (rest !== 'c' && rest !== 's') return { kind: 'unknown' };
  return { kind: 'resumeChosen', isStep: rest === 's', isReverse: true };
}

const POINTS: readonly PointKind[] = ['breakpoint', 'breakpoint', 'write', 'read', 'access'];

/** `TYPE,ADDRESS,KIND`, and conditions or commands behind `;`, which nobody is offered. */
function parsePoint(kind: 'setPoint' | 'clearPoint', rest: string): Command {
  const [, type, range] = /^([0-9]),([^;]*)$/.exec(rest) ?? [];
  if (type === undefined || range === undefined) return malformed('TYPE,ADDRESS,KIND');
  const point = POINTS[Number(type)];
  if (point === undefined) return { kind: 'unknown' };
  return withRange(range, (address, size) => ({ kind, point, isHardware: type === '1', address, size }));
}

function parseSelection(rest: string): Command {
  const purpose = rest.startsWith('g') ? 'look' : rest.startsWith('c') ? 'resume' : undefined;
  if (purpose === undefined) return { kind: 'unknown' };
  return withThread(rest.slice(1), (thread) => ({ kind: 'selectThread', purpose, thread }));
}

const ACTION_KINDS: Readonly<Record<string, ResumeAction['kind']>> = {
  c: 'continue',
  C: 'continue',
  s: 'step',
  S: 'step',
  r: 'step',
  t: 'stop',
};
const ACTION = new RegExp(`^(?:([cst])|([CS])[0-9a-fA-F]{2}|r(${DIGITS}),(${DIGITS}))(?::(?:p1\\.)?(-1|[0-9a-fA-F]{1,8}))?$`);
/** More than any board has harts. */
const ACTIONS_MAX = 1024;

/** `;ACTION[:THREAD]…`. */
function parseResume(rest: string): Command {
  const texts = rest.split(';', ACTIONS_MAX).slice(1);
  const actions: ResumeAction[] = [];
  for (const text of texts) {
    const [, plain, signalled, start, end, thread] = ACTION.exec(text) ?? [undefined];
    if (!ACTION.test(text)) return malformed('vCont;ACTION[:THREAD]…');
    const kind = ACTION_KINDS[plain ?? signalled ?? 'r']!;
    const range = start === undefined ? null : { start: BigInt(`0x${start}`), end: BigInt(`0x${end}`) };
    const number = thread === undefined ? -1 : Number.parseInt(thread, 16);
    actions.push({ kind, range, thread: number === -1 ? 'all' : number === 0 ? 'any' : number });
  }
  return actions.length === 0 ? malformed('vCont;ACTION[:THREAD]…') : { kind: 'resume', actions };
}

/** `:OBJECT:read:ANNEX:OFFSET,LENGTH`. */
function parseDocument(rest: string): Command {
  const [, object, annex, offset, length] =
    /^:(features|threads):read:([^:]*):([0-9a-fA-F]{1,8}),([0-9a-fA-F]{1,8})$/.exec(rest) ?? [];
  if (object === undefined || annex === undefined) return { kind: 'unknown' };
  const part = { offset: Number.parseInt(offset!, 16), length: Number.parseInt(length!, 16) };
  return { kind: 'document', object: object as 'features' | 'threads', annex, part };
}

function textOf(hexadecimal: string): string | undefined {
  if (!/^([0-9a-fA-F]{2})*$/.test(hexadecimal)) return undefined;
  return Buffer.from(hexadecimal, 'hex').toString('utf8');
}

function parseMonitor(rest: string): Command {
  const text = rest.startsWith(',') ? textOf(rest.slice(1)) : undefined;
  return text === undefined ? malformed('a command in hexadecimal') : { kind: 'monitor', text };
}

/** `;PROGRAM;ARGUMENT…`, in hexadecimal. */
function parseRerun(rest: string): Command {
  const words = rest.split(';', ACTIONS_MAX).slice(2).map(textOf);
  return words.includes(undefined) ? malformed('arguments in hexadecimal') : { kind: 'rerun', words: words as string[] };
}
