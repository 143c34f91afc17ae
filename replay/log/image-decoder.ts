/** Reads images back, block by block, and holds them against the digests of the header. */
import * as check from './check.ts';
import { decodingAt, LogError, type LogPlace, SchemaMismatch } from './error.ts';
import { type Frame, payloadOf } from './frame.ts';
import { createSha256, type Sha256, sha256, toHex } from './hash.ts';
import { BLOCK_SIZE, DEFLATED, MAP_RUNS_MAX, PACK_BLOCKS, SEQUENCE, STORED } from './image-blocks.ts';
import { inflate } from './inflate.ts';
import { IMAGE_IN_MEMORY_MAX, IMAGES_SIZE_MAX } from './limits.ts';
import { unpackOne } from './msgpack.ts';
import type { ImageInfo } from './types.ts';

const ZEROS = new Uint8Array(16 * BLOCK_SIZE);

/** A part of an image that is not all zeros. */
export interface ImageBlock {
  /** From the start of the image, a multiple of 4096. */
  readonly offset: number;
  /** 4096, or fewer at the image's end. Not to be written: blocks may share their bytes. */
  readonly bytes: Uint8Array;
}

/** A part of an image that is not all zeros, of any length. */
export interface ImagePart {
  /** From the start of the image, a multiple of 4096. */
  readonly offset: number;
  readonly bytes: Uint8Array;
  /** How often a block comes, where `bytes` is one block: once unless said. */
  readonly times?: number;
}

interface Run {
  readonly kind: number;
  readonly count: number;
  readonly block: number;
}

export class ImageDecoder {
  readonly #file: Uint8Array;
  readonly #packs: readonly Frame[];
  readonly #maps: readonly Frame[];
  readonly #images: readonly ImageInfo[];
  #runs: readonly (readonly Run[])[] | undefined;
  #openPack: { readonly index: number; readonly bytes: Uint8Array } | undefined;

  constructor(file: Uint8Array, frames: readonly Frame[], images: readonly ImageInfo[]) {
    this.#file = file;
    this.#packs = frames.filter(({ kind }) => kind === 'blocks');
    this.#maps = frames.filter(({ kind }) => kind === 'imageMap');
    this.#images = images;
  }

  /**
   * The blocks of an image that are not zeros, in order. Throws `LogError` after the last of them when the image is
   * not the one that the header names, so nothing may be believed before the end.
   */
  *blocks(image: number): Generator<ImageBlock> {
    const info = this.#images[image]!;
    const hash = createSha256();
    let offset = 0;
    for (const run of this.#runsOf(image, info)) {
      if (run.block === 0) {
        const end = Math.min(offset + run.count * BLOCK_SIZE, info.sizeBytes);
        hashZeros(hash, end - offset);
        offset = end;
        continue;
      }
      for (let i = 0; i < run.count; i++) {
        const whole = this.#block(run.kind === SEQUENCE ? run.block + i : run.block);
        const bytes = whole.subarray(0, Math.min(BLOCK_SIZE, info.sizeBytes - offset));
        hash.update(bytes);
        yield { offset, bytes };
        offset += bytes.length;
      }
    }
    this.#verify(info, hash.digest());
  }

  /** A whole image, verified. Refuses one that is larger than `IMAGE_IN_MEMORY_MAX`. */
  read(image: number): Uint8Array {
    const info = this.#images[image]!;
    const parts = this.parts(image);
    const bytes = new Uint8Array(info.sizeBytes);
    for (const { offset, bytes: part, times = 1 } of parts)
      for (let i = 0; i < times; i++) bytes.set(part, offset + i * part.length);
    this.#verify(info, toHex(sha256(bytes)));
    return bytes;
  }

