/**
 * That `bisect` finds a register's bit that another build got wrong in one step, to the instruction, wherever it is.
 *
 *     npx tsx -C development replay/soak/bisect.ts [--live N] [--dead N] [--steps N] [--keyframes N] [--seed N]
 *
 * Live: a value that is used before the next checkpoint. Dead: one that is overwritten unread, which only an exhaustive search
 * finds. `--keyframes`: checkpoints from one to the next; none unless said. Positions, registers and bits are drawn by the seed. Both recordings have `--steps` steps of `mill.ts`. Exit 0 when
 * every answer is the exact instruction.
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { Machine } from '#core/machine/machine.ts';
import { CHECKPOINT_STEPS, type MachineState } from '#core/machine/state.ts';
import { type Bisection, bisect } from '../bisect/bisect.ts';
import { registerDifferences } from '../bisect/difference.ts';
import { type Flip, flipping, recordAgain, withFlip } from '../bisect/testing.ts';
import { loadBoards } from '../boards/registry.ts';
import { Recorder } from '../engine/record.ts';
import { type LogReader, openLog } from '../log/reader.ts';
import { Random } from '../oracle/random.ts';
import { Timeline } from '../timeline/timeline.ts';
import { millRequest } from './mill.ts';

await loadBoards();

type Fate = 'live' | 'dead';

const { values } = parseArgs({
  options: {
    live: { type: 'string', default: '50' },
    dead: { type: 'string', default: '50' },
    steps: { type: 'string', default: '1000000000' },
    keyframes: { type: 'string' },
    seed: { type: 'string' },
  },
});
const [live, dead, steps] = [Number(values.live), Number(values.dead), Number(values.steps)];
const keyframes = values.keyframes === undefined ? undefined : Number(values.keyframes);
const seed = Number(values.seed ?? randomInt(2 ** 31));

function record(): LogReader {
  const pieces: Uint8Array[] = [];
  const sink = (bytes: Uint8Array) => void pieces.push(bytes);
  const recorder = new Recorder({
    ...{ board: 'riscv64-virt', request: millRequest, symbols: [], sink, reading: 'interpreter', keyframes },
  });
  while (recorder.session.state.step < steps) recorder.advance(steps, Number.POSITIVE_INFINITY);
  recorder.end('maxSteps');
  return openLog(Buffer.concat(pieces));
}

/** What becomes of a flip: undefined when up to the next checkpoint it is neither used nor overwritten. */
function fateOf(timeline: Timeline, flip: Flip): Fate | undefined {
  const { machine } = timeline;
  const before = timeline.seek(flip.step + 1, 'arrived');
  const end = Math.min(steps, Math.ceil((flip.step + 2) / CHECKPOINT_STEPS) * CHECKPOINT_STEPS);
  const [one, other] = [before, withFlip(before, flip)].map((state) => runTo(machine, state, end));
  if (machine.digestsOf(one!).components['memory'] !== machine.digestsOf(other!).components['memory']) return 'live';
  const registers = registerDifferences({ machine, state: one! }, { machine, state: other! });
  if (registers.length === 0) return 'dead';
  return registers.some(({ name }) => name !== flip.field.name) ? 'live' : undefined;
}

function runTo(machine: Machine, state: MachineState, end: number): MachineState {
  return machine.reduce(state, {
    type: 'machine/granted',
    steps: end - state.step,
    idleUntilNs: Number.POSITIVE_INFINITY,
  }).state;
}

/** Flips of each fate, in the order in which they are drawn. */
function draw(log: LogReader): ReadonlyMap<Fate, readonly Flip[]> {
  const random = new Random(seed);
  const timeline = new Timeline(log);
  const fields = timeline.machine.board.arch.fields.filter(({ name }) => /^x([1-9]|\d\d)$/.test(name));
  const found = { live: [] as Flip[], dead: [] as Flip[] };
  while (found.live.length < live || found.dead.length < dead) {
    const step = random.below(steps - 2);
    if ((step + 1) % CHECKPOINT_STEPS === 0) continue;
    const flip = { step, hart: 0, field: random.pick(fields), bit: random.below(64) };
    const fate = fateOf(timeline, flip);
    if (fate !== undefined && found[fate].length < (fate === 'live' ? live : dead)) found[fate].push(flip);
  }
  return new Map(Object.entries(found) as [Fate, Flip[]][]);
}

/** Is it found, and nothing but it? */
function isExact({ divergence }: Bisection, { step, field, bit }: Flip): boolean {
  if (divergence === null || divergence.step !== step || divergence.memory.length + divergence.others.length > 0) return false;
  const [register, ...more] = divergence.registers;
  return more.length === 0 && register?.name === field.name && (register.a ^ register.b) === 1n << BigInt(bit);
}

const seconds = (since: number) => (performance.now() - since) / 1000;
const percentile = (sorted: readonly number[], part: number) => sorted[Math.ceil(part * sorted.length) - 1] ?? 0;

console.log(
  `seed ${seed}: ${live} live and ${dead} dead registers, ${steps} steps${keyframes === undefined ? '' : `, a keyframe every ${keyframes} checkpoints`}`,
);
const start = performance.now();
const log = record();
console.log(`recorded in ${seconds(start).toFixed(1)} s`);
const drawn = draw(log);
const outcomes: { readonly fate: Fate; readonly isRight: boolean; readonly time: number }[] = [];
// In turns, so that a run that is cut short has some of both.
for (let turn = 0; turn < Math.max(live, dead); turn++)
  for (const [fate, flips] of drawn) {
    const flip = flips[turn];
    if (flip === undefined) continue;
    const build = flipping(flip);
    const flipped = recordAgain(log, build, keyframes);
    const [began, worked] = [performance.now(), process.cpuUsage()];
    const found = bisect({ log }, { log: flipped, build }, { exhaustive: fate === 'dead' });
    const time = seconds(began);
    const { user, system } = process.cpuUsage(worked);
    const isRight = isExact(found, flip);
    outcomes.push({ fate, isRight, time });
    const what = `${fate} ${flip.field.name} bit ${flip.bit} after step ${flip.step}`;
    console.log(
      `${isRight ? 'found ' : 'WRONG '} ${what}, ${time.toFixed(2)} s, ${((user + system) / 1e6).toFixed(2)} s of processor`,
    );
    if (!isRight) console.log(`  said ${found.divergence?.step ?? found.unreproducible?.message ?? 'equal'}`);
  }
for (const fate of drawn.keys()) {
  const own = outcomes.filter((outcome) => outcome.fate === fate);
  const times = own.map(({ time }) => time).sort((a, b) => a - b);
  const exact = own.filter(({ isRight }) => isRight).length;
  if (own.length === 0) continue;
  const [median, longest] = [percentile(times, 0.5), times.at(-1)!].map((time) => time.toFixed(2));
  console.log(`${fate}: ${exact} of ${own.length} exact; median ${median} s, longest ${longest} s`);
  if (exact < own.length) process.exitCode = 1;
}
