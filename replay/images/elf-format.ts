/** The parts of the ELF-64 format that loaders and symbol readers need. `gABI: Object Files`, field names as there. */
import { ImageError } from './image-error.ts';

const EHDR_SIZE = 64;
export const PHDR_SIZE = 56;
export const SHDR_SIZE = 64;
export const SYM_SIZE = 24;

const ELFCLASS64 = 2;
const ELFDATA2LSB = 1;
const ET_EXEC = 2;
const ET_DYN = 3;

export const PT_LOAD = 1;
export const SHT_SYMTAB = 2;
export const SHT_STRTAB = 3;

/** `e_machine` of the architectures that there may be boards for. */
const MACHINES: Readonly<Record<number, ElfMachine>> = { 62: 'x86_64', 183: 'aarch64', 243: 'riscv64' };

export type ElfMachine = 'riscv64' | 'aarch64' | 'x86_64';

export interface ElfHeader {
  readonly machine: ElfMachine;
  readonly e_entry: bigint;
  readonly programHeaders: ElfTable;
  readonly sectionHeaders: ElfTable;
}

/** Where a table lies; its entries are known to be inside the file. */
export interface ElfTable {
  readonly offset: number;
  readonly entrySize: number;
  readonly count: number;
}

export function isElf(bytes: Uint8Array): boolean {
  return bytes.length >= 4 && bytes[0] === 0x7f && bytes[1] === 0x45 && bytes[2] === 0x4c && bytes[3] === 0x46;
}

export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Throws `ImageError`, in whose message `name` is the file. */
export function readElfHeader(name: string, bytes: Uint8Array): ElfHeader {
  if (!isElf(bytes)) throw new ImageError(`${name}: not an ELF file`);
  if (bytes.length < EHDR_SIZE)
    throw new ImageError(`${name}: truncated, the ELF header has ${EHDR_SIZE} bytes and the file ${bytes.length}`);
  const view = viewOf(bytes);
  if (bytes[4] !== ELFCLASS64) throw new ImageError(`${name}: not a 64-bit ELF (EI_CLASS ${bytes[4]})`);
  if (bytes[5] !== ELFDATA2LSB) throw new ImageError(`${name}: not a little-endian ELF (EI_DATA ${bytes[5]})`);
  const e_machine = view.getUint16(18, true);
  const machine = MACHINES[e_machine];
  if (machine === undefined) throw new ImageError(`${name}: for an unknown machine (e_machine ${e_machine})`);
  const e_type = view.getUint16(16, true);
  if (e_type !== ET_EXEC && e_type !== ET_DYN)
    throw new ImageError(`${name}: not an executable (e_type ${e_type}); was it linked?`);
  return {
    machine,
    e_entry: view.getBigUint64(24, true),
    programHeaders: tableAt(name, bytes, { what: 'program header', at: 32, sizeAt: 54, minimum: PHDR_SIZE }),
    sectionHeaders: tableAt(name, bytes, { what: 'section header', at: 40, sizeAt: 58, minimum: SHDR_SIZE }),
  };
}

interface TableFields {
  readonly what: string;
  /** Offset of `e_phoff` or `e_shoff`. */
  readonly at: number;
  /** Offset of `e_phentsize` or `e_shentsize`; the count follows it. */
  readonly sizeAt: number;
  readonly minimum: number;
}

function tableAt(name: string, bytes: Uint8Array, { what, at, sizeAt, minimum }: TableFields): ElfTable {
  const view = viewOf(bytes);
  const count = view.getUint16(sizeAt + 2, true);
  if (count === 0) return { offset: 0, entrySize: minimum, count };
  const entrySize = view.getUint16(sizeAt, true);
  if (entrySize < minimum) throw new ImageError(`${name}: a ${what} has ${minimum} bytes, not ${entrySize}`);
  const offset = checkedRange(name, bytes, {
    what: `${what}s`,
    offset: view.getBigUint64(at, true),
    size: BigInt(entrySize * count),
  });
  return { offset, entrySize, count };
}

/** The offset as a number, once the range is known to lie in the file. */
export function checkedRange(
  name: string,
  bytes: Uint8Array,
  { what, offset, size }: { readonly what: string; readonly offset: bigint; readonly size: bigint },
): number {
  if (offset + size > BigInt(bytes.length))
    throw new ImageError(`${name}: truncated or damaged, ${what} end at byte ${offset + size} and the file has ${bytes.length}`);
  return Number(offset);
}
