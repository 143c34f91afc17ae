/**
 * What an architecture is to the machine, and the machine to an architecture.
 *
 * The machine runs instructions, memory, time and wires; the architecture says what registers there are, what
 * instructions mean, how addresses translate, which interrupt is due and what a trap does. Both work in place on the
 * hart's block while a slice runs.
 */
import type { ArchDescription } from '../inspect/description.ts';
import type { Decoded, Insn } from '../isa/insn.ts';
import type { Field } from '../isa/layout.ts';
import type { Service, Width } from '../isa/semantics.ts';

export type Access = 'fetch' | 'load' | 'store';

/** Answer of a translation that trapped. */
export const TRAPPED = -1;

/** The fields that the machine itself keeps in every hart's block. */
export interface CoreFields {
  readonly pc: Field; // u64
  /** Steps this hart took since reset. u64. */
  readonly steps: Field;
  /** Instructions this hart retired since reset. u64. */
  readonly retired: Field;
  /** Rolling digest of control flow: `flow = (flow ^ target) * FLOW_FACTOR` at every taken branch, jump and trap. u64. */
  readonly flow: Field;
  /** 1 while the hart waits for an interrupt. u8. */
  readonly waiting: Field;
}

/** What a board asks of a hart at reset. */
export interface HartParameters {
  readonly index: number;
  readonly resetPc: bigint;
}

export interface Arch {
  readonly name: string;
  /** Name and version of the hart's digest, e.g. `riscv64-hart/1`. */
  readonly digest: string;
  /** Every architectural field of the block by name; the core's among them. Digests, debuggers and diffs use this list. */
  readonly fields: readonly Field[];
  readonly core: CoreFields;
  readonly insns: readonly Insn[];
  /** Those of them that programs use less, and that go on to what follows: they are interpreted a little slower, all others sooner at full speed. */
  readonly rareInsns?: ReadonlySet<Insn>;
  readonly services: readonly Service[];
  /** Bytes between two places where an instruction may start, as a shift: 1 on riscv64 (two bytes), 2 on aarch64. */
  readonly granuleShift: 0 | 1 | 2;
  /** Decodes the instruction whose first bytes are `word` in a decode mode; undefined when it is illegal there. */
  decode(word: number, mode: number): Decoded | undefined;
  /** Size in bytes of the instruction that starts with this halfword. */
  sizeOf(halfword: number): number;
  /** Writes the reset values into a zeroed block. */
  reset(block: DataView, parameters: HartParameters): void;
  createHart(context: HartContext): Hart;
  /** For debuggers. */
  readonly description: ArchDescription;
}

/** What can be seen of a hart and around it without changing anything. */
export interface HartView {
  /** The hart's block of registers. */
  readonly block: DataView;
  readonly index: number;
  /** Virtual time at the current step, ns. */
  now(): number;
  /** Steps this hart took before the current one, and instructions it retired before the current one. Safe integers. */
  steps(): number;
  retired(): number;
  /** Levels of the board's wires into this hart, one bit each; `Wires` of the board's architecture names the bits. */
  lines(): number;
  /** What the board's `sysreg` space answers; undefined when no device does. */
  sysregRead(offset: number, size: Width): bigint | undefined;
  /**
   * Physical memory for page walks: reads the aligned 64-bit entry at an address into `result`, as two signed halves. False
   * where there is no RAM or ROM.
   */
  walkRead64(address: number, result: { entryLow: number; entryHigh: number }): boolean;
}

/**
 * The machine as the hart that is running sees it. Its block is another object after memory has grown: read it anew, never keep it.
 * Reading a device's register may change the device; a page that a walk reads is marked, so that a later write to it drops what was
 * derived.
 */
