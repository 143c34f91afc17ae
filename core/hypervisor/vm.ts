/** The virtual machine that the built-in hypervisor makes, and where it finds what it needs. Addresses and sizes in bytes. */

import type { SeatEffect } from './seat.ts';

/** A device that the guest may use itself, a page at a time. */
export interface PassedDevice {
  readonly name: string;
  readonly base: number;
  readonly sizeBytes: number;
}

export interface VmConfig {
  /** What the hypervisor says of its platform, `name = value`. */
  readonly platform: readonly (readonly [name: string, value: string])[];
  /** Path of the guest on the disk. */
  readonly path: string;
  /** Guest RAM: at `base` for the guest, at `hostBase` in the machine. */
  readonly ram: { readonly base: number; readonly hostBase: number; readonly sizeBytes: number };
  /** Where the guest's file is loaded and entered, guest physical. */
  readonly entry: number;
  /** RAM of the hypervisor itself, `WORKSPACE_SIZE` and then its page tables; a multiple of 2 MiB. */
  readonly workspace: number;
  /** All that a guest may reach besides its RAM. */
  readonly devices: readonly PassedDevice[];
  /** What the hypervisor prints on. */
  readonly uart: Uart;
  /** virtio-mmio transports; the first block device among them is the disk. */
  readonly virtio: { readonly base: number; readonly stride: number; readonly count: number };
  /** Switches the machine off. */
  readonly switchOff: (isFailure: boolean) => SeatEffect;
}

/** A UART as far as text takes it. Addresses of its registers. */
export interface Uart {
  /** A byte written is sent, a byte read was received. */
  readonly data: number;
  readonly status: number;
  /** Does the status say that a byte was received? */
  readonly hasReceived: (status: bigint) => boolean;
}

/** Of a virtio queue and its one request. */
export const RING_OFFSET = 0;
/** Sectors that were read to find the file. */
export const SECTORS_OFFSET = 0x1000;
export const SECTORS_MAX = 512;
/** One page that is the architecture's, for what software would keep in variables. */
export const ISA_OFFSET = 0x10_0000;
/** Page tables come after it. */
export const WORKSPACE_SIZE = 0x20_0000;
/** Bytes for page tables. */
export const TABLES_SIZE = 0x20_0000;

export function isInRam({ ram }: VmConfig, address: number, sizeBytes: number): boolean {
  return address >= ram.base && sizeBytes >= 0 && address + sizeBytes <= ram.base + ram.sizeBytes;
}

/** Where in the machine a byte of guest RAM is. */
export const hostAddressOf = ({ ram }: VmConfig, address: number): number => address - ram.base + ram.hostBase;

export function deviceAt({ devices }: VmConfig, address: number): PassedDevice | undefined {
  return devices.find(({ base, sizeBytes }) => address >= base && address < base + sizeBytes);
}
