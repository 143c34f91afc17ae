/** Writes ELF files: a harness with more segments behind it, or small programs for tests. */
import { readElf } from '../images/elf.ts';
import type { ElfMachine } from '../images/elf-format.ts';

export interface Segment {
  readonly address: number;
  readonly bytes: Uint8Array;
}

export interface Symbol {
  readonly name: string;
  readonly address: number;
}

const EHDR_SIZE = 64;
const PHDR_SIZE = 56;
const SHDR_SIZE = 64;
const SYM_SIZE = 24;
const PAGE_SIZE = 4096;
/** `e_machine`. */
const MACHINES: Readonly<Record<ElfMachine, number>> = { x86_64: 62, aarch64: 183, riscv64: 243 };
const ET_EXEC = 2;
const PT_LOAD = 1;
const SHT_SYMTAB = 2;
const SHT_STRTAB = 3;
const ANY_SECTION = 1;

/** An executable that loads `segments` and starts at the first. */
export function writeElf(machine: ElfMachine, segments: readonly Segment[], symbols: readonly Symbol[] = []): Uint8Array {
  const alignUp = (offset: number) => Math.ceil(offset / PAGE_SIZE) * PAGE_SIZE;
  let end = alignUp(EHDR_SIZE + PHDR_SIZE * segments.length);
  const offsets = segments.map(({ bytes }) => {
    const offset = end;
    end = alignUp(offset + bytes.length);
    return offset;
  });
  const strings = new TextEncoder().encode(`\0${symbols.map(({ name }) => `${name}\0`).join('')}`);
  const symbolsAt = end;
  const stringsAt = symbolsAt + SYM_SIZE * (symbols.length + 1);
  const sectionsAt = Math.ceil((stringsAt + strings.length) / 8) * 8;
  const file = new Uint8Array(sectionsAt + 3 * SHDR_SIZE);
  const view = new DataView(file.buffer);
  file.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  view.setUint16(16, ET_EXEC, true);
  view.setUint16(18, MACHINES[machine], true);
  view.setUint32(20, 1, true);
  view.setBigUint64(24, BigInt(segments[0]!.address), true);
  view.setBigUint64(32, BigInt(EHDR_SIZE), true);
  view.setBigUint64(40, BigInt(sectionsAt), true);
  view.setUint16(52, EHDR_SIZE, true);
  view.setUint16(54, PHDR_SIZE, true);
  view.setUint16(56, segments.length, true);
  view.setUint16(58, SHDR_SIZE, true);
  view.setUint16(60, 3, true);
  for (const [index, { address, bytes }] of segments.entries()) {
    const at = EHDR_SIZE + PHDR_SIZE * index;
    view.setUint32(at, PT_LOAD, true);
    view.setUint32(at + 4, 7, true);
    view.setBigUint64(at + 8, BigInt(offsets[index]!), true);
    for (const field of [16, 24]) view.setBigUint64(at + field, BigInt(address), true);
    for (const field of [32, 40]) view.setBigUint64(at + field, BigInt(bytes.length), true);
    view.setBigUint64(at + 48, BigInt(PAGE_SIZE), true);
    file.set(bytes, offsets[index]!);
  }
  let nameAt = 1;
  for (const [index, { name, address }] of symbols.entries()) {
    const at = symbolsAt + SYM_SIZE * (index + 1);
    view.setUint32(at, nameAt, true);
    view.setUint8(at + 4, 1 << 4); // STB_GLOBAL
    view.setUint16(at + 6, ANY_SECTION, true);
    view.setBigUint64(at + 8, BigInt(address), true);
    nameAt += name.length + 1;
  }
  file.set(strings, stringsAt);
  const section = (index: number, type: number, offset: number, size: number, link: number, entrySize: number) => {
    const at = sectionsAt + SHDR_SIZE * index;
    view.setUint32(at + 4, type, true);
    view.setBigUint64(at + 24, BigInt(offset), true);
    view.setBigUint64(at + 32, BigInt(size), true);
    view.setUint32(at + 40, link, true);
    view.setBigUint64(at + 56, BigInt(entrySize), true);
  };
  section(1, SHT_SYMTAB, symbolsAt, stringsAt - symbolsAt, 2, SYM_SIZE);
  section(2, SHT_STRTAB, stringsAt, strings.length, 0, 0);
  return file;
}

/** The program `elf` with more in memory. */
export function extendElf(name: string, elf: Uint8Array, more: readonly Segment[]): Uint8Array {
  const { machine, segments } = readElf(name, elf);
  const own = segments.map(({ physicalAddress, bytes, memorySizeBytes }) => {
    const whole = new Uint8Array(memorySizeBytes);
    whole.set(bytes);
    return { address: physicalAddress, bytes: whole };
  });
  return writeElf(machine, [...own, ...more]);
}
