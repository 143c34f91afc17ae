/**
 * What a device is to the machine: a reducer over the events of its bus, lines and deadlines.
 *
 * Times are `now`, virtual nanoseconds since reset, safe integers.
 */
import type { Reducer } from '../event/step.ts';

/** `mmio`: physical memory. `port`: x86 I/O ports. `sysreg`: system registers that a board wires to a device. */
export type BusSpace = 'mmio' | 'port' | 'sysreg';

/** Bytes of one access. A device states which it answers; the bus splits nothing. */
export type AccessSize = 1 | 2 | 4 | 8;

interface BusAccess {
  readonly space: BusSpace;
  /** Index of the hart that asks. */
  readonly hart: number;
  readonly now: number;
  /** From the start of the device's window. */
  readonly offset: number;
  readonly size: AccessSize;
}

export interface BusRead extends BusAccess {
  readonly type: 'bus/read';
}

export interface BusWrite extends BusAccess {
  readonly type: 'bus/write';
  /** In [0, 2^(8 × size)). */
  readonly value: bigint;
}

/** `now` has reached what `selectDeadline` asked for. */
export interface TimeReached {
  readonly type: 'time/reached';
  readonly now: number;
  readonly memory: MemoryView;
}

/** A wire into the device changed its level. */
export interface LineChanged {
  readonly type: 'line/changed';
  /** The device's own number for its input, e.g. the PLIC's source 10. */
  readonly line: number;
  readonly level: boolean;
  readonly now: number;
}

/** A byte, packet or other stimulus from outside the machine; the only events that are inputs. */
export interface InputReceived {
  readonly type: 'input/received';
  readonly now: number;
  readonly bytes: Uint8Array;
}

export type DeviceEvent = BusRead | BusWrite | TimeReached | LineChanged | InputReceived;

/** RAM and the device's storage as they were before the event. Reading past what exists answers undefined. */
export interface MemoryView {
  /** Guest-physical RAM. The bytes are the caller's to keep. */
  readRam(address: number, sizeBytes: number): Uint8Array | undefined;
  /** The device's own storage (a disk, a flash array). */
  readStorage(offset: number, sizeBytes: number): Uint8Array | undefined;
}

/** Answers `bus/read`; exactly one, in [0, 2^(8 × size)). A read that yields none is an access fault. */
export interface BusReplied {
  readonly type: 'bus/replied';
  readonly value: bigint;
}

/** The access is to nothing the device has; the hart takes the architecture's access fault. */
export interface BusFaulted {
  readonly type: 'bus/faulted';
}

/** Bytes that leave the machine, for whoever watches: a fact. */
export interface OutputSent {
  readonly type: 'output/sent';
  readonly bytes: Uint8Array;
}

/** The device writes RAM. Effects apply in order. Bytes that fall outside RAM are dropped, as by a bus with no one there. */
export interface DmaWrote {
  readonly type: 'dma/wrote';
  readonly address: number;
  readonly bytes: Uint8Array;
}

/** The device writes its own storage. */
export interface StorageWrote {
  readonly type: 'storage/wrote';
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** The machine ends: switched off (status 0 is success), or reset. */
export interface PowerRequested {
  readonly type: 'power/requested';
  readonly request: 'off' | 'reset';
  readonly status: number;
}

/** The guest asked for something this model does not have. Reported, never silent. */
export interface NotImplemented {
  readonly type: 'machine/notImplemented';
  readonly what: string;
}

export type DeviceEffect = BusReplied | BusFaulted | OutputSent | DmaWrote | StorageWrote | PowerRequested | NotImplemented;

/** A kind of device. A board makes any number of each. */
export interface DeviceKind<S> {
  /** Name and version of the state's digest, e.g. `uart16550/1`. A change of meaning in `digestFields` takes a new version. */
  readonly digest: string;
  /** The fields of the state that are architecture, in order; what is left out never influences the guest. */
  readonly digestFields: readonly (keyof S & string)[];
  readonly reduce: Reducer<S, DeviceEvent, DeviceEffect>;
  /**
   * Could the device, whose first state is `initial`, be in this state? For states that come from a file, which may hold anything:
   * what is accepted never makes the device throw, loop or grow without bound. Without it no such state is believed.
   */
  readonly accepts?: (value: unknown, initial: S) => boolean;
  /** Levels of the device's output lines at `now`, line n in bit n; at most 31 lines. Derived, never stored. */
  readonly selectLines?: (state: S, now: number) => number;
  /** When the device next changes by itself, or null for never. A deadline at or before `now` fires at once. */
  readonly selectDeadline?: (state: S) => number | null;
  /** Bytes of input that it would take now without losing any; without it, any number. */
  readonly selectInputRoom?: (state: S) => number;
  /**
   * True while reads of the window are those of its storage, so that the bus may map it like ROM (a flash in array mode).
   * Writes always come as `bus/write`.
   */
  readonly selectReadsStorage?: (state: S) => boolean;
}

/**
 * A copy of a state that nobody else has yet, so that its fields may still be set. Where guests write registers often, a reducer
 * makes it with a literal that names every field: V8 takes 10 ns for that and 300 for `{ ...state, field: value }`.
 */
export type Fresh<S> = { -readonly [Field in keyof S]: S[Field] };
