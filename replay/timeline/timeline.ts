/**
 * A recording that one can move about in. The state of a step is the one before it, after everything that comes before it: what
 * was recorded for that step, deadlines, time that passed while every hart waited, the built-in hypervisor's turn. Where one came
 * from does not show in it.
 */
import { Subject } from 'rxjs';
import { InvariantError } from '#core/assert.ts';
import type { Step } from '#core/event/step.ts';
import { digestVersions } from '#core/machine/digests.ts';
import type { Machine } from '#core/machine/machine.ts';
import type { Reading } from '#core/machine/processor-transient.ts';
import { CHECKPOINT_STEPS, type MachineEffect, type MachineEvent, type MachineState, nowOf } from '#core/machine/state.ts';
import type { Hit, Stops, Watchpoint } from '#core/machine/stops.ts';
import { PAGE_SIZE } from '#core/memory/paged-memory.ts';
import { type Build, presentBuild } from '../engine/build.ts';
import { type Control, controlsOf } from '../engine/controls.ts';
import { Keyframes } from '../engine/keyframes.ts';
import { requestIn } from '../engine/recorded-board.ts';
import { comparableOf } from '../engine/verify.ts';
import type { LogReader } from '../log/reader.ts';
import { CheckpointGuard } from './checkpoint-guard.ts';
import { DirtyPages, type Stretch } from './dirty-pages.ts';
import { type Snapshot, Snapshots } from './snapshots.ts';

/** Bytes of guest memory that all snapshots may hold together. */
export const DEFAULT_CAP = 512 * 2 ** 20;
/** Steps that take longer than to read a keyframe. */
const KEYFRAME_WORTH = 2 ** 22;
/** So far before where one goes, snapshots are left: who goes there often goes one step back next. */
const APPROACHES = [2 ** 23, 2 ** 20, 2 ** 17, 2 ** 14, 2 ** 11, 2 ** 8];

/**
 * `settled`: right before the step. `arrived`: right after the step before and what was recorded, so that a VM exit is seen before
 * the built-in hypervisor deals with it.
 */
export type Phase = 'arrived' | 'settled';

export interface TimelineOptions {
  readonly reading?: Reading;
  /** What makes the machine: this program, unless said. */
  readonly build?: Build;
  /** False for a machine that may do something else than was recorded: then that is not noticed. */
  readonly isChecked?: boolean;
  /** Bytes. */
  readonly cap?: number;
  /** Told what the user should know of keyframes that are not used. */
  readonly tell?: (note: string) => void;
  /** Told now and then of how far a long way is gone: steps done and to do. */
  readonly progress?: (done: number, total: number) => void;
}

/** Steps that a search goes at once where it is known what segments wrote. */
const STRIDE = 16 * CHECKPOINT_STEPS;

/** Bytes of physical memory. */
export interface MemoryRange {
  readonly address: number;
  readonly sizeBytes: number;
}

/** What one looks out for: `Stops` but for what the timeline decides itself. */
export interface Wanted {
  readonly breakpoints?: readonly bigint[];
  readonly watchpoints?: readonly Watchpoint[];
  readonly traps?: boolean;
}

const NOTHING: readonly never[] = [];

export class Timeline {
  readonly log: LogReader;
  readonly machine: Machine;
  /** Every position is from 0 to this step. */
  readonly endStep: number;
  /** What happens on the way forward, each time that way is gone. */
  readonly effects$ = new Subject<MachineEffect>();
  readonly #inputs: readonly Control[];
  /** How the recording ends: what comes after the last step. */
  readonly #endings: readonly Control[];
  readonly #snapshots: Snapshots;
  readonly #dirty: DirtyPages;
  /** Of the recording; none for a machine that may do something else. */
  readonly #keyframes: Keyframes | undefined;
  #hasRestored = false;
  readonly #guard: CheckpointGuard;
  readonly #progress: (done: number, total: number) => void;
  #state: MachineState;
  /** Index of the input to come. */
  #next = 0;
  /** The last grant ended before what it granted was taken. */
  #isPaused = false;
  #isSettled = false;
  /** What is gone bit by bit, so that one is told of it as a whole; and whether without a halt at checkpoints. */
  #way: (Stretch & { readonly isStriding: boolean }) | undefined;

