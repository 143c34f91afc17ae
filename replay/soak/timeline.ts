/**
 * Going about in recordings, held against runs that only go forward.
 *
 *     npx tsx -C development replay/soak/timeline.ts [--seed N] [--reverse N]
 *
 * Every VM exit of every fixture, in random order: the whole machine is as it is there in one linear pass. And one step back from N
 * positions in fixtures and in recordings of small programs, half of them within 64 steps of an interrupt, a trap or an exit: the
 * whole machine is as a linear pass of single steps has it. Exit 0 when all is so, 1 when not; the seed is printed.
 */
import { randomInt } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createMachine, type Machine } from '#core/machine/machine.ts';
import { type MachineState, nowOf } from '#core/machine/state.ts';
import { loadBoards, setUpBoard } from '../boards/registry.ts';
import { type Control, controlsOf } from '../engine/controls.ts';
import { formatDigest, machineDigest } from '../engine/digest.ts';
import { requestIn } from '../engine/recorded-board.ts';
import { type Action, programNames, recordProgram, requestFor } from '../engine/testing.ts';
import { openLogFile } from '../log/file.ts';
import { type LogReader, openLog } from '../log/reader.ts';
import { Random } from '../oracle/random.ts';
import { Timeline, type TimelineOptions } from '../timeline/timeline.ts';

await loadBoards();

const FIXTURES = join(import.meta.dirname, '../../fixtures');
/** Steps around what a kernel developer wants to see. */
const NEAR = 64;
/** Steps that the linear pass takes one by one up to a position. */
const SINGLE = 8;
/** Traps of a fixture that are looked at. */
const TRAPS = 200;
/** Positions in recordings of small programs, of all. */
const PROGRAMS_SHARE = 0.2;
/** With next to no memory for snapshots, too. */
const OPTIONS: readonly TimelineOptions[] = [{}, { cap: 2 ** 20 }];

const { values } = parseArgs({ options: { seed: { type: 'string' }, reverse: { type: 'string', default: '10000' } } });
const seed = Number(values.seed ?? randomInt(2 ** 31));
const reverse = Number(values.reverse);

/** A run that only goes forward, with nothing of a timeline in it. */
class LinearRun {
  readonly #machine: Machine;
  readonly #controls: readonly Control[];
  #state: MachineState;
  #next = 0;

  constructor(log: LogReader) {
    const { board, contents } = setUpBoard(log.header.board, requestIn(log));
    this.#machine = createMachine(board, contents, 'interpreter');
    this.#controls = [...controlsOf(log, board.devices.length)];
    this.#state = this.#machine.initialState;
  }

  /** Digest of the whole machine at a step that is not before the present one, before anything that comes before the step itself. */
  arrivedAt(step: number): string {
    this.#goTo(step);
    return this.#digestOf(this.#state);
  }

