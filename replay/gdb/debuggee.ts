/**
 * A recording as a debugger sees it: harts that take steps, either way, up to breakpoints, watchpoints and the ends of history.
 * How harts take turns is recorded too, so letting one of them step lets the others take theirs.
 */
import type { Hit, Watchpoint } from '#core/machine/stops.ts';
import type { Moment } from '../positions/resolve.ts';
import type { Timeline, Wanted } from '../timeline/timeline.ts';
import type { Stop } from './stop.ts';

/** Lets the world have its turn during a long run, and answers whether the run is to stop. */
export type Pause = () => Promise<boolean>;

export interface Stepping {
  readonly hart: number;
  /** One step, or as many as it takes to leave these addresses, the last one excluded. */
  readonly range: { readonly start: bigint; readonly end: bigint } | null;
}

/** How long the world waits at most, about, ms. */
const SLICE_MS = 20;
const SLICE_STEPS_MIN = 2 ** 12;
const SLICE_STEPS_MAX = 2 ** 23;

/** Where the client knows the machine to be. It deals with a breakpoint there itself. */
interface Told {
  readonly step: number;
  readonly hart: number;
  /** Of that hart. */
  readonly pc: bigint;
  /** The step whose access was told, which is still to come when going on the same way. */
  readonly accessed: number | null;
}

export class Debuggee {
  readonly timeline: Timeline;
  readonly #stopsBeforeAccess: boolean;
  #breakpoints: readonly bigint[] = [];
  #watchpoints: readonly Watchpoint[] = [];
  #told: Told;
  #moment: Moment;
  #sliceSteps = 2 ** 16;

  /** With `stopsBeforeAccess` an access is told before it is made; going back, before it is undone. */
  constructor(timeline: Timeline, stopsBeforeAccess: boolean) {
    this.timeline = timeline;
    this.#stopsBeforeAccess = stopsBeforeAccess;
    this.#moment = { step: timeline.step, phase: 'settled' };
    this.#told = { step: timeline.step, hart: this.hartInTurn, pc: this.pcOf(this.hartInTurn), accessed: null };
  }

  get moment(): Moment {
    return this.#moment;
  }

  get hartInTurn(): number {
    return this.timeline.state.turn.hart;
  }

  get hartCount(): number {
    return this.timeline.state.harts.length;
  }

  /** Arrays that stay the same as long as nothing changes: the machine notices by that. */
  set breakpoints(breakpoints: readonly bigint[]) {
    this.#breakpoints = breakpoints;
  }

  set watchpoints(watchpoints: readonly Watchpoint[]) {
    this.#watchpoints = watchpoints;
  }

  /** Steps that a hart took since reset. */
  stepsOf(hart: number): bigint {
    return this.#read(hart, this.timeline.machine.board.arch.core.steps.offset);
  }

  pcOf(hart: number): bigint {
    return this.#read(hart, this.timeline.machine.board.arch.core.pc.offset);
  }

  /** A hart's pc before a step. The present moment stays. */
  pcBefore(step: number, hart: number): bigint {
    this.#seek(step);
    const pc = this.pcOf(hart);
    this.stay();
    return pc;
  }

  isWaiting(hart: number): boolean {
    return this.timeline.state.harts[hart]![this.timeline.machine.board.arch.core.waiting.offset] !== 0;
  }

