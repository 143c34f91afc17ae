/** What of an ELF file goes into memory, by physical address as QEMU loads it. Relocations are left to the program. */
import { hex } from '#core/hex.ts';
import { checkedRange, type ElfMachine, PT_LOAD, readElfHeader, viewOf } from './elf-format.ts';
import { ImageError } from './image-error.ts';

/** Of `p_flags`. */
const PF_X = 1;

export interface ElfSegment {
  /** Number of its program header. */
  readonly index: number;
  /** `p_paddr`, a safe integer. */
  readonly physicalAddress: number;
  /** `p_vaddr`. */
  readonly virtualAddress: bigint;
  readonly isExecutable: boolean;
  /** `p_filesz` bytes, a view of the file. */
  readonly bytes: Uint8Array;
  /** `p_memsz`, a safe integer, at least as much; the rest is zero. */
  readonly memorySizeBytes: number;
}

export interface ElfImage {
  readonly machine: ElfMachine;
  readonly entry: bigint;
  /** Where the entry lies in physical memory: a kernel may name it by the address that it maps itself at. As QEMU 7.2 does. */
  readonly physicalEntry: bigint;
  /** By ascending address. They don't overlap. */
  readonly segments: readonly ElfSegment[];
}

/** Allocates nothing in proportion to sizes that the file claims. Throws `ImageError`. */
export function readElf(name: string, bytes: Uint8Array): ElfImage {
  const { machine, e_entry, programHeaders } = readElfHeader(name, bytes);
  const view = viewOf(bytes);
  const segments: ElfSegment[] = [];
  for (let index = 0; index < programHeaders.count; index++) {
    const at = programHeaders.offset + index * programHeaders.entrySize;
    if (view.getUint32(at, true) === PT_LOAD) segments.push(...segmentAt(name, bytes, index, at));
  }
  if (segments.length === 0) throw new ImageError(`${name}: has nothing to load (no PT_LOAD segment with a size)`);
  segments.sort((a, b) => a.physicalAddress - b.physicalAddress);
  for (const [index, segment] of segments.entries()) {
    const before = segments[index - 1];
    if (before !== undefined && before.physicalAddress + before.memorySizeBytes > segment.physicalAddress)
      throw new ImageError(`${name}: segments ${before.index} and ${segment.index} overlap at ${hex(segment.physicalAddress)}`);
  }
  return { machine, entry: e_entry, physicalEntry: physicalOf(e_entry, segments), segments };
}

function physicalOf(entry: bigint, segments: readonly ElfSegment[]): bigint {
  const of = segments.find(
    ({ virtualAddress, isExecutable, bytes }) =>
      isExecutable && entry >= virtualAddress && entry < virtualAddress + BigInt(bytes.length),
  );
  return of === undefined ? entry : entry - of.virtualAddress + BigInt(of.physicalAddress);
}

/** The segment of a program header, or none if it is empty. */
function segmentAt(name: string, file: Uint8Array, index: number, at: number): ElfSegment[] {
  const view = viewOf(file);
  const p_paddr = view.getBigUint64(at + 24, true);
  const p_filesz = view.getBigUint64(at + 32, true);
  const p_memsz = view.getBigUint64(at + 40, true);
  if (p_memsz === 0n && p_filesz === 0n) return [];
  if (p_memsz < p_filesz)
    throw new ImageError(`${name}: segment ${index} has ${p_filesz} bytes in the file, ${p_memsz} in memory`);
  if (p_paddr + p_memsz > BigInt(Number.MAX_SAFE_INTEGER))
    throw new ImageError(`${name}: segment ${index} ends at ${hex(p_paddr + p_memsz)}, past all physical addresses`);
  const what = `the bytes of segment ${index}`;
  const offset = checkedRange(name, file, { what, offset: view.getBigUint64(at + 8, true), size: p_filesz });
  const bytes = file.subarray(offset, offset + Number(p_filesz));
  const virtualAddress = view.getBigUint64(at + 16, true);
  const isExecutable = (view.getUint32(at + 4, true) & PF_X) !== 0;
  return [{ index, physicalAddress: Number(p_paddr), virtualAddress, isExecutable, bytes, memorySizeBytes: Number(p_memsz) }];
}
