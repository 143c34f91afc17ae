/** Reads keyframes back. FORMAT.md, section "Keyframes". What a chunk holds is not believed before it is checked. */
import * as check from './check.ts';
import { decodingAt, SchemaMismatch } from './error.ts';
import { type Frame, payloadOf } from './frame.ts';
import { inflate } from './inflate.ts';
import { KEYFRAME_ENCODING, type Keyframe, type MemoryRegion, type PageRun, SEQUENCE, type WrittenPages } from './keyframe.ts';
import { DEFLATED, PACK_PAGES, PAGE_SIZE, PART_PAGES, PART_STATE, PART_WRITTEN, ZEROS_NUMBER } from './keyframe-parts.ts';
import {
  COMPONENTS_MAX,
  HEADER_ENTRIES_MAX,
  KEYFRAME_PAGES_MAX,
  PAYLOAD_MAX,
  RUNS_SIZE_MAX,
  WRITTEN_SIZE_MAX,
} from './limits.ts';
import { unpackOne } from './msgpack.ts';
import { VarintReader } from './varint.ts';

const BLOCK_SIZE_MAX = 65_536;
const SEGMENTS_MAX = 2 ** 20;

interface Pack {
  readonly frame: Frame;
  readonly first: number;
  readonly count: number;
  readonly method: number;
  readonly content: Uint8Array;
}

export class KeyframeDecoder {
  readonly #file: Uint8Array;
  readonly #frames: readonly Frame[];
  readonly #states: ReadonlyMap<number, Frame>;
  readonly #written: ReadonlyMap<number, Frame>;
  #packs: readonly Pack[] | undefined;
  #open: { readonly pack: Pack; readonly bytes: Uint8Array } | undefined;

  constructor(file: Uint8Array, frames: readonly Frame[]) {
    this.#file = file;
    this.#frames = frames.filter(({ kind }) => kind === 'keyframe');
    this.#states = new Map(this.#partsOf(PART_STATE).map((frame) => [frame.firstStep, frame]));
    this.#written = new Map(this.#partsOf(PART_WRITTEN).map((frame) => [frame.firstStep, frame]));
  }

