/**
 * One processor that the harts take turns on: the block of the running hart, the reading that executes it, and the slow paths
 * both readings share. It is the `HartContext` of every hart and keeps nothing between slices but caches.
 */
import { assert } from '../assert.ts';
import * as at from '../isa/arena-layout.ts';
import { type Evaluate, type EvaluatorHost, evaluatorOf } from '../isa/evaluate.ts';
import type { Decoded, Insn } from '../isa/insn.ts';
import {
  ARRIVED_BY_TRAP,
  FLOW_FACTOR,
  type InterpreterKind,
  STATUS_CONTINUE,
  STATUS_DECODE_MISS,
  STATUS_FETCH_MISS,
  STATUS_TRAPPED,
} from '../isa/interpret.ts';
import { BLOCK_SIZE } from '../isa/layout.ts';
import { type RecordShape, recordShape, writeRecord } from '../isa/records.ts';
import type { Service, Width } from '../isa/semantics.ts';
import { hasWebAssembly } from '../memory/arena.ts';
import { PAGE_SIZE } from '../memory/paged-memory.ts';
import { AccessTransient } from './access-transient.ts';
import type { Board } from './board.ts';
import type { BusTransient } from './bus-transient.ts';
import { CodeTransient } from './code-transient.ts';
import { coreSize, digestedSize } from './digests.ts';
import type { Arch, ContextChange, Hart, HartContext } from './hart.ts';
import { instantiate, type Run } from './interpreter-module.ts';
import type { PhysicalMap } from './physical-map.ts';
import type { RamTransient } from './ram-transient.ts';
import type { StopsTransient } from './stops-transient.ts';

/** How instructions are executed. Which one never shows in a result. */
export type Reading = 'interpreter' | 'reference';

/** What a processor asks of its machine. */
export interface ProcessorHost {
  emitNotImplemented(what: string): void;
  /** The running hart left or entered guest context, `taken` steps after the inner run began. */
  exited(taken: number, change: ContextChange, digest: bigint): void;
  entered(taken: number, change: ContextChange): void;
}

const DECODE_MODES = 16;

const lowOf = (address: bigint) => Number(address & 0xffff_ffffn);
const highOf = (address: bigint) => Number(address >> 32n);

/** Writes a safe integer as 64 bits. */
function writeSafe(block: DataView, offset: number, value: number): void {
  block.setUint32(offset, value >>> 0, true);
  block.setUint32(offset + 4, Math.floor(value / 2 ** 32), true);
}

export class ProcessorTransient implements EvaluatorHost {
  readonly #arch: Arch;
  readonly #ram: RamTransient;
  readonly #bus: BusTransient;
  readonly #access: AccessTransient;
  readonly #code: CodeTransient;
  readonly #stops: StopsTransient;
  readonly #host: ProcessorHost;
  readonly #stepNs: number;
  readonly #harts: readonly Hart[];
  readonly #evaluate: Evaluate;
  readonly #reading: Reading;
  /** As far as they were needed. */
  readonly #interpreters: Partial<Record<InterpreterKind, Run>> = {};
  readonly #records = new Map<Insn, RecordShape>();
  #current = -1;
  #hart!: Hart;
  /** Steps and retired instructions of the running hart before the inner run. */
  #steps = 0;
  #retired = 0;
  /** Steps granted to the inner run, less what `endRun` took back; and traps so far in it. */
  #granted = 0;
  #traps = 0;
  /** Steps of the grant that are taken up after generated code was left and entered anew. */
  #parked = 0;
  /** What the next entry of generated code is told. */
  #crossing = 0;
  #fetchRegime = -1;
  #dataRegime = -1;
  /** Records at breakpoints, as far as their pages were fetched from since translations were dropped. */
  readonly #undecoded = new Set<number>();
  #hasYielded = false;
  /** Was the running hart in guest context when that was last looked at? */
  #isGuest = false;
  /** Bytes of a block that are digested. */
  readonly #digestedSize: number;
  /** Bytes of a block up to the last of the machine's own registers. */
  readonly #coreSize: number;
  readonly #hasSeat: boolean;
  /** Virtual time at the start of the inner run, or now when there is none. ns. */
  startNs = 0;

