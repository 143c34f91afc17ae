/**
 * The first step after which our registers and a peer's differ, from reset on.
 *
 * A peer has a time of its own, and devices that answer when theirs is due. So it is given what it can't know: values that came
 * from a device or a clock, bytes that a device wrote, interrupts where ours takes them. In between both do the same, or it is a
 * difference. Long quiet stretches are not stepped through: the peer runs to a place that comes seldom, and is compared there;
 * only a stretch at whose end something differs is taken apart, after the peer was started anew, for it knows no way back.
 */
import type { InterruptTaken, MachineEffect, MachineState } from '#core/machine/state.ts';
import type { PeerSetup } from '../../boards/peer-setup.ts';
import type { Ours, Passage } from './ours.ts';
import { type Peer, PeerError, type Registers } from './peer.ts';

export interface PeerDifference {
  /** Equal before it, different after it. */
  readonly step: number;
  readonly registers: readonly { readonly name: string; readonly ours: bigint; readonly theirs: bigint }[];
}

export interface PeerComparison {
  readonly peer: string;
  /** Steps that were compared. */
  readonly steps: number;
  readonly difference: PeerDifference | null;
  /** Why it did not go on; null when it went to the end or to a difference. */
  readonly stopped: string | null;
  /** Registers that were compared, and those that differ at reset already. */
  readonly compared: readonly string[];
  readonly unlikeAtReset: readonly string[];
  /** How often it was given values, and interrupts that it did not have. */
  readonly given: { readonly values: number; readonly interrupts: number };
}

export interface LockstepOptions {
  readonly setup: PeerSetup;
  readonly start: () => Promise<Peer>;
  readonly ours: (names: readonly string[]) => Ours;
  /** Where to end, in steps. */
  readonly until?: number;
  readonly progress?: (step: number, end: number) => void;
}

/** The longest and the shortest stretch, and what a failed one is divided by. */
const STRETCH_MAX = 2 ** 22;
const STRETCH_MIN = 32;
const DIVISOR = 8;
const STRETCH_FIRST = 1024;
const STRETCH_LEAST = 128;
const GROWTH = 8;
/** Steps to take in a loop that is longer than the longest stretch before the next one is tried. */
const STEPS_IN_LOOP = 2048;
/** Places that are tried for the end of a stretch, and steps that a stop has to save. */
const PLACES = 12;
const WORTH = 16;
const ARRIVALS_MAX = 500;
/** Steps between two comparisons of every register. */
const FULL_EVERY = 256;

/** Throws `PeerError` when there is no peer to speak to, and what `Timeline` throws. */
export async function compareWithPeer(options: LockstepOptions): Promise<PeerComparison> {
  const limits = new Map<number, Limit>();
  let ours: Ours | undefined;
  for (;;) {
    const peer = await options.start();
    try {
      ours ??= options.ours(peer.names);
      const run = new Lockstep(ours, peer, options, limits);
      const found = await run.go();
      if (found !== 'again') return found;
    } finally {
      await peer.close();
    }
  }
}

/** What was learned of a stretch that failed: how long the next ones from there may be; 1 is in steps, every register compared. */
interface Limit {
  readonly end: number;
  readonly length: number;
}

class Lockstep {
  readonly #ours: Ours;
  readonly #peer: Peer;
  readonly #options: LockstepOptions;
  readonly #limits: Map<number, Limit>;
  readonly #end: number;
  #names: readonly string[] = [];
  #unlike: readonly string[] = [];
  #waits = new Set<bigint>();
  #values = 0;
  #interrupts = 0;
  #stretch = STRETCH_FIRST;
  #sinceFull = 0;
  /** Every register was equal here. */
  #equalAt = 0;
  /** Our registers at the end of the last step. */
  #known: { readonly state: MachineState; readonly values: Registers } | undefined;

  constructor(ours: Ours, peer: Peer, options: LockstepOptions, limits: Map<number, Limit>) {
    this.#ours = ours;
    this.#peer = peer;
    this.#options = options;
    this.#limits = limits;
    this.#end = Math.min(options.until ?? Number.POSITIVE_INFINITY, ours.timeline.endStep);
  }

