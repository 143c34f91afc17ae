#!/usr/bin/env node
/**
 * How long it takes to go about in long recordings: to an old moment, back step by step, back to a breakpoint, to the last writer.
 *
 *     npm run bench:timeline [-- --steps N] [--keyframes N] [--json] [NAME ...]
 *
 * Records `fixtures/images/riscv64/endless-NAME.elf` for N steps (1e9), once without keyframes and once with. Times are seconds of
 * processor time, which on a quiet machine are those on the wall, and seconds on the wall; what a figure promises is beside it. Exit 0
 * when every promise is kept, by the processor's time where one thread does it and on the wall where several do, 1 otherwise.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CHECKPOINT_STEPS } from '#core/machine/state.ts';
import { loadBoards } from '../boards/registry.ts';
import { DEFAULT_REQUEST } from '../boards/request.ts';
import { findLastWriteInThreads } from '../cli/last-write-threads.ts';
import { Recorder } from '../engine/record.ts';
import { createLogFile, openLogFile } from '../log/file.ts';
import type { Stretch } from '../timeline/dirty-pages.ts';
import { DEFAULT_CAP, type MemoryRange, Timeline } from '../timeline/timeline.ts';

await loadBoards();

const ROOT = join(import.meta.dirname, import.meta.filename.endsWith('.js') ? '../../..' : '../..');
const IMAGES = join(ROOT, 'fixtures/images/riscv64');
/** Deterministic places to go to. */
const PLACES = 12;
const REVERSE_STEPS = 400;
const BACK = 5_000_000;

interface Took {
  readonly cpu: number;
  readonly wall: number;
}

interface Figure extends Took {
  readonly name: string;
  /** Seconds at most; null where nothing is promised. */
  readonly goal: number | null;
  /** Several threads do it: what is promised is seen on the wall. */
  readonly isThreaded?: boolean;
}