  /** Throws `LogError`, `RequestError` or `ImageError` when the machine can't be built anew. */
  constructor(log: LogReader, options: TimelineOptions = {}) {
    const { reading = 'interpreter', build = presentBuild, isChecked = true } = options;
    const { cap = DEFAULT_CAP, progress = () => undefined, tell = () => undefined } = options;
    this.log = log;
    this.#progress = progress;
    const { board, contents } = build.setUpBoard(log.header.board, requestIn(log));
    this.machine = build.createMachine(board, contents, reading);
    const controls = [...controlsOf(log, board.devices.length)];
    this.#inputs = controls.filter((control) => control.input !== null);
    this.#endings = controls.filter(({ input }) => input === null);
    this.endStep = log.end?.step ?? log.lastStep;
    const comparable = comparableOf(log.header.components, digestVersions(board));
    this.#guard = new CheckpointGuard(log, isChecked ? comparable : { components: [], flow: false });
    this.#state = this.machine.initialState;
    const letGo = (state: MachineState) => this.#letGo(state);
    this.#snapshots = new Snapshots(this.machine, cap, letGo);
    this.#keyframes = isChecked ? new Keyframes(log, this.machine, tell) : undefined;
    this.#dirty = new DirtyPages(this.machine, this.#keyframes, (step) => this.#inputs[this.#inputFrom(step)]?.step === step);
    this.#snapshots.addToGrid({ step: 0, state: this.#state, next: 0 });
    this.#forward(0);
  }

  get state(): MachineState {
    return this.#state;
  }

  get step(): number {
    return this.#state.step;
  }

