/** gdb's `monitor`: what a recording can tell that gdb has no command for. */
import { hex } from '#core/hex.ts';
import type { Hit } from '#core/machine/stops.ts';
import { PAGE_SIZE } from '#core/memory/paged-memory.ts';
import { numberedExits } from '../cli/exit-rows.ts';
import { formatCount, formatTable, formatTime, printable } from '../cli/format.ts';
import { headerRows } from '../cli/header-rows.ts';
import type { Pause } from './debuggee.ts';
import type { Subject } from './subject.ts';

export interface MonitorContext {
  readonly subject: Subject;
  /** The hart that gdb looks at. */
  readonly hart: number;
  readonly isPhysical: boolean;
  setPhysical(isPhysical: boolean): void;
  readonly pause: Pause;
}

/** Lines of text. */
type Lines = AsyncGenerator<string> | Generator<string>;

interface MonitorCommand {
  readonly usage: string;
  readonly help: string;
  /** `words` are those of `rest`; one that is empty when there are none. */
  run(context: MonitorContext, words: readonly string[], rest: string): Lines;
}

/** VM exits that are listed before and after the present moment. */
const EXITS_AROUND = 10;
const EXITS_MAX = 1000;
/** Bytes that `lastwrite` looks at, unless said. */
const WRITE_SIZE = 8;
const STALE = 'gdb does not notice: type `maintenance flush register-cache`, or go by `starti POS` next time';

/** What a line of the user's leads to. Throws `PositionError`. */
export async function* runMonitor(line: string, context: MonitorContext): AsyncGenerator<string> {
  const { name, rest } = /^\s*(?<name>\S*)\s*(?<rest>.*?)\s*$/s.exec(line)!.groups as { name: string; rest: string };
  const command = name === '' ? COMMANDS['help'] : Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) yield `there is no '${printable(name)}'; monitor help lists what there is`;
  else yield* command.run(context, rest.split(/\s+/), rest);
}

const COMMANDS: Readonly<Record<string, MonitorCommand>> = {
  help: {
    usage: 'help',
    help: 'this list',
    *run() {
      const width = Math.max(...Object.values(COMMANDS).map(({ usage }) => usage.length));
      for (const { usage, help } of Object.values(COMMANDS)) yield `${usage.padEnd(width)}  ${help}`;
      yield 'POS is start, end, step:N, exit:N, exit:REASON#K, trap:CAUSE#K, pc:ADDRESS#K, time:T or console:"TEXT", +N or -N steps';
      yield 'nothing can be written: a recording is the past. With `target extended-remote`, `starti POS` goes to a position as well';
    },
  },
  goto: {
    usage: 'goto POS',
    help: 'goes to a position',
    *run({ subject }, _, position) {
      if (position === '') {
        yield 'goto POS: monitor help says which there are';
        return;
      }
      subject.goTo(position);
      yield whenLine(subject);
      yield STALE;
    },
  },
  when: {
    usage: 'when',
    help: 'the present step and virtual time',
    *run({ subject }) {
      yield whenLine(subject);
    },
  },
  where: {
    usage: 'where',
    help: 'where each hart is',
    *run({ subject }) {
      const { debuggee, target } = subject;
      yield whenLine(subject);
      for (let hart = 0; hart < debuggee.hartCount; hart++) {
        const pc = debuggee.pcOf(hart);
        const context = target.contextOf(hart);
        const marks = [hart === debuggee.hartInTurn && 'in turn', debuggee.isWaiting(hart) && 'waiting'].filter(Boolean);
        yield `hart ${hart}  ${context.padEnd(2)}  ${hex(pc)}  ${[printable(subject.nameOf(pc)), ...marks].filter(Boolean).join(', ')}`.trimEnd();
      }
    },
  },
  exits: {
    usage: 'exits [FROM [TO]]',
    help: `VM exits around the present moment, or by number: goto exit:N goes to one`,
    *run({ subject }, [from, to]) {
      const count = subject.debuggee.timeline.log.exitCount();
      if (count === 0) {
        yield 'it has no VM exits';
        return;
      }
      const next = exitAfter(subject);
      const first = Math.max(0, numberOf(from) ?? next - EXITS_AROUND);
      const last = Math.min(count, numberOf(to) ?? (from === '' ? next : first) + EXITS_AROUND, first + EXITS_MAX);
      yield* subject.exitLines(first, last);
      yield `of ${formatCount(count)}; ${next === count ? 'none comes after this' : `exit ${next} is the next from here`}`;
    },
  },
  info: {
    usage: 'info',
    help: 'what the recording holds',
    *run({ subject }) {
      yield* infoLines(subject);
    },
  },
  lastwrite: {
    usage: 'lastwrite ADDR [BYTES]',
    help: `who wrote to an address last before now (${WRITE_SIZE} bytes unless said)`,
    run: lastWrite,
  },
  physical: {
    usage: 'physical on|off',
    help: 'are addresses of memory and of new watchpoints physical? (also maintenance packet Qqemu.PhyMemMode:1)',
    *run({ isPhysical, setPhysical }, [wanted]) {
      if (wanted === 'on' || wanted === 'off') setPhysical(wanted === 'on');
      else if (wanted === '') yield isPhysical ? 'on' : 'off';
      else yield 'physical on, or physical off';
    },
  },
};

