/** The file as a prefix, chunks and a trailer. FORMAT.md, sections "Prefix", "Chunk" and "Trailer". Numbers are little-endian. */
import { crc32c, sha256 } from './hash.ts';
import { BLOCKS_PAYLOAD_MAX, EVENTS_PAYLOAD_MAX, HEADER_PAYLOAD_MAX, IMAGE_MAP_PAYLOAD_MAX, PAYLOAD_MAX } from './limits.ts';

/** The first byte has its high bit set and line ends follow, so that a transfer as text shows at once (after PNG). */
export const MAGIC = Uint8Array.of(0x89, 0x52, 0x50, 0x4c, 0x0d, 0x0a, 0x1a, 0x0a); // \x89 R P L \r \n \x1a \n
export const PREFIX_SIZE = 16;
export const FRAME_SIZE = 28;
export const TRAILER_SIZE = 16;
const TRAILER_MAGIC = 0x454c5052; // R P L E
const SPAN_MAX = 0xffff_ffff;
/** Bytes of SHA-256 that link a chunk to the one before it. */
const LINK_SIZE = 8;

export type ChunkKind = 'header' | 'blocks' | 'imageMap' | 'events' | 'keyframe' | 'index';

/** In the order of their codes, which begin at 1. */
const KINDS: readonly { readonly kind: ChunkKind; readonly payloadMax: number }[] = [
  { kind: 'header', payloadMax: HEADER_PAYLOAD_MAX },
  { kind: 'blocks', payloadMax: BLOCKS_PAYLOAD_MAX },
  { kind: 'imageMap', payloadMax: IMAGE_MAP_PAYLOAD_MAX },
  { kind: 'events', payloadMax: EVENTS_PAYLOAD_MAX },
  { kind: 'keyframe', payloadMax: PAYLOAD_MAX },
  { kind: 'index', payloadMax: PAYLOAD_MAX },
];

/** The frame of one chunk in a file. */
export interface Frame {
  readonly kind: ChunkKind;
  /** Of the chunk, from the start of the file. */
  readonly offset: number;
  /** Of the chunk, frame included. */
  readonly sizeBytes: number;
  readonly firstStep: number;
  readonly lastStep: number;
  /** First bytes of the SHA-256 of what comes before the chunk: the whole previous chunk, or the prefix. */
  readonly link: bigint;
}

/** The link that a chunk after `previous` must carry. */
export function linkAfter(previous: Uint8Array): bigint {
  return viewOf(sha256(previous)).getBigUint64(0, true);
}

export function encodePrefix(version: number): Uint8Array {
  const prefix = new Uint8Array(PREFIX_SIZE);
  prefix.set(MAGIC);
  viewOf(prefix).setUint32(8, version, true);
  viewOf(prefix).setUint32(12, crc32c(prefix.subarray(0, 12)), true);
  return prefix;
}

/** The version in a file's prefix, or what is wrong with it. */
export function parsePrefix(file: Uint8Array): number | 'notALog' | 'damaged' {
  const isOurs = file.length >= MAGIC.length && MAGIC.every((byte, i) => file[i] === byte);
  const view = viewOf(file);
  const isWhole = file.length >= PREFIX_SIZE && view.getUint32(12, true) === crc32c(file.subarray(0, 12));
  if (isOurs) return isWhole ? view.getUint32(8, true) : 'damaged';
  return isNearlyPrefix(file) ? 'damaged' : 'notALog';
}

/** Does a file that lacks the magic number still look like one of ours, e.g. after one byte changed? */
function isNearlyPrefix(file: Uint8Array): boolean {
  return MAGIC.filter((byte, i) => file[i] === byte).length >= MAGIC.length / 2;
}

export interface ChunkContent {
  readonly kind: ChunkKind;
  readonly firstStep: number;
  /** At most 2^32 - 1 after `firstStep`. */
  readonly lastStep: number;
  readonly link: bigint;
  readonly payload: Uint8Array;
}

/** True when one frame can tell this range of steps. */
export function fitsSpan(firstStep: number, lastStep: number): boolean {
  return lastStep - firstStep <= SPAN_MAX;
}

export function encodeChunk({ kind, firstStep, lastStep, link, payload }: ChunkContent): Uint8Array {
  const chunk = new Uint8Array(FRAME_SIZE + payload.length);
  const view = viewOf(chunk);
  const code = KINDS.findIndex((entry) => entry.kind === kind) + 1;
  view.setUint32(4, code * 2 ** 24 + payload.length, true);
  view.setBigUint64(8, link, true);
  view.setBigUint64(8 + LINK_SIZE, BigInt(firstStep), true);
  view.setUint32(24, lastStep - firstStep, true);
  chunk.set(payload, FRAME_SIZE);
  view.setUint32(0, crc32c(chunk.subarray(4)), true);
  return chunk;
}

