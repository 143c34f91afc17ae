/** Exchanges the guest on a scenario's disk. */
import { locate, SECTOR_SIZE } from '#core/hypervisor/fat32.ts';
import { buildDisk, guestName } from './scenario-disk.ts';

export interface ExchangedGuest {
  readonly disk: Uint8Array;
  /** Where the guest lies. */
  readonly path: string;
}

/**
 * The disk with `guest` in the place of its own, which lies at one of `paths`; undefined when it is no such disk, or holds more
 * than a guest: then a new one would not be the same but for the guest.
 */
export function withGuest(disk: Uint8Array, paths: readonly string[], guest: Uint8Array): ExchangedGuest | undefined {
  for (const path of paths) {
    const name = guestName(path);
    const own = name === undefined ? undefined : readFile(disk, path);
    if (own !== undefined && Buffer.compare(buildDisk(name!, own), disk) === 0) return { disk: buildDisk(name!, guest), path };
  }
  return undefined;
}

/** The bytes of a file on a FAT32 disk, or undefined when there is no such file. */
function readFile(disk: Uint8Array, path: string): Uint8Array | undefined {
  const finder = locate(path);
  const sectorsAt = (sector: number, count: number) => disk.subarray(sector * SECTOR_SIZE, (sector + count) * SECTOR_SIZE);
  let found = finder.next();
  while (found.done !== true) {
    const sector = sectorsAt(found.value, 1);
    if (sector.length < SECTOR_SIZE) return undefined;
    found = finder.next(sector);
  }
  if (found.value.kind === 'failed') return undefined;
  const { sizeBytes, extents } = found.value;
  const bytes = Buffer.concat(extents.map(({ sector, count }) => sectorsAt(sector, count))).subarray(0, sizeBytes);
  return bytes.length === sizeBytes ? bytes : undefined;
}
