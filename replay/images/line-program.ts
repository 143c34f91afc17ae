/**
 * Line number programs of DWARF 2 to 5: what each instruction was compiled from. `DWARF: Line Number Information`
 *
 * Bytes are anybody's: what is damaged yields no lines, and nothing takes longer than the section is long. Not read: programs of
 * machines with several operations an instruction.
 */
import { viewOf } from './elf-format.ts';

/** The sections that line programs lie in and refer to. */
export interface LineSections {
  /** `.debug_line` */
  readonly line: Uint8Array;
  /** `.debug_line_str` and `.debug_str`; empty where there is none. */
  readonly lineStrings: Uint8Array;
  readonly strings: Uint8Array;
}

/** A stretch of code without gaps. `end` is exclusive. */
export interface Sequence {
  readonly start: bigint;
  readonly end: bigint;
  /** Offset of its unit in `.debug_line`. */
  readonly unit: number;
}

export interface SourceLine {
  /** Path as the compiler was told it, its directory in front when that is known. */
  readonly file: string;
  readonly line: number;
}

const STANDARD = {
  COPY: 1,
  ADVANCE_PC: 2,
  ADVANCE_LINE: 3,
  SET_FILE: 4,
  CONST_ADD_PC: 8,
  FIXED_ADVANCE_PC: 9,
} as const;
const EXTENDED = { END_SEQUENCE: 1, SET_ADDRESS: 2 } as const;
const FORM = {
  DATA2: 0x05,
  DATA4: 0x06,
  DATA8: 0x07,
  STRING: 0x08,
  BLOCK: 0x09,
  DATA1: 0x0b,
  STRP: 0x0e,
  UDATA: 0x0f,
  DATA16: 0x1e,
  LINE_STRP: 0x1f,
} as const;
const CONTENT = { PATH: 1, DIRECTORY_INDEX: 2 } as const;

/** More files than a unit has, and longer names, are damage. */
const ENTRIES_MAX = 100_000;
const NAME_LENGTH_MAX = 4096;

/** The bytes end before what they should hold, or hold what they can't. */
class Malformed extends Error {
  override readonly name = 'Malformed';
}

/** Reads numbers one after the other. */
class Cursor {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #end: number;
  at: number;

  constructor(bytes: Uint8Array, at: number, end = bytes.length) {
    if (end > bytes.length || at > end) throw new Malformed();
    this.#bytes = bytes;
    this.#view = viewOf(bytes);
    this.#end = end;
    this.at = at;
  }

  get isAtEnd(): boolean {
    return this.at >= this.#end;
  }

  skip(sizeBytes: number): number {
    const { at } = this;
    if (sizeBytes > this.#end - at) throw new Malformed();
    this.at += sizeBytes;
    return at;
  }

  u8(): number {
    return this.#view.getUint8(this.skip(1));
  }

  i8(): number {
    return this.#view.getInt8(this.skip(1));
  }

  u16(): number {
    return this.#view.getUint16(this.skip(2), true);
  }

  u32(): number {
    return this.#view.getUint32(this.skip(4), true);
  }

  u64(): bigint {
    return this.#view.getBigUint64(this.skip(8), true);
  }

  /** An offset or length of 32 or 64 bits, that is of something in a file. */
  offset(is64: boolean): number {
    const value = is64 ? Number(this.u64()) : this.u32();
    if (!Number.isSafeInteger(value)) throw new Malformed();
    return value;
  }

  /** An unsigned LEB128; the bits beyond 2^53 are lost. */
  uleb(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.u8();
      if (factor < 2 ** 49) value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
  }

  sleb(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.u8();
      if (factor < 2 ** 49) value += (byte & 0x7f) * factor;
      if (byte < 0x80) return byte & 0x40 && factor < 2 ** 49 ? value - 128 * factor : value;
    }
  }

