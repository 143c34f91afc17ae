/** Images in a recording: the bytes that went in, at the cost of their distinct blocks. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BLOCK_SIZE } from './image-blocks.ts';
import type { ImageFile } from './image-encoder.ts';
import { openLog } from './reader.ts';
import { EXAMPLE_SETUP, recordLog } from './testing.ts';

const file = (bytes: Uint8Array): ImageFile => ({ role: 'kernel', name: 'Image', loadAddress: null, bytes });
const record = (...contents: readonly Uint8Array[]) => recordLog({ ...EXAMPLE_SETUP, images: contents.map(file) }, []);
const sizeOf = (...contents: readonly Uint8Array[]) => record(...contents).length;

/** Bytes that do not compress, from a multiplicative generator. */
function noise(sizeBytes: number, seed = 1): Uint8Array {
  let x = seed;
  return new Uint8Array(sizeBytes).map(() => {
    x = Math.imul(x, 0x9e3779b1) + 0x7f4a7c15;
    return x >>> 24;
  });
}

describe('images', () => {
  it('come back whole, whatever blocks they share', () => {
    const block = fc.constantFrom(0, 1, 2, 3).map((byte) => new Uint8Array(BLOCK_SIZE).fill(byte));
    const tail = fc.uint8Array({ maxLength: 100 });
    const image = fc.tuple(fc.array(block, { maxLength: 40 }), tail).map(([blocks, end]) => Buffer.concat([...blocks, end]));
    fc.assert(
      fc.property(fc.array(image, { maxLength: 4 }), (images) => {
        const log = openLog(record(...images));
        for (const [i, bytes] of images.entries()) expect(Buffer.compare(log.readImage(i), bytes)).toBe(0);
      }),
    );
  });

  it('come back block by block, without zeros', () => {
    const bytes = new Uint8Array(20 * BLOCK_SIZE + 10);
    bytes[3 * BLOCK_SIZE] = 7;
    bytes[20 * BLOCK_SIZE + 9] = 8;
    const blocks = [...openLog(record(bytes)).imageBlocks(0)];
    expect(blocks.map(({ offset, bytes: { length } }) => [offset, length])).toEqual([
      [3 * BLOCK_SIZE, BLOCK_SIZE],
      [20 * BLOCK_SIZE, 10],
    ]);
  });

  it('are described by what sha256sum says', () => {
    const [info] = openLog(record(Buffer.from('abc'))).header.images;
    expect(info).toEqual({
      role: 'kernel',
      name: 'Image',
      sizeBytes: 3,
      sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad', // FIPS 180-2, appendix B.1
      loadAddress: null,
    });
  });

  it('cost nothing where they are zeros or repeat a block', () => {
    const nothing = sizeOf(new Uint8Array(0));
    const frame = 28;
    expect(sizeOf(new Uint8Array(64 * 2 ** 20)) - nothing).toBeLessThan(frame + 20);
    const once = noise(BLOCK_SIZE);
    const often = new Uint8Array(256 * BLOCK_SIZE);
    for (let i = 0; i < 256; i++) often.set(once, i * BLOCK_SIZE);
    expect(sizeOf(often) - sizeOf(once)).toBeLessThan(10);
    expect(sizeOf(often, often) - sizeOf(often)).toBeLessThan(frame + 80);
  });

  it('cost their size when they do not compress, and little more', () => {
    const bytes = noise(1_000_000);
    expect(sizeOf(bytes)).toBeLessThan(bytes.length * 1.01 + 1_000);
  });

  it('are compressed to the same bytes everywhere', () => {
    // 40 KiB of text-like bytes. What fflate 0.8.3 gave; another size or hash means that old recordings cannot be made again.
    const bytes = noise(40_960).map((byte, i) => 0x61 + ((byte & 7) ^ ((i >> 8) & 15)));
    const [, blocks, map] = openLog(record(bytes)).chunks;
    expect(blocks).toMatchObject({ kind: 'blocks', sizeBytes: 19_783 });
    expect(map).toMatchObject({ kind: 'imageMap', link: 0x23039df67c6f74d9n }); // first bytes of SHA-256 of the chunk of blocks
  });
});