  async go(): Promise<PeerComparison | 'again'> {
    const { ignored, interrupts } = this.#options.setup;
    const ours = this.#ours;
    ours.timeline.seek(0);
    const candidates = ours.names.filter((name) => !ignored.includes(name));
    const [one, other] = [ours.values(candidates), await this.#peer.read(candidates)];
    this.#unlike = candidates.filter((name) => one.get(name) !== other.get(name));
    this.#names = candidates.filter((name) => !this.#unlike.includes(name));
    if (interrupts.kind === 'given' && !this.#names.includes(interrupts.mask))
      throw new PeerError(`its ${interrupts.mask} is not ours at reset`);
    try {
      while (ours.step < this.#end) {
        this.#options.progress?.(ours.step, this.#end);
        const found = await this.#advance();
        if (found === 'again') return found;
        if (found !== undefined) return this.#answer(found, null);
      }
    } catch (error) {
      if (!(error instanceof PeerError) || ours.step === 0) throw error;
      return this.#answer(null, `step ${ours.step}: ${error.message}`);
    }
    return this.#answer(null, null);
  }

  #answer(difference: PeerDifference | null, stopped: string | null): PeerComparison {
    return {
      peer: this.#peer.name,
      steps: difference?.step ?? this.#ours.step,
      difference,
      stopped,
      compared: this.#names,
      unlikeAtReset: this.#unlike,
      given: { values: this.#values, interrupts: this.#interrupts },
    };
  }

  /** A stretch or a step. */
  async #advance(): Promise<PeerDifference | 'again' | undefined> {
    const start = this.#ours.step;
    const limit = this.#limitAt(start);
    const length = Math.min(this.#stretch, limit.length, limit.end - start, this.#end - start);
    if (length < STRETCH_MIN) return this.#step(limit.length < STRETCH_MIN);
    const quiet = this.#quietSteps(start, length);
    const place = quiet < STRETCH_MIN ? undefined : this.#placeIn(start, quiet);
    if (place === undefined) {
      // Too much happens here, or the same places come again and again: a loop, behind which others come if one looks far enough.
      this.#stretch = quiet >= length ? Math.min(STRETCH_MAX, GROWTH * length) : Math.max(STRETCH_LEAST, 2 * quiet);
      return this.#steps(start, Math.min(length < STRETCH_MAX ? STRETCH_MIN : STEPS_IN_LOOP, quiet + 1));
    }
    this.#stretch = Math.min(STRETCH_MAX, Math.max(STRETCH_LEAST, 2 * (place.step - start)));
    return this.#run(start, place);
  }

  #limitAt(step: number): Limit {
    let found: Limit = { end: Number.POSITIVE_INFINITY, length: STRETCH_MAX };
    for (const [start, limit] of this.#limits)
      if (start <= step && step < limit.end && limit.length < found.length) found = limit;
      else if (start > step && start < found.end) found = { ...found, end: start };
    return found;
  }

  /** Steps from `start` on in which nothing happens that a peer can't know of. Leaves ours anywhere. */
  #quietSteps(start: number, length: number): number {
    const { timeline } = this.#ours;
    const { idleNs } = timeline.state;
    const passage = this.#ours.advance(start + length, [...this.#waits]);
    const stepNs = 2 ** timeline.machine.board.parameters.shift;
    const events = [
      this.#ours.step - start,
      ...this.#ours.inputSteps.filter((step) => step > start).map((step) => step - start),
      ...passage.reads.map((now) => Math.floor((now - idleNs) / stepNs) - start),
      ...passage.effects.filter(isEvent).map((effect) => effect.step - start - (effect.type === 'machine/idled' ? 1 : 0)),
    ];
    return Math.max(0, Math.min(...events));
  }

  /** The last place, in quiet steps, that comes seldom enough. */
  #placeIn(start: number, quiet: number): { readonly step: number; readonly arrivals: number } | undefined {
    for (let i = PLACES; i > 0; i--) {
      const step = start + Math.floor((quiet * i) / PLACES);
      const limit = Math.min(ARRIVALS_MAX, Math.floor((step - start) / WORTH));
      if (limit < 1) return undefined;
      const arrivals = this.#ours.arrivals(this.#ours.pcAt(step), start, step);
      if (arrivals <= limit) return { step, arrivals };
    }
    return undefined;
  }

