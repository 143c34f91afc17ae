/**
 * What an architecture tells those who look into it: registers by their names, how an address is translated, what an instruction
 * says, how frames are linked. The machine itself needs none of it, and nothing here changes anything.
 */
import type { Decoded } from '../isa/insn.ts';
import type { Access, ContextChange, HartView } from '../machine/hart.ts';

/** One hart of a state, to look at. */
export interface InspectedHart extends HartView {
  /** Is there RAM at a physical address? */
  isRam(address: number): boolean;
}

export interface ArchDescription {
  /** In the order in which people see them, groups together. Names and aliases are unique. */
  readonly registers: readonly RegisterDescription[];
  /** What gdb is told. */
  readonly gdb: GdbDescription;
  /** How a function finds its caller. */
  readonly frames: FrameDescription;
  /** Names of the privileges that an address can be looked up for, the least first: `U`, `VS`. */
  readonly privileges: readonly string[];
  /** Those of guests, the one that guests' kernels run in first. */
  readonly guestPrivileges: readonly string[];
  /** Is there a stage of translation below, so that guests have physical addresses of their own? */
  readonly hasGuestPhysical: boolean;
  /** Present privilege, by one of the names above. */
  privilegeOf(hart: HartView): string;
  /** Names of the interrupts that the hypervisor injects, from the details of an entry; absent where there is no such thing. */
  readonly injectedInterrupts?: (details: ContextChange['details']) => readonly string[];
  /** The privilege as Spike's commit log writes it; absent for an architecture that Spike does not know. */
  readonly commitPrivilege?: (hart: HartView) => number;
  /** For harts of one machine. */
  createWalker(): Walker;
  /** Name of a cause of traps, as `interrupt/taken` and `Hit` number them. */
  causeName(cause: number, isInterrupt: boolean): string;
  /** The instruction that starts with these bytes; undefined when it is none, or when they are too few. Modes in which it would be illegal don't matter. */
  instructionAt(bytes: Uint8Array): InstructionDescription | undefined;
  /** Bytes of the longest instruction. */
  readonly longestInstruction: number;
  /** Bytes that what starts so takes, instruction or not. */
  sizeAt(bytes: Uint8Array): number;
}

/** What a register's value is of: decides how it is shown. */
export type ValueKind = 'number' | 'code' | 'data' | 'float';

export interface RegisterDescription {
  /** As the manual spells it; a general register as the calling convention does: `sp`, `a0`. */
  readonly name: string;
  /** Other names: `x2`. */
  readonly aliases: readonly string[];
  readonly bits: number;
  /** In the manual's words: `general`, `floating point`, `machine`. */
  readonly group: string;
  /** Manual and section title. */
  readonly spec: string;
  readonly kind: ValueKind;
  /** In the order of the bits, the highest first. Empty when the value is one. */
  readonly fields: readonly BitField[];
  /** What the value as a whole means: `load page fault`. */
  readonly meaning?: (value: bigint) => string;
  /** What the simulator Spike calls it in its commit log; absent for an architecture that Spike does not know. */
  readonly commitName?: string;
  /** What gdb knows it as; absent when gdb can't be told. */
  readonly gdb?: GdbRegister;
  /** Names of the fields of the block that hold it; absent for one field of its own name. */
  readonly heldIn?: readonly string[];
  read(hart: HartView): bigint;
}

export interface BitField {
  readonly name: string;
  /** Number of its lowest bit. */
  readonly at: number;
  readonly width: number;
  /** What a value of the field means; '' when the number says it all. */
  readonly meaning?: (value: bigint) => string;
}

export const fieldOf = ({ at, width }: BitField, value: bigint): bigint => (value >> BigInt(at)) & (2n ** BigInt(width) - 1n);

export interface GdbRegister {
  /** Where gdb spells it another way; absent when not. */
  readonly name?: string;
  /** A feature of `GdbDescription`. */
  readonly feature: string;
  /** Target-description type; absent for a plain number. */
  readonly type?: string;
  /** gdb's number of the register. */
  readonly number: number;
}