  /** Steps of the keyframes, ascending. */
  get steps(): readonly number[] {
    return [...this.#states.keys()];
  }

  /** Throws `LogError` for one that is not what the format allows. */
  at(step: number): Keyframe {
    const frame = this.#states.get(step)!;
    return decodingAt(frame, () => decodeKeyframe(step, payloadOf(this.#file, frame).subarray(1)));
  }

  /** What was written since the keyframe before the one at `step`; undefined where that is not kept. Throws `LogError`. */
  writtenBefore(step: number): WrittenPages | undefined {
    const frame = this.#written.get(step);
    return frame && decodingAt(frame, () => decodeWritten(payloadOf(this.#file, frame).subarray(1)));
  }

  /**
   * 4096 bytes, not to be written: pages may share them. Throws `LogError` when they are not there. Quick for numbers in
   * ascending order.
   */
  content(number: number): Uint8Array {
    if (number === ZEROS_NUMBER) return new Uint8Array(PAGE_SIZE);
    const [anywhere] = this.#frames;
    return decodingAt(anywhere!, () => {
      this.#packs ??= this.#readPacks();
      const open = this.#open?.pack;
      const isOpen = open !== undefined && number >= open.first && number < open.first + open.count;
      const pack = isOpen ? open : this.#packs.findLast(({ first }) => first <= number);
      if (pack === undefined || number >= pack.first + pack.count)
        throw new SchemaMismatch(`content ${number} of pages is missing`);
      if (!isOpen) this.#open = { pack, bytes: decodingAt(pack.frame, () => bytesOf(pack)) };
      const start = (number - pack.first) * PAGE_SIZE;
      return this.#open!.bytes.subarray(start, start + PAGE_SIZE);
    });
  }

  #partsOf(part: number): readonly Frame[] {
    return this.#frames.filter((frame) => payloadOf(this.#file, frame)[0] === part);
  }

  #readPacks(): readonly Pack[] {
    const packs = this.#partsOf(PART_PAGES).map((frame) =>
      decodingAt(frame, () => {
        const numbers = new VarintReader(payloadOf(this.#file, frame).subarray(1));
        const first = numbers.next();
        const count = check.uint(numbers.next(), 'pages of a pack', PACK_PAGES);
        return { frame, first, count, method: check.uint(numbers.next(), 'method of a pack', DEFLATED), content: numbers.rest };
      }),
    );
    return packs.sort((a, b) => a.first - b.first);
  }
}

function bytesOf({ count, method, content }: Pack): Uint8Array {
  const sizeBytes = count * PAGE_SIZE;
  return method === DEFLATED ? inflate(content, sizeBytes) : check.bytes(content, 'pages of a pack', sizeBytes, sizeBytes);
}

function decodeKeyframe(step: number, payload: Uint8Array): Keyframe {
  const values = check.list(unpackOne(payload), 'keyframe', 12);
  const [encoding, regions, idleNs, idledAt, status, turn, harts, devices, lines, seat, runs, digest] = values;
  if (encoding !== KEYFRAME_ENCODING)
    throw new SchemaMismatch(`states of encoding ${KEYFRAME_ENCODING} were expected, ${String(encoding).slice(0, 20)} came`);
  const [kind, code] = check.list(status, 'status', 2);
  const [hart, left] = check.list(turn, 'turn', 2);
  const [sizeBytes, deflated] = check.list(runs, 'runs of pages', 2);
  const regionList = check.list(regions, 'regions', HEADER_ENTRIES_MAX).map(decodeRegion);
  return {
    step,
    regions: regionList,
    idleNs: check.uint(idleNs, 'idle'),
    idledAt: check.int(idledAt, 'idledAt'),
    status: { kind: check.text(kind, 'status'), status: code === null ? null : check.int(code, 'status') },
    turn: { hart: check.uint(hart, 'hart'), left: check.uint(left, 'steps left') },
    harts: check.list(harts, 'harts', COMPONENTS_MAX).map((block) => check.bytes(block, 'hart', 0, BLOCK_SIZE_MAX)),
    devices: check.list(devices, 'devices', COMPONENTS_MAX).map(decodeDevice),
    lines: check.list(lines, 'lines', COMPONENTS_MAX).map((line) => check.uint(line, 'lines of a device', 0x7fff_ffff)),
    seat: seat === null ? null : decodeSeat(seat),
    runs: decodeRuns(
      inflate(
        check.bytes(deflated, 'runs of pages', 1, PAYLOAD_MAX),
        check.uint(sizeBytes, 'size of the runs of pages', RUNS_SIZE_MAX),
      ),
      regionList.reduce((sum, region) => sum + region.sizeBytes / PAGE_SIZE, 0),
    ),
    digest: check.u64(digest, 'digest of a keyframe'),
  };
}

function decodeRegion(value: unknown): MemoryRegion {
  const [name, sizeBytes] = check.list(value, 'region', 2);
  const size = check.uint(sizeBytes, 'size of a region');
  if (size % PAGE_SIZE !== 0) throw new SchemaMismatch(`size of a region: a multiple of ${PAGE_SIZE} was expected, ${size} came`);
  return { name: check.text(name, 'name of a region'), sizeBytes: size };
}

function decodeDevice(value: unknown): Keyframe['devices'][number] {
  const [name, state] = check.list(value, 'device', 2);
  return { name: check.text(name, 'name of a device'), state: unpackPlain(state) };
}

function decodeSeat(value: unknown): NonNullable<Keyframe['seat']> {
  const [awaits, hypervisor] = check.list(value, 'seat', 2);
  return { awaits: check.text(awaits, 'what the hypervisor awaits'), hypervisor: unpackPlain(hypervisor) };
}

const unpackPlain = (value: unknown): unknown => ownBytes(unpackOne(check.bytes(value, 'state', 1, PAYLOAD_MAX)));

/** The same data, its bytes in plain arrays of their own. */
function ownBytes(value: unknown): unknown {
  if (value instanceof Uint8Array) return Uint8Array.from(value);
  if (Array.isArray(value)) return value.map(ownBytes);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, ownBytes(field)]));
}

function decodeRuns(bytes: Uint8Array, pageCount: number): readonly PageRun[] {
  const numbers = new VarintReader(bytes);
  const runs: PageRun[] = [];
  let [end, distinct] = [0, 0];
  while (!numbers.isAtEnd) {
    const page = end + numbers.next();
    const count = numbers.next();
    const kind = check.uint(numbers.next(), 'kind of a run of pages', SEQUENCE) as PageRun['kind'];
    end = page + count;
    distinct += kind === SEQUENCE ? count : 1;
    if (count === 0 || end > pageCount) throw new SchemaMismatch(`a run of ${count} pages from page ${page} of ${pageCount}`);
    if (distinct > KEYFRAME_PAGES_MAX) throw new SchemaMismatch(`at most ${KEYFRAME_PAGES_MAX} pages were expected, more came`);
    runs.push({ page, count, kind, content: numbers.next() });
  }
  return runs;
}

function decodeWritten(payload: Uint8Array): WrittenPages {
  const head = new VarintReader(payload);
  const [first, segmentCount, sizeBytes] = [head.next(), head.next(), head.next()];
  check.uint(segmentCount, 'segments', SEGMENTS_MAX);
  const numbers = new VarintReader(inflate(head.rest, check.uint(sizeBytes, 'size of the pages written', WRITTEN_SIZE_MAX)));
  const segments = Array.from({ length: segmentCount }, () => {
    const count = check.uint(numbers.next(), 'pages written in a segment', numbers.rest.length);
    const pages = new Uint32Array(count);
    let next = 0;
    for (let i = 0; i < count; i++) {
      const page = check.uint(next + numbers.next(), 'page', 0xffff_ffff);
      pages[i] = page;
      next = page + 1;
    }
    return pages;
  });
  if (!numbers.isAtEnd) throw new SchemaMismatch('pages written go on after the last segment');
  return { first, segments };
}