  #read(hart: number, offset: number): bigint {
    const { buffer, byteOffset } = this.timeline.state.harts[hart]!;
    return new DataView(buffer, byteOffset).getBigUint64(offset, true);
  }

  goTo({ step, phase }: Moment): void {
    this.timeline.seek(step, phase);
    this.#tell(phase, this.hartInTurn);
  }

  /** Goes on to the next stop: when `stepping` is done at the latest. */
  async goForward(stepping: Stepping | null, pause: Pause): Promise<Stop> {
    return this.#telling(await this.#forward(stepping, pause));
  }

  /** Goes back to the stop before: to where `hart` takes its last step before the present moment at the latest, if that is given. */
  async goBack(hart: number | null, pause: Pause): Promise<Stop> {
    return this.#telling(await (hart === null ? this.#back(pause) : this.#stepBack(hart, pause)));
  }

  /** The last write to bytes of physical memory before the present moment, which stays. */
  async findLastWrite(address: number, sizeBytes: number, pause: Pause): Promise<Hit | 'interrupted' | undefined> {
    const watchpoint: Watchpoint = { space: 'physical', address: BigInt(address), sizeBytes, on: 'write' };
    try {
      return await this.#findLast({ watchpoints: [watchpoint] }, 0, pause);
    } finally {
      this.stay();
    }
  }

  /** After something has moved the timeline: goes to where the client knows the machine to be. */
  stay(): void {
    const { step, phase } = this.#moment;
    this.timeline.seek(step, phase);
  }

  #telling(stop: Stop): Stop {
    this.#tell('settled', stop.hart, stop.kind === 'accessed' ? stop.step : null);
    return stop;
  }

  #tell(phase: Moment['phase'], hart: number, accessed: number | null = null): void {
    const { step } = this.timeline;
    this.#moment = { step, phase };
    this.#told = { step, hart, pc: this.pcOf(hart), accessed };
  }

  // --- Forward ---

  async #forward(stepping: Stepping | null, pause: Pause): Promise<Stop> {
    const { timeline } = this;
    // What is done with a VM exit by the built-in hypervisor takes no step, but leads elsewhere.
    if (this.#moment.phase === 'arrived') timeline.seek(timeline.step);
    let countsPresent = this.hartInTurn !== this.#told.hart || this.pcOf(this.#told.hart) !== this.#told.pc;
    /** The access that was told is made now. */
    let known = this.#told.accessed;
    while (timeline.step < timeline.endStep) {
      const start = timeline.step;
      const goal = stepping === null ? 0n : this.stepsOf(stepping.hart) + 1n;
      const limit = known === start ? start + 1 : this.#limitOf(stepping);
      const hit = this.#slice(limit, { countsPresent, isWatching: known !== start });
      countsPresent = true;
      known = null;
      if (stepping !== null && this.#hasStepped(stepping.hart, { goal, start, hit })) {
        if (!this.#isInRange(stepping)) return { kind: 'stepped', hart: stepping.hart };
      } else if (hit !== undefined) return this.#stopAt(hit, 'forward');
      if (await pause()) return { kind: 'interrupted', hart: this.hartInTurn };
    }
    return { kind: 'end', hart: stepping?.hart ?? this.hartInTurn };
  }

  /** While another hart has its turn, that is run to its end at once. */
  #limitOf(stepping: Stepping | null): number {
    const { state, step, endStep } = this.timeline;
    const { hart, left } = state.turn;
    const steps = stepping === null ? this.#sliceSteps : hart === stepping.hart ? 1 : Math.max(1, left);
    return Math.min(step + Math.min(steps, this.#sliceSteps), endStep);
  }

  #slice(
    limit: number,
    { countsPresent, isWatching }: { readonly countsPresent: boolean; readonly isWatching: boolean },
  ): Hit | undefined {
    const { timeline } = this;
    const [start, from] = [performance.now(), timeline.step];
    const wanted = isWatching ? this.#wanted : { breakpoints: this.#breakpoints };
    const hit = timeline.run(wanted, limit, countsPresent);
    const elapsed = performance.now() - start;
    if (elapsed > SLICE_MS) this.#sliceSteps = Math.max(SLICE_STEPS_MIN, this.#sliceSteps / 2);
    else if (elapsed < SLICE_MS / 4 && timeline.step - from === this.#sliceSteps)
      this.#sliceSteps = Math.min(SLICE_STEPS_MAX, this.#sliceSteps * 2);
    return hit;
  }

  /**
   * Has the hart taken step number `goal` of its own since `start`, and was that what there is to tell? Then the present moment
   * is right after it.
   */
  #hasStepped(hart: number, { goal, start, hit }: { goal: bigint; start: number; hit: Hit | undefined }): boolean {
    if (this.stepsOf(hart) < goal) return false;
    const end = this.timeline.step;
    const at = this.#bisect((step) => (this.#seek(step), this.stepsOf(hart) >= goal), start, end);
    this.#seek(at);
    // An access by that very step tells more. A breakpoint that is next now is for the client, or for when it goes on.
    return at < end || hit === undefined || hit.kind === 'breakpoint';
  }

  #isInRange({ hart, range }: Stepping): boolean {
    const pc = this.pcOf(hart);
    return range !== null && pc >= range.start && pc < range.end;
  }

  // --- Back ---

  async #back(pause: Pause): Promise<Stop> {
    const hit = await this.#findLastWanted(0, pause);
    if (hit === 'interrupted') return { kind: 'interrupted', hart: this.hartInTurn };
    if (hit !== undefined) return this.#stopAt(hit, 'back');
    this.#seek(0);
    return { kind: 'beginning', hart: this.hartInTurn };
  }

  async #stepBack(hart: number, pause: Pause): Promise<Stop> {
    const end = this.timeline.step;
    const start = await this.#lastStepOf(hart, pause);
    if (start === 'interrupted') return { kind: 'interrupted', hart: this.hartInTurn };
    this.#seek(end);
    const hit = await this.#findLastWanted(start ?? 0, pause);
    if (hit === 'interrupted') return { kind: 'interrupted', hart: this.hartInTurn };
    // A breakpoint at the instruction that was stepped back over is for the client to notice, as always after a step.
    if (hit !== undefined && !(hit.kind === 'breakpoint' && hit.step === start)) return this.#stopAt(hit, 'back');
    this.#seek(start ?? 0);
    return start === undefined ? { kind: 'beginning', hart } : { kind: 'stepped', hart };
  }

  /** Where the hart takes its last step before the present moment. Leaves the present moment anywhere before. */
  async #lastStepOf(hart: number, pause: Pause): Promise<number | 'interrupted' | undefined> {
    const end = this.timeline.step;
    const steps = this.stepsOf(hart);
    if (steps === 0n) return undefined;
    const hasNotYet = (step: number) => (this.#seek(step), this.stepsOf(hart) < steps);
    for (let [distance, above] = [1, end]; ; distance *= 2) {
      const below = Math.max(0, end - distance);
      if (hasNotYet(below)) return this.#bisect((step) => !hasNotYet(step), below, above) - 1;
      above = below;
      if (await pause()) return 'interrupted';
    }
  }

  /** The last hit of what is looked out for from step `from` on, but for the access that was told. */
  async #findLastWanted(from: number, pause: Pause): Promise<Hit | 'interrupted' | undefined> {
    const { accessed } = this.#told;
    if (accessed === null || accessed !== this.timeline.step - 1) return this.#findLast(this.#wanted, from, pause);
    const arrived = this.timeline.findLast({ breakpoints: this.#breakpoints }, accessed + 1, accessed);
    this.#seek(accessed);
    return arrived ?? this.#findLast(this.#wanted, from, pause);
  }

  /**
   * The last hit from step `from` on, before the present one. Leaves the present moment anywhere; interrupted, where it got to.
   */
  async #findLast(wanted: Wanted, from: number, pause: Pause): Promise<Hit | 'interrupted' | undefined> {
    if (wanted.breakpoints?.length === 0 && wanted.watchpoints?.length === 0) return undefined;
    for (let end = this.timeline.step; end > from; ) {
      const start = Math.max(from, this.timeline.keptBefore(end));
      const hit = this.timeline.findLast(wanted, end, start);
      if (hit !== undefined) return hit;
      end = start;
      if (!(await pause())) continue;
      this.#seek(end);
      return 'interrupted';
    }
    return undefined;
  }

  // --- Both ---

  /** The first step behind `low`, up to `high`, for which something holds, which then holds on; it does for `high`. */
  #bisect(holds: (step: number) => boolean, low: number, high: number): number {
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (holds(middle)) high = middle;
      else low = middle;
    }
    return high;
  }

  #seek(step: number): void {
    if (this.timeline.step !== step) this.timeline.seek(step);
  }

  get #wanted(): Wanted {
    return { breakpoints: this.#breakpoints, watchpoints: this.#watchpoints };
  }

  /** Goes to where a hit is told when going this way. */
  #stopAt(hit: Hit, way: 'forward' | 'back'): Stop {
    const { step, hart } = hit;
    if (hit.kind !== 'read' && hit.kind !== 'write') {
      this.#seek(step);
      return { kind: 'breakpoint', hart };
    }
    const { watchpoint } = hit;
    const isAcross = hit.address < watchpoint.address;
    this.#seek(this.#stopsBeforeAccess === (way === 'forward') ? step : step + 1);
    return { kind: 'accessed', hart, on: watchpoint.on, address: isAcross ? watchpoint.address : hit.address, step };
  }
}
