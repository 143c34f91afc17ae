import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SparseImage } from './sparse-image.ts';

const PAGE_SIZE = 4096;
const page = (byte: number) => new Uint8Array(PAGE_SIZE).fill(byte);

describe('SparseImage', () => {
  it('leaves zeros out, and tells a page that comes again as such', () => {
    const image = Buffer.concat([page(0), page(1), page(2), page(3), page(3), page(3), page(0), page(4), Uint8Array.of(4, 4)]);
    const contents = SparseImage.of(image).contentsOf('flash0');
    expect(contents.map(({ region, offset, bytes, times }) => [region, offset / PAGE_SIZE, bytes.length, times])).toEqual([
      ['flash0', 1, 2 * PAGE_SIZE, undefined],
      ['flash0', 3, PAGE_SIZE, 3],
      ['flash0', 7, PAGE_SIZE + 2, undefined],
    ]);
  });

  it('makes the image again, whatever it is', () => {
    const anyPage = fc.constantFrom(0, 0, 1, 2, 255).map(page);
    const anyImage = fc.tuple(fc.array(anyPage, { maxLength: 12 }), fc.uint8Array({ maxLength: 3 }));
    fc.assert(
      fc.property(anyImage, ([pages, tail]) => {
        const image = Buffer.concat([...pages, tail]);
        const made = SparseImage.from(image.length, SparseImage.of(image).contentsOf('drive0'));
        expect(Buffer.compare(made.bytes, image)).toBe(0);
      }),
    );
  });
});
