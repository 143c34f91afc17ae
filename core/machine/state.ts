/** The machine as a value, and what happens to it. */
import type { Memory } from '../memory/paged-memory.ts';
import type { ContextChange } from './hart.ts';
import type { Hit, Stops } from './stops.ts';

/** Whether the machine goes on. `idle`: every hart waits and nothing is due, so only an input can wake it. */
export type MachineStatus =
  | { readonly kind: 'running' }
  | { readonly kind: 'idle' }
  | { readonly kind: 'off'; readonly status: number }
  | { readonly kind: 'reset'; readonly status: number };

export interface MachineState {
  /** Steps taken since reset. */
  readonly step: number;
  /** Nanoseconds that passed while every hart waited. */
  readonly idleNs: number;
  readonly status: MachineStatus;
  /** The last step before which every hart waited, or -1: so that it is told once, however often it is looked at. */
  readonly idledAt: number;
  /** Whose turn it is, and how many steps of it are left. */
  readonly turn: { readonly hart: number; readonly left: number };
  /** The harts' blocks of registers. Sealed: never written. */
  readonly harts: readonly Uint8Array[];
  readonly memory: Memory;
  /** In board order. */
  readonly devices: readonly unknown[];
  /** Levels last seen on the devices' output lines, line n in bit n, to tell edges by. */
  readonly lines: readonly number[];
  /** Of the built-in hypervisor, and what it is to be told when it is next asked; null on a board that has none. */
  readonly seat: SeatState | null;
}

export interface SeatState {
  readonly hypervisor: unknown;
  readonly awaits: 'start' | 'exit' | 'interrupt';
}

export type MachineEvent =
  /**
   * The machine may take `steps` steps. While every hart waits, time may pass up to `idleUntilNs` (virtual), no further; a grant
   * of no steps lets time pass only, until a hart wakes.
   */
  | {
      readonly type: 'machine/granted';
      readonly steps: number;
      readonly idleUntilNs: number;
      /** Where to end earlier, for debuggers. */
      readonly stops?: Stops | undefined;
      /** Of the checkpoints that are passed only one at the end is told, which saves what the others cost. */
      readonly onlyLastCheckpoint?: boolean;
    }
  /** What comes before the next step happens: deadlines, time that passes while every hart waits, the built-in hypervisor's turn. */
  | { readonly type: 'machine/settled' }
  /** Bytes from outside for a device: console input, a packet. */
  | {
      readonly type: 'machine/inputReceived';
      readonly device: number;
      readonly bytes: Uint8Array;
      readonly stops?: Stops | undefined;
    };

/** A fact is stamped with the step during which it happened; facts of one step are in order. */
export type MachineEffect =
  | { readonly type: 'console/sent'; readonly step: number; readonly device: number; readonly bytes: Uint8Array }
  | InterruptTaken
  | VcpuExited
  | VcpuEntered
  | DmaWritten
  | { readonly type: 'checkpoint/taken'; readonly step: number; readonly now: number; readonly digests: Digests }
  /** Every hart waits. Told once for a step, before time passes. */
  | { readonly type: 'machine/idled'; readonly step: number }
  | { readonly type: 'machine/stopped'; readonly step: number; readonly now: number; readonly status: MachineStatus }
  /** A grant ended before what it granted was taken; the next goes on. Nothing that happened. */
  | { readonly type: 'machine/paused'; readonly step: number }
  | { readonly type: 'machine/notImplemented'; readonly step: number; readonly what: string }
  /** The last hit of what was looked out for, and how many there were. Told at the end of a grant; nothing that happened. */
  | { readonly type: 'stops/hit'; readonly step: number; readonly hart: number; readonly hit: Hit; readonly count: number };

/** A hart took an interrupt, before the instruction at `pc`. */
export interface InterruptTaken {
  readonly type: 'interrupt/taken';
  readonly step: number;
  readonly hart: number;
  /** The architecture's number of it. */
  readonly cause: number;
  readonly pc: bigint;
}

/** A hart left guest context during `step`. `digest` is that of its registers just after. */
export interface VcpuExited extends ContextChange {
  readonly type: 'vcpu/exited';
  readonly step: number;
  /** Virtual time, ns. */
  readonly now: number;
  readonly hart: number;
  readonly digest: bigint;
}

/** A hart entered guest context: during `step`, or before it when a built-in hypervisor let it, which takes no steps. */
export interface VcpuEntered extends ContextChange {
  readonly type: 'vcpu/entered';
  readonly step: number;
  readonly hart: number;
}

/** A device wrote `sizeBytes` bytes of RAM, whose 64-bit digest is `digest`. */
export interface DmaWritten {
  readonly type: 'dma/wrote';
  readonly step: number;
  readonly device: number;
  readonly address: number;
  readonly sizeBytes: number;
  readonly digest: bigint;
}

/** One digest a component, by name; and the harts' rolling digests of control flow. */
export interface Digests {
  readonly components: Readonly<Record<string, bigint>>;
  readonly flow: bigint;
}

/** Steps between two checkpoints. */
export const CHECKPOINT_STEPS = 2 ** 20;

/** Virtual time of a state. */
export const nowOf = (state: Pick<MachineState, 'step' | 'idleNs'>, shift: number) => state.step * 2 ** shift + state.idleNs;