  text(): string {
    const end = this.#bytes.indexOf(0, this.at);
    if (end < 0 || end >= this.#end) throw new Malformed();
    const start = this.skip(end - this.at + 1);
    return new TextDecoder().decode(this.#bytes.subarray(start, Math.min(end, start + NAME_LENGTH_MAX)));
  }
}

interface Unit {
  readonly offset: number;
  readonly end: number;
  readonly version: number;
  readonly is64: boolean;
  readonly tablesAt: number;
  readonly programAt: number;
  readonly minimumLength: number;
  readonly lineBase: number;
  readonly lineRange: number;
  readonly opcodeBase: number;
  readonly operandCounts: readonly number[];
}

function readUnit(line: Uint8Array, offset: number): Unit {
  const lengths = new Cursor(line, offset);
  const first = lengths.u32();
  const is64 = first === 0xffff_ffff;
  const length = is64 ? lengths.offset(true) : first;
  const end = lengths.at + length;
  const cursor = new Cursor(line, lengths.at, end);
  const version = cursor.u16();
  if (version < 2 || version > 5) throw new Malformed();
  if (version === 5) cursor.skip(2); // sizes of addresses and segment selectors
  const headerLength = cursor.offset(is64);
  const programAt = cursor.at + headerLength;
  const minimumLength = cursor.u8();
  if (version >= 4 && cursor.u8() > 1) throw new Malformed(); // operations an instruction
  cursor.skip(1); // whether rows are statements at first
  const lineBase = cursor.i8();
  const lineRange = cursor.u8();
  const opcodeBase = cursor.u8();
  if (lineRange === 0 || opcodeBase === 0) throw new Malformed();
  const operandCounts = Array.from({ length: opcodeBase - 1 }, () => cursor.u8());
  if (programAt < cursor.at || programAt > end) throw new Malformed();
  const tablesAt = cursor.at;
  return { offset, end, version, is64, tablesAt, programAt, minimumLength, lineBase, lineRange, opcodeBase, operandCounts };
}

/** One row of the matrix that a program makes: `offset` bytes after `base`. The same object each time. */
interface Row {
  base: bigint;
  offset: number;
  file: number;
  line: number;
  endsSequence: boolean;
}

/** Runs a program. Ends early when `take` answers true. */
function runProgram(line: Uint8Array, unit: Unit, take: (row: Row) => boolean): void {
  const cursor = new Cursor(line, unit.programAt, unit.end);
  const { minimumLength, lineBase, lineRange, opcodeBase, operandCounts } = unit;
  const row: Row = { base: 0n, offset: 0, file: 1, line: 1, endsSequence: false };
  const reset = () => Object.assign(row, { base: 0n, offset: 0, file: 1, line: 1, endsSequence: false });
  const advance = (operations: number) => {
    row.offset += operations * minimumLength;
    if (!Number.isSafeInteger(row.offset)) throw new Malformed();
  };
  while (!cursor.isAtEnd) {
    const opcode = cursor.u8();
    if (opcode >= opcodeBase) {
      const adjusted = opcode - opcodeBase;
      advance(Math.floor(adjusted / lineRange));
      row.line += lineBase + (adjusted % lineRange);
      if (take(row)) return;
      continue;
    }
    switch (opcode) {
      case 0: {
        const size = cursor.uleb();
        const next = cursor.at + size;
        const extended = size === 0 ? 0 : cursor.u8();
        if (extended === EXTENDED.END_SEQUENCE) {
          row.endsSequence = true;
          if (take(row)) return;
          reset();
        } else if (extended === EXTENDED.SET_ADDRESS) {
          row.base = size >= 9 ? cursor.u64() : BigInt(cursor.u32());
          row.offset = 0;
        }
        if (next < cursor.at) throw new Malformed();
        cursor.skip(next - cursor.at);
        break;
      }
      case STANDARD.COPY:
        if (take(row)) return;
        break;
      case STANDARD.ADVANCE_PC:
        advance(cursor.uleb());
        break;
      case STANDARD.ADVANCE_LINE:
        row.line += cursor.sleb();
        break;
      case STANDARD.SET_FILE:
        row.file = cursor.uleb();
        break;
      case STANDARD.CONST_ADD_PC:
        advance(Math.floor((255 - opcodeBase) / lineRange));
        break;
      case STANDARD.FIXED_ADVANCE_PC:
        row.offset += cursor.u16();
        break;
      default:
        for (let count = operandCounts[opcode - 1]!; count > 0; count--) cursor.uleb();
    }
  }
}

/** Where the code of every unit lies. Units that are damaged have none, and end the list when it is not known where the next one is. */
export function* sequencesOf({ line }: LineSections): Generator<Sequence> {
  for (let offset = 0; offset < line.length; ) {
    const found: Sequence[] = [];
    let end: number | undefined;
    try {
      const lengths = new Cursor(line, offset);
      const length = lengths.u32();
      end = length === 0xffff_ffff ? lengths.offset(true) + lengths.at : length + lengths.at;
      const unit = readUnit(line, offset);
      let start: bigint | undefined;
      runProgram(line, unit, (row) => {
        const address = row.base + BigInt(row.offset);
        start ??= address;
        if (!row.endsSequence) return false;
        if (address > start) found.push({ start, end: address, unit: unit.offset });
        start = undefined;
        return false;
      });
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
    }
    yield* found;
    if (end === undefined) return;
    offset = end;
  }
}

/** What the instruction at an address in a sequence was compiled from. */
export function lineIn(sections: LineSections, { unit: offset, start, end }: Sequence, address: bigint): SourceLine | undefined {
  try {
    const unit = readUnit(sections.line, offset);
    const found = { file: 0, line: 0 };
    let isInside = false;
    let isFirst = true;
    runProgram(sections.line, unit, (row) => {
      const at = row.base + BigInt(row.offset);
      if (isFirst) isInside = at === start;
      isFirst = row.endsSequence;
      if (!isInside) return false;
      if (at > address || (row.endsSequence && at === end)) return true;
      found.file = row.file;
      found.line = row.line;
      return false;
    });
    const file = found.line > 0 ? fileOf(sections, unit, found.file) : undefined;
    return file === undefined ? undefined : { file, line: found.line };
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}

function fileOf(sections: LineSections, unit: Unit, number: number): string | undefined {
  const cursor = new Cursor(sections.line, unit.tablesAt, unit.programAt);
  const { directories, files } = unit.version === 5 ? formedTables(sections, unit, cursor) : plainTables(cursor);
  const file = files[unit.version === 5 ? number : number - 1];
  if (file === undefined) return undefined;
  // Before DWARF 5, directory 0 is that of the compilation, which is told elsewhere.
  const directory = directories[unit.version === 5 ? file.directory : file.directory - 1];
  return directory === undefined || file.path.startsWith('/') ? file.path : `${directory}/${file.path}`;
}

interface Tables {
  readonly directories: readonly string[];
  readonly files: readonly { readonly path: string; readonly directory: number }[];
}

/** Versions 2 to 4: lists that end with an empty name. */
function plainTables(cursor: Cursor): Tables {
  const directories: string[] = [];
  for (let path = cursor.text(); path !== ''; path = cursor.text()) directories.push(path);
  const files: { path: string; directory: number }[] = [];
  for (let path = cursor.text(); path !== ''; path = cursor.text()) {
    files.push({ path, directory: cursor.uleb() });
    cursor.uleb(); // time of the last change
    cursor.uleb(); // size
  }
  return { directories, files };
}

/** Version 5: tables that say how their entries are written. */
function formedTables(sections: LineSections, { is64 }: Unit, cursor: Cursor): Tables {
  const entries = () => {
    const format = Array.from({ length: cursor.u8() }, () => ({ content: cursor.uleb(), form: cursor.uleb() }));
    const count = cursor.uleb();
    if (count > ENTRIES_MAX || (format.length === 0 && count > 0)) throw new Malformed();
    return Array.from({ length: count }, () => {
      const entry = { path: '', directory: 0 };
      for (const { content, form } of format) {
        const value = formValue(sections, cursor, form, is64);
        if (content === CONTENT.PATH && typeof value === 'string') entry.path = value;
        if (content === CONTENT.DIRECTORY_INDEX && typeof value === 'number') entry.directory = value;
      }
      return entry;
    });
  };
  const directories = entries().map(({ path }) => path);
  return { directories, files: entries() };
}

function formValue(sections: LineSections, cursor: Cursor, form: number, is64: boolean): string | number {
  switch (form) {
    case FORM.STRING:
      return cursor.text();
    case FORM.LINE_STRP:
      return new Cursor(sections.lineStrings, cursor.offset(is64)).text();
    case FORM.STRP:
      return new Cursor(sections.strings, cursor.offset(is64)).text();
    case FORM.UDATA:
      return cursor.uleb();
    case FORM.DATA1:
      return cursor.u8();
    case FORM.DATA2:
      return cursor.u16();
    case FORM.DATA4:
      return cursor.u32();
    case FORM.DATA8:
      return cursor.skip(8);
    case FORM.DATA16:
      return cursor.skip(16);
    case FORM.BLOCK:
      return cursor.skip(cursor.uleb());
    default:
      throw new Malformed();
  }
}