  constructor(
    board: Board,
    reading: Reading,
    map: PhysicalMap,
    ram: RamTransient,
    bus: BusTransient,
    stops: StopsTransient,
    host: ProcessorHost,
  ) {
    assert(reading === 'reference' || hasWebAssembly, 'machine: the interpreter needs WebAssembly; use the reference reading');
    this.#arch = board.arch;
    this.#digestedSize = digestedSize(board.arch);
    this.#coreSize = coreSize(board.arch);
    this.#hasSeat = board.hypervisor !== null;
    this.#stepNs = 2 ** board.parameters.shift;
    this.#access = new AccessTransient(map, ram, bus, stops);
    this.#code = new CodeTransient(board.arch, ram, this.#access);
    this.#stops = stops;
    this.#ram = ram;
    this.#bus = bus;
    this.#host = host;
    const contexts = board.harts.map((_, index) => this.#contextOf(index));
    this.block = ram.arena.watchView((view) => {
      this.block = view;
      for (const context of contexts) context.block = view;
    });
    this.#harts = contexts.map((context) => board.arch.createHart(context));
    this.#evaluate = evaluatorOf(this);
    for (const [index, insn] of board.arch.insns.entries())
      this.#records.set(insn, recordShape(insn, at.FIRST_INSN_HANDLER + index));
    this.#reading = reading;
    for (const offset of [0, at.RECORD_SIZE, 2 * at.RECORD_SIZE, 3 * at.RECORD_SIZE])
      ram.arena.view.setUint16(at.CROSSING_RECORD + offset, at.HANDLER_END_OF_PAGE, true);
    ram.onDrop = () => {
      this.#undecoded.clear();
      this.#reenter();
    };
  }

  /** The arena, the block of the running hart first. */
  block: DataView;

  get hart(): Hart {
    return this.#hart;
  }

  /** Puts a hart's block on the processor. */
  resume(index: number, block: Uint8Array): void {
    this.#ram.arena.bytes.set(block, at.BLOCK);
    this.#current = index;
    this.#hart = this.#harts[index]!;
    this.#access.attach(this.#hart, index);
    this.#code.attach(this.#hart);
    this.#hart.reload();
    this.#isGuest = this.#hart.isGuest();
    this.#forgetRegimes();
    const { steps, retired } = this.#arch.core;
    this.#steps = Number(this.block.getBigUint64(steps.offset, true));
    this.#retired = Number(this.block.getBigUint64(retired.offset, true));
    this.#granted = 0;
    this.#traps = 0;
    this.#parked = 0;
    this.block.setInt32(at.BUDGET, 0, true);
  }

  get pc(): bigint {
    return this.block.getBigUint64(this.#arch.core.pc.offset, true);
  }

  /** A copy of the running hart's block. */
  save(): Uint8Array {
    this.block.setBigUint64(this.#arch.core.steps.offset, BigInt(this.#steps), true);
    this.block.setBigUint64(this.#arch.core.retired.offset, BigInt(this.#retired), true);
    return this.#ram.arena.bytes.slice(at.BLOCK, at.BLOCK + BLOCK_SIZE);
  }

  get isWaiting(): boolean {
    return this.block.getUint8(this.#arch.core.waiting.offset) !== 0;
  }

  set isWaiting(value: boolean) {
    this.block.setUint8(this.#arch.core.waiting.offset, value ? 1 : 0);
  }

  /** Did the hart give up its turn since it was last asked? */
  takeYield(): boolean {
    const hasYielded = this.#hasYielded;
    this.#hasYielded = false;
    return hasYielded;
  }

  /** Takes an interrupt: one step. */
  interrupt(cause: number): void {
    if (this.#stops.hasTraps) this.#stops.trapped(true, cause, this.pc);
    this.overwritesBlock();
    this.#hart.enterInterrupt(cause);
    if (this.#isGuest) this.#noteExit();
    this.#forgetRegimes();
    this.#noteFlow(this.pc);
    this.#count(1, 0);
  }

  /** The built-in hypervisor lets the guest run. */
  enterGuest(): void {
    this.overwritesBlock();
    this.#hart.enterGuest();
    this.#forgetRegimes();
    this.#noteFlow(this.pc);
    this.#noteEntry(0);
  }

  /** The built-in hypervisor changed how addresses translate. */
  retranslate(): void {
    this.#hart.reload();
    this.#forgetRegimes();
  }

  /** Takes up to `budget` steps, fewer when something happened that the machine must look at. Answers how many. */
  run(budget: number): number {
    this.#granted = budget;
    this.#traps = 0;
    this.block.setInt32(at.BUDGET, budget, true);
    if (this.#reading === 'reference') this.#runReference();
    else this.#runInterpreter(this.#interpreter());
    const taken = this.#granted;
    this.#count(taken, taken - this.#traps);
    return taken;
  }

  /** The inner run ends after the present instruction. */
  endRun(): void {
    const left = this.block.getInt32(at.BUDGET, true) + this.#parked;
    this.#parked = 0;
    if (left <= 1) return;
    this.#granted -= left - 1;
    this.block.setInt32(at.BUDGET, 1, true);
  }

  /** The inner run ends before the instruction that is next. */
  #cancelRest(): void {
    this.#granted -= this.block.getInt32(at.BUDGET, true) + this.#parked;
    this.#parked = 0;
    this.block.setInt32(at.BUDGET, 0, true);
  }

  memoryWritten(address: number, sizeBytes: number): void {
    this.#hart.memoryWritten(address, sizeBytes); // the others lost their reservations with their turn
  }

  /** The step that is being taken, when `start` is that at which the inner run began. */
  stepNow(start: number): number {
    return start + this.#taken();
  }

  now(): number {
    return this.startNs + this.#taken() * this.#stepNs;
  }

  #taken(): number {
    return this.#granted - this.block.getInt32(at.BUDGET, true) - this.#parked;
  }

  /** Generated code is left after the present instruction, and entered anew with the rest of the budget. */
  #reenter(): void {
    this.#forgetRegimes();
    const left = this.block.getInt32(at.BUDGET, true);
    if (left <= 1) return;
    this.#parked += left - 1;
    this.block.setInt32(at.BUDGET, 1, true);
  }

  /** Takes up parked steps. False when there are none. */
  #unpark(): boolean {
    if (this.#parked === 0) return false;
    this.block.setInt32(at.BUDGET, this.#parked, true);
    this.#parked = 0;
    return true;
  }

  #count(steps: number, retired: number): void {
    this.#steps += steps;
    this.#retired += retired;
    this.#granted = 0;
    this.#traps = 0;
    this.block.setInt32(at.BUDGET, 0, true);
  }

  #contextOf(index: number): HartContext & { block: DataView } {
    return {
      index,
      block: this.#ram.arena.view,
      now: () => this.now(),
      steps: () => this.#steps + this.#taken(),
      retired: () => this.#retired + this.#taken() - this.#traps,
      lines: () => this.#bus.linesTo(index),
      walkRead64: (address, result) => this.#access.walkRead64(address, result),
      walkRead32: (address) => this.#access.walkRead32(address),
      walkWrite32: (address, value) => this.#access.walkWrite32(address, value),
      loadVirtual: (low, high, width) => this.#access.load(low, high, width),
      storeVirtual: (low, high, width, value) => this.#access.store(low, high, width, value),
      trap: (cause, value) => this.trap(cause, value),
      endRun: () => {
        this.#forgetRegimes();
        this.endRun();
      },
      reenter: () => this.#reenter(),
      wait: () => {
        this.isWaiting = true;
        this.endRun();
      },
      yield: () => {
        this.#hasYielded = true;
        this.endRun();
      },
      notImplemented: (what) => this.#host.emitNotImplemented(what),
      sysregRead: (offset, size) => this.#bus.read('sysreg', index, offset, size),
      sysregWrite: (offset, size, value) => this.#bus.write('sysreg', index, offset, size, value),
    };
  }

  // --- The two readings ---

  #runReference(): void {
    const { pc } = this.#arch.core;
    while (this.block.getInt32(at.BUDGET, true) > 0 || this.#unpark()) {
      this.block.setUint32(at.TRAPPED, 0, true);
      if (this.#stops.hasBreakpoints && this.#stops.arrives(this.#pcLow, this.#pcHigh)) return this.#cancelRest();
      const address = this.pc;
      const decoded = this.#fetch();
      const nextPc = decoded === undefined ? undefined : this.#evaluate(decoded, address);
      if (nextPc === undefined) {
        this.#enterException();
        this.#noteFlow(this.pc);
      } else this.block.setBigUint64(pc.offset, nextPc, true);
      this.block.setInt32(at.BUDGET, this.block.getInt32(at.BUDGET, true) - 1, true);
      if (!this.#isGuest) this.#noteEntry(this.#taken() - 1);
    }
  }

  #runInterpreter(run: Run): void {
    while (this.block.getInt32(at.BUDGET, true) > 0 || this.#unpark()) {
      if (this.#fetchRegime < 0) this.#chooseRegimes();
      const crossing = this.#crossing;
      this.#crossing = 0;
      const status = run(this.block.getInt32(at.BUDGET, true), crossing);
      if (!this.#isGuest) this.#noteEntry(this.#taken() - 1); // which ended the run
      switch (status) {
        case STATUS_CONTINUE:
          continue;
        case STATUS_FETCH_MISS:
        case STATUS_DECODE_MISS:
          if (this.block.getInt32(at.BUDGET, true) === 0) continue; // it jumped there with its last step
          if (this.#stops.hasBreakpoints && this.#stops.arrives(this.#pcLow, this.#pcHigh)) {
            this.#cancelRest();
            continue;
          }
          if (this.#decodeAtPc()) continue;
          break;
        case STATUS_TRAPPED:
          break;
      }
      this.#enterException();
      this.#crossing = ARRIVED_BY_TRAP;
      this.block.setInt32(at.BUDGET, this.block.getInt32(at.BUDGET, true) - 1, true);
    }
    if (this.#crossing === ARRIVED_BY_TRAP) {
      this.#crossing = 0;
      this.#noteFlow(this.pc);
    }
  }

  #enterException(): void {
    this.block.setUint32(at.TRAPPED, 0, true);
    const { block } = this;
    const cause = block.getUint32(at.TRAP_CAUSE, true);
    if (this.#stops.hasTraps) this.#stops.trapped(false, cause, this.pc);
    this.overwritesBlock();
    this.#hart.enterException(cause, block.getUint32(at.TRAP_VALUE, true), block.getUint32(at.TRAP_VALUE + 4, true));
    if (this.#isGuest) this.#noteExit();
    this.#traps += 1;
    this.#forgetRegimes();
  }

  /** After a trap in guest context: did it lead out? The digest is that of the registers after the step. */
  #noteExit(): void {
    if (this.#hart.isGuest()) return;
    this.#isGuest = false;
    const { steps, retired } = this.#arch.core;
    const taken = this.#taken();
    writeSafe(this.block, steps.offset, this.#steps + taken + 1);
    writeSafe(this.block, retired.offset, this.#retired + taken - this.#traps);
    const digest = this.#ram.arena.digestAt(at.BLOCK, this.#digestedSize);
    this.#noteFlow(digest);
    this.#host.exited(taken, this.#hart.describeExit(), digest);
    if (this.#hasSeat) this.endRun();
  }

  #noteEntry(taken: number): void {
    if (!this.#hart.isGuest()) return;
    this.#isGuest = true;
    this.#host.entered(taken, this.#hart.describeEntry());
  }

  #noteFlow(target: bigint): void {
    const { offset } = this.#arch.core.flow;
    this.block.setBigUint64(offset, BigInt.asUintN(64, (this.block.getBigUint64(offset, true) ^ target) * FLOW_FACTOR), true);
  }

  #forgetRegimes(): void {
    this.#fetchRegime = -1;
    this.#dataRegime = -1;
  }

  /** Points the TLB bases at the present regimes. Regimes of different harts never meet. */
  #chooseRegimes(): void {
    const decoding = this.#hart.fetchRegime() * DECODE_MODES + this.#hart.decodeMode();
    this.#fetchRegime = decoding * this.#harts.length + this.#current;
    this.#dataRegime = this.#hart.dataRegime() * this.#harts.length + this.#current;
    const pair = this.#ram.dataTlb(this.#dataRegime);
    this.block.setUint32(at.FETCH_TLB_BASE, this.#ram.fetchTlb(this.#fetchRegime), true);
    this.block.setUint32(at.READ_TLB_BASE, pair, true);
    this.block.setUint32(at.WRITE_TLB_BASE, pair + at.WRITE_AFTER_READ, true);
  }

  // --- Fetching ---

  get #pcLow(): number {
    return this.block.getUint32(this.#arch.core.pc.offset, true);
  }

  get #pcHigh(): number {
    return this.block.getUint32(this.#arch.core.pc.offset + 4, true);
  }

  /** The instruction at pc, with no cache in between; undefined when it trapped. */
  #fetch(): Decoded | undefined {
    const fetched = this.#code.word(this.#pcLow, this.#pcHigh);
    if (fetched === undefined) return undefined;
    const decoded = this.#code.decode(fetched.word);
    if (decoded === undefined) this.#hart.illegalInstruction(fetched.word);
    return decoded;
  }

  /** Gets the interpreter what it needs to go on at pc. False when fetching trapped. */
  #decodeAtPc(): boolean {
    const low = this.#pcLow;
    const high = this.#pcHigh;
    const tlb = this.block.getUint32(at.FETCH_TLB_BASE, true);
    const known = this.#fetchRegime < 0 ? undefined : this.#code.wordInKnownPage(tlb, low, high);
    const fetched = known ?? this.#code.word(low, high);
    if (fetched === undefined) return false;
    const decoded = this.#code.decode(fetched.word);
    if (decoded === undefined) {
      this.#hart.illegalInstruction(fetched.word);
      return false;
    }
    if (fetched.isCrossing) return this.#executeApart(decoded);
    const shift = 4 - this.#arch.granuleShift;
    const code = this.#ram.codeOf(fetched.page, this.#hart.decodeMode());
    if (this.#fetchRegime < 0) this.#chooseRegimes();
    for (const offset of this.#stops.breakpointsIn(low, high) ?? []) this.#keepUndecoded(code + (offset << shift));
    this.#ram.fillFetch(this.block.getUint32(at.FETCH_TLB_BASE, true), low, high, code);
    if (this.#undecoded.has(code + (fetched.offset << shift))) return this.#executeApart(decoded);
    this.#decodeAhead(code, this.#ram.memory.addressOf(fetched.page), fetched.offset, decoded);
    return true;
  }

  /** The instruction at pc is executed from a record of its own, once. */
  #executeApart(decoded: Decoded): true {
    const shift = 4 - this.#arch.granuleShift;
    this.#crossing = at.CROSSING_RECORD;
    const pcBase = this.block.getBigUint64(this.#arch.core.pc.offset, true) - BigInt(at.CROSSING_RECORD >> shift);
    this.block.setBigUint64(at.CROSSING_PC_BASE, BigInt.asUintN(64, pcBase), true);
    this.#writeRecord(at.CROSSING_RECORD, decoded);
    return true;
  }

  /** The interpreter is to come back each time it gets to this record. */
  #keepUndecoded(record: number): void {
    this.#undecoded.add(record);
    this.block.setUint16(record, at.HANDLER_NOT_DECODED, true);
  }

  /** Decodes from `offset` of a page up to the end of the block, of the page, or to what is already known or illegal. */
  #decodeAhead(code: number, bytes: number, offset: number, first: Decoded): void {
    const shift = 4 - this.#arch.granuleShift;
    let decoded: Decoded | undefined = first;
    while (decoded !== undefined) {
      this.#writeRecord(code + (offset << shift), decoded);
      offset += decoded.sizeBytes;
      if (decoded.insn.endsBlock === true || offset > PAGE_SIZE - 2) return;
      const record = code + (offset << shift);
      if (this.block.getUint16(record, true) !== at.HANDLER_NOT_DECODED || this.#undecoded.has(record)) return;
      const halfword = this.block.getUint16(bytes + offset, true);
      const sizeBytes = this.#arch.sizeOf(halfword);
      if (offset + sizeBytes > PAGE_SIZE) return;
      decoded = this.#code.decode(sizeBytes === 2 ? halfword : this.block.getUint32(bytes + offset, true));
    }
  }

  #writeRecord(address: number, decoded: Decoded): void {
    writeRecord(this.block, address, this.#records.get(decoded.insn)!, decoded, this.#arch.granuleShift);
  }

  // --- What instructions call ---

  load(address: bigint, width: Width): bigint | undefined {
    return this.#access.load(lowOf(address), highOf(address), width);
  }

  store(address: bigint, width: Width, value: bigint): boolean {
    return this.#access.store(lowOf(address), highOf(address), width, value);
  }

  probe(address: bigint, width: Width): boolean {
    return this.#access.probe(lowOf(address), highOf(address), width);
  }

  trap(cause: number, value: bigint): void {
    this.block.setUint32(at.TRAPPED, 1, true);
    this.block.setUint32(at.TRAP_CAUSE, cause, true);
    this.block.setBigUint64(at.TRAP_VALUE, BigInt.asUintN(64, value), true);
  }

  overwrites(before: bigint): void {
    this.#ram.trail.register(before);
  }

  /** Some registers are about to be written. The machine's own come first in the block, and do not count. */
  overwritesBlock(): void {
    this.#ram.trail.block(this.#coreSize, this.#digestedSize);
  }

  serve(service: Service, values: readonly bigint[]): bigint | undefined {
    this.overwritesBlock();
    return this.#hart.services[service.name]!(...values);
  }

  jumped(target: bigint): void {
    this.#noteFlow(target);
  }

  #interpreter(): Run {
    const kind = this.#ram.trail.isKept ? 'trailing' : this.#stops.hasWatchpoints ? 'watching' : 'plain';
    return (this.#interpreters[kind] ??= instantiate(this.#arch, kind, {
      arena: this.#ram.arena.memory,
      access: this.#access,
      harts: this.#harts,
      current: () => this.#current,
      overwritesBlock: () => this.overwritesBlock(),
    }));
  }
}