export interface GdbDescription {
  /** As `set architecture` takes it. */
  readonly architecture: string;
  /** In the order in which gdb is told. */
  readonly features: readonly { readonly name: string; readonly types: readonly GdbType[] }[];
  /**
   * Is gdb to be told of an access to something watched before it is made? It then steps over it and looks at what changed. On
   * other architectures it wants to be told after it (`have_nonsteppable_watchpoint` of gdb's description of the architecture).
   */
  readonly stopsBeforeAccess: boolean;
}

/** A type that the registers of a feature have; those that it is made of come before it. */
export type GdbType = GdbUnion | GdbVector;

/** Shows one value in several ways. */
export interface GdbUnion {
  readonly kind: 'union';
  readonly id: string;
  readonly fields: readonly { readonly name: string; readonly type: string }[];
}

export interface GdbVector {
  readonly kind: 'vector';
  readonly id: string;
  readonly type: string;
  readonly count: number;
}

export interface FrameDescription {
  /** Names of registers. `returnAddress`: null where calls push it. */
  readonly pc: string;
  readonly stackPointer: string;
  readonly framePointer: string;
  readonly returnAddress: string | null;
  /** Where a frame keeps the caller's return address and frame pointer, in bytes from where the frame pointer leads. */
  readonly savedReturnAddress: number;
  readonly savedFramePointer: number;
  /** Bytes of an address in memory, and what frame pointers are multiples of. */
  readonly wordSize: number;
  readonly alignment: number;
}

/** An address to follow. */
export interface Lookup {
  readonly address: bigint;
  readonly access: Access;
  /** `guestPhysical`: the second stage alone. */
  readonly space: 'virtual' | 'guestPhysical';
  /** One of `privileges`; absent for the hart as it is. */
  readonly privilege?: string | undefined;
}

/** Follows addresses through the tables of their stages. Keeps only what it can derive anew from the hart. */
export interface Walker {
  walk(hart: InspectedHart, lookup: Lookup): Walk;
  /** Where it leads, alone: that takes less. */
  locate(hart: InspectedHart, lookup: Lookup): WalkResult;
}

export interface Walk {
  /** As whom the access is made: one of `privileges`. */
  readonly privilege: string;
  /** Registers that say which tables, first stage first: `vsatp` is `Sv39`, table at 0x…. Where a stage does nothing, `mode` says so. */
  readonly stages: readonly WalkStage[];
  /** Every entry that is read, in order. */
  readonly entries: readonly WalkEntry[];
  readonly result: WalkResult;
}

export interface WalkStage {
  readonly register: string;
  readonly mode: string;
  /** Physical address of the root table, as this stage's software knows it; undefined when there is none. */
  readonly root: bigint | undefined;
}

export interface WalkEntry {
  /** Register of the stage. */
  readonly register: string;
  /** As the manual numbers levels. */
  readonly level: number;
  /** Physical address. */
  readonly address: bigint;
  /** The address that the guest knows it by; undefined in the stage that translates those. */
  readonly guestAddress: bigint | undefined;
  readonly value: bigint;
  /** Names of the flags that are set. */
  readonly flags: readonly string[];
  readonly kind: 'table' | 'leaf' | 'invalid';
  /** Address of the next table or of the page, as this stage's software knows it. */
  readonly target: bigint;
  /** Bytes that one such entry maps. */
  readonly sizeBytes: bigint;
  /** Flags that the hart would set on the way. */
  readonly sets: readonly string[];
}

export type WalkResult =
  | { readonly kind: 'mapped'; readonly physical: bigint }
  /** `guestPhysical`: the address that the second stage refuses. */
  | { readonly kind: 'fault'; readonly cause: number; readonly name: string; readonly guestPhysical: bigint | undefined };

export interface InstructionDescription {
  readonly mnemonic: string;
  /** In the architecture's syntax, numbers as they are. */
  readonly operands: readonly string[];
  readonly sizeBytes: number;
  /** For who executes it on the side. */
  readonly decoded: Decoded;
  /** Bytes from the instruction to where it branches or jumps, when it says so itself: then its last operand. */
  readonly displacement?: bigint;
  /** The instruction's address counts from a multiple of so many bytes; absent for itself. */
  readonly displacementFrom?: bigint;
}
