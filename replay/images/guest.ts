/** Guests: kernels for a hypervisor, as the disk of a scenario holds them. */
import { basename, join } from 'node:path';
import { hex } from '#core/hex.ts';
import { readElf } from './elf.ts';
import { isElf } from './elf-format.ts';
import { ImageError } from './image-error.ts';
import { imagesFolder } from './package-files.ts';
import { readImageFile } from './read-file.ts';
import { DISK_SIZE } from './scenario-disk.ts';
import { readSymbols } from './symbols.ts';

/** Guest physical address that a guest is loaded at and entered at, by architecture. */
export const guestBase = { riscv64: 0x8020_0000, aarch64: 0x4420_0000 } as const;

export type GuestArch = keyof typeof guestBase;
export const guestArches = Object.keys(guestBase) as readonly GuestArch[];

/** The guests that come with the program. */
export const guestNames = ['guestmode', 'guestaspace', 'guestvdev', 'guestmonolithickernel'] as const;

/** A name is also a parameter of recordings, where texts are short. */
const NAME_LENGTH_MAX = 64;
/** What a disk could hold at most. */
const GUEST_SIZE_MAX = DISK_SIZE;

export interface Guest {
  /** That of its file on the disk. */
  readonly name: string;
  /** As it lies in memory from `guestBase` on. */
  readonly bytes: Uint8Array;
  /** Where it was read from. */
  readonly path: string;
  /** An ELF file with its symbols, or null. */
  readonly symbols: string | null;
}

/** The name of a guest that comes with the program, or else a file, flat or ELF. Throws `ImageError`. */
export function readGuest(arch: GuestArch, file: string): Guest {
  const isOurs = (guestNames as readonly string[]).includes(file);
  const path = isOurs ? join(imagesFolder(arch), `${file}.bin`) : file;
  const image = readImageFile(path);
  const name = basename(path).replace(/\.(elf|bin|img)$/i, '');
  if (name.length > NAME_LENGTH_MAX) throw new ImageError(`${path}: a guest's name has at most ${NAME_LENGTH_MAX} characters`);
  const bytes = isElf(image) ? flatten(arch, path, image) : image;
  if (bytes.length === 0 || bytes.length > GUEST_SIZE_MAX)
    throw new ImageError(`${path}: a guest has 1 to ${GUEST_SIZE_MAX} bytes, this one ${bytes.length}`);
  return { name, bytes, path, symbols: symbolsOf(path, image) };
}

/** The segments as they lie in memory; what is zero after the last of them is left to the guest's RAM. */
function flatten(arch: GuestArch, path: string, image: Uint8Array): Uint8Array {
  const base = guestBase[arch];
  const { machine, entry, segments } = readElf(path, image);
  if (machine !== arch) throw new ImageError(`${path}: is for ${machine}, the machine is ${arch}`);
  const start = segments[0]!.physicalAddress;
  if (start !== base)
    throw new ImageError(`${path}: begins at ${hex(start)}; a guest is loaded at ${hex(base)}, and entered there`);
  if (BigInt.asUintN(32, entry) !== BigInt(base))
    throw new ImageError(`${path}: its entry point is ${hex(entry)}; a guest is entered where it begins, at ${hex(base)}`);
  // One that is zeros only, which a program has for its .bss, has nothing in the file.
  const filled = segments.filter(({ bytes }) => bytes.length > 0);
  const end = Math.max(base, ...filled.map(({ physicalAddress, bytes }) => physicalAddress + bytes.length));
  const flat = new Uint8Array(Math.min(end - base, GUEST_SIZE_MAX + 1));
  for (const { physicalAddress, bytes } of filled)
    if (physicalAddress + bytes.length <= base + flat.length) flat.set(bytes, physicalAddress - base);
  return flat;
}

/** The file itself when it is an ELF, or the ELF beside a flat image. */
function symbolsOf(path: string, image: Uint8Array): string | null {
  const elf = isElf(image) ? path : path.replace(/\.bin$/, '.elf');
  if (elf === path) return isElf(image) && readSymbols(path, image).count > 0 ? path : null;
  try {
    return readSymbols(elf, readImageFile(elf)).count > 0 ? elf : null;
  } catch (error) {
    // Nobody asked for that file.
    if (error instanceof ImageError) return null;
    throw error;
  }
}
