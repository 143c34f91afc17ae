/** What two recordings were made from, where that is not the same. */
import type { RegionContent } from '#core/machine/board.ts';
import { PAGE_SIZE } from '#core/memory/paged-memory.ts';
import type { LogHeader } from '../log/types.ts';
import { differingRanges } from './difference.ts';

export interface HeaderDifference {
  /** `board`, `image kernel`, `parameter harts`, `component serial` … */
  readonly what: string;
  /** In words; null: it has none. */
  readonly a: string | null;
  readonly b: string | null;
  /** Does it decide what the machine does? Versions of programs and of digests, and symbols, do not. */
  readonly isPartOfRun: boolean;
}

/** In the order of the header. */
export function headerDifferences(a: LogHeader, b: LogHeader): readonly HeaderDifference[] {
  const [one, other] = [entriesOf(a), entriesOf(b)];
  return [...new Set([...one.keys(), ...other.keys()])].flatMap((what) => {
    const [before, now] = [one.get(what), other.get(what)];
    if (before?.text === now?.text) return [];
    const { isPartOfRun } = (before ?? now)!;
    return [{ what, a: before?.text ?? null, b: now?.text ?? null, isPartOfRun }];
  });
}

interface Entry {
  readonly text: string;
  readonly isPartOfRun: boolean;
}

function entriesOf(header: LogHeader): ReadonlyMap<string, Entry> {
  const part = (what: string, text: string): readonly [string, Entry] => [what, { text, isPartOfRun: true }];
  const note = (what: string, text: string): readonly [string, Entry] => [what, { text, isPartOfRun: false }];
  return new Map([
    note('engine', header.engine),
    part('board', header.board),
    part('icount shift', String(header.shift)),
    ...Object.entries(header.parameters).map(([name, value]) => part(`parameter ${name}`, String(value))),
    part('append', JSON.stringify(header.append)),
    ...header.images.map(({ role, sha256, sizeBytes }) => part(`image ${role}`, `${sizeBytes} bytes, sha256 ${sha256}`)),
    ...header.symbols.map(({ name, sha256 }) => note(`symbols ${name}`, `sha256 ${sha256}`)),
    ...Object.entries(header.components).map(([name, version]) => note(`component ${name}`, version)),
  ]);
}

/** Bytes that regions hold at reset, where they are not the same. */
export interface InitialDifference {
  readonly region: string;
  readonly offset: number;
  readonly sizeBytes: number;
  /** How many of them differ; equal ones lie between. */
  readonly bytesThatDiffer: number;
}

/** Differing bytes with fewer equal ones between are told as one stretch. */
const GAP_MAX = 16;

export function initialDifferences(a: readonly RegionContent[], b: readonly RegionContent[]): readonly InitialDifference[] {
  const [one, other] = [pagesOf(a), pagesOf(b)];
  const places = [...new Set([...one.keys(), ...other.keys()])].sort((x, y) => compareText(placeOf(x), placeOf(y)));
  const stretches: InitialDifference[] = [];
  for (const key of places) {
    const { region, page } = placeOf(key);
    for (const [from, to] of differingRanges(one.get(key) ?? ZEROS, other.get(key) ?? ZEROS)) {
      const offset = page * PAGE_SIZE + from;
      const last = stretches.at(-1);
      const isNear = last?.region === region && offset - (last.offset + last.sizeBytes) < GAP_MAX;
      if (isNear)
        stretches.splice(-1, 1, {
          ...last,
          sizeBytes: offset + to - from - last.offset,
          bytesThatDiffer: last.bytesThatDiffer + to - from,
        });
      else stretches.push({ region, offset, sizeBytes: to - from, bytesThatDiffer: to - from });
    }
  }
  return stretches;
}

const ZEROS = new Uint8Array(PAGE_SIZE);

interface Place {
  readonly region: string;
  readonly page: number;
}

const compareText = (x: Place, y: Place): number => (x.region === y.region ? x.page - y.page : x.region < y.region ? -1 : 1);

function placeOf(key: string): Place {
  const at = key.lastIndexOf(' ');
  return { region: key.slice(0, at), page: Number(key.slice(at + 1)) };
}

/** Every page that holds something, by region and number. */
export function pagesOf(contents: readonly RegionContent[]): ReadonlyMap<string, Uint8Array> {
  const pages = new Map<string, Uint8Array>();
  for (const { region, offset, bytes, times = 1 } of contents)
    for (let turn = 0; turn < times; turn++)
      for (let done = 0; done < bytes.length; ) {
        const at = offset + turn * bytes.length + done;
        const length = Math.min(bytes.length - done, PAGE_SIZE - (at % PAGE_SIZE));
        const key = `${region} ${Math.floor(at / PAGE_SIZE)}`;
        const piece = bytes.subarray(done, done + length);
        if (length === PAGE_SIZE) pages.set(key, piece);
        else {
          const page = (pages.get(key) ?? ZEROS).slice();
          page.set(piece, at % PAGE_SIZE);
          pages.set(key, page);
        }
        done += length;
      }
  return pages;
}