const isMissed = ({ cpu, wall, goal, isThreaded = false }: Figure) => goal !== null && (isThreaded ? wall : cpu) > goal;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    steps: { type: 'string', default: '1000000000' },
    keyframes: { type: 'string', default: '64' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const [steps, keyframes] = [Number(values.steps), Number(values.keyframes)];
const available = readdirSync(IMAGES).flatMap((file) => /^endless-(\w+)\.elf$/.exec(file)?.[1] ?? []);
const unknown = positionals.filter((name) => !available.includes(name));
if (values.help || unknown.length > 0 || !(steps >= 4 * BACK) || !(keyframes >= 1)) {
  console.error('usage: npm run bench:timeline [-- --steps N] [--keyframes N] [--json] [NAME ...]');
  console.error(`programs: ${available.join(' ')}`);
  process.exit(values.help ? 0 : 2);
}

const directory = mkdtempSync(join(tmpdir(), 'replay-timeline-'));

function stopwatch(): () => Took {
  const [start, before] = [performance.now(), process.cpuUsage()];
  return () => {
    const { user, system } = process.cpuUsage(before);
    return { cpu: (user + system) / 1e6, wall: (performance.now() - start) / 1000 };
  };
}

function time<T>(run: () => T): Took & { readonly result: T } {
  const stop = stopwatch();
  const result = run();
  return { ...stop(), result };
}

const tookOf = ({ cpu, wall }: Took): Took => ({ cpu, wall });

function record(program: string, spacing: number | undefined): Took & { readonly path: string } {
  const path = join(directory, `${program}-${spacing ?? 0}.log`);
  const file = createLogFile(path);
  const kernel = { name: program, bytes: readFileSync(join(IMAGES, `endless-${program}.elf`)) };
  const took = time(() => {
    const request = { ...DEFAULT_REQUEST, kernel };
    const { sink } = file;
    const recorder = new Recorder({
      board: 'riscv64-virt',
      request,
      symbols: [],
      sink,
      reading: 'interpreter',
      keyframes: spacing,
    });
    while (recorder.isRunning && recorder.session.state.step < steps) recorder.advance(steps, Number.POSITIVE_INFINITY);
    recorder.end('maxSteps');
  });
  file.close();
  return { path, ...tookOf(took) };
}

/** Steps all over the recording but its end, in no order. */
const places = (count: number) => Array.from({ length: count }, (_, i) => Math.floor(steps * 0.9 * ((0.1 + i * 0.618_034) % 1)));

/** The one below which a share of them is, by the processor's time. */
function percentile(times: readonly Took[], share: number): Took {
  const sorted = times.toSorted((a, b) => a.cpu - b.cpu);
  return tookOf(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!);
}

const slowest = (times: readonly Took[]): Took => percentile(times, 1);

/** From one who is at the end and has gone all the way, or who has only just opened a recording with keyframes. */
function goBack(name: string, open: () => Timeline): readonly Figure[] {
  const timeline = open();
  const seeks: Took[] = [];
  const reverse: Took[] = [];
  for (const place of places(PLACES)) {
    seeks.push(time(() => timeline.seek(place)));
    for (let i = 0; i < REVERSE_STEPS / PLACES && timeline.step > 0; i++)
      reverse.push(time(() => timeline.seek(timeline.step - 1)));
  }
  return [
    { name: `${name}: first seek into an old region, the slowest of ${PLACES}`, ...slowest(seeks), goal: 1.5 },
    {
      name: `${name}: each further reverse step there, p99 of ${reverse.length}`,
      ...percentile(reverse, 0.99),
      goal: 0.05,
    },
    { name: `${name}: the slowest of them`, ...slowest(reverse), goal: null },
  ];
}

/** Steps early in a program, whose instructions it does not come back to for long. */
const EARLY = [20, 100, 500, 1000, 2000, 4000, 8000];

function reverseContinue(timeline: Timeline): readonly Figure[] {
  const { offset } = timeline.machine.board.arch.core.pc;
  const found = EARLY.flatMap((step) => {
    const pc = new DataView(timeline.seek(step).harts[0]!.buffer).getBigUint64(offset, true);
    timeline.seek(3 * BACK);
    const last = timeline.runBack({ breakpoints: [pc] });
    if (last === undefined || last.step + BACK > 3 * BACK) return [];
    timeline.seek(last.step + BACK);
    return [tookOf(time(() => timeline.runBack({ breakpoints: [pc] })))];
  });
  if (found.length === 0) return [];
  return [
    { name: `reverse-continue to a breakpoint 5 M steps back, the slowest of ${found.length}`, ...slowest(found), goal: 1 },
  ];
}

/** A page of RAM by what share of the segments wrote it. */
function pageWrittenIn(path: string, isWanted: (share: number) => boolean): number | undefined {
  const log = openLogFile(path);
  const counts = new Map<number, number>();
  let segments = 0;
  for (const step of log.keyframes.steps)
    for (const pages of log.keyframes.writtenBefore(step)!.segments) {
      segments += 1;
      for (const page of pages) counts.set(page, (counts.get(page) ?? 0) + 1);
    }
  const ram = new Timeline(log).machine.board.regions.find(({ kind }) => kind === 'ram')!;
  return [...counts].find(([page, count]) => page * 4096 < ram.sizeBytes && isWanted(count / segments))?.[0];
}

const THREADS = 2;
const WORKER = join(ROOT, 'dist/replay/cli/last-write-worker.js');
/** Seconds. */
const SPARSE_GOAL = 2;
/** Times that are compared are taken in turn so often, as the machine is not always as fast; the median counts. */
const ROUNDS = 3;

const RAM = 0x8000_0000;
/** In a page. */
const OFFSETS = [0, 2048];
const rangeIn = (page: number, offset: number): MemoryRange => ({ address: RAM + page * 4096 + offset, sizeBytes: 8 });

const search = (path: string, range: MemoryRange) => time(() => new Timeline(openLogFile(path)).findLastWrite(range, steps));
type Search = ReturnType<typeof search>;

async function searchInThreads(path: string, range: MemoryRange, expected: number | undefined): Promise<Took> {
  const stop = stopwatch();
  const timeline = new Timeline(openLogFile(path));
  const stretches = timeline.stretchesToSearch(range, steps);
  const searchHere = (stretch: Stretch) => timeline.findLastWriteIn(stretch, range, steps);
  const task = { path, reading: 'interpreter', cap: DEFAULT_CAP, range, before: steps } as const;
  const found = await findLastWriteInThreads({ search: task, stretches, jobs: THREADS, searchHere, worker: WORKER });
  const took = stop();
  if (found?.step !== expected) throw new Error(`threads say that ${found?.step} wrote last, not ${expected}`);
  return took;
}

const nameOf = (page: string, offset: number, step: number | undefined) =>
  `last writer, page written in ${page} segments, byte ${offset} (${step === undefined ? 'never' : `step ${step}`})`;

const medianOf = <T extends Took>(rounds: readonly T[], by: keyof Took): T =>
  rounds.toSorted((a, b) => a[by] - b[by])[Math.floor(rounds.length / 2)]!;

/** In a recording without keyframes and in one with them; in a page that is written in few segments. */
function lastWriterInFew(plain: string, keyed: string, page: number): readonly Figure[] {
  return OFFSETS.flatMap((offset) => {
    const range = rangeIn(page, offset);
    const found = search(keyed, range);
    const name = nameOf('at most 10 % of', offset, found.result?.step);
    return [
      { name, ...tookOf(found), goal: SPARSE_GOAL },
      { name: `${name}, without keyframes`, ...tookOf(search(plain, range)), goal: null },
    ];
  });
}

/** In a page that is written in all: compared with a replay of all, in threads and without. */
async function lastWriterInAll(plain: string, keyed: string, page: number): Promise<readonly Figure[]> {
  const replays: Took[] = [];
  const places = OFFSETS.map((offset) => ({
    offset,
    range: rangeIn(page, offset),
    alone: [] as Search[],
    threads: [] as Took[],
  }));
  for (let round = 0; round < ROUNDS; round++) {
    replays.push(tookOf(time(() => new Timeline(openLogFile(plain)).seek(steps))));
    for (const { range, alone, threads } of places) {
      const found = search(keyed, range);
      alone.push(found);
      threads.push(await searchInThreads(keyed, range, found.result?.step));
    }
  }
  const goal = { cpu: 1.2 * medianOf(replays, 'cpu').cpu, wall: (1.2 * medianOf(replays, 'wall').wall) / THREADS };
  const figures = places.flatMap(({ offset, range, alone, threads }) => {
    const name = nameOf('all', offset, alone[0]!.result?.step);
    return [
      { name, ...tookOf(medianOf(alone, 'cpu')), goal: goal.cpu },
      { name: `the same in ${THREADS} threads`, ...medianOf(threads, 'wall'), goal: goal.wall, isThreaded: true },
      { name: `${name}, without keyframes`, ...tookOf(search(plain, range)), goal: null },
    ];
  });
  return [{ name: 'a replay of all, in turn with what follows', ...medianOf(replays, 'cpu'), goal: null }, ...figures];
}

async function lastWriter(plain: string, keyed: string): Promise<readonly Figure[]> {
  const few = pageWrittenIn(keyed, (share) => share > 0 && share <= 0.1);
  const all = pageWrittenIn(keyed, (share) => share > 0.99);
  return [
    ...(few === undefined ? [] : lastWriterInFew(plain, keyed, few)),
    ...(all === undefined ? [] : await lastWriterInAll(plain, keyed, all)),
  ];
}

async function measure(program: string): Promise<readonly Figure[]> {
  const plain = record(program, undefined);
  const keyed = record(program, keyframes);
  const megabytes = (path: string) => (statSync(path).size / 2 ** 20).toFixed(2);
  console.error(`${program}: ${steps} steps, ${megabytes(plain.path)} MiB, with keyframes ${megabytes(keyed.path)} MiB`);
  const whole = new Timeline(openLogFile(plain.path));
  const replay = time(() => whole.seek(steps));
  return [
    { name: 'recording', ...tookOf(plain), goal: null },
    { name: `recording with a keyframe every ${keyframes} checkpoints`, ...tookOf(keyed), goal: null },
    { name: 'all the way to the end, without keyframes', ...tookOf(replay), goal: null },
    ...goBack('having gone all the way', () => whole),
    ...reverseContinue(whole),
    ...goBack('with keyframes, just opened', () => new Timeline(openLogFile(keyed.path))),
    ...(await lastWriter(plain.path, keyed.path)),
  ];
}

try {
  const results: { readonly program: string; readonly figures: readonly Figure[] }[] = [];
  for (const program of positionals.length > 0 ? positionals : available)
    results.push({ program, figures: await measure(program) });
  if (values.json) console.log(JSON.stringify({ steps, keyframes, checkpointSteps: CHECKPOINT_STEPS, results }, null, 2));
  else
    for (const { program, figures } of results) {
      console.log(`\n${program}`);
      console.log('  processor       wall');
      for (const figure of figures) {
        const { name, cpu, wall, goal } = figure;
        const promise = goal === null ? '' : `at most ${goal.toFixed(2)}${isMissed(figure) ? '  MISSED' : ''}`;
        const times = [cpu, wall].map((seconds) => `${seconds.toFixed(4).padStart(9)} s`);
        console.log(`${times.join('')}  ${name.padEnd(92)} ${promise}`.trimEnd());
      }
    }
  process.exitCode = results.some(({ figures }) => figures.some(isMissed)) ? 1 : 0;
} finally {
  rmSync(directory, { recursive: true, force: true });
}
