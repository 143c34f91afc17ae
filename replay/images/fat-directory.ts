/**
 * Entries of a FAT directory: 32 bytes for the short name, before them the long name in pieces of 13 UTF-16 units. Field names and
 * rules as in Microsoft's FAT specification, sections "Directory Structure" and "Long File Name Implementation". Times are the
 * epoch of the format, 1980-01-01 00:00:00, so that equal files give equal bytes.
 */
import { ImageError } from './image-error.ts';

export const DIRENT_SIZE = 32;

const ATTR_DIRECTORY = 0x10;
const ATTR_ARCHIVE = 0x20;
const ATTR_LONG_NAME = 0x0f;
const LAST_LONG_ENTRY = 0x40;
/** 1980-01-01. */
const DATE = 0x21;
const LONG_NAME_MAX = 255;
/** Offsets of the 13 units of a name in a long entry: LDIR_Name1, 2 and 3. */
const LONG_UNITS = [1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30] as const;

export interface DirectoryEntry {
  readonly name: string;
  readonly isFolder: boolean;
  /** 0 for an empty file. */
  readonly firstCluster: number;
  /** 0 for a folder. */
  readonly sizeBytes: number;
}

/** The links of a folder to itself and to its parent, which the root has not. */
export function dotEntries(own: number, parent: number): readonly DirectoryEntry[] {
  const link = (name: string, firstCluster: number) => ({ name, isFolder: true, firstCluster, sizeBytes: 0 });
  return [link('.', own), link('..', parent)];
}

/** Bytes that the entries of these names take. */
export function directorySize(names: readonly string[]): number {
  return namesOf(names).reduce((sum, { longEntries }) => sum + (longEntries + 1) * DIRENT_SIZE, 0);
}

/** Throws `ImageError` for a name that FAT can't hold, or two that it can't tell apart. */
export function encodeDirectory(entries: readonly DirectoryEntry[]): Uint8Array {
  const names = namesOf(entries.map(({ name }) => name));
  const bytes = new Uint8Array(names.reduce((sum, { longEntries }) => sum + (longEntries + 1) * DIRENT_SIZE, 0));
  let at = 0;
  for (const [index, entry] of entries.entries()) {
    const { short, longEntries } = names[index]!;
    for (let number = longEntries; number > 0; number--, at += DIRENT_SIZE)
      putLongEntry(bytes, at, { name: entry.name, number, isLast: number === longEntries, checksum: checksumOf(short) });
    putShortEntry(bytes, at, short, entry);
    at += DIRENT_SIZE;
  }
  return bytes;
}

interface FatName {
  /** 11 characters, padded. */
  readonly short: string;
  readonly longEntries: number;
}

function namesOf(names: readonly string[]): readonly FatName[] {
  const taken = new Set<string>();
  const seen = new Set<string>();
  const all = new Set(names.map((name) => name.toUpperCase()));
  return names.map((name) => {
    if (name === '.' || name === '..') return { short: name.padEnd(11), longEntries: 0 };
    checkName(name);
    if (seen.has(name.toUpperCase()))
      throw new ImageError(`${name}: FAT does not tell this name from another that differs in case`);
    seen.add(name.toUpperCase());
    const { short, isWhole } = shortNameOf(name, taken, all);
    taken.add(short);
    return { short, longEntries: isWhole ? 0 : Math.ceil(name.length / LONG_UNITS.length) };
  });
}

function checkName(name: string): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (name === '' || name.length > LONG_NAME_MAX || /[\x00-\x1f\x7f"*/:<>?\\|]/.test(name) || /[ .]$/.test(name))
    throw new ImageError(`${JSON.stringify(name)}: not a name that FAT can hold`);
}

/**
 * "Basis-Name Generation" and "Numeric-Tail Generation": a short name that is none of `taken`, nor, with a tail, any of `all` names.
 * `isWhole` when it says all that the long one does.
 */
function shortNameOf(
  name: string,
  taken: ReadonlySet<string>,
  all: ReadonlySet<string>,
): { readonly short: string; readonly isWhole: boolean } {
  const legal = (text: string) => text.replaceAll(/[ .]/g, '').replaceAll(/[^A-Z0-9$%'\-_@~`!(){}^#&]/g, '_');
  const upper = name.toUpperCase();
  const dot = upper.lastIndexOf('.');
  const base = legal(dot > 0 ? upper.slice(0, dot) : upper);
  const extension = dot > 0 ? legal(upper.slice(dot + 1)) : '';
  const short = (stem: string) => stem.padEnd(8) + extension.slice(0, 3).padEnd(3);
  const written = (stem: string) => (extension === '' ? stem : `${stem}.${extension.slice(0, 3)}`);
  if (base.length <= 8 && written(base) === upper && !taken.has(short(base)))
    return { short: short(base), isWhole: written(base) === name };
  for (let number = 1; ; number++) {
    const tail = `~${number}`;
    const stem = base.slice(0, 8 - tail.length) + tail;
    if (!taken.has(short(stem)) && !all.has(written(stem))) return { short: short(stem), isWhole: false };
  }
}

/** `ChkSum`: rotates right and adds, over the 11 bytes of the short name. */
function checksumOf(short: string): number {
  let sum = 0;
  for (let i = 0; i < short.length; i++) sum = (((sum & 1) << 7) + (sum >> 1) + short.charCodeAt(i)) & 0xff;
  return sum;
}

interface LongEntry {
  readonly name: string;
  /** From 1; the last comes first. */
  readonly number: number;
  readonly isLast: boolean;
  readonly checksum: number;
}

function putLongEntry(bytes: Uint8Array, at: number, { name, number, isLast, checksum }: LongEntry): void {
  bytes[at] = number | (isLast ? LAST_LONG_ENTRY : 0);
  bytes[at + 11] = ATTR_LONG_NAME;
  bytes[at + 13] = checksum;
  const view = new DataView(bytes.buffer, at);
  for (const [i, offset] of LONG_UNITS.entries()) {
    const index = (number - 1) * LONG_UNITS.length + i;
    // A name that ends within the entry is followed by one zero, then by 0xffff.
    view.setUint16(offset, index < name.length ? name.charCodeAt(index) : index === name.length ? 0 : 0xffff, true);
  }
}

function putShortEntry(bytes: Uint8Array, at: number, short: string, entry: DirectoryEntry): void {
  const view = new DataView(bytes.buffer, at);
  for (let i = 0; i < short.length; i++) bytes[at + i] = short.charCodeAt(i);
  bytes[at + 11] = entry.isFolder ? ATTR_DIRECTORY : ATTR_ARCHIVE;
  view.setUint16(16, DATE, true); // DIR_CrtDate
  view.setUint16(18, DATE, true); // DIR_LstAccDate
  view.setUint16(20, entry.firstCluster >>> 16, true); // DIR_FstClusHI
  view.setUint16(24, DATE, true); // DIR_WrtDate
  view.setUint16(26, entry.firstCluster & 0xffff, true); // DIR_FstClusLO
  view.setUint32(28, entry.sizeBytes, true); // DIR_FileSize
}
