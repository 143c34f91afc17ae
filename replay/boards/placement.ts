/** Puts images where they are loaded: ELF files by the physical addresses of their segments, others as they are. */
import { hex } from '#core/hex.ts';
import { readElf } from '../images/elf.ts';
import { type ElfMachine, isElf } from '../images/elf-format.ts';
import { ImageError } from '../images/image-error.ts';
import type { ImageFile } from './request.ts';

/** A stretch of physical memory that something is loaded to. */
export interface Placement {
  /** For messages: the image, and the part of it. */
  readonly what: string;
  readonly address: number;
  readonly bytes: Uint8Array;
  /** Bytes it takes up, at least as many; the rest is zero. */
  readonly sizeBytes: number;
}

export interface Ram {
  readonly base: number;
  readonly sizeBytes: number;
}

export interface PlacedImage {
  readonly placements: readonly Placement[];
  /** Of the placements, the first byte and the byte after the last. */
  readonly start: number;
  readonly end: number;
  /** Where an ELF file says that it starts, in physical memory; null of others. */
  readonly entry: bigint | null;
  readonly notes: readonly string[];
}

/**
 * `flatAddress` is where an image goes that is no ELF file. Segments outside RAM are dropped with a note: QEMU takes such
 * files too, and linkers put the file's headers at 0x10000 unless told otherwise. Throws `ImageError`.
 */
export function placeImage(image: ImageFile, machine: ElfMachine, ram: Ram, flatAddress: number): PlacedImage {
  if (!isElf(image.bytes)) return placeFlat(image, ram, flatAddress);
  const elf = readElf(image.name, image.bytes);
  if (elf.machine !== machine) throw new ImageError(`${image.name}: is for ${elf.machine}, the board is ${machine}`);
  const all = elf.segments.map(({ index, physicalAddress, bytes, memorySizeBytes }) => ({
    what: `${image.name} segment ${index}`,
    address: physicalAddress,
    bytes,
    sizeBytes: memorySizeBytes,
  }));
  const placements = all.filter((placement) => isInside(placement, ram));
  const notes = all
    .filter((placement) => !isInside(placement, ram))
    .map((placement) => `${placement.what} is dropped: no RAM at ${rangeOf(placement)}`);
  const [first, last] = [placements[0], placements.at(-1)];
  if (first === undefined || last === undefined)
    throw new ImageError(
      `${image.name}: loads nothing into RAM, which is ${rangeOf({ address: ram.base, sizeBytes: ram.sizeBytes })}`,
    );
  return { placements, start: first.address, end: last.address + last.sizeBytes, entry: elf.physicalEntry, notes };
}

export function placeFlat({ name, bytes }: ImageFile, ram: Ram, address: number): PlacedImage {
  if (bytes.length === 0) throw new ImageError(`${name}: is empty`);
  const placement = { what: name, address, bytes, sizeBytes: bytes.length };
  if (!isInside(placement, ram))
    throw new ImageError(
      `${name}: ${bytes.length} bytes at ${hex(address)} do not fit into RAM, which is ${rangeOf({ address: ram.base, sizeBytes: ram.sizeBytes })}; give more with -m`,
    );
  return { placements: [placement], start: address, end: address + bytes.length, entry: null, notes: [] };
}

/** Throws `ImageError` when two of them would write the same byte. */
export function checkDisjoint(placements: readonly Placement[]): void {
  const sorted = [...placements].sort((a, b) => a.address - b.address);
  for (const [index, placement] of sorted.entries()) {
    const before = sorted[index - 1];
    if (before !== undefined && before.address + before.sizeBytes > placement.address)
      throw new ImageError(`${before.what} (${rangeOf(before)}) and ${placement.what} (${rangeOf(placement)}) overlap`);
  }
}

function isInside({ address, sizeBytes }: Pick<Placement, 'address' | 'sizeBytes'>, ram: Ram): boolean {
  return address >= ram.base && address + sizeBytes <= ram.base + ram.sizeBytes;
}

function rangeOf({ address, sizeBytes }: Pick<Placement, 'address' | 'sizeBytes'>): string {
  return `${hex(address)} to ${hex(address + sizeBytes)}`;
}
