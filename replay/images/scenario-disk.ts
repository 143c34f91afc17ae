/** The disk and the flash bank of the scenarios: what upstream's build tool makes, and the same bytes every time. */
import { buildFat32 } from './fat32.ts';
import type { GuestArch } from './guest.ts';

export const DISK_SIZE = 64 * 2 ** 20;
/** Of a flash bank, by architecture. */
export const PFLASH_SIZE: Readonly<Record<GuestArch, number>> = { riscv64: 32 * 2 ** 20, aarch64: 64 * 2 ** 20 };

/** Where on the disk a guest lies. */
export const guestPath = (name: string): string => `/sbin/${name}`;

/** The guest at a path; undefined where none lies. */
export const guestName = (path: string): string | undefined => /^\/sbin\/([^/]+)$/.exec(path)?.[1];

/** A FAT32 volume over the whole disk, with the guest in `/sbin`. Throws `ImageError` when it does not fit. */
export function buildDisk(name: string, guest: Uint8Array): Uint8Array {
  return buildFat32(DISK_SIZE, [{ path: guestPath(name), bytes: guest }]);
}

/** A flash bank that is erased but for `pfld` at its start: 0x646c_6670 as a little-endian word. */
export function buildPflash(arch: GuestArch): Uint8Array {
  const bytes = new Uint8Array(PFLASH_SIZE[arch]).fill(0xff);
  bytes.set(new TextEncoder().encode('pfld'));
  return bytes;
}
