/** What a user asks of a board, and what a board makes of it. Plain data: with the inputs, it decides the whole run. */
import type { Board, RegionContent } from '#core/machine/board.ts';
import type { Arch } from '#core/machine/hart.ts';
import type { PeerSetup } from './peer-setup.ts';
import type { SparseImage } from './sparse-image.ts';

export interface ImageFile {
  /** For messages and the log: the file's name without its folder. */
  readonly name: string;
  /** Never written. */
  readonly bytes: Uint8Array;
}

export interface DriveFile {
  readonly name: string;
  readonly image: SparseImage;
  readonly isReadOnly: boolean;
}

export type HypervisorMode = 'virtualization' | 'bootloader';

export interface BoardRequest {
  readonly harts: number;
  readonly ramSizeBytes: number;
  /** A step is `1 << shift` virtual nanoseconds. */
  readonly shift: number;
  /** Steps a hart takes before the next one has its turn. */
  readonly quantum: number;
  /** Wall time at reset, seconds since 1970. */
  readonly rtcEpoch: number;
  /** Where everything random at reset comes from, a u64. */
  readonly seed: bigint;
  /** Of the virtio-mmio transports: 1 is the legacy interface, 2 that of VIRTIO 1.x. */
  readonly virtioVersion: 1 | 2;
  /** Virtual nanoseconds from a notification until a virtio device serves it. */
  readonly virtioLatency: number;
  /** What of the machine may be chosen, as after the comma of QEMU's `-machine`: `gic-version` is `3`. Each board says what it has. */
  readonly machine: Readonly<Record<string, string>>;
  /** The device that the keyboard reaches. `virtio` adds a virtio console to the board. */
  readonly console: 'serial' | 'virtio';
  /** The kernel's command line. */
  readonly append: string;
  readonly bios: ImageFile | null;
  readonly kernel: ImageFile | null;
  readonly initrd: ImageFile | null;
  /** Path on the first disk of the guest that the built-in hypervisor runs; null leaves its seat to software. */
  readonly guest: string | null;
  /** RAM that it gives the guest. */
  readonly guestRamSizeBytes: number;
  /** It runs the guest in a virtual machine, or loads it and hands its own machine over. */
  readonly hypervisorMode: HypervisorMode;
  /** virtio-blk disks. */
  readonly drives: readonly DriveFile[];
  /** By unit. */
  readonly pflash: readonly (DriveFile | null)[];
}

/** The machine that a user gets who asks for nothing but a board. */
export const DEFAULT_REQUEST: BoardRequest = {
  harts: 1,
  ramSizeBytes: 128 * 2 ** 20,
  shift: 3,
  quantum: 4096,
  rtcEpoch: 1_704_067_200, // 2024-01-01 00:00:00 UTC
  seed: 0n,
  virtioVersion: 2,
  virtioLatency: 50_000,
  machine: {},
  console: 'serial',
  append: '',
  bios: null,
  kernel: null,
  initrd: null,
  guest: null,
  guestRamSizeBytes: 16 * 2 ** 20,
  hypervisorMode: 'virtualization',
  drives: [],
  pflash: [],
};

export interface BoardSetup {
  readonly board: Board;
  readonly contents: readonly RegionContent[];
  /** Name of the device that the keyboard reaches. */
  readonly console: string;
  /** What the user should know of how the request was understood, a line each. */
  readonly notes: readonly string[];
}

/** A board can't be built as asked. One line for the user. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
}

export interface BoardKind {
  /** Of its harts. */
  readonly arch: Arch;
  /** Throws `RequestError` when it can't be built as asked, `ImageError` for a bad image. */
  setUp(request: BoardRequest): BoardSetup;
  /** How QEMU is set beside it. Throws `RequestError` when it can't be. */
  readonly besideQemu?: (request: BoardRequest) => PeerSetup;
}