  /** The same right before the step. */
  settledAt(step: number): string {
    this.#goTo(step);
    const settled = this.#machine.reduce(this.#state, { type: 'machine/settled' }).state;
    const digest = this.#digestOf(settled);
    if (settled !== this.#state) this.#machine.release(settled);
    return digest;
  }

  #goTo(step: number): void {
    for (;;) {
      const control = this.#controls[this.#next];
      const isInput = control?.input != null && control.step <= step;
      this.#grant((isInput ? control.step : step) - this.#state.step, control?.now ?? Number.POSITIVE_INFINITY);
      if (!isInput) return;
      if (control.now > nowOf(this.#state, this.#machine.board.parameters.shift)) this.#grant(0, control.now);
      const { device, bytes } = control.input;
      this.#become(this.#machine.reduce(this.#state, { type: 'machine/inputReceived', device, bytes }).state);
      this.#next += 1;
    }
  }

  #grant(steps: number, idleUntilNs: number): void {
    if (steps === 0 && idleUntilNs === Number.POSITIVE_INFINITY) return;
    if (steps === 0 && this.#controls[this.#next]?.input == null) return;
    this.#become(this.#machine.reduce(this.#state, { type: 'machine/granted', steps, idleUntilNs }).state);
  }

  #become(state: MachineState): void {
    if (this.#state !== this.#machine.initialState) this.#machine.release(this.#state);
    this.#state = state;
  }

  #digestOf(state: MachineState): string {
    return formatDigest(machineDigest(this.#machine.digestsOf(state)));
  }
}

const digestOf = ({ machine, state }: Timeline) => formatDigest(machineDigest(machine.digestsOf(state)));

function shuffled<T>(items: readonly T[], random: Random): readonly T[] {
  const order = [...items];
  for (let i = order.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

interface Count {
  right: number;
  wrong: number;
}

function tally(count: Count, isRight: boolean, what: string): void {
  count[isRight ? 'right' : 'wrong'] += 1;
  if (!isRight) console.log(`WRONG   ${what}`);
}

function seekExits(file: string, log: LogReader, random: Random, count: Count): void {
  const steps = [...new Set([...log.events()].flatMap((event) => (event.kind === 'exit' ? [event.step + 1] : [])))];
  const linear = new LinearRun(log);
  const truth = new Map(steps.map((step) => [step, { arrived: linear.arrivedAt(step), settled: linear.settledAt(step) }]));
  for (const options of OPTIONS) {
    const timeline = new Timeline(log, options);
    for (const step of shuffled(steps, random))
      for (const phase of random.chance(50) ? (['arrived', 'settled'] as const) : (['settled', 'arrived'] as const)) {
        timeline.seek(step, phase);
        tally(count, digestOf(timeline) === truth.get(step)![phase], `${file}: ${phase} at step ${step}`);
      }
  }
}

/** Steps at which something happens: VM exits, interrupts, traps. */
function momentsOf(log: LogReader): readonly number[] {
  const moments = [...log.events()].flatMap(({ kind, step }) => (kind === 'exit' || kind === 'interrupt' ? [step] : []));
  const timeline = new Timeline(log);
  for (let i = 0; i < TRAPS; i++) {
    const hit = timeline.run({ traps: true });
    if (hit === undefined) break;
    moments.push(hit.step);
  }
  return moments;
}

/** One step back from each position. Answers how many there were. */
function stepBack(
  name: string,
  log: LogReader,
  { random, count, positions }: { random: Random; count: Count; positions: number },
): void {
  const last = (log.end?.step ?? log.lastStep) - 1;
  const moments = momentsOf(log);
  const near = () => random.pick(moments) + random.below(2 * NEAR + 1) - NEAR;
  const drawn = Array.from({ length: positions }, (_, i) => (i % 2 === 0 && moments.length > 0 ? near() : random.below(last)));
  const from = drawn.map((step) => Math.min(Math.max(step, 1), last));
  const linear = new LinearRun(log);
  const truth = new Map<number, string>();
  // Single steps lead to each.
  const steps = new Set(from.flatMap((each) => Array.from({ length: SINGLE }, (_, i) => Math.max(0, each - i))));
  for (const step of [...steps].sort((a, b) => a - b)) truth.set(step, linear.settledAt(step));
  const timeline = new Timeline(log, random.pick(OPTIONS));
  for (const step of from) {
    timeline.seek(step);
    const isThere = digestOf(timeline) === truth.get(step);
    timeline.seek(step - 1);
    tally(count, isThere && digestOf(timeline) === truth.get(step - 1), `${name}: one step back from step ${step}`);
  }
}

/** A recording of a small program that is let run, typed to and let wait at random. */
function programLog(random: Random): { readonly name: string; readonly log: LogReader } {
  const name = random.pick(programNames);
  const actions = Array.from({ length: 4 + random.below(6) }, (): Action => {
    if (random.chance(35)) return { keys: String.fromCharCode(97 + random.below(8)) };
    return { steps: 50 + random.below(900), idleNs: random.below(2_000_000) };
  });
  const request = requestFor(name, { quantum: 1 + random.below(80), harts: name === 'pair' ? 2 + random.below(3) : 1 });
  return { name, log: openLog(recordProgram(request, [{ steps: 200, idleNs: 1000 }, ...actions]).bytes) };
}

console.log(`seed ${seed}`);
const random = new Random(seed);
const exits: Count = { right: 0, wrong: 0 };
const back: Count = { right: 0, wrong: 0 };
const files = readdirSync(FIXTURES).filter((file) => file.endsWith('.log'));
const inPrograms = Math.ceil(reverse * PROGRAMS_SHARE);
const logs = files.map((file) => ({ file, log: openLogFile(join(FIXTURES, file)) }));
for (const { file, log } of logs) seekExits(file, log, random, exits);
const long = logs.filter(({ log }) => log.end!.step > NEAR);
for (const { file, log } of long)
  stepBack(file, log, { random, count: back, positions: Math.ceil((reverse - inPrograms) / long.length) });
for (let left = inPrograms; left > 0; left -= 50) {
  const { name, log } = programLog(random);
  stepBack(name, log, { random, count: back, positions: Math.min(50, left) });
}
const ratio = ({ right, wrong }: Count) => `${right} of ${right + wrong}`;
console.log(`VM exits sought and as in one linear pass: ${ratio(exits)}`);
console.log(`steps back and as in a linear pass of single steps: ${ratio(back)}`);
process.exitCode = exits.wrong + back.wrong === 0 ? 0 : 1;
