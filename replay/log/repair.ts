/**
 * Makes a recording that can be read of a damaged one: every intact chunk is kept as it is, the index is made anew, and what is
 * lost is marked, so that nobody takes what comes after for what a replay must do.
 */
import { ChunkWriter, type LogSink } from './chunk-writer.ts';
import { LogError } from './error.ts';
import { chunkOf, type Frame, kindsOfCrc, linkAfter, parseFrame, payloadOf } from './frame.ts';
import { sha256, toHex } from './hash.ts';
import { ImageDecoder } from './image-decoder.ts';
import { encodeImages } from './image-encoder.ts';
import { encodeMark } from './lost.ts';
import { type Gap, type Kept, type Salvage, salvageLog } from './salvage.ts';
import type { ImageInfo } from './types.ts';

export interface Repair {
  /** What was wrong with the file. */
  readonly problems: readonly LogError[];
  readonly chunksKept: number;
  /** Intact chunks that have no place in the recording. */
  readonly chunksDropped: number;
  /** Where events are lost. */
  readonly lost: readonly Gap[];
  readonly lostImages: readonly ImageInfo[];
  /** Images that are lost in the file and were put back from those given. */
  readonly restoredImages: readonly ImageInfo[];
  /** Step to which a machine can be made to do what was recorded. */
  readonly runsTo: number;
  /** Events kept that come after something lost. */
  readonly eventsAfter: number;
}

/**
 * Repairs a recording. `files` may hold images that are lost: they are known by their SHA-256. Throws `LogError` when not even
 * the header can be read.
 */
export function repairLog(file: Uint8Array, files: readonly Uint8Array[], sink: LogSink): Repair {
  const salvage = salvageLog(file);
  const [header, ...pieces] = salvage.pieces as [Kept, ...(Kept | Gap)[]];
  const images = imagesOf(salvage, files);
  const isBefore = (piece: Kept | Gap) => piece.kind === 'kept' && isOfImages(piece.frame);
  const eventsFrom = pieces.findLastIndex(isBefore) + 1;
  const events = withoutGapsOfNoEvents(salvage, header, pieces.slice(eventsFrom), images);

  const writer = new ChunkWriter(sink, salvage.version);
  writeKept(writer, file, header);
  const atStart = { firstStep: 0, lastStep: 0 };
  if (images.chunks !== undefined) for (const chunk of images.chunks) writer.write({ ...chunk, ...atStart });
  else for (const piece of pieces.slice(0, eventsFrom)) if (piece.kind === 'kept') writeKept(writer, file, piece);
  for (const image of images.lost) {
    const place = images.place ?? { offset: 0, sizeBytes: 0 };
    writer.write({ kind: 'events', payload: encodeMark({ what: 'image', image, ...place }), ...atStart });
  }
  for (const piece of events)
    if (piece.kind === 'kept') writeKept(writer, file, piece);
    else writeMark(writer, piece);
  writer.end();

  const kept = salvage.pieces.filter(({ kind }) => kind === 'kept').length;
  const holeAt = events.findIndex(({ kind }) => kind === 'gap');
  const after = holeAt === -1 ? [] : events.slice(holeAt);
  const runnable = (holeAt === -1 ? events : events.slice(0, holeAt)) as Kept[];
  return {
    problems: salvage.problems,
    chunksKept: kept,
    chunksDropped: salvage.dropped.length,
    lost: events.filter((piece) => piece.kind === 'gap'),
    lostImages: images.lost.map((image) => salvage.header.images[image]!),
    restoredImages: images.restored.map((image) => salvage.header.images[image]!),
    runsTo: images.lost.length > 0 ? 0 : (runnable.at(-1)?.frame.lastStep ?? 0),
    eventsAfter: after.reduce((sum, piece) => sum + (piece.kind === 'kept' ? (piece.content?.events.length ?? 0) : 0), 0),
  };
}

const isOfImages = ({ kind }: Frame) => kind === 'blocks' || kind === 'imageMap';

function writeKept(writer: ChunkWriter, file: Uint8Array, { frame, content }: Kept): void {
  const { kind, firstStep, lastStep } = frame;
  writer.write({ kind, payload: payloadOf(file, frame), firstStep, lastStep, ...(content && { tally: content.tally }) });
}

