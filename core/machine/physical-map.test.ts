import { describe, expect, it } from 'vitest';
import { boardOf } from '../testing/bare-board.ts';
import type { Region } from './board.ts';
import { PhysicalMap } from './physical-map.ts';

const map = (...regions: readonly Region[]) => new PhysicalMap(boardOf({ regions }));
const PAGE = 4096;

describe('a physical map', () => {
  const regions = map(
    { name: 'rom', kind: 'rom', base: 0x1000, sizeBytes: 2 * PAGE },
    { name: 'disk', kind: 'storage', base: null, sizeBytes: 3 * PAGE },
    { name: 'ram', kind: 'ram', base: 0x8000_0000, sizeBytes: 600 * PAGE },
    { name: 'high', kind: 'ram', base: 2 ** 40, sizeBytes: PAGE },
  );

  it('gives every region pages of its own, from the start of a leaf of 512', () => {
    expect(regions.regions.map(({ name, firstPage }) => [name, firstPage])).toEqual([
      ['rom', 0],
      ['disk', 512],
      ['ram', 1024],
      ['high', 2048],
    ]);
    expect(regions.pageCount).toBe(2560);
  });

  it.each<[number, string | undefined]>([
    [0xfff, undefined],
    [0x1000, 'rom'],
    [0x2fff, 'rom'],
    [0x3000, undefined],
    [0x7fff_ffff, undefined],
    [0x8000_0000, 'ram'],
    [0x8000_0000 + 600 * PAGE - 1, 'ram'],
    [0x8000_0000 + 600 * PAGE, undefined],
    [2 ** 40 + PAGE - 1, 'high'],
    [2 ** 40 + PAGE, undefined],
    [2 ** 52, undefined],
  ])('finds what is at %i', (address, name) => expect(regions.regionAt(address)?.name).toBe(name));

  it('finds regions by name, storage too', () => {
    expect(regions.regionNamed('disk').firstPage).toBe(512);
    expect(() => regions.regionNamed('tape')).toThrow('board: no region tape');
  });

  it('refuses a part of a page', () => {
    expect(() => map({ name: 'ram', kind: 'ram', base: 0, sizeBytes: 100 })).toThrow('a multiple of 4096 bytes, not 100');
  });
});
