/**
 * The machine as one reducer: harts, bus, devices and time composed. Inside a grant the work is done in transients; what goes in
 * and comes out are values, and where a grant ends never shows.
 */
import { assert } from '../assert.ts';
import type { DeviceEffect } from '../bus/device.ts';
import type { Step } from '../event/step.ts';
import { codeEnd } from '../isa/arena-layout.ts';
import { BLOCK_SIZE } from '../isa/layout.ts';
import type { Trail } from '../isa/trail.ts';
import { Arena, RESIDENT_MAX } from '../memory/arena.ts';
import { type Memory, PAGE_SIZE, pagesBetween } from '../memory/paged-memory.ts';
import type { Board, RegionContent } from './board.ts';
import { BusTransient } from './bus-transient.ts';
import { DigestCache } from './digests.ts';
import { PhysicalMap } from './physical-map.ts';
import { ProcessorTransient, type Reading } from './processor-transient.ts';
import { RamTransient } from './ram-transient.ts';
import { SEAT_HART, SeatTransient } from './seat-transient.ts';
import {
  CHECKPOINT_STEPS,
  type Digests,
  type MachineEffect,
  type MachineEvent,
  type MachineState,
  type MachineStatus,
} from './state.ts';
import { StopsTransient } from './stops-transient.ts';

/** The inner run returns at least this often: V8 does not replace a running loop with better code. */
const INNER_RUN_MAX = 2 ** 18;
/** A grant ends after so many turns without a step: a device may rewrite its own orders while every hart waits. */
const TURNS_MAX = 2 ** 13;
/** Part of the memory there may be that stays free while a state is worked on in place: that can't be undone when it runs out. */
const ROOM_PART = 1 / 12;
/** Pages that one step may write first: two of its own, and entries of page tables. */
const PAGES_A_STEP = 8;
/** Time does not pass by itself beyond this moment, ns (52 days): virtual time must stay a safe integer while steps are taken. */
const IDLE_END = 2 ** 52;

export interface Machine {
  readonly board: Board;
  readonly initialState: MachineState;
  reduce(state: MachineState, event: MachineEvent): Step<MachineState, MachineEffect>;
  /** Digests of a state, as a checkpoint there would have them. */
  digestsOf(state: MachineState): Digests;
  /** Bytes of physical memory of a state; undefined where there is no RAM, ROM or flash in array mode. */
  readPhysical(state: MachineState, address: number, sizeBytes: number): Uint8Array | undefined;
  /** Number of the page of memory at a physical address, as `pagesBetween` counts them; undefined where there is none. */
  pageAt(address: number): number | undefined;
  /** Pages of memory that may differ between two states, ascending: all that were written on the way from one to the other. */
  pagesBetween(before: MachineState, after: MachineState): Uint32Array;
  /** Copies a page of memory out of a state. */
  readPage(state: MachineState, page: number): Uint8Array;
  /** Pages written since the last call, ascending: by all that was done meanwhile, whatever states it led to. */
  takeWrittenPages(): Uint32Array;
  /** A state like `state` but for what some regions hold: other images, or what a test wants there. */
  withMemory(state: MachineState, contents: Iterable<RegionContent>): MachineState;
  /**
   * Nobody but the next `reduce` will look at `state`: that may work on its memory in place, instead of copying
   * what it writes. Answers whether it will; then the state needs no `release`. It will not when memory runs out: a `reduce` that
   * throws `OutOfMemoryError` leaves the state before as it was.
   */
  consume(state: MachineState): boolean;
  /** Nobody will come back to `state`: its memory may be reused at once. Without it, the garbage collector finds out later. */
  release(state: MachineState): void;
  /** Guest memory that all states together hold. */
  readonly residentBytes: number;
  /** Whether what a run overwrites is digested (`core/isa/trail.ts`), which costs time. Changes nothing else. */
  keepsTrail: boolean;
  /** The trail since the last call. */
  takeTrail(): Trail;
  /** Forgets everything that is derived. Never shows; the tests call it at random. */
  dropCaches(): void;
}

/** `residentMax`: bytes of guest memory that all states together may take. */
export function createMachine(
  board: Board,
  contents: readonly RegionContent[],
  reading: Reading,
  residentMax = RESIDENT_MAX,
): Machine {
  return new MachineTransientHost(board, contents, reading, residentMax);
}