  /** The peer runs to a place, without interrupts, which ours does not take either. */
  async #run(start: number, place: { readonly step: number; readonly arrivals: number }): Promise<'again' | undefined> {
    const { interrupts } = this.#options.setup;
    const ours = this.#ours;
    const { state } = ours.timeline;
    const pc = ours.pcAt(place.step);
    const masks = interrupts.kind === 'given' ? [interrupts.mask] : [];
    const masked = interrupts.kind === 'given' ? interrupts.masked : [];
    const names = this.#names.filter((name) => !masked.includes(name));
    let isEqual = false;
    try {
      await this.#peer.write(new Map(masks.map((name) => [name, 0n])));
      for (let i = 0; i < place.arrivals; i++) await this.#peer.runTo(pc);
      isEqual = differencesOf(names, ours.values(), await this.#peer.read(names)).length === 0;
    } catch (error) {
      if (!(error instanceof PeerError)) throw error;
    }
    if (!isEqual) {
      const length = place.step - start;
      this.#limits.set(start, { end: place.step, length: Math.floor(length / DIVISOR) });
      return 'again';
    }
    await this.#peer.write(ours.values(masks));
    await this.#silence(state);
    this.#passedWhole();
    return undefined;
  }

  #passedWhole(): void {
    this.#equalAt = this.#ours.step;
    this.#sinceFull = 0;
  }

  async #steps(start: number, count: number): Promise<PeerDifference | 'again' | undefined> {
    this.#ours.timeline.seek(start);
    for (let i = 0; i < count && this.#ours.step < this.#end; i++) {
      const found = await this.#step(false);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  async #step(isWhole: boolean): Promise<PeerDifference | 'again' | undefined> {
    const ours = this.#ours;
    const { step } = ours;
    const isWait = this.#options.setup.waits.includes(ours.mnemonic);
    const stateBefore = ours.timeline.state;
    const before = this.#known?.state === stateBefore ? this.#known.values : ours.values(this.#names);
    const pc = before.get('pc')!;
    const { pcBehind } = ours;
    const passage = ours.advance(step + 1);
    const after = ours.valuesAfter(before, stateBefore);
    this.#known = { state: ours.timeline.state, values: after };
    const changed = this.#names.filter((name) => before.get(name) !== after.get(name));
    const interrupt = passage.effects.find((effect) => effect.type === 'interrupt/taken');
    // One that traps does not wait.
    if (isWait && interrupt === undefined && changed.every((name) => name === 'pc')) {
      this.#waits.add(pc);
      await this.#peer.write(new Map([['pc', after.get('pc')!]]));
    } else if (interrupt !== undefined) await this.#interrupt(interrupt, before, after);
    else await this.#peer.step(false);
    await this.#silence(stateBefore);
    await this.#giveWritten(passage.effects);
    this.#sinceFull += 1;
    const isFull = isWhole || this.#sinceFull >= FULL_EVERY;
    const theirs = isFull ? await this.#peer.read(this.#names) : await this.#readSome(changed);
    const differing = differencesOf(
      [...theirs.keys()].filter((name) => after.has(name)),
      after,
      theirs,
    );
    const names = after.get('pc') === pcBehind ? differing : await this.#giveCleared(differing, { before, after, theirs });
    const rest = await this.#giveKnown(step, passage, names, after);
    if (rest.length > 0) {
      // What was not looked at in each step may have differed for some.
      const isOld = isFull && !isWhole && rest.every((name) => !changed.includes(name));
      if (!isOld) return { step, registers: rest.map((name) => ({ name, ours: after.get(name)!, theirs: theirs.get(name)! })) };
      this.#limits.set(this.#equalAt, { end: step + 1, length: 1 });
      return 'again';
    }
    if (isFull) this.#passedWhole();
    return undefined;
  }

  /** Answers with what still differs. An instruction that computes such bits does not go elsewhere: an exception was taken. */
  async #giveCleared(
    differing: readonly string[],
    { before, after, theirs }: Readonly<Record<'before' | 'after' | 'theirs', Registers>>,
  ): Promise<readonly string[]> {
    const { clearedByExceptions } = this.#options.setup;
    if (clearedByExceptions === undefined || !differing.includes(clearedByExceptions.register)) return differing;
    const { register, bits } = clearedByExceptions;
    const [was, is, peers] = [before, after, theirs].map((values) => values.get(register)!) as [bigint, bigint, bigint];
    const areCleared = (was & bits) === (is & bits) && (is & ~bits) === peers;
    if (!areCleared) return differing;
    await this.#peer.write(new Map([[register, is]]));
    return differing.filter((name) => name !== register);
  }

  async #readSome(changed: readonly string[]): Promise<Registers> {
    const general = await this.#peer.readGeneral();
    const others = changed.filter((name) => !general.has(name));
    return others.length === 0 ? general : new Map([...general, ...(await this.#peer.read(others))]);
  }

  /** The peer takes an interrupt that is pending there too, or raised; else it is given what taking it changed. */
  async #interrupt({ step, cause }: InterruptTaken, before: Registers, after: Registers): Promise<void> {
    const { interrupts } = this.#options.setup;
    if (interrupts.kind === 'raised') {
      const input = interrupts.inputs.get(cause);
      if (input === undefined) return this.#peer.step(true);
      this.#interrupts += 1;
      return this.#peer.takeInterrupt(input);
    }
    const { pending } = interrupts;
    const ours = this.#ours;
    const wanted = ours.values([pending], ours.timeline.seek(step)).get(pending)!;
    ours.timeline.seek(step + 1);
    const theirs = (await this.#peer.read([pending])).get(pending) ?? 0n;
    if ((wanted & ~theirs) === 0n) return this.#peer.step(true);
    this.#interrupts += 1;
    await this.#peer.write(new Map([...after].filter(([name, value]) => before.get(name) !== value)));
  }

  /** What was written to ours has gone to the peer's interrupt controller, too. */
  async #silence(before: MachineState): Promise<void> {
    const { interrupts } = this.#options.setup;
    if (interrupts.kind === 'given') return;
    const { machine, state } = this.#ours.timeline;
    const index = machine.board.devices.findIndex(({ name }) => name === interrupts.controller);
    if (state.devices[index] === before.devices[index]) return;
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setUint32(0, interrupts.silence.value, true);
    await this.#peer.writeMemory(interrupts.silence.address, bytes);
  }

  async #giveWritten(effects: readonly MachineEffect[]): Promise<void> {
    const { machine, state } = this.#ours.timeline;
    for (const effect of effects)
      if (effect.type === 'dma/wrote')
        await this.#peer.writeMemory(effect.address, machine.readPhysical(state, effect.address, effect.sizeBytes)!);
  }

  /** Gives the peer the values that it can't know, and answers with the names of the other ones. */
  async #giveKnown(step: number, { reads }: Passage, names: readonly string[], after: Registers): Promise<readonly string[]> {
    if (names.length === 0) return names;
    const counted = reads.length > 0 ? new Set(names) : this.#ours.namesThatCount(step);
    this.#ours.timeline.seek(step + 1);
    const known = names.filter((name) => name !== 'pc' && counted.has(name));
    this.#values += known.length;
    await this.#peer.write(new Map(known.map((name) => [name, after.get(name)!])));
    return names.filter((name) => !known.includes(name));
  }
}

const isEvent = ({ type }: MachineEffect): boolean =>
  type === 'interrupt/taken' || type === 'machine/idled' || type === 'dma/wrote' || type === 'machine/stopped';

const differencesOf = (names: readonly string[], ours: Registers, theirs: Registers): readonly string[] =>
  names.filter((name) => theirs.has(name) && ours.get(name) !== theirs.get(name));
