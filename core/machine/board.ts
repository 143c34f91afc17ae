/** What a machine is made of: harts, memory, devices and the wires between them. Plain data but for the reducers. */
import type { BusSpace, DeviceKind } from '../bus/device.ts';
import type { Seat } from '../hypervisor/seat.ts';
import type { Arch, HartParameters } from './hart.ts';

/** A stretch of memory. Sizes and bases are multiples of 4 KiB. */
export interface Region {
  readonly name: string;
  /**
   * `ram` reads and writes. `rom` reads; writes are discarded, as QEMU does. `storage` belongs to a device, which may show it
   * in its window (`selectReadsStorage`).
   */
  readonly kind: 'ram' | 'rom' | 'storage';
  /** Physical address; null for storage, which lies where its device says, if anywhere. */
  readonly base: number | null;
  readonly sizeBytes: number;
}

export interface Window {
  readonly space: BusSpace;
  readonly base: number;
  readonly sizeBytes: number;
}

export interface BoardDevice {
  /** As in the device tree and QEMU's `info qtree`, without the address: `serial`, `plic`. Unique on a board. */
  readonly name: string;
  // biome-ignore lint/suspicious/noExplicitAny: a board holds devices of many kinds; each kind is paired with its own state here
  readonly kind: DeviceKind<any>;
  readonly initialState: unknown;
  /** Where it answers: none, one, or one in each of several spaces. Offsets count from the start of the window asked. */
  readonly windows: readonly Window[];
  /** Name of the `storage` region that is the device's own. */
  readonly storage: string | null;
}

/** A wire from an output line of a device to an interrupt input of a hart, or to an input line of another device. */
export interface Wire {
  readonly from: { readonly device: string; readonly line: number };
  readonly to: { readonly hart: number; readonly bit: number } | { readonly device: string; readonly line: number };
}

/** Numbers that change what a run does; recorded in the log's header. */
export interface BoardParameters {
  /** A step is `1 << shift` virtual nanoseconds. */
  readonly shift: number;
  /** Steps a hart takes before the next one has its turn. */
  readonly quantum: number;
}

export interface Board {
  readonly name: string;
  readonly arch: Arch;
  readonly parameters: BoardParameters;
  readonly harts: readonly HartParameters[];
  readonly regions: readonly Region[];
  readonly devices: readonly BoardDevice[];
  readonly wires: readonly Wire[];
  /** The built-in hypervisor, on hart 0; null where software has its seat. */
  // biome-ignore lint/suspicious/noExplicitAny: as for devices
  readonly hypervisor: Seat<any> | null;
}

/** What a region holds at reset. */
export interface RegionContent {
  readonly region: string;
  readonly offset: number;
  readonly bytes: Uint8Array;
  /** How often a page comes, where `bytes` is one page: once unless said. Together they take the room of one. */
  readonly times?: number;
}
