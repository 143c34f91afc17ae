/**
 * Kills recorders, as the system does that runs out of memory, and holds what they leave against what they would have recorded.
 *
 *     npm run kills [-- --runs N] [--seed N]
 *
 * Everything in the file must be a beginning of the whole recording, and reach to what was seen of the guest 100 ms before the
 * kill: guests print all the time, so what a killed recorder printed tells how far it was. Exit 0 when all is so, 1 when not.
 */
import { spawn, spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { describe } from '../engine/verify.ts';
import { type LogReader, openLog } from '../log/reader.ts';
import { Random } from '../oracle/random.ts';

const ROOT = join(import.meta.dirname, import.meta.filename.endsWith('.js') ? '../../..' : '../..');
const COMMAND = join(ROOT, 'replay/command/replay.js');
const LIMIT_MS = 100;
/** A recorder is killed at a random moment so long after its guest first printed. */
const LIFE_MS = 500;

/** `!` again and again, with so much between. */
const UART = 0x1000_0337; // lui t1, 0x10000
const PRINT = [0x0210_0393, 0x0073_0023]; // li t2, '!'; sb t2, 0(t1)
interface Guest {
  readonly words: readonly number[];
  /** More than any recorder gets to before it is killed. */
  readonly steps: number;
  readonly options: readonly string[];
}
const counting = (pages: number) => [
  UART,
  ...PRINT,
  0x0000_0e37 | (pages << 12), // lui t3, pages
  0xfffe_0e13, // 1: addi t3, t3, -1
  0xfe0e_1ee3, // bnez t3, 1b
  0xfedf_f06f, // j to PRINT
];
const GUESTS: Readonly<Record<string, Guest>> = {
  counting: { words: counting(1), steps: 250_000_000, options: [] },
  'counting on the reference reading': { words: counting(1), steps: 4_000_000, options: ['--reading', 'reference'] },
  /** The loop reads a register of the UART, the slowest that a guest can do. */
  'reading a device': {
    words: [UART, ...PRINT, 0x0400_0e13, 0x0053_4383, 0xfffe_0e13, 0xfe0e_1ce3, 0xfe9f_f06f],
    steps: 15_000_000,
    options: [],
  },
  /** Waits for a timer, 20 µs, between. */
  sleeping: {
    words: [
      ...[UART, 0x0800_0393, 0x3043_a073, 0x0200_c537, 0x0200_45b7], // MTIE on; a0 = mtime + 8, a1 = mtimecmp
      ...[0x0210_0393, 0x0073_0023, 0xff85_3383, 0x0c83_8393, 0x0075_b023, 0x1050_0073, 0xfe9f_f06f],
    ],
    steps: 6_000_000,
    options: [],
  },
};

interface Seen {
  /** When a number of bytes of console were seen, ms and ns of the recorder's processor time. */
  readonly bytes: number;
  readonly at: number;
  readonly processorMs: number;
}

/** Processor time of a process. */
function processorMsOf(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return Number.NaN; // not a Linux: the wall clock alone counts
  }
}

interface Killed {
  readonly seen: readonly Seen[];
  readonly kill: Seen;
}