function writeMark(writer: ChunkWriter, { offset, sizeBytes, firstStep, lastStep }: Gap): void {
  const payload = encodeMark({ what: 'steps', step: firstStep, toStep: lastStep, offset, sizeBytes });
  writer.write({ kind: 'events', payload, firstStep, lastStep: firstStep });
}

interface Images {
  /** The chunks that hold them, or undefined when those of the file do. */
  readonly chunks: readonly { readonly kind: 'blocks' | 'imageMap'; readonly payload: Uint8Array }[] | undefined;
  /** By their place in the header. */
  readonly lost: readonly number[];
  readonly restored: readonly number[];
  /** Where in the file something of them is lost. */
  readonly place: Pick<Gap, 'offset' | 'sizeBytes'> | undefined;
}

/** The images that are intact, or whose chunks are lost but for which there is a file. */
function imagesOf({ file, header, pieces }: Salvage, files: readonly Uint8Array[]): Images {
  // A damaged pack keeps the place of its blocks, where its frame can be told; they may even be intact.
  const damagedFrames = pieces.flatMap((piece) => (piece.kind === 'gap' ? (lostFrame(file, piece) ?? []) : []));
  const frames = pieces
    .flatMap((piece) => (piece.kind === 'kept' ? [piece.frame] : (lostFrame(file, piece) ?? [])))
    .filter(isOfImages);
  const decoder = new ImageDecoder(file, frames, header.images);
  const damaged = [...header.images.keys()].filter((image) => !isIntact(decoder, image));
  if (damaged.length === 0 && !damagedFrames.some(isOfImages))
    return { chunks: undefined, lost: [], restored: [], place: undefined };
  const given = new Map(files.map((bytes) => [toHex(sha256(bytes)), bytes]));
  const contents = header.images.map(({ sha256: digest, sizeBytes }, image) =>
    damaged.includes(image) ? (given.get(digest) ?? null) : sizeBytes === 0 ? new Uint8Array(0) : decoder.read(image),
  );
  const isLost = (image: number) => contents[image] === null;
  const images = header.images.map((info, image) => ({ ...info, bytes: contents[image] ?? new Uint8Array(0) }));
  const place = pieces.find((piece) => piece.kind === 'gap');
  return { chunks: [...encodeImages(images)], lost: damaged.filter(isLost), restored: damaged.filter((i) => !isLost(i)), place };
}

function isIntact(decoder: ImageDecoder, image: number): boolean {
  try {
    for (const _ of decoder.blocks(image));
    return true;
  } catch (error) {
    if (error instanceof LogError) return false;
    throw error;
  }
}

/** The damaged chunk that a gap is, when it is just one and its frame still tells what it was. */
function lostFrame(file: Uint8Array, { offset, sizeBytes }: Gap): Frame | undefined {
  const frame = sizeBytes === 0 ? undefined : parseFrame(file, offset);
  if (frame === undefined || 'problem' in frame || frame.sizeBytes !== sizeBytes) return undefined;
  // Were it just the kind that changed, the CRC would tell.
  return kindsOfCrc(file, frame).length === 0 ? frame : undefined;
}

/** Leaves out the gaps in which no event can have been. */
function withoutGapsOfNoEvents(
  { file }: Salvage,
  header: Kept,
  pieces: readonly (Kept | Gap)[],
  { chunks }: Images,
): readonly (Kept | Gap)[] {
  return pieces.filter((piece, i) => {
    if (piece.kind === 'kept' || piece.lastStep === null) return true;
    const frame = lostFrame(file, piece);
    if (frame !== undefined && frame.kind !== 'events' && frame.kind !== 'header') return false;
    const next = pieces[i + 1];
    const isAfterImages = i === 0 && chunks !== undefined && next?.kind === 'kept';
    return !(isAfterImages && next.frame.link === linkAfterImages(file, header, chunks));
  });
}

/** What the first chunk of events names as the one before it, when nothing is between it and these images. */
function linkAfterImages(file: Uint8Array, header: Kept, chunks: NonNullable<Images['chunks']>): bigint {
  let last = chunkOf(file, header.frame);
  const writer = new ChunkWriter((bytes) => {
    last = bytes;
  });
  writeKept(writer, file, header);
  for (const chunk of chunks) writer.write({ ...chunk, firstStep: 0, lastStep: 0 });
  return linkAfter(last);
}
