/** Reads a recording. Whatever the bytes are, the answer is a recording, a recording with `damage`, or a `LogError`. */
import { decodingAt, LogError } from './error.ts';
import type { DecodedEvents } from './events-decoder.ts';
import type { Tally } from './events-encoder.ts';
import { type Frame, payloadOf } from './frame.ts';
import { componentNames } from './header.ts';
import { type ImageBlock, ImageDecoder, type ImagePart } from './image-decoder.ts';
import { decodeIndex } from './index-decoder.ts';
import type { IndexRow } from './index-encoder.ts';
import { KeyframeDecoder } from './keyframe-decoder.ts';
import { decodeMark, isMark, type Lost, type LostImage, type LostSteps } from './lost.ts';
import { decodeEventsChunk, type Scan, scanLog } from './scan.ts';
import type { CheckpointFact, EndFact, ExitFact, LogEvent, LogHeader } from './types.ts';

/**
 * Opens a recording and checks all of it: every byte is the one that was written, or `damage` says which is not. Events and
 * images are decoded when asked for. Throws `LogError` when not even the header can be read.
 *
 * `file` must not be written while the recording is in use. Cost: a CRC and a SHA-256 of the file.
 */
export function openLog(file: Uint8Array): LogReader {
  return new LogReader(scanLog(file, { isThorough: false }));
}

/** Decoded chunks that are kept: those of a short recording all, of one with large chunks the last. Bytes in the file. */
const DECODED_MAX = 65_536;

interface EventChunk {
  readonly frame: Frame;
  /** What the index says of it, if there is one. */
  readonly row: IndexRow | undefined;
}

/**
 * A recording. Where a repair left a hole in it, the recording goes to the hole: that is what a machine can be made to do
 * again. `allEvents` gives what is kept after it.
 */
export class LogReader {
  readonly header: LogHeader;
  /** What is wrong with the file, or null. What is before the damage can be read. */
  readonly damage: LogError | null;
  /** The intact chunks before any damage. */
  readonly chunks: readonly Frame[];
  /** The last event, or null when the recording was not ended, or that part is damaged or after a hole. */
  readonly end: EndFact | null;
  /** Before any hole. */
  readonly keyframes: KeyframeDecoder;
  /** What a repair could not save, in the order of the file. */
  readonly lost: readonly Lost[];

  readonly #scan: Scan;
  readonly #images: ImageDecoder;
  readonly #components: readonly string[];
  readonly #allChunks: readonly EventChunk[];
  /** Those before the first hole. */
  readonly #eventChunks: readonly EventChunk[];
  #tallies: readonly Tally[] | undefined;
  /** The chunks that were decoded last, and their payloads' bytes together. */
  readonly #decoded = new Map<EventChunk, DecodedEvents>();
  #decodedSize = 0;

