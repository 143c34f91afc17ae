/** Builds the chunks of keyframes. FORMAT.md, section "Keyframes". Equal states give equal bytes. */
import { deflate } from './deflate.ts';
import { KEYFRAME_ENCODING, type MemoryRegion, REPEAT, type SavedState, SEQUENCE, type WrittenPages } from './keyframe.ts';
import { PART_STATE, PART_WRITTEN } from './keyframe-parts.ts';
import { PAYLOAD_MAX, WRITTEN_SIZE_MAX } from './limits.ts';
import { pack } from './msgpack.ts';
import { PagesEncoder } from './pages-encoder.ts';
import { putVarint } from './varint.ts';

export class KeyframeEncoder {
  readonly #regions: readonly MemoryRegion[];
  readonly #contents = new PagesEncoder();
  /** By page that is not as it was at reset: the number of its content. */
  readonly #pages = new Map<number, number>();

  constructor(regions: readonly MemoryRegion[]) {
    this.#regions = regions;
  }

  /** From now on a page holds these bytes; null: what it held at reset. */
  setPage(page: number, bytes: Uint8Array | null): void {
    if (bytes === null) this.#pages.delete(page);
    else this.#pages.set(page, this.#contents.numberOf(bytes));
  }

  /** Payloads of a keyframe's chunks, in order. A part that no chunk can hold is left out. */
  encode(state: SavedState, written: WrittenPages): readonly Uint8Array[] {
    const pages = this.#contents.take();
    return [...pages, encodeWritten(written), this.#encodeState(state)].filter((payload) => payload !== undefined);
  }

  #encodeState(state: SavedState): Uint8Array | undefined {
    const { idleNs, idledAt, status, turn, harts, devices, lines, seat, digest } = state;
    const runs = this.#encodeRuns();
    return inPart(
      PART_STATE,
      [],
      pack([
        KEYFRAME_ENCODING,
        this.#regions.map(({ name, sizeBytes }) => [name, sizeBytes]),
        idleNs,
        idledAt,
        [status.kind, status.status],
        [turn.hart, turn.left],
        harts,
        devices.map((device) => [device.name, packPlain(device.state)]),
        lines,
        seat === null ? null : [seat.awaits, packPlain(seat.hypervisor)],
        [runs.length, deflate(Uint8Array.from(runs))],
        digest,
      ]),
    );
  }

  #encodeRuns(): readonly number[] {
    const runs: { page: number; count: number; kind: number; content: number }[] = [];
    for (const [page, content] of [...this.#pages].sort(([a], [b]) => a - b)) {
      const last = runs.at(-1);
      const isAdjacent = last !== undefined && last.page + last.count === page;
      const isRepeat = isAdjacent && content === last.content && (last.kind === REPEAT || last.count === 1);
      const isNext =
        isAdjacent && last.content > 0 && content === last.content + last.count && (last.kind === SEQUENCE || last.count === 1);
      if (isRepeat || isNext) {
        last.kind = isRepeat ? REPEAT : SEQUENCE;
        last.count += 1;
      } else runs.push({ page, count: 1, kind: REPEAT, content });
    }
    const numbers: number[] = [];
    let end = 0;
    for (const { page, count, kind, content } of runs) {
      for (const value of [page - end, count, kind, content]) putVarint(numbers, value);
      end = page + count;
    }
    return numbers;
  }
}

function encodeWritten({ first, segments }: WrittenPages): Uint8Array | undefined {
  const numbers: number[] = [];
  for (const pages of segments) {
    putVarint(numbers, pages.length);
    let next = 0;
    for (const page of pages) {
      putVarint(numbers, page - next);
      next = page + 1;
    }
    if (numbers.length > WRITTEN_SIZE_MAX) return undefined;
  }
  return inPart(PART_WRITTEN, [first, segments.length, numbers.length], deflate(Uint8Array.from(numbers)));
}

function inPart(part: number, numbers: readonly number[], content: Uint8Array): Uint8Array | undefined {
  const head = [part];
  for (const number of numbers) putVarint(head, number);
  const payload = new Uint8Array(head.length + content.length);
  payload.set(head);
  payload.set(content, head.length);
  return payload.length <= PAYLOAD_MAX ? payload : undefined;
}

/** Plain data with the keys of every object sorted (UTF-16 units). */
const packPlain = (value: unknown): Uint8Array => pack(sorted(value));

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const object = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.keys(object)
      .sort()
      .map((key) => [key, sorted(object[key])]),
  );
}