/** A machine and the transients it works in: a cache of the state that the last grant ended in. */
class MachineTransientHost implements Machine {
  readonly board: Board;
  readonly initialState: MachineState;
  readonly #map: PhysicalMap;
  readonly #ram: RamTransient;
  readonly #bus: BusTransient;
  readonly #processor: ProcessorTransient;
  readonly #seat: SeatTransient | null;
  readonly #stops: StopsTransient;
  readonly #digests: DigestCache;
  readonly #stepNs: number;
  /** The state that the transients hold; undefined while they hold none. */
  #held: MachineState | undefined;
  #step = 0;
  #idleNs = 0;
  #idledAt = -1;
  /** Checkpoints before this step are not told. */
  #checkpointsFrom = 0;
  /** The grant ends early. */
  #isPaused = false;
  /** The state was unsealed: what it held is overwritten. */
  #isInPlace = false;
  readonly #roomMin: number;
  #status: MachineStatus = { kind: 'running' };
  #hart = 0;
  #left = 0;
  #blocks: Uint8Array[] = [];
  #effects: MachineEffect[] = [];

  constructor(board: Board, contents: readonly RegionContent[], reading: Reading, residentMax: number) {
    assert(board.harts.length > 0, 'board: no hart');
    this.board = board;
    this.#stepNs = 2 ** board.parameters.shift;
    this.#roomMin = residentMax * ROOM_PART;
    this.#map = new PhysicalMap(board);
    this.#ram = new RamTransient(
      new Arena(codeEnd(board.arch.granuleShift), residentMax),
      this.#map.pageCount,
      board.arch.granuleShift,
    );
    this.#stops = new StopsTransient(this.#map, {
      stepNow: () => this.#processor.stepNow(this.#step),
      hartNow: () => this.#hart,
      endRun: () => this.#processor.endRun(),
    });
    this.#bus = new BusTransient(board, this.#map, this.#ram, {
      now: () => this.#processor.now(),
      disturbed: () => this.#processor.endRun(),
      memoryWritten: (address, sizeBytes) => {
        this.#processor.memoryWritten(address, sizeBytes);
        this.#stops.wrote('device', address, sizeBytes);
      },
      emit: (device, effect) => this.#emit(device, effect),
    });
    this.#processor = new ProcessorTransient(board, reading, this.#map, this.#ram, this.#bus, this.#stops, {
      emitNotImplemented: (what) => this.#effects.push({ type: 'machine/notImplemented', step: this.#step, what }),
      exited: (taken, { reason, details }, digest) => {
        const step = this.#step + taken;
        const now = step * this.#stepNs + this.#idleNs;
        this.#effects.push({ type: 'vcpu/exited', step, now, hart: this.#hart, reason, details, digest });
      },
      entered: (taken, { reason, details }) =>
        this.#effects.push({ type: 'vcpu/entered', step: this.#step + taken, hart: this.#hart, reason, details }),
    });
    this.#seat =
      board.hypervisor &&
      new SeatTransient(board.hypervisor, this.#processor, this.#bus, this.#map, this.#ram, this.#stops, (status) =>
        this.#stop({ kind: 'off', status }),
      );
    this.#digests = new DigestCache(board, (bytes) => this.#ram.arena.digestOf(bytes));
    this.initialState = this.#reset(contents);
  }

  get residentBytes(): number {
    return this.#ram.arena.residentBytes;
  }

  get keepsTrail(): boolean {
    return this.#ram.trail.isKept;
  }

  set keepsTrail(value: boolean) {
    this.#ram.trail.isKept = value;
  }

  takeTrail(): Trail {
    return this.#ram.trail.take();
  }

  reduce(state: MachineState, event: MachineEvent): Step<MachineState, MachineEffect> {
    this.#open(state);
    this.#ram.memory.settle(); // unless `state` was consumed
    this.#held = undefined; // should anything throw, the transients hold no state
    this.#effects = [];
    this.#isPaused = false;
    if (this.#stops.set('stops' in event ? event.stops : undefined)) this.#ram.dropTranslations();
    switch (event.type) {
      case 'machine/granted':
        this.#checkpointsFrom = event.onlyLastCheckpoint === true ? state.step + event.steps : 0;
        if (state.status.kind === 'running') this.#run(event.steps, event.idleUntilNs);
        break;
      case 'machine/settled':
        if (state.status.kind === 'running') this.#run(0, Number.POSITIVE_INFINITY, true);
        break;
      case 'machine/inputReceived':
        this.#bus.input(event.device, event.bytes);
        if (this.#status.kind === 'idle') this.#status = { kind: 'running' };
        this.#findRunnable(); // it may have woken a hart: like at the end of a grant, the one that is to step next has its turn
        break;
    }
    const hits = this.#stops.hits;
    if (hits !== undefined) {
      const { last: hit, count } = hits;
      this.#effects.push({ type: 'stops/hit', step: hit.step, hart: hit.hart, hit, count });
    }
    if (this.#isPaused) this.#effects.push({ type: 'machine/paused', step: this.#step });
    const next = this.#seal(state);
    this.#held = next;
    return { state: next, effects: this.#effects };
  }

  digestsOf(state: MachineState): Digests {
    return new DigestCache(this.board, (bytes) => this.#ram.arena.digestOf(bytes)).digests({
      ...state,
      memoryDigest: state.memory.digest,
    });
  }

  readPhysical(state: MachineState, address: number, sizeBytes: number): Uint8Array | undefined {
    const region = this.#map.regionAt(address);
    this.#open(state);
    if (region === undefined) return this.#readStorage(address, sizeBytes);
    if (address + sizeBytes > region.base + region.sizeBytes) return undefined;
    return this.#ram.memory.read(region.firstPage * PAGE_SIZE + address - region.base, sizeBytes);
  }

  /** Bytes of a device's storage, where it shows that in its window. */
  #readStorage(address: number, sizeBytes: number): Uint8Array | undefined {
    if (this.#bus.storagePageAt(address) === undefined) return undefined;
    const bytes = new Uint8Array(sizeBytes);
    for (let done = 0; done < sizeBytes; ) {
      const offset = (address + done) % PAGE_SIZE;
      const length = Math.min(PAGE_SIZE - offset, sizeBytes - done);
      const page = this.#bus.storagePageAt(address + done);
      if (page === undefined) return undefined;
      bytes.set(this.#ram.memory.read(page * PAGE_SIZE + offset, length), done);
      done += length;
    }
    return bytes;
  }

  pageAt(address: number): number | undefined {
    const region = this.#map.regionAt(address);
    return region && region.firstPage + Math.floor((address - region.base) / PAGE_SIZE);
  }

  pagesBetween(before: MachineState, after: MachineState): Uint32Array {
    return pagesBetween(before.memory, after.memory);
  }

  readPage(state: MachineState, page: number): Uint8Array {
    return this.#ram.memory.readPageOf(state.memory, page);
  }

  takeWrittenPages(): Uint32Array {
    return this.#ram.memory.takeWritten();
  }

  withMemory(state: MachineState, contents: Iterable<RegionContent>): MachineState {
    this.#open(state);
    this.#held = undefined;
    this.#write(contents);
    return { ...state, memory: this.#ram.memory.seal() };
  }

  consume(state: MachineState): boolean {
    this.#isInPlace = state === this.#held && this.#hasRoom && this.#ram.memory.unseal(state.memory);
    return this.#isInPlace;
  }

  release(state: MachineState): void {
    if (this.#held?.memory !== state.memory) this.#ram.memory.release(state.memory);
  }

  dropCaches(): void {
    this.#ram.dropCaches();
  }

  #write(contents: Iterable<RegionContent>): void {
    for (const { region, offset, bytes, times = 1 } of contents) {
      const placed = this.#map.regionNamed(region);
      const sizeBytes = bytes.length * times;
      assert(offset + sizeBytes <= placed.sizeBytes, `board: ${sizeBytes} bytes at ${offset} do not fit region ${region}`);
      this.#ram.write(placed.firstPage, offset, bytes);
      if (times === 1) continue;
      assert(bytes.length === PAGE_SIZE && offset % PAGE_SIZE === 0, `board: what is repeated in region ${region} is no page`);
      this.#ram.repeat(placed.firstPage + offset / PAGE_SIZE, times - 1);
    }
  }

  #reset(contents: readonly RegionContent[]): MachineState {
    this.#write(contents);
    const harts = this.board.harts.map((parameters) => {
      const block = new Uint8Array(BLOCK_SIZE);
      this.board.arch.reset(new DataView(block.buffer), parameters);
      return block;
    });
    return {
      step: 0,
      idleNs: 0,
      idledAt: -1,
      status: { kind: 'running' },
      turn: { hart: 0, left: this.board.parameters.quantum },
      harts,
      memory: this.#ram.memory.seal(),
      devices: this.board.devices.map(({ initialState }) => initialState),
      lines: this.board.devices.map(() => 0),
      seat: this.#seat === null ? null : this.#seat.state,
    };
  }

  #open(state: MachineState): void {
    if (state === this.#held) return;
    this.#ram.open(state.memory);
    this.#bus.open(state.devices, state.lines);
    this.#step = state.step;
    this.#idleNs = state.idleNs;
    this.#idledAt = state.idledAt;
    this.#status = state.status;
    this.#hart = state.turn.hart;
    this.#left = state.turn.left;
    if (this.#seat !== null && state.seat !== null) this.#seat.state = state.seat;
    this.#blocks = [...state.harts];
    this.#processor.resume(this.#hart, this.#blocks[this.#hart]!);
    this.#processor.startNs = this.#now;
    this.#held = state;
  }

  #seal(before: MachineState): MachineState {
    this.#blocks[this.#hart] = this.#processor.save();
    const memory: Memory = this.#ram.memory.seal();
    this.#isInPlace = false;
    return {
      ...before,
      step: this.#step,
      idleNs: this.#idleNs,
      idledAt: this.#idledAt,
      status: this.#status,
      turn: { hart: this.#hart, left: this.#left },
      harts: [...this.#blocks],
      memory,
      devices: this.#bus.states,
      lines: this.#bus.lines,
      seat: this.#seat === null ? null : this.#seat.state,
    };
  }

  get #now(): number {
    return this.#step * this.#stepNs + this.#idleNs;
  }

  get #hasRoom(): boolean {
    return this.#ram.arena.roomBytes > this.#roomMin;
  }

  #run(steps: number, idleUntilNs: number, settles = false): void {
    const end = this.#step + steps;
    let [turns, turnsAt] = [0, this.#step];
    while (this.#status.kind === 'running' && !this.#stops.isPaused) {
      const isRunnable = this.#findRunnable();
      // What is due at the moment that a grant ends at waits for the next one: an input that comes now goes first.
      if (!isRunnable && this.#now >= idleUntilNs) return;
      // Nor does time pass behind the last step, unless that is all that is asked for.
      if (this.#step >= end && !settles && (isRunnable || steps > 0)) return;
      turns = this.#step === turnsAt ? turns + 1 : 0;
      turnsAt = this.#step;
      if (turns > TURNS_MAX || (this.#isInPlace && !this.#hasRoom)) {
        this.#isPaused = true;
        return;
      }
      if (this.#bus.nextDeadline <= this.#now) {
        this.#bus.reachTime(this.#now);
        continue;
      }
      if (!isRunnable) {
        if (this.#idle(idleUntilNs)) continue;
        return;
      }
      if (this.#seat !== null && this.#hart === SEAT_HART && !this.#processor.hart.isGuest()) {
        this.#processor.overwritesBlock();
        this.#seat.ask(() => this.#status.kind === 'running');
        continue;
      }
      if (settles) return;
      const cause = this.#processor.hart.pendingInterrupt();
      if (cause >= 0) this.#interrupt(cause);
      else this.#advance(this.#processor.run(this.#budget(end)));
      if (this.#processor.takeYield() || this.#left === 0) this.#switchFrom(this.#hart);
    }
  }

  /** Steps until something outside the hart happens. At least 1. */
  #budget(end: number): number {
    const deadline = Math.min(this.#bus.nextDeadline, this.#processor.hart.selectDeadline?.() ?? Number.POSITIVE_INFINITY);
    const untilDeadline = Math.ceil((deadline - this.#now) / this.#stepNs);
    const untilCheckpoint = CHECKPOINT_STEPS - (this.#step % CHECKPOINT_STEPS);
    const room = this.#isInPlace ? Math.floor(this.#ram.arena.roomBytes / PAGE_SIZE / PAGES_A_STEP) : INNER_RUN_MAX;
    // A hart that is alone is its own next: its turns follow one another in one run.
    const turn = this.#blocks.length === 1 ? INNER_RUN_MAX : this.#left;
    return Math.max(1, Math.min(end - this.#step, turn, untilDeadline, untilCheckpoint, room, INNER_RUN_MAX));
  }

  #interrupt(cause: number): void {
    const pc = this.#processor.pc;
    this.#effects.push({ type: 'interrupt/taken', step: this.#step, hart: this.#hart, cause, pc });
    this.#processor.interrupt(cause);
    this.#advance(1);
  }

  #advance(steps: number): void {
    this.#step += steps;
    this.#left -= steps;
    const { quantum } = this.board.parameters;
    if (this.#left < 0) this.#left = ((this.#left % quantum) + quantum) % quantum; // turns that followed one another
    this.#processor.startNs = this.#now;
    // A run that ends before its first instruction, at a breakpoint, is at no new step.
    if (steps > 0 && this.#step % CHECKPOINT_STEPS === 0 && this.#step >= this.#checkpointsFrom) this.#checkpoint();
  }

  #checkpoint(): void {
    this.#blocks[this.#hart] = this.#processor.save();
    const digests = this.#digests.digests({
      turn: { hart: this.#hart, left: this.#left },
      idleNs: this.#idleNs,
      harts: this.#blocks,
      devices: this.#bus.states,
      lines: this.#bus.lines,
      seat: this.#seat === null ? null : this.#seat.state,
      memoryDigest: this.#ram.memory.digest(),
    });
    this.#effects.push({ type: 'checkpoint/taken', step: this.#step, now: this.#now, digests });
  }

  /** Sees to it that the hart on the processor can step, another one if need be. False when all wait. */
  #findRunnable(): boolean {
    for (let tries = 0; tries < this.#blocks.length; tries++) {
      if (!this.#processor.isWaiting) return true;
      if (this.#processor.hart.wakes() || (this.#hart === SEAT_HART && this.#seatDeadline <= this.#now)) {
        this.#processor.isWaiting = false;
        return true;
      }
      this.#switchFrom(this.#hart);
    }
    return false;
  }

  /** The next hart has its turn. */
  #switchFrom(hart: number): void {
    this.#left = this.board.parameters.quantum;
    if (this.#blocks.length === 1) return;
    this.#processor.hart.suspended();
    this.#blocks[hart] = this.#processor.save();
    this.#hart = (hart + 1) % this.#blocks.length;
    this.#processor.resume(this.#hart, this.#blocks[this.#hart]!);
  }

  /** Lets time pass to the next deadline, no further than `untilNs`. False when there is nothing more to wait for. */
  #idle(untilNs: number): boolean {
    if (this.#idledAt !== this.#step) {
      this.#idledAt = this.#step;
      this.#effects.push({ type: 'machine/idled', step: this.#step });
    }
    const next = Math.min(this.#bus.nextDeadline, this.#nextHartDeadline(), this.#seatDeadline);
    const deadline = next > IDLE_END ? Number.POSITIVE_INFINITY : next;
    if (deadline === Number.POSITIVE_INFINITY && untilNs === Number.POSITIVE_INFINITY) {
      this.#status = { kind: 'idle' };
      this.#effects.push({ type: 'machine/stopped', step: this.#step, now: this.#now, status: this.#status });
      return false;
    }
    const until = Math.min(deadline, untilNs);
    if (until > this.#now) {
      this.#idleNs += until - this.#now;
      this.#processor.startNs = this.#now;
    }
    return deadline <= untilNs;
  }

  get #seatDeadline(): number {
    return this.#seat === null ? Number.POSITIVE_INFINITY : this.#seat.deadline;
  }

  /** The hart deadlines of all, which wait. */
  #nextHartDeadline(): number {
    let next = Number.POSITIVE_INFINITY;
    for (let i = 0; i < this.#blocks.length; i++) {
      next = Math.min(next, this.#processor.hart.selectDeadline?.() ?? Number.POSITIVE_INFINITY);
      this.#switchFrom(this.#hart);
    }
    return next;
  }

  /** The machine ends at the present step. */
  #stop(status: MachineStatus): void {
    this.#status = status;
    this.#processor.endRun();
    const step = this.#processor.stepNow(this.#step);
    this.#effects.push({ type: 'machine/stopped', step, now: this.#processor.now(), status });
  }

  #emit(device: number, effect: DeviceEffect): void {
    const at = { step: this.#processor.stepNow(this.#step), device };
    switch (effect.type) {
      case 'output/sent':
        this.#effects.push({ type: 'console/sent', ...at, bytes: effect.bytes });
        return;
      case 'dma/wrote':
        this.#effects.push({
          type: 'dma/wrote',
          ...at,
          address: effect.address,
          sizeBytes: effect.bytes.length,
          digest: this.#ram.arena.digestOf(effect.bytes),
        });
        return;
      case 'power/requested':
        this.#stop({ kind: effect.request, status: effect.status });
        return;
      case 'machine/notImplemented':
        this.#effects.push({ type: 'machine/notImplemented', step: at.step, what: effect.what });
        return;
    }
  }
}
