/** Names of addresses in a recording's guest, from the files whose digests it keeps. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { hex } from '#core/hex.ts';
import { imagesNamed } from '../images/package-files.ts';
import { readImageFile } from '../images/read-file.ts';
import { readSymbols, type SymbolTable } from '../images/symbols.ts';
import type { SymbolFile } from '../log/types.ts';
import type { Output } from './output.ts';

/** A symbol without a size, so far behind, says nothing of an address. */
const OFFSET_MAX = 0x10_0000n;

export interface SymbolLookup {
  readonly isEmpty: boolean;
  /** `uart_putc+0x14`, or '' when no file knows. */
  nameOf(address: bigint): string;
}

interface Request {
  /** The recording: files beside it are looked at, and those that come with the program. */
  readonly log: string;
  readonly recorded: readonly SymbolFile[];
  /** Files that the user names, which are asked first. */
  readonly paths: readonly string[];
}

/** Tells of what it does without. Throws `ImageError` for a file that the user names. */
export function symbolLookup(output: Output, { log, recorded, paths }: Request): SymbolLookup {
  const tables: SymbolTable[] = [];
  const found = new Set<string>();
  for (const path of paths) {
    const bytes = readImageFile(path);
    const sha256 = digestOf(bytes);
    found.add(sha256);
    tables.push(readSymbols(path, bytes));
    const other = recorded.find((file) => file.name === basename(path) && file.sha256 !== sha256);
    if (other !== undefined && !recorded.some((file) => file.sha256 === sha256))
      output.tell(`replay: note: ${path} is not the ${other.name} that was recorded; its names may be wrong`);
  }
  for (const { name, sha256 } of recorded.filter((file) => !found.has(file.sha256))) {
    const table = tableWith(name, sha256, log);
    if (table !== undefined) tables.push(table);
    else
      output.tell(`replay: note: no ${name} with the recorded digest was found, so its addresses have no names; try --symbols`);
  }
  return {
    isEmpty: tables.length === 0,
    nameOf(address) {
      for (const table of tables) {
        const place = table.placeOf(address);
        if (place === undefined || place.offset > OFFSET_MAX) continue;
        return place.offset === 0n ? place.name : `${place.name}+${hex(place.offset)}`;
      }
      return '';
    },
  };
}

function tableWith(name: string, sha256: string, log: string): SymbolTable | undefined {
  if (basename(name) !== name) return undefined;
  for (const path of [join(dirname(log), name), ...imagesNamed(name)]) {
    if (!existsSync(path)) continue;
    const bytes = readImageFile(path);
    if (digestOf(bytes) === sha256) return readSymbols(path, bytes);
  }
  return undefined;
}

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