async function* lastWrite(
  { subject, hart, isPhysical, pause }: MonitorContext,
  [place = '', size]: readonly string[],
): AsyncGenerator<string> {
  const address = subject.addressOf(place, hart);
  const bytes = size === undefined ? WRITE_SIZE : numberOf(size);
  if (address === undefined || bytes === undefined || bytes < 1) {
    yield 'lastwrite ADDR [BYTES], like lastwrite 0x80200000 4; ADDR may be a register or a symbol: $sp, counter';
    return;
  }
  if (Number(address % BigInt(PAGE_SIZE)) + bytes > PAGE_SIZE) {
    yield `lastwrite looks into one page: at most ${PAGE_SIZE - Number(address % BigInt(PAGE_SIZE))} bytes from there`;
    return;
  }
  const physical = subject.target.physicalOf({ address, isPhysical, hart });
  if (physical === undefined) {
    yield `${hex(address)} is not mapped now`;
    return;
  }
  const { debuggee } = subject;
  const hit = await debuggee.findLastWrite(physical, bytes, pause);
  if (hit === 'interrupted') yield 'interrupted';
  else if (hit === undefined) yield `nothing wrote ${hex(physical)} before step ${formatCount(debuggee.timeline.step)}`;
  else {
    const pc =
      hit.kind === 'write' && (hit.by === 'hart' || hit.by === 'walk') ? debuggee.pcBefore(hit.step, hit.hart) : undefined;
    yield* writeLines(hit, pc, subject);
  }
}

function* writeLines(hit: Hit, pc: bigint | undefined, subject: Subject): Generator<string> {
  if (hit.kind !== 'write') return;
  const who = {
    hart: `hart ${hit.hart}`,
    walk: `hart ${hit.hart}, walking page tables`,
    device: 'a device',
    hypervisor: 'the built-in hypervisor',
  };
  const name = pc === undefined ? '' : printable(subject.nameOf(pc));
  const from = pc === undefined ? '' : ` at ${hex(pc)}${name === '' ? '' : ` ${name}`}`;
  yield `step ${formatCount(hit.step)}: ${who[hit.by]}${from} wrote ${hit.sizeBytes} bytes at physical ${hex(hit.address)}`;
  yield `monitor goto step:${hit.step} goes there`;
}

function whenLine({ debuggee }: Subject): string {
  const { timeline } = debuggee;
  return `step ${formatCount(timeline.step)} of ${formatCount(timeline.endStep)}, ${formatTime(timeline.now)}`;
}

function infoLines({ debuggee: { timeline } }: Subject): readonly string[] {
  const { header, end } = timeline.log;
  const status = end?.status == null ? '' : `, status ${end.status}`;
  return formatTable([
    ...headerRows(header),
    ['steps', formatCount(timeline.endStep)],
    ['VM exits', formatCount(timeline.log.exitCount())],
    ['end', end === null ? 'the recording was cut short' : `${end.reason}${status}, ${formatTime(end.now)} virtual`],
  ]);
}

/** Number of the first exit at the present step or later. */
function exitAfter({ debuggee }: Subject): number {
  const { log, step } = debuggee.timeline;
  for (const { number, exit } of numberedExits(log)) if (exit.step >= step) return number;
  return log.exitCount();
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
