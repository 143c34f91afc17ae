/**
 * Cuts images into blocks of 4 KiB and keeps each content once. FORMAT.md, sections "Blocks" and "Image map".
 *
 * Blocks are numbered from 1 as they first come; number 0 is the block of zeros, which is never kept.
 */
import { deflate } from './deflate.ts';
import { isEqual, sha256, toHex } from './hash.ts';
import { BLOCK_SIZE, DEFLATED, MAP_RUNS_MAX, PACK_BLOCKS, REPEAT, SEQUENCE, STORED } from './image-blocks.ts';
import { pack } from './msgpack.ts';
import type { ImageInfo } from './types.ts';

const ZEROS = new Uint8Array(BLOCK_SIZE);

/** See `REPEAT` and `SEQUENCE`. */
interface Run {
  kind: typeof REPEAT | typeof SEQUENCE;
  count: number;
  block: number;
}

/** A file to put into the machine, with its bytes. */
export interface ImageFile extends Pick<ImageInfo, 'role' | 'name' | 'loadAddress'> {
  readonly bytes: Uint8Array;
}

export function describeImage({ role, name, loadAddress, bytes }: ImageFile): ImageInfo {
  return { role, name, sizeBytes: bytes.length, sha256: toHex(sha256(bytes)), loadAddress };
}

export interface ImagePayload {
  readonly kind: 'blocks' | 'imageMap';
  readonly payload: Uint8Array;
}

/** The payloads that hold the images: all packs, then the maps, image by image. Equal images give equal bytes. */
export function* encodeImages(images: readonly ImageFile[]): Generator<ImagePayload> {
  const numbers = new Map<string, number>();
  const maps: Run[][] = [];
  let pending: Uint8Array[] = [];
  for (const { bytes } of images) {
    const runs: Run[] = [];
    let before: Uint8Array = ZEROS;
    let number = 0;
    for (let offset = 0; offset < bytes.length; offset += BLOCK_SIZE) {
      const content = bytes.subarray(offset, offset + BLOCK_SIZE);
      if (isEqual(content, before)) {
        addToRuns(runs, number);
        continue;
      }
      before = content;
      const key = keyOf(content);
      const known = key === undefined ? 0 : numbers.get(key);
      number = known ?? numbers.size + 1;
      if (known === undefined) {
        numbers.set(key!, number);
        pending.push(content);
        if (pending.length === PACK_BLOCKS) {
          yield encodePack(pending);
          pending = [];
        }
      }
      addToRuns(runs, number);
    }
    maps.push(runs);
  }
  if (pending.length > 0) yield encodePack(pending);
  for (const [image, runs] of maps.entries()) yield* encodeMap(image, runs);
}

/** What names a block's content, or undefined for zeros. */
function keyOf(content: Uint8Array): string | undefined {
  if (isEqual(content, ZEROS.subarray(0, content.length))) return undefined;
  // The last block of a file is the same as one that zeros fill up.
  const whole = content.length === BLOCK_SIZE ? content : filledUp(content);
  return String.fromCharCode(...sha256(whole));
}

function filledUp(content: Uint8Array): Uint8Array {
  const whole = new Uint8Array(BLOCK_SIZE);
  whole.set(content);
  return whole;
}

function encodePack(blocks: readonly Uint8Array[]): ImagePayload {
  const bytes = new Uint8Array(blocks.length * BLOCK_SIZE);
  for (const [i, content] of blocks.entries()) bytes.set(content, i * BLOCK_SIZE);
  const deflated = deflate(bytes);
  const isSmaller = deflated.length < bytes.length;
  return { kind: 'blocks', payload: pack([blocks.length, isSmaller ? DEFLATED : STORED, isSmaller ? deflated : bytes]) };
}

function addToRuns(runs: Run[], block: number): void {
  const last = runs.at(-1);
  const isRepeat = last !== undefined && block === last.block && (last.kind === REPEAT || last.count === 1);
  // The block of zeros begins no sequence.
  const isNext =
    last !== undefined && last.block > 0 && block === last.block + last.count && (last.kind === SEQUENCE || last.count === 1);
  if (isRepeat || isNext) {
    last.kind = isRepeat ? REPEAT : SEQUENCE;
    last.count++;
  } else {
    runs.push({ kind: REPEAT, count: 1, block });
  }
}

function* encodeMap(image: number, runs: readonly Run[]): Generator<ImagePayload> {
  for (let at = 0; at < runs.length; at += MAP_RUNS_MAX) {
    const flat = runs.slice(at, at + MAP_RUNS_MAX).flatMap(({ kind, count, block }) => [kind, count, block]);
    yield { kind: 'imageMap', payload: pack([image, flat]) };
  }
}