  constructor(scan: Scan) {
    const { file, frames, header, problems } = scan;
    this.#scan = scan;
    this.header = header;
    this.chunks = frames;
    this.#images = new ImageDecoder(file, frames, header.images);
    this.#components = componentNames(header);
    const rows = faultOf(() => readIndex(scan));
    this.#allChunks = frames.flatMap((frame, i) =>
      frame.kind === 'events' ? [{ frame, row: rows instanceof LogError ? undefined : rows?.[i] }] : [],
    );
    const marks = faultOf(() => this.#readMarks());
    this.lost = marks instanceof LogError ? [] : marks.map(({ lost }) => lost);
    const hole = marks instanceof LogError ? undefined : marks.find(({ lost }) => lost.what === 'steps');
    this.#eventChunks = hole === undefined ? this.#allChunks : this.#allChunks.slice(0, hole.index);
    const holeOffset = hole === undefined ? Number.POSITIVE_INFINITY : this.#allChunks[hole.index]!.frame.offset;
    this.keyframes = new KeyframeDecoder(
      file,
      frames.filter(({ offset }) => offset < holeOffset),
    );
    const end = hole === undefined ? faultOf(() => this.#readEnd()) : null;
    this.end = end instanceof LogError ? null : end;
    const faults = [...problems, rows, marks, end].filter((fault) => fault instanceof LogError);
    this.damage = faults[0] ?? null;
  }

  /** The first hole that a repair left, or null: events from its step on are after it. */
  get hole(): LostSteps | null {
    return (this.lost.find(({ what }) => what === 'steps') as LostSteps | undefined) ?? null;
  }

  /** Step of the last event that can be read, before any hole. */
  get lastStep(): number {
    return this.#eventChunks.at(-1)?.frame.lastStep ?? 0;
  }

  /** Events from the first one of `fromStep` or later to the end, the damage or the hole. Checkpoints have every digest. */
  *events(fromStep = 0): Generator<LogEvent> {
    const start = this.#eventChunks.findIndex(({ frame }) => frame.lastStep >= fromStep);
    if (start === -1) return;
    let digests = this.#digestsBefore(start);
    for (const chunk of this.#eventChunks.slice(start))
      for (const event of this.#decode(chunk).events) {
        if (event.kind === 'checkpoint') digests = { ...digests, ...event.digests };
        if (event.step >= fromStep)
          yield event.kind === 'checkpoint' ? { ...event, digests: this.#complete(event, digests) } : event;
      }
  }

  /**
   * All that is kept, over holes. What is lost has its place among the events as an `input/perturbed` with the details that
   * FORMAT.md has in "Lost". Checkpoints have the digests that were stored since the last hole: not all, perhaps.
   */
  *allEvents(): Generator<LogEvent> {
    let digests: Readonly<Record<string, bigint>> = {};
    for (const chunk of this.#allChunks) {
      if (isMark(payloadOf(this.#scan.file, chunk.frame))) digests = {};
      for (const event of this.#decode(chunk).events) {
        if (event.kind === 'checkpoint') digests = { ...digests, ...event.digests };
        yield event.kind === 'checkpoint' ? { ...event, digests } : event;
      }
    }
  }

  *checkpoints(fromStep = 0): Generator<CheckpointFact> {
    for (const event of this.events(fromStep)) if (event.kind === 'checkpoint') yield event;
  }

  /** How many VM exits were recorded. */
  exitCount(): number {
    return this.#talliesByChunk().reduce((sum, { exits }) => sum + exits, 0);
  }

  /** VM exit `number`, counted from 0. Decodes one chunk. */
  exitAt(number: number): ExitFact | undefined {
    let before = 0;
    for (const [i, { exits }] of this.#talliesByChunk().entries()) {
      if (number < before + exits) {
        const inChunk = this.#decode(this.#eventChunks[i]!).events.filter((event) => event.kind === 'exit');
        return inChunk[number - before];
      }
      before += exits;
    }
    return undefined;
  }

  /** The blocks of `header.images[image]` that are not zeros; throws after the last when they are not the image recorded. */
  imageBlocks(image: number): Generator<ImageBlock> {
    this.#expectImage(image);
    return this.#images.blocks(image);
  }

  /** All of `header.images[image]`, verified; throws `LogError` when it is larger than 1 GiB or not the image recorded. */
  readImage(image: number): Uint8Array {
    this.#expectImage(image);
    return this.#images.read(image);
  }

  /**
   * What `readImage` has besides zeros, for who can tell by other means whether the image is the one recorded: large images take
   * longer to hash than many a run. Whoever finds that something is wrong calls `verifyImages`.
   */
  imageParts(image: number): readonly ImagePart[] {
    this.#expectImage(image);
    return this.#images.parts(image);
  }

  /** Throws `LogError` when an image is not the one recorded. */
  verifyImages(): void {
    for (const image of this.header.images.keys()) this.verifyImage(image);
  }

  /** Throws `LogError` when the image is not the one recorded. One that a repair found to be lost is not looked at. */
  verifyImage(image: number): void {
    if (this.#lostImage(image) === undefined) for (const _ of this.#images.blocks(image));
  }

  #decode(chunk: EventChunk): DecodedEvents {
    const known = this.#decoded.get(chunk);
    if (known !== undefined) return known;
    const { frame, row } = chunk;
    const content = decodeEventsChunk(this.#scan, frame);
    if (row !== undefined && (row.exits !== content.tally.exits || row.outputBytes !== content.tally.outputBytes))
      throw new LogError('schema', frame, 'the index does not count what this chunk holds; make it anew with `replay repair`');
    this.#decodedSize += frame.sizeBytes;
    if (this.#decodedSize > DECODED_MAX) {
      this.#decoded.clear();
      this.#decodedSize = frame.sizeBytes;
    }
    this.#decoded.set(chunk, content);
    return content;
  }

  #lostImage(image: number): LostImage | undefined {
    return this.lost.find((lost) => lost.what === 'image' && lost.image === image) as LostImage | undefined;
  }

  #expectImage(image: number): void {
    const { role, name, sha256 } = this.header.images[image]!;
    if (this.#lostImage(image) === undefined) return;
    throw new LogError(
      'image',
      { offset: 0, firstStep: 0, lastStep: null },
      `the image ${role} (${name}) was lost with a damaged file; repair that file again with \`--image FILE\`, SHA-256 ${sha256}`,
    );
  }

  #readMarks(): readonly { readonly index: number; readonly lost: Lost }[] {
    return this.#allChunks.flatMap(({ frame }, index) => {
      const payload = payloadOf(this.#scan.file, frame);
      return isMark(payload) ? [{ index, lost: decodingAt(frame, () => decodeMark(payload, frame.firstStep)) }] : [];
    });
  }

  #readEnd(): EndFact {
    const last = this.#eventChunks.at(-1);
    const event = last && this.#decode(last).events.at(-1);
    if (event?.kind === 'end') return event;
    const place = { offset: this.chunks.at(-1)!.offset, firstStep: this.lastStep, lastStep: null };
    throw new LogError(
      'schema',
      place,
      'the recording has no last event; it was not ended; save what it has with `replay repair`',
    );
  }

  /** Digests as they were at the end of the chunk before `start`: from the last checkpoint that stored all of them. */
  #digestsBefore(start: number): Readonly<Record<string, bigint>> {
    const later: CheckpointFact[] = [];
    for (const chunk of this.#eventChunks.slice(0, start).reverse()) {
      const checkpoint = this.#decode(chunk).events.findLast((event) => event.kind === 'checkpoint');
      if (checkpoint !== undefined) later.push(checkpoint);
      if (checkpoint !== undefined && Object.keys(checkpoint.digests).length === this.#components.length) break;
    }
    return Object.assign({}, ...later.reverse().map(({ digests }) => digests));
  }

  #complete(checkpoint: CheckpointFact, digests: Readonly<Record<string, bigint>>): Readonly<Record<string, bigint>> {
    if (Object.keys(digests).length === this.#components.length) return digests;
    const place = { offset: 0, firstStep: checkpoint.step, lastStep: checkpoint.step };
    throw new LogError('schema', place, 'a checkpoint lacks digests that none before it stored');
  }

  #talliesByChunk(): readonly Tally[] {
    return (this.#tallies ??= this.#eventChunks.map((chunk) => chunk.row ?? this.#decode(chunk).tally));
  }
}

/** What a step of opening answers, or the `LogError` it throws. */
function faultOf<T>(open: () => T): T | LogError {
  try {
    return open();
  } catch (error) {
    if (error instanceof LogError) return error;
    throw error;
  }
}

/** The rows of the index, which must agree with the chunks, or undefined when the file has none. */
function readIndex({ file, frames }: Scan): readonly IndexRow[] | undefined {
  const frame = frames.at(-1);
  if (frame?.kind !== 'index') return undefined;
  const rows = decodingAt(frame, () => decodeIndex(payloadOf(file, frame), frames.length - 1));
  const wrong = rows.findIndex((row, i) => {
    const chunk = frames[i]!;
    return row.sizeBytes !== chunk.sizeBytes || row.firstStep !== chunk.firstStep || row.lastStep !== chunk.lastStep;
  });
  if (wrong !== -1)
    throw new LogError(
      'schema',
      frame,
      `row ${wrong} of the index is not what the file holds; make it anew with \`replay repair\``,
    );
  return rows;
}