  /** Virtual time at the present state, ns. */
  get now(): number {
    return nowOf(this.#state, this.machine.board.parameters.shift);
  }

  /**
   * Goes to a step. Throws `RangeError` for one that the recording does not have, and `TimelineError` when the machine no
   * longer does what was recorded.
   */
  seek(step: number, phase: Phase = 'settled'): MachineState {
    if (!Number.isSafeInteger(step) || step < 0 || step > this.endStep)
      throw new RangeError(`there is no step ${step}: the recording has steps 0 to ${this.endStep}`);
    if (step === this.step && this.#isSettled && phase === 'arrived') this.#leave(this.#snapshots.atOrBefore(step)!);
    else this.#goNear(step);
    for (const distance of APPROACHES) {
      const approach = step - distance;
      if (approach <= this.step) continue;
      this.#forward(approach);
      this.#snapshots.addApproach({ step: approach, state: this.#state, next: this.#next });
    }
    this.#forward(step);
    if (phase === 'settled') this.#settle();
    return this.#state;
  }

  /**
   * Goes on to the first hit, or to step `limit`. A breakpoint at the present instruction counts only if `countsPresent`. After an
   * access or a trap the present step is the one behind it. `phase` is as in `seek`.
   */
  run(wanted: Wanted, limit = this.endStep, countsPresent = false, phase: Phase = 'settled'): Hit | undefined {
    const hit = this.#forward(limit, { ...stopsOf(wanted), mode: 'pause', exceptStep: countsPresent ? null : this.step });
    if (phase === 'settled') this.#settle();
    return hit;
  }

  /**
   * Goes back to the last hit before the present step, no further than step `limit`: to the state before the access, or before
   * the instruction at a breakpoint. Goes to `limit` when there is none.
   */
  runBack(wanted: Wanted, limit = 0): Hit | undefined {
    const hit = this.findLast(wanted, this.step, limit);
    this.seek(hit?.step ?? limit);
    return hit;
  }

  /**
   * The last hit in steps `from` up to, but not including, `before`. Leaves the present step anywhere in between. With nothing
   * wanted but writes to physical memory, segments that did not touch its pages are passed over.
   */
  findLast(wanted: Wanted, before: number, from = 0): Hit | undefined {
    const stops: Stops = { ...stopsOf(wanted), mode: 'last', exceptStep: null };
    for (const stretch of this.#stretches(stops, before, from)) {
      const hit = this.#lastHitIn(stretch, stops, before);
      if (hit !== undefined) return hit;
    }
    return undefined;
  }

  /** The stretches to look at for the last hit, the last first. */
  *#stretches(stops: Stops, before: number, from: number): Generator<Stretch> {
    const pages = this.#pagesOf(stops);
    for (let end = before; end > from; ) {
      const start = Math.max(from, this.#knownBefore(end));
      const part = pages === undefined ? { start, end } : this.#dirty.lastPartThatMayTouch(pages, { start, end });
      if (part !== undefined) yield part;
      end = part?.start ?? start;
    }
  }

  /**
   * A hit takes far longer than a step, and there may be one every few steps: in which segment the last is is found out first. States at
   * checkpoints and what segments wrote need not be taken down on the way if it strides.
   */
  #lastHitIn(stretch: Stretch, stops: Stops, before: number, strides = this.#dirty.isKnown(stretch)): Hit | undefined {
    const stride = strides ? this.#lastPartWithHit(stretch, stops, before, STRIDE) : stretch;
    const part = stride && this.#lastPartWithHit(stride, stops, before, CHECKPOINT_STEPS);
    if (part === undefined) return undefined;
    this.#goNear(part.start);
    this.#forward(part.start);
    return this.#forward(part.end, stops, part.end < before);
  }

  /** Of the parts of a stretch that have so many steps at most, the last with a hit. A stretch that has no more may have none. */
  #lastPartWithHit({ start, end }: Stretch, stops: Stops, before: number, steps: number): Stretch | undefined {
    if (end - start <= steps) return { start, end };
    this.#goNear(start);
    this.#forward(start);
    this.#way = { start, end, isStriding: steps > CHECKPOINT_STEPS };
    let last: Stretch | undefined;
    try {
      while (this.step < end) {
        const part = { start: this.step, end: Math.min(end, nextMultiple(this.step, steps)) };
        if (this.#way.isStriding) this.#snapshots.addApproach({ step: this.step, state: this.#state, next: this.#next });
        if (this.#forward(part.end, { ...stops, mode: 'pause' }, part.end < before) === undefined) continue;
        last = part;
        this.#forward(part.end);
      }
    } finally {
      this.#way = undefined;
    }
    return last;
  }

  /** The last step before `step`, which is not 0, whose state is kept: what is between may have to be run. */
  keptBefore(step: number): number {
    return this.#knownBefore(step);
  }

  /** Who wrote bytes of physical memory last before a step. */
  findLastWrite(range: MemoryRange, before: number): Hit | undefined {
    return this.findLast(writesTo(range), before);
  }

  /**
   * What `findLastWrite` would have to look at, as far as is known: stretches, the last first, that timelines of their own may search
   * one without the other. Runs nothing.
   */
  stretchesToSearch(range: MemoryRange, before: number): readonly Stretch[] {
    return [...this.#stretches({ ...stopsOf(writesTo(range)), mode: 'last', exceptStep: null }, before, 0)];
  }

  /** `findLastWrite` in one of those, by a timeline that does nothing else: it learns nothing of what segments write. */
  findLastWriteIn(stretch: Stretch, range: MemoryRange, before: number): Hit | undefined {
    return this.#lastHitIn(stretch, { ...stopsOf(writesTo(range)), mode: 'last', exceptStep: null }, before, true);
  }

  /** The pages that must be written for there to be a hit; undefined when that is not all it takes. */
  #pagesOf({ breakpoints, traps, watchpoints }: Stops): readonly number[] | undefined {
    if (breakpoints.length > 0 || traps || watchpoints.some(({ space, on }) => space !== 'physical' || on !== 'write'))
      return undefined;
    return watchpoints.flatMap(({ address, sizeBytes }) => {
      const first = Math.floor(Number(address) / PAGE_SIZE);
      const last = Math.floor((Number(address) + sizeBytes - 1) / PAGE_SIZE);
      const pages = Array.from({ length: last - first + 1 }, (_, i) => this.machine.pageAt((first + i) * PAGE_SIZE));
      return pages.filter((page) => page !== undefined);
    });
  }

  /** The last step before `step` whose state is known without running so far that it would take long. */
  #knownBefore(step: number): number {
    return Math.max(this.#snapshots.atOrBefore(step - 1)!.step, this.#keyframeAtOrBefore(step - 1) ?? 0);
  }

  #keyframeAtOrBefore(step: number): number | undefined {
    return this.#keyframes?.steps.findLast((each) => each <= step);
  }

  /** The nearest state that is known at or before a step, unless the present one is nearer. */
  #goNear(step: number): void {
    const snapshot = this.#snapshots.atOrBefore(step)!;
    const nearest = this.step > step ? snapshot.step : Math.max(this.step, snapshot.step);
    for (;;) {
      const keyframe = this.#keyframeAtOrBefore(step);
      if (keyframe === undefined || keyframe - nearest < KEYFRAME_WORTH) break;
      const state = this.#keyframes!.restore(keyframe);
      if (state === undefined) continue; // it is none of `steps` any more
      this.#hasRestored = true;
      this.#leave({ step: keyframe, state, next: this.#inputFrom(keyframe) });
      return;
    }
    if (this.step > step || this.step < snapshot.step) this.#leave(snapshot);
  }