/** Reads the frame at an offset without checking its CRC, or says what cannot be. */
export function parseFrame(file: Uint8Array, offset: number): Frame | { readonly problem: string; readonly isCut: boolean } {
  const rest = file.length - offset;
  if (rest < FRAME_SIZE) return { problem: `a chunk takes at least ${FRAME_SIZE} bytes, ${rest} are left`, isCut: true };
  const view = viewOf(file);
  const word = view.getUint32(offset + 4, true);
  const code = word >>> 24;
  const payloadSize = word & 0xff_ffff;
  const entry = KINDS[code - 1];
  if (entry === undefined) return { problem: `chunks are of kinds 1 to ${KINDS.length}, kind ${code} came`, isCut: false };
  if (payloadSize > entry.payloadMax)
    return {
      problem: `a chunk of kind ${entry.kind} has at most ${entry.payloadMax} bytes, ${payloadSize} are announced`,
      isCut: false,
    };
  const firstStep = Number(view.getBigUint64(offset + 16, true));
  const lastStep = firstStep + view.getUint32(offset + 24, true);
  if (!Number.isSafeInteger(lastStep)) return { problem: `steps are below 2^53, ${lastStep} came`, isCut: false };
  const sizeBytes = FRAME_SIZE + payloadSize;
  if (sizeBytes > rest) return { problem: `the chunk has ${sizeBytes} bytes, ${rest} are left`, isCut: true };
  return { kind: entry.kind, offset, sizeBytes, firstStep, lastStep, link: view.getBigUint64(offset + 8, true) };
}

/** Could `parseFrame` succeed here, with a chunk of `firstStep` or later? Quick, for a search. */
export function mayBeFrame(file: Uint8Array, offset: number, firstStep: number): boolean {
  const code = file[offset + 7]!;
  if (code === 0 || code > KINDS.length || file[offset + 23] !== 0 || file[offset + 22]! >= 0x20) return false;
  const payloadSize = file[offset + 4]! + file[offset + 5]! * 0x100 + file[offset + 6]! * 0x1_0000;
  if (payloadSize > KINDS[code - 1]!.payloadMax || offset + FRAME_SIZE + payloadSize > file.length) return false;
  let step = 0;
  for (let at = 22; at >= 16; at--) step = step * 0x100 + file[offset + at]!;
  return step >= firstStep;
}

/** Is this a chunk that the end of the file cuts off, by the looks of its frame? */
export function mayBeCut(file: Uint8Array, offset: number): boolean {
  const frame = parseFrame(file, offset);
  return 'problem' in frame && frame.isCut;
}

export function chunkOf(file: Uint8Array, frame: Frame): Uint8Array {
  return file.subarray(frame.offset, frame.offset + frame.sizeBytes);
}

export function payloadOf(file: Uint8Array, frame: Frame): Uint8Array {
  return file.subarray(frame.offset + FRAME_SIZE, frame.offset + frame.sizeBytes);
}

/** Does the chunk hold the bytes that were written? */
export function hasGoodCrc(file: Uint8Array, frame: Frame): boolean {
  const chunk = chunkOf(file, frame);
  return viewOf(chunk).getUint32(0, true) === crc32c(chunk.subarray(4));
}

/** The kinds of which the chunk's CRC would hold, were its kind that one. */
export function kindsOfCrc(file: Uint8Array, frame: Frame): readonly ChunkKind[] {
  const chunk = new Uint8Array(chunkOf(file, frame)); // a copy: `slice` of a Buffer is none
  return KINDS.flatMap(({ kind }, i) => {
    chunk[7] = i + 1;
    return viewOf(chunk).getUint32(0, true) === crc32c(chunk.subarray(4)) ? [kind] : [];
  });
}

/** Offset of the index in the trailer of a file that has none. */
export const NO_INDEX = 0;

/** Ends the file, so that the index is found from there. */
export function encodeTrailer(indexOffset: number): Uint8Array {
  const trailer = new Uint8Array(TRAILER_SIZE);
  const view = viewOf(trailer);
  view.setUint32(4, TRAILER_MAGIC, true);
  view.setBigUint64(8, BigInt(indexOffset), true);
  view.setUint32(0, crc32c(trailer.subarray(4)), true);
  return trailer;
}

/** Are the last bytes of a file, from `offset`, a good trailer for an index there? */
export function isTrailer(file: Uint8Array, offset: number, indexOffset: number): boolean {
  const expected = encodeTrailer(indexOffset);
  return file.length - offset === TRAILER_SIZE && expected.every((byte, i) => file[offset + i] === byte);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
