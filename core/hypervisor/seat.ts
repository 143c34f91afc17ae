/**
 * The seat of hypervisor-mode software: HS-mode, EL2, the SVM host. A board leaves it to software, or gives it to a reducer,
 * the built-in hypervisor. The reducer is asked whenever its hart is outside a guest, and takes no steps.
 *
 * What it can do is what software there could: read and write the hart's registers, memory and devices, wait, enter the guest.
 */
import type { AccessSize, BusSpace, MemoryView } from '../bus/device.ts';
import type { Reducer } from '../event/step.ts';
import type { Field } from '../isa/layout.ts';

/** The hart's registers as they were before the event. */
export interface RegisterView {
  read(field: Field): bigint;
}

/** What every event shows. The views are not data: a log carries an event without them. */
interface Shown {
  /** Virtual time, ns. */
  readonly now: number;
  readonly registers: RegisterView;
  readonly memory: Pick<MemoryView, 'readRam'>;
}

/** The hart came out of reset. */
export interface SeatTaken extends Shown {
  readonly type: 'seat/taken';
}

/** The guest trapped; the architecture's registers say why. */
export interface VcpuExited extends Shown {
  readonly type: 'vcpu/exited';
}

/** An interrupt is pending that `hart/waited` waited for, or its deadline is there: see `Seat.selectDeadline`. */
export interface HartWoken extends Shown {
  readonly type: 'hart/woken';
}

/** Answers `bus/read`; null when nobody is there. */
export interface BusAnswered extends Shown {
  readonly type: 'bus/answered';
  readonly value: bigint | null;
}

export type SeatEvent = SeatTaken | VcpuExited | HartWoken | BusAnswered;

export interface RegisterWrote {
  readonly type: 'register/wrote';
  readonly field: Field;
  readonly value: bigint;
}

/** Registers or tables that decide how addresses translate have changed. */
export interface TranslationChanged {
  readonly type: 'translation/changed';
}

/** Bytes of RAM. What falls outside is dropped. */
export interface MemoryWrote {
  readonly type: 'memory/wrote';
  readonly address: number;
  readonly bytes: Uint8Array;
}

/** Reads a device; `bus/answered` comes next. The last effect of its step. */
export interface BusReadAsked {
  readonly type: 'bus/read';
  /** `mmio` unless told. */
  readonly space?: BusSpace;
  readonly address: number;
  readonly size: AccessSize;
}

export interface BusWriteAsked {
  readonly type: 'bus/write';
  /** `mmio` unless told. */
  readonly space?: BusSpace;
  readonly address: number;
  readonly size: AccessSize;
  readonly value: bigint;
}

/** The hart waits for an interrupt; `hart/woken` comes next. The last effect of its step. */
export interface HartWaited {
  readonly type: 'hart/waited';
}

/** The hart enters the guest, as its registers say. The last effect of its step. */
export interface VcpuEntered {
  readonly type: 'vcpu/entered';
}

/** Switches the machine off, where that is a call of firmware's. 0 is success. */
export interface PowerOffRequested {
  readonly type: 'power/requested';
  readonly status: number;
}

export type SeatEffect =
  | RegisterWrote
  | TranslationChanged
  | MemoryWrote
  | BusReadAsked
  | BusWriteAsked
  | HartWaited
  | VcpuEntered
  | PowerOffRequested;

/** Who sits there. Every step ends with `bus/read`, `hart/waited` or `vcpu/entered`, or with the machine switched off. */
export interface Seat<S> {
  /** Name and version of the state's digest. */
  readonly digest: string;
  readonly digestFields: readonly (keyof S & string)[];
  readonly initialState: S;
  readonly reduce: Reducer<S, SeatEvent, SeatEffect>;
  /** When it wants `hart/woken` at the latest, after `hart/waited`: virtual time, ns; null for never. */
  readonly selectDeadline?: (state: S) => number | null;
  /** Could it be in this state? As `DeviceKind.accepts`. */
  readonly accepts?: (value: unknown) => boolean;
}
