/**
 * Names of addresses, from the symbol table of an ELF file.
 *
 * Takes memory for a few numbers a symbol; names stay in the file's bytes until asked for. Names are not demangled.
 */
import { checkedRange, readElfHeader, SHDR_SIZE, SHT_STRTAB, SHT_SYMTAB, SYM_SIZE, viewOf } from './elf-format.ts';
import { ImageError } from './image-error.ts';

const SHN_UNDEF = 0;
const SHN_ABS = 0xfff1;
const STT_FUNC = 2;
const STB_LOCAL = 0;
/** Longer names, C++ or Rust ones too, are cut. */
const NAME_LENGTH_MAX = 1024;

export interface Place {
  readonly name: string;
  /** Bytes from the symbol to the address. */
  readonly offset: bigint;
}

export interface SymbolTable {
  readonly count: number;
  /** The symbol an address belongs to: the nearest before it, unless that says it is shorter. */
  placeOf(address: bigint): Place | undefined;
  /** Value of a symbol. If there are several of a name, a global one. */
  addressOf(name: string): bigint | undefined;
}

/** Answers an empty table when the file is stripped. Throws `ImageError`. */
export function readSymbols(name: string, bytes: Uint8Array): SymbolTable {
  const { sectionHeaders } = readElfHeader(name, bytes);
  const view = viewOf(bytes);
  for (let index = 0; index < sectionHeaders.count; index++) {
    const at = sectionHeaders.offset + index * sectionHeaders.entrySize;
    if (view.getUint32(at + 4, true) !== SHT_SYMTAB) continue;
    const link = view.getUint32(at + 40, true);
    if (link >= sectionHeaders.count) throw new ImageError(`${name}: the symbol table names section ${link}, which is not there`);
    const stringsAt = sectionHeaders.offset + link * sectionHeaders.entrySize;
    if (view.getUint32(stringsAt + 4, true) !== SHT_STRTAB)
      throw new ImageError(`${name}: the symbol table names section ${link}, which holds no strings`);
    return new ElfSymbolTable(sectionBytes(name, bytes, at, 'symbols'), sectionBytes(name, bytes, stringsAt, 'symbol names'));
  }
  return new ElfSymbolTable(new Uint8Array(0), new Uint8Array(0));
}

function sectionBytes(name: string, file: Uint8Array, at: number, what: string): Uint8Array {
  const header = viewOf(file.subarray(at, at + SHDR_SIZE));
  const size = header.getBigUint64(32, true);
  const offset = checkedRange(name, file, { what, offset: header.getBigUint64(24, true), size });
  return file.subarray(offset, offset + Number(size));
}

class ElfSymbolTable implements SymbolTable {
  readonly #entries: DataView;
  readonly #strings: Uint8Array;
  /** Offsets of the entries that name places, by ascending address; of equals the best name last. */
  readonly #sorted: Uint32Array;

  constructor(entries: Uint8Array, strings: Uint8Array) {
    this.#entries = viewOf(entries);
    this.#strings = strings;
    const places = new Uint32Array(Math.floor(entries.length / SYM_SIZE));
    let count = 0;
    for (let index = 0; index < places.length; index++) if (this.#isPlace(index * SYM_SIZE)) places[count++] = index * SYM_SIZE;
    this.#sorted = places.subarray(0, count).sort((a, b) => this.#compare(a, b));
  }

  get count(): number {
    return this.#sorted.length;
  }

  placeOf(address: bigint): Place | undefined {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#value(this.#sorted[middle]!) <= address) low = middle + 1;
      else high = middle;
    }
    const entry = this.#sorted[low - 1];
    if (entry === undefined) return undefined;
    const offset = address - this.#value(entry);
    const size = this.#size(entry);
    return size !== 0n && offset >= size ? undefined : { name: this.#name(entry), offset };
  }

  addressOf(name: string): bigint | undefined {
    let local: bigint | undefined;
    for (const entry of this.#sorted) {
      if (this.#name(entry) !== name) continue;
      if (this.#binding(entry) !== STB_LOCAL) return this.#value(entry);
      local ??= this.#value(entry);
    }
    return local;
  }

  /** Not sections, files and constants, nor the assembler's own labels (`$x`, `.L1`). A function may be another file's (`--just-symbols`). */
  #isPlace(entry: number): boolean {
    const section = this.#entries.getUint16(entry + 6, true);
    const type = this.#type(entry);
    if (section === SHN_UNDEF || type > STT_FUNC || (section === SHN_ABS && type !== STT_FUNC)) return false;
    const first = this.#strings[this.#entries.getUint32(entry, true)];
    return first !== undefined && first !== 0 && first !== 0x24 && first !== 0x2e;
  }

  #compare(a: number, b: number): number {
    const [x, y] = [this.#value(a), this.#value(b)];
    if (x !== y) return x < y ? -1 : 1;
    const rank = (entry: number) => (this.#size(entry) === 0n ? 0 : 2) + (this.#binding(entry) === STB_LOCAL ? 0 : 1);
    return rank(a) - rank(b) || b - a;
  }

  #type(entry: number): number {
    return this.#entries.getUint8(entry + 4) & 0xf;
  }

  #binding(entry: number): number {
    return this.#entries.getUint8(entry + 4) >> 4;
  }

  #value(entry: number): bigint {
    return this.#entries.getBigUint64(entry + 8, true);
  }

  #size(entry: number): bigint {
    return this.#entries.getBigUint64(entry + 16, true);
  }

  #name(entry: number): string {
    const start = this.#entries.getUint32(entry, true);
    const end = this.#strings.indexOf(0, start);
    const last = Math.min(end < 0 ? this.#strings.length : end, start + NAME_LENGTH_MAX);
    return new TextDecoder().decode(this.#strings.subarray(start, last));
  }
}