  /** What of an image is not zeros, in order, not held against the header. Refuses what `read` does. */
  parts(image: number): readonly ImagePart[] {
    const info = this.#images[image]!;
    if (info.sizeBytes > IMAGE_IN_MEMORY_MAX)
      throw new LogError(
        'image',
        this.#placeOf(undefined),
        `the image ${info.role} has ${info.sizeBytes} bytes; at most ${IMAGE_IN_MEMORY_MAX} can be read as one`,
      );
    const parts: ImagePart[] = [];
    let offset = 0;
    for (const { kind, count, block } of this.#runsOf(image, info)) {
      const end = Math.min(offset + count * BLOCK_SIZE, info.sizeBytes);
      const wholeBlocks = Math.floor((end - offset) / BLOCK_SIZE);
      if (block === 0) {
        // It is so already.
      } else if (kind === SEQUENCE || wholeBlocks < 2) {
        const bytes = new Uint8Array(end - offset);
        for (let at = 0; at < bytes.length; at += BLOCK_SIZE)
          bytes.set(this.#block(kind === SEQUENCE ? block + at / BLOCK_SIZE : block).subarray(0, bytes.length - at), at);
        parts.push({ offset, bytes });
      } else {
        const bytes = this.#block(block).slice();
        parts.push({ offset, bytes, times: wholeBlocks });
        const rest = offset + wholeBlocks * BLOCK_SIZE;
        if (rest < end) parts.push({ offset: rest, bytes: bytes.subarray(0, end - rest) });
      }
      offset = end;
    }
    return parts;
  }

  #verify({ role, name, sha256: recorded }: ImageInfo, found: string): void {
    if (found !== recorded)
      throw new LogError(
        'image',
        this.#placeOf(this.#maps[0] ?? this.#packs[0]),
        `the image ${role} (${name}) is another one: SHA-256 ${recorded} was recorded, ${found} is in the file; record again`,
      );
  }

  #runsOf(image: number, { role, sizeBytes }: ImageInfo): readonly Run[] {
    const runs = (this.#runs ??= this.#decodeMaps())[image]!;
    const count = runs.reduce((sum, run) => sum + run.count, 0);
    const expected = Math.ceil(sizeBytes / BLOCK_SIZE);
    if (count !== expected)
      throw new LogError(
        'schema',
        this.#placeOf(this.#maps[0]),
        `map of the image ${role}: ${expected} blocks were expected, ${count} came`,
      );
    return runs;
  }

  #decodeMaps(): Run[][] {
    const runs: Run[][] = this.#images.map(() => []);
    for (const frame of this.#maps)
      decodingAt(this.#placeOf(frame), () => {
        const [image, flat] = check.list(unpackOne(payloadOf(this.#file, frame)), 'image map', 2);
        const into = runs[check.uint(image, 'image of a map', runs.length - 1)]!;
        const numbers = check.list(flat, 'runs of an image map', 3 * MAP_RUNS_MAX);
        if (numbers.length % 3 !== 0)
          throw new SchemaMismatch(`runs of an image map: triples were expected, ${numbers.length} numbers came`);
        for (let at = 0; at < numbers.length; at += 3)
          into.push({
            kind: check.uint(numbers[at], 'kind of a run', SEQUENCE),
            count: check.uint(numbers[at + 1], 'blocks of a run', IMAGES_SIZE_MAX / BLOCK_SIZE),
            block: check.uint(numbers[at + 2], 'block of a run'),
          });
      });
    return runs;
  }

  /** By its number, from 1. */
  #block(number: number): Uint8Array {
    const index = Math.floor((number - 1) / PACK_BLOCKS);
    const frame = this.#packs[index];
    if (this.#openPack?.index !== index)
      this.#openPack = { index, bytes: decodingAt(this.#placeOf(frame), () => this.#decodePack(number, frame)) };
    const start = ((number - 1) % PACK_BLOCKS) * BLOCK_SIZE;
    const block = this.#openPack.bytes.subarray(start, start + BLOCK_SIZE);
    if (block.length < BLOCK_SIZE) throw new LogError('schema', this.#placeOf(frame), `block ${number} of the images is missing`);
    return block;
  }

  #decodePack(number: number, frame: Frame | undefined): Uint8Array {
    if (frame === undefined) throw new SchemaMismatch(`block ${number} of the images is missing`);
    const [count, method, content] = check.list(unpackOne(payloadOf(this.#file, frame)), 'pack of blocks', 3);
    const sizeBytes = check.uint(count, 'blocks of a pack', PACK_BLOCKS) * BLOCK_SIZE;
    switch (check.uint(method, 'method of a pack', DEFLATED)) {
      case STORED:
        return check.bytes(content, 'blocks of a pack', sizeBytes, sizeBytes);
      default:
        return inflate(check.bytes(content, 'blocks of a pack', 1, sizeBytes), sizeBytes);
    }
  }

  /** Without its images a recording cannot run at all, so every step is concerned. */
  #placeOf(frame: Frame | undefined): LogPlace {
    return { offset: frame?.offset ?? 0, firstStep: 0, lastStep: null };
  }
}

function hashZeros(hash: Sha256, sizeBytes: number): void {
  for (let rest = sizeBytes; rest > 0; rest -= ZEROS.length) hash.update(rest < ZEROS.length ? ZEROS.subarray(0, rest) : ZEROS);
}