/** Records `guest` and kills the recorder `lifeMs` after the first thing it printed. */
function killOne(folder: string, guest: string, lifeMs: number): Promise<Killed> {
  const { options, steps } = GUESTS[guest]!;
  const child = spawn(
    process.execPath,
    [COMMAND, ...recordArguments(folder, guest), ...options, '-o', join(folder, 'killed.log')],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  // On a busy machine this process comes first: it would take what it reads late for lost.
  setPriority(child.pid!, constants.priority.PRIORITY_BELOW_NORMAL);
  const seen: Seen[] = [];
  let bytes = 0;
  let kill: Seen | undefined;
  const now = (): Seen => ({ bytes, at: performance.now(), processorMs: processorMsOf(child.pid!) });
  child.stdout!.on('data', (data: Buffer) => {
    if (kill !== undefined) return;
    if (bytes === 0)
      setTimeout(() => {
        kill = now();
        child.kill('SIGKILL');
      }, lifeMs);
    bytes += data.length;
    seen.push(now());
  });
  return new Promise((resolve, reject) => {
    child.on('close', (_, signal) => {
      if (signal === 'SIGKILL' && kill !== undefined) resolve({ seen, kill });
      else
        reject(new Error(`${guest}: the recorder ended by itself, after ${bytes} bytes of console; more than ${steps} steps?`));
    });
  });
}

const recordArguments = (folder: string, guest: string) => [
  ...['record', '--board', 'riscv64-virt', '-m', '4M', '--no-pace', '--max-steps', String(GUESTS[guest]!.steps)],
  ...['--kernel', join(folder, guest)],
];

interface Outcome {
  /** How old what is lost can be, at most. */
  readonly ageMs: number;
  readonly processorAgeMs: number;
}

/** Throws when what is in the file is not the beginning of `whole`. */
function judge(file: Uint8Array, whole: Whole, { seen, kill }: Killed): Outcome {
  const log = openLog(file);
  const last = log.chunks.at(-1)!;
  // A chunk that had not ended may end sooner here, so of the last one the events are compared.
  if (Buffer.compare(file.subarray(0, last.offset), whole.file.subarray(0, last.offset)) !== 0)
    throw new Error(`the first ${last.offset} bytes are not those of the whole recording`);
  let printed = 0;
  const events = whole.log.events();
  for (const event of log.events()) {
    const expected = events.next().value;
    if (expected === undefined || describe(event) !== describe(expected))
      throw new Error(`recorded ${describe(event)}; in the whole recording ${expected && describe(expected)}`);
    if (event.kind === 'output') printed += event.bytes.length;
  }
  // What is lost was printed after the last thing that was seen and is in the file.
  const reached = seen.findLast(({ bytes }) => bytes <= printed) ?? seen[0]!;
  const isAll = printed >= kill.bytes;
  return isAll
    ? { ageMs: 0, processorAgeMs: 0 }
    : { ageMs: kill.at - reached.at, processorAgeMs: kill.processorMs - reached.processorMs };
}

interface Whole {
  readonly file: Uint8Array;
  readonly log: LogReader;
}

function recordWhole(folder: string, guest: string): Whole {
  const path = join(folder, `${guest}.log`);
  const args = [COMMAND, ...recordArguments(folder, guest), ...GUESTS[guest]!.options, '-o', path];
  const { status, stderr } = spawnSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  if (status !== 0) throw new Error(`${guest}: ${stderr}`);
  const file = readFileSync(path);
  return { file, log: openLog(file) };
}

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '10' }, seed: { type: 'string', default: String(randomInt(2 ** 31)) } },
});
const [runs, seed] = [Number(values.runs), Number(values.seed)];
if (!Number.isSafeInteger(runs) || !Number.isSafeInteger(seed) || runs < 1) {
  console.error('usage: npm run kills [-- --runs N] [--seed N]');
  process.exit(2);
}
console.log(`${runs} kills from seed ${seed}`);
const folder = mkdtempSync(join(tmpdir(), 'replay-kills-'));
try {
  const names = Object.keys(GUESTS);
  const wholes = new Map<string, Whole>();
  const ages = new Map(names.map((name): [string, Outcome[]] => [name, []]));
  for (let run = 0; run < runs; run++) {
    const guest = names[run % names.length]!;
    if (!wholes.has(guest)) {
      writeFileSync(join(folder, guest), new Uint8Array(Uint32Array.from(GUESTS[guest]!.words).buffer));
      wholes.set(guest, recordWhole(folder, guest));
    }
    const lifeMs = new Random(seed + run).below(LIFE_MS);
    const killed = await killOne(folder, guest, lifeMs);
    try {
      const outcome = judge(readFileSync(join(folder, 'killed.log')), wholes.get(guest)!, killed);
      ages.get(guest)!.push(outcome);
      const { ageMs, processorAgeMs } = outcome;
      const age = Number.isNaN(processorAgeMs) ? ageMs : Math.min(ageMs, processorAgeMs);
      if (age > LIMIT_MS) throw new Error(`what is lost was up to ${age.toFixed(1)} ms old`);
    } catch (error) {
      console.log(`FAILED  ${guest}, killed after ${lifeMs} ms: ${(error as Error).message}`);
      console.log(`repeat: npm run kills -- --seed ${seed + run - (run % names.length)} --runs ${(run % names.length) + 1}`);
      process.exitCode = 1;
    }
  }
  for (const [guest, outcomes] of ages) {
    if (outcomes.length === 0) continue;
    const told = (all: readonly number[]) => {
      const sorted = [...all].sort((a, b) => a - b);
      const at = (part: number) => sorted[Math.floor(part * (sorted.length - 1))]!.toFixed(1);
      return `median ${at(0.5)}, p99 ${at(0.99)}, at most ${at(1)} ms`;
    };
    console.log(
      `${guest}: ${outcomes.length} kills, lost at most the last: ${told(outcomes.map(({ ageMs }) => ageMs))}; of its processor time ${told(outcomes.map(({ processorAgeMs }) => processorAgeMs))}`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