  /** Index of the first input at a step or later. */
  #inputFrom(step: number): number {
    const index = this.#inputs.findIndex((input) => input.step >= step);
    return index < 0 ? this.#inputs.length : index;
  }

  #leave(snapshot: Snapshot): void {
    const before = this.#state;
    this.#state = snapshot.state;
    this.#next = snapshot.next;
    this.#isSettled = false;
    this.#dirty.leave();
    this.#letGo(before);
  }

  /**
   * Runs to the state before step `target`, or to a hit; looking out for the last one, answers with that. What inputs at `target`
   * do counts only if `isEndWatched`.
   */
  #forward(target: number, stops?: Stops, isEndWatched = true): Hit | undefined {
    const way = this.#way ?? { start: this.step, end: target, isStriding: false };
    let found: Hit | undefined;
    for (;;) {
      const isEnd = this.step >= target;
      found = this.#passInputs(isEnd && !isEndWatched ? undefined : stops) ?? found;
      if (found !== undefined && stops?.mode === 'pause') return found;
      this.#passBoundary();
      if (isEnd) return found;
      const input = this.#inputs[this.#next];
      const boundary = way.isStriding ? target : nextMultiple(this.step, CHECKPOINT_STEPS);
      const goal = Math.min(target, boundary, input?.step ?? target);
      found = this.#grant(goal - this.step, (input ?? this.#endings[0])?.now ?? Number.POSITIVE_INFINITY, stops) ?? found;
      if (found !== undefined && stops?.mode === 'pause') return found;
      if (this.step < goal) throw this.#guard.stoppedShort(this.step, goal);
      this.#progress(this.step - way.start, way.end - way.start);
    }
  }

  #settle(): void {
    if (this.#isSettled) return;
    if (this.step >= this.endStep) this.#finish();
    else this.#apply({ type: 'machine/settled' });
    this.#isSettled = true;
  }

  /** Goes to how the recording ended. */
  #finish(): void {
    for (const { now } of this.#endings) {
      if (now > this.now && this.#isRunning) this.#grant(0, now, undefined);
      // Switched off before another step was taken: a device or the hypervisor says the last word.
      if (this.#isRunning && this.#endsOff) this.#grant(1, now, undefined);
    }
  }

  /** What comes from outside at the present step. */
  #passInputs(stops: Stops | undefined): Hit | undefined {
    let found: Hit | undefined;
    const isPaused = () => found !== undefined && stops?.mode === 'pause';
    for (;;) {
      const control = this.#inputs[this.#next];
      if (control?.input == null || control.step > this.step) return found;
      if (control.now > this.now && this.#isRunning) found = this.#grant(0, control.now, stops) ?? found;
      if (isPaused()) return found;
      this.#next += 1;
      const { device, bytes } = control.input;
      found = this.#apply({ type: 'machine/inputReceived', device, bytes, stops }) ?? found;
      if (isPaused()) return found;
    }
  }

  get #isRunning(): boolean {
    return this.#state.status.kind === 'running';
  }

  get #endsOff(): boolean {
    const reason = this.log.end?.reason;
    return reason === 'powerOff' || reason === 'reset';
  }

  /** A checkpoint's state is kept, if the grid is that fine, and tells what the segment before it wrote. */
  #passBoundary(): void {
    if (this.step % CHECKPOINT_STEPS !== 0 || this.#isSettled) return;
    this.#dirty.pass(this.step);
    this.#snapshots.addToGrid({ step: this.step, state: this.#state, next: this.#next });
  }

  #grant(steps: number, idleUntilNs: number, stops: Stops | undefined): Hit | undefined {
    const end = this.step + steps;
    let found: Hit | undefined;
    const onlyLastCheckpoint = this.#way?.isStriding ?? false;
    do found = this.#apply({ type: 'machine/granted', steps: end - this.step, idleUntilNs, stops, onlyLastCheckpoint }) ?? found;
    while (this.#isPaused && !(found !== undefined && stops?.mode === 'pause'));
    return found;
  }

  #apply(event: MachineEvent): Hit | undefined {
    const before = this.#state;
    const isConsumed = !this.#isKept(before) && this.machine.consume(before);
    const { state, effects } = this.#reduce(event);
    this.#state = state;
    this.#isSettled = false;
    this.#isPaused = effects.at(-1)?.type === 'machine/paused';
    if (!isConsumed) this.#letGo(before);
    let hit: Hit | undefined;
    for (const effect of effects) {
      this.#guard.check(effect);
      if (effect.type === 'stops/hit') hit = effect.hit;
      else this.effects$.next(effect);
    }
    return hit;
  }

  #reduce(event: MachineEvent): Step<MachineState, MachineEffect> {
    if (!this.#hasRestored) return this.machine.reduce(this.#state, event);
    try {
      return this.machine.reduce(this.#state, event);
    } catch (error) {
      // Registers of a keyframe may be anything.
      if (!(error instanceof InvariantError) && !(error instanceof TypeError) && !(error instanceof RangeError)) throw error;
      throw this.#guard.broken(this.step, error.message);
    }
  }

  #isKept(state: MachineState): boolean {
    return this.#snapshots.holds(state) || state === this.machine.initialState;
  }

  #letGo(state: MachineState): void {
    if (state !== this.#state && !this.#isKept(state)) this.machine.release(state);
  }
}

/** The first multiple behind a step. */
const nextMultiple = (step: number, of: number): number => (Math.floor(step / of) + 1) * of;

const writesTo = ({ address, sizeBytes }: MemoryRange): Wanted => ({
  watchpoints: [{ space: 'physical', address: BigInt(address), sizeBytes, on: 'write' }],
});

const stopsOf = ({ breakpoints = NOTHING, watchpoints = NOTHING, traps = false }: Wanted) => ({
  breakpoints,
  watchpoints,
  traps,
});
