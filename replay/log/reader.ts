/** Reads a recording. Whatever the bytes are, the answer is a recording, a recording with `damage`, or a `LogError`. */
import { decodingAt, LogError, type LogPlace } from './error.ts';
import { type DecodedEvents, decodeEvents } from './events-decoder.ts';
import type { Tally } from './events-encoder.ts';
import { type Frame, parsePrefix, payloadOf } from './frame.ts';
import { componentNames, decodeHeader } from './header.ts';
import { type ImageBlock, ImageDecoder } from './image-decoder.ts';
import { decodeIndex, type IndexRow } from './index-chunk.ts';
import { KeyframeDecoder } from './keyframe-decoder.ts';
import { FORMAT_VERSION } from './limits.ts';
import { unpackAll, unpackOne } from './msgpack.ts';
import type { CheckpointFact, EndFact, ExitFact, LogEvent, LogHeader } from './types.ts';
import { oldestVersion, type Upgrade, upgradeFrom } from './upgrade.ts';
import { walkChunks } from './walk.ts';

const START: LogPlace = { offset: 0, firstStep: 0, lastStep: null };

/**
 * Opens a recording and checks all of it: every byte is the one that was written, or `damage` says which is not. Events and
 * images are decoded when asked for. Throws `LogError` when not even the header can be read.
 *
 * `file` must not be written while the recording is in use. Cost: a CRC and a SHA-256 of the file.
 */
export function openLog(file: Uint8Array): LogReader {
  const upgrade = upgradeOf(file);
  const frames: Frame[] = [];
  let damage: LogError | null = null;
  for (const found of walkChunks(file)) {
    if (found instanceof LogError) {
      damage = found;
      break;
    }
    frames.push(found);
  }
  const [first] = frames;
  if (first === undefined) throw damage ?? new LogError('truncated', START, 'the file ends before its header');
  const header = decodingAt({ ...START, offset: first.offset }, () =>
    decodeHeader(upgrade.header(unpackOne(payloadOf(file, first)))),
  );
  return new LogReader({ file, frames, damage, header, upgrade });
}

function upgradeOf(file: Uint8Array): Upgrade {
  const version = parsePrefix(file);
  if (version === 'notALog') throw new LogError('notALog', START, 'this is not a recording: it does not begin with \\x89RPL');
  if (version === 'damaged')
    throw new LogError('damaged', START, 'the first 16 bytes are not those that were written; copy the file again');
  const upgrade = upgradeFrom(version);
  if (upgrade !== undefined) return upgrade;
  const relation = version > FORMAT_VERSION ? 'newer' : 'older';
  const remedy = version > FORMAT_VERSION ? 'use a newer replay' : 'migrate it with an older replay';
  throw new LogError(
    'version',
    START,
    `format ${version} is ${relation} than this build reads (${oldestVersion()} to ${FORMAT_VERSION}); ${remedy}`,
  );
}

interface Opened {
  readonly file: Uint8Array;
  readonly frames: readonly Frame[];
  readonly damage: LogError | null;
  readonly header: LogHeader;
  readonly upgrade: Upgrade;
}

interface EventChunk {
  readonly frame: Frame;
  /** What the index says of it, if there is one. */
  readonly row: IndexRow | undefined;
}

export class LogReader {
  readonly header: LogHeader;
  /** What is wrong with the file, or null. What is before the damage can be read. */
  readonly damage: LogError | null;
  /** The intact chunks before any damage. */
  readonly chunks: readonly Frame[];
  /** The last event, or null when the recording was not ended or that part is damaged. */
  readonly end: EndFact | null;
  readonly keyframes: KeyframeDecoder;

  readonly #opened: Opened;
  readonly #images: ImageDecoder;
  readonly #components: readonly string[];
  readonly #eventChunks: readonly EventChunk[];
  #tallies: readonly Tally[] | undefined;
  #decoded: { readonly chunk: EventChunk; readonly content: DecodedEvents } | undefined;

  constructor(opened: Opened) {
    const { file, frames, header } = opened;
    this.#opened = opened;
    this.header = header;
    this.chunks = frames;
    this.#images = new ImageDecoder(file, frames, header.images);
    this.keyframes = new KeyframeDecoder(file, frames);
    this.#components = componentNames(header);
    const rows = faultOf(() => readIndex(opened));
    this.#eventChunks = frames.flatMap((frame, i) =>
      frame.kind === 'events' ? [{ frame, row: rows instanceof LogError ? undefined : rows?.[i] }] : [],
    );
    const end = faultOf(() => this.#readEnd());
    this.end = end instanceof LogError ? null : end;
    const faults = [opened.damage, rows, end].filter((fault) => fault instanceof LogError);
    this.damage = faults[0] ?? null;
  }

  /** Step of the last event that can be read. */
  get lastStep(): number {
    return this.#eventChunks.at(-1)?.frame.lastStep ?? 0;
  }

  /** Events from the first one of `fromStep` or later to the end, or to the damage. Checkpoints have every digest. */
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
    return this.#images.blocks(image);
  }

  /** All of `header.images[image]`, verified; throws `LogError` when it is larger than 1 GiB or not the image recorded. */
  readImage(image: number): Uint8Array {
    return this.#images.read(image);
  }

  /**
   * `readImage` for who can tell by other means whether the image is the one recorded: large images take longer to hash than
   * many a run. Whoever finds that something is wrong calls `verifyImages`.
   */
  imageContent(image: number): Uint8Array {
    return this.#images.content(image);
  }

  /** Throws `LogError` when an image is not the one recorded. */
  verifyImages(): void {
    for (const image of this.header.images.keys()) for (const _ of this.#images.blocks(image));
  }

  #decode(chunk: EventChunk): DecodedEvents {
    if (this.#decoded?.chunk === chunk) return this.#decoded.content;
    const { frame, row } = chunk;
    const { file, header, upgrade } = this.#opened;
    const content = decodingAt(frame, () =>
      decodeEvents(upgrade.records(unpackAll(payloadOf(file, frame))), {
        shift: header.shift,
        components: this.#components,
        firstStep: frame.firstStep,
        lastStep: frame.lastStep,
      }),
    );
    if (row !== undefined && (row.exits !== content.tally.exits || row.outputBytes !== content.tally.outputBytes))
      throw new LogError('schema', frame, 'the index does not count what this chunk holds; copy the file again, or record anew');
    this.#decoded = { chunk, content };
    return content;
  }

  #readEnd(): EndFact {
    const last = this.#eventChunks.at(-1);
    const event = last && this.#decode(last).events.at(-1);
    if (event?.kind === 'end') return event;
    const place = { offset: this.chunks.at(-1)!.offset, firstStep: this.lastStep, lastStep: null };
    throw new LogError('schema', place, 'the recording has no last event; it was not ended');
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
function readIndex({ file, frames }: Opened): readonly IndexRow[] | undefined {
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
      `row ${wrong} of the index is not what the file holds; copy the file again, or record anew`,
    );
  return rows;
}
