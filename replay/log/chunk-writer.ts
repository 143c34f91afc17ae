/** Writes a recording as it lies in the file: a prefix, chunks that are linked to each other, an index and a trailer. */
import type { Tally } from './events-encoder.ts';
import { type ChunkKind, encodeChunk, encodePrefix, encodeTrailer, linkAfter, NO_INDEX } from './frame.ts';
import { encodeIndex, type IndexRow } from './index-encoder.ts';
import { FORMAT_VERSION } from './limits.ts';

/** Takes bytes that follow those it took before, at once and whole. */
export type LogSink = (bytes: Uint8Array) => void;

export interface Chunk {
  readonly kind: ChunkKind;
  readonly payload: Uint8Array;
  readonly firstStep: number;
  readonly lastStep: number;
  readonly tally?: Tally;
}

const NO_TALLY: Tally = { exits: 0, outputBytes: 0 };

export class ChunkWriter {
  readonly #sink: LogSink;
  readonly #rows: IndexRow[] = [];
  #offset = 0;
  #link = 0n;

  /** Writes the prefix. */
  constructor(sink: LogSink, version = FORMAT_VERSION) {
    this.#sink = sink;
    this.#write(encodePrefix(version));
  }

  write({ kind, payload, firstStep, lastStep, tally = NO_TALLY }: Chunk): void {
    const bytes = encodeChunk({ kind, payload, firstStep, lastStep, link: this.#link });
    this.#rows.push({ sizeBytes: bytes.length, firstStep, lastStep, ...tally });
    this.#write(bytes);
  }

  /** The bytes that `write` would hand on. Changes nothing. */
  draft({ kind, payload, firstStep, lastStep }: Chunk): Uint8Array {
    return encodeChunk({ kind, payload, firstStep, lastStep, link: this.#link });
  }

  /** Ends the file with its index and its trailer. */
  end(): void {
    const indexOffset = this.#offset;
    const payload = encodeIndex(this.#rows);
    const step = this.#rows.at(-1)?.lastStep ?? 0;
    if (payload !== undefined) this.write({ kind: 'index', payload, firstStep: step, lastStep: step });
    this.#write(encodeTrailer(payload === undefined ? NO_INDEX : indexOffset));
  }

  #write(bytes: Uint8Array): void {
    this.#sink(bytes);
    this.#offset += bytes.length;
    this.#link = linkAfter(bytes);
  }
}
