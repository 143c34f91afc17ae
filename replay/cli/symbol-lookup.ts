/** Names and source lines of addresses in a recording's guest, from the files whose digests it keeps. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { hex } from '#core/hex.ts';
import type { SourceLine } from '../images/line-program.ts';
import { type LineTable, readLines } from '../images/lines.ts';
import { imagesNamed } from '../images/package-files.ts';
import { readImageFile } from '../images/read-file.ts';
import { type Place, readSymbols, type SymbolTable } from '../images/symbols.ts';
import type { SymbolFile } from '../log/types.ts';
import type { Output } from './output.ts';

/** A symbol without a size, so far behind, says nothing of an address. */
const OFFSET_MAX = 0x10_0000n;

export interface SymbolLookup {
  readonly isEmpty: boolean;
  /** `uart_putc+0x14 (uart.c:31)`, the line where the file has debug information; '' when no file knows the address. */
  nameOf(address: bigint): string;
  /** The function or variable without what is behind it; '' when no file knows. */
  symbolOf(address: bigint): string;
  sourceOf(address: bigint): SourceLine | undefined;
  /** Value of a symbol. */
  addressOf(name: string): bigint | undefined;
}

/** What one file knows. */
interface Knowledge {
  readonly symbols: SymbolTable;
  readonly lines: LineTable;
}

const knowledgeOf = (path: string, bytes: Uint8Array): Knowledge => ({
  symbols: readSymbols(path, bytes),
  lines: readLines(path, bytes),
});

interface Request {
  /** The recording: files beside it are looked at, and those that come with the program. */
  readonly log: string;
  readonly recorded: readonly SymbolFile[];
  /** Files that the user names, which are asked first. */
  readonly paths: readonly string[];
}

/** Tells of what it does without. Throws `ImageError` for a file that the user names. */
export function symbolLookup(output: Pick<Output, 'tell'>, { log, recorded, paths }: Request): SymbolLookup {
  const tables: Knowledge[] = [];
  const found = new Set<string>();
  for (const path of paths) {
    const bytes = readImageFile(path);
    const sha256 = digestOf(bytes);
    found.add(sha256);
    tables.push(knowledgeOf(path, bytes));
    const other = recorded.find((file) => file.name === basename(path) && file.sha256 !== sha256);
    if (other !== undefined && !recorded.some((file) => file.sha256 === sha256))
      output.tell(`replay: note: ${path} is not the ${other.name} that was recorded; its names may be wrong`);
  }
  for (const { name, sha256 } of recorded.filter((file) => !found.has(file.sha256))) {
    const table = knowledgeWith(name, sha256, log);
    if (table !== undefined) tables.push(table);
    else
      output.tell(`replay: note: no ${name} with the recorded digest was found, so its addresses have no names; try --symbols`);
  }
  return lookupIn(tables);
}

function lookupIn(tables: readonly Knowledge[]): SymbolLookup {
  const placeOf = (address: bigint): Place | undefined => {
    for (const { symbols } of tables) {
      const place = symbols.placeOf(address);
      if (place !== undefined && place.offset <= OFFSET_MAX) return place;
    }
    return undefined;
  };
  const sourceOf = (address: bigint) => firstOf(tables, ({ lines }) => lines.lineOf(address));
  return {
    isEmpty: tables.length === 0,
    nameOf(address) {
      const place = placeOf(address);
      if (place === undefined) return '';
      const source = sourceOf(address);
      const name = place.offset === 0n ? place.name : `${place.name}+${hex(place.offset)}`;
      return source === undefined ? name : `${name} (${basename(source.file)}:${source.line})`;
    },
    symbolOf: (address) => placeOf(address)?.name ?? '',
    sourceOf,
    addressOf: (name) => firstOf(tables, ({ symbols }) => symbols.addressOf(name)),
  };
}

function firstOf<T>(tables: readonly Knowledge[], ask: (table: Knowledge) => T | undefined): T | undefined {
  for (const table of tables) {
    const answer = ask(table);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

function knowledgeWith(name: string, sha256: string, log: string): Knowledge | undefined {
  if (basename(name) !== name) return undefined;
  for (const path of [join(dirname(log), name), ...imagesNamed(name)]) {
    if (!existsSync(path)) continue;
    const bytes = readImageFile(path);
    if (digestOf(bytes) === sha256) return knowledgeOf(path, bytes);
  }
  return undefined;
}

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