export interface HartContext extends HartView {
  /** An aligned word of physical memory, marked likewise; undefined where there is none. */
  walkRead32(address: number): number | undefined;
  /** Writes a word that `walkRead32` read (accessed and dirty bits). False when it is not RAM. */
  walkWrite32(address: number, value: number): boolean;
  /**
   * Loads and stores at a virtual address in halves, for instructions that translate in a way of their own: as the hart translates
   * meanwhile, past any TLB. Zero-extended; undefined or false when it trapped.
   */
  loadVirtual(low: number, high: number, width: Width): bigint | undefined;
  storeVirtual(low: number, high: number, width: Width, value: bigint): boolean;
  /** Makes the current instruction trap. `value` is the trap value (the faulting address, the instruction …). */
  trap(cause: number, value: bigint): void;
  /** Something changed that may make an interrupt due: the inner run ends after this instruction. */
  endRun(): void;
  /** How addresses translate or words decode changed, and nothing else: the next instruction is looked up anew. */
  reenter(): void;
  /** The hart waits until `Hart.wakes`. Ends the inner run after this instruction. */
  wait(): void;
  /** Gives the rest of the quantum to the other harts. */
  yield(): void;
  /** Something the guest asked for that is not there. Reported; does not trap by itself. */
  notImplemented(what: string): void;
  /** Writes a board's `sysreg` space; false when no device answers. */
  sysregWrite(offset: number, size: Width, value: bigint): boolean;
}

/**
 * One architecture's slow paths, on the block of the hart that runs. Keeps only what it can recompute from the block. Made as an object of
 * methods without accessors: an accessor among them would make V8 look each of them up by name.
 */
export interface Hart {
  /** The block was replaced (another hart, another state): forget what was derived from it. */
  reload(): void;
  /**
   * Translates a virtual address, given as two unsigned 32-bit halves, for an access that stays in one 4 KiB page.
   * Answers with the physical address, a safe integer, or `TRAPPED` after `context.trap`.
   */
  translate(low: number, high: number, access: Access, width: number): number;
  /** After a `translate`: does its answer hold for the whole 4 KiB page, so that a TLB may keep it? */
  isWholePage(): boolean;
  /**
   * After a `translate` for a load or a store: would the other one at the same address have had the same answer, and no effect?
   * Only spares a TLB miss; false is always right.
   */
  allowsOther(): boolean;
  /**
   * An access crosses a page, and is about to be made in pieces: does the architecture refuse it as a whole, whose alignment the pieces
   * do not show? Then calls `context.trap`. Absent: never.
   */
  refusesCrossing?(low: number, high: number, access: Access, width: number): boolean;
  /** The access faults on the bus: nobody answers at the physical address. Calls `context.trap`. */
  accessFault(low: number, high: number, access: Access): void;
  /** The instruction `word` at pc is illegal in the present mode. Calls `context.trap`. */
  illegalInstruction(word: number): void;
  /**
   * Numbers that are equal only if every address translates alike (same table, privilege, permission bits), for fetches
   * and for loads and stores. Cheap: asked after every trap.
   */
  fetchRegime(): number;
  dataRegime(): number;
  /** How words decode now (e.g. is the FPU on). A small number, in [0, 16). */
  decodeMode(): number;
  /** The interrupt to take now, or -1. */
  pendingInterrupt(): number;
  /** The next moment, ns, at which a timer inside the hart makes an interrupt pending; absent or Infinity for never. */
  selectDeadline?(): number;
  /** Does a waiting hart go on? */
  wakes(): boolean;
  /** Takes an exception or interrupt at `pc` of the block: sets the trap registers and `pc`. The trap value comes in unsigned halves. */
  enterException(cause: number, valueLow: number, valueHigh: number): void;
  enterInterrupt(cause: number): void;
  /** By service name. Answers undefined when it trapped. Unused parameters are 0n. */
  readonly services: Readonly<Record<string, (...values: readonly bigint[]) => bigint | undefined>>;
  /** A device or another hart wrote physical memory: breaks reservations. */
  memoryWritten(address: number, sizeBytes: number): void;
  /** The hart loses the CPU at the end of its quantum. */
  suspended(): void;
  /** For people: which context the hart is in, e.g. `M`, `VS`. */
  describe(): { readonly privilege: string };
  /** Is the hart in guest context: V=1, below EL2, in the guest? Cheap: asked after every trap. */
  isGuest(): boolean;
  /** Just after a trap out of guest context: why, in the field's words. */
  describeExit(): ContextChange;
  /** Just after guest context was entered. */
  describeEntry(): ContextChange;
  /** Does what the instruction does that enters the guest (`sret`, `eret`, `vmrun`), as the registers say. */
  enterGuest(): void;
}

/** Control entered or left guest context. Details are named values for people and logs, in a fixed order for each reason. */
export interface ContextChange {
  readonly reason: string;
  readonly details: Readonly<Record<string, number | bigint | string>>;
}
