import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Located, locate, SECTOR_SIZE } from './fat32.ts';

/**
 * A disk of 64 sectors, two a cluster: boot sector, one FAT at sector 1, clusters from sector 2 on. The root is cluster 2, `/sbin`
 * cluster 3; `/sbin/guest` has clusters 4, 5 and 8, and `/sbin/guestmonolithickernel` cluster 6.
 */
function disk(change: (sectors: Uint8Array[]) => void = () => undefined): Uint8Array[] {
  const sectors = Array.from({ length: 64 }, () => new Uint8Array(SECTOR_SIZE));
  const boot = new DataView(sectors[0]!.buffer);
  boot.setUint16(11, SECTOR_SIZE, true);
  boot.setUint8(13, 2);
  boot.setUint16(14, 1, true); // reserved sectors
  boot.setUint8(16, 1); // FATs
  boot.setUint32(32, 64, true);
  boot.setUint32(36, 1, true); // sectors of a FAT
  boot.setUint32(44, 2, true);
  boot.setUint16(510, 0xaa55, true);
  const fat = new DataView(sectors[1]!.buffer);
  const chain = (cluster: number, next: number) => fat.setUint32(4 * cluster, next, true);
  chain(2, 0x0fff_ffff);
  chain(3, 0x0fff_fff8);
  chain(4, 5);
  chain(5, 0xf000_0008); // the upper four bits are not the entry's
  chain(8, 0x0fff_ffff);
  chain(6, 0x0fff_ffff);
  sectors[2]!.set(entry('DISK       ', 0x08, 0, 0), 0);
  sectors[2]!.set(entry('SBIN       ', 0x10, 3, 0), 32);
  sectors[4]!.set(entry('.          ', 0x10, 3, 0), 0);
  sectors[4]!.set(entry('\xe5UEST      ', 0x20, 9, 1), 32);
  sectors[4]!.set(entry('GUEST      ', 0x20, 4, 2049), 64);
  sectors[4]!.set(longEntry(0x42, 'ickernel'), 96);
  sectors[4]!.set(longEntry(0x01, 'guestmonolith'), 128);
  sectors[4]!.set(entry('GUESTM~1   ', 0x20, 6, 7), 160);
  sectors[4]!.set(entry('A       TXT', 0x20, 0, 0), 192);
  change(sectors);
  return sectors;
}

function entry(name: string, attributes: number, cluster: number, sizeBytes: number): Uint8Array {
  const bytes = new Uint8Array(32);
  for (let i = 0; i < 11; i++) bytes[i] = name.charCodeAt(i);
  bytes[11] = attributes;
  new DataView(bytes.buffer).setUint16(26, cluster, true);
  new DataView(bytes.buffer).setUint32(28, sizeBytes, true);
  return bytes;
}

function longEntry(order: number, part: string): Uint8Array {
  const bytes = new Uint8Array(32).fill(0xff);
  bytes[0] = order;
  bytes[11] = 0x0f;
  const places = [1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30];
  for (const [index, place] of places.entries())
    if (index <= part.length) new DataView(bytes.buffer).setUint16(place, index < part.length ? part.charCodeAt(index) : 0, true);
  return bytes;
}

/** The answer, and how many sectors were asked for. */
function search(sectors: readonly Uint8Array[], path: string): Located & { readonly reads: number } {
  const reader = locate(path);
  let reads = 0;
  let next = reader.next();
  while (next.done !== true) {
    reads++;
    expect(reads).toBeLessThan(100_000);
    next = reader.next(sectors[next.value] ?? new Uint8Array(SECTOR_SIZE));
  }
  return { ...next.value, reads };
}

describe('locate', () => {
  it('finds a file by its short name and puts clusters that follow each other together', () => {
    // Cluster n begins at sector 2 + 2 × (n - 2).
    expect(search(disk(), '/sbin/guest')).toMatchObject({
      kind: 'found',
      sizeBytes: 2049,
      extents: [
        { sector: 6, count: 4 },
        { sector: 14, count: 2 },
      ],
    });
  });

  it('finds a file by its long name, whatever the case', () => {
    const found = { kind: 'found', sizeBytes: 7, extents: [{ sector: 10, count: 2 }] };
    expect(search(disk(), '/sbin/guestmonolithickernel')).toMatchObject(found);
    expect(search(disk(), '/SBIN/GuestMonolithicKernel')).toMatchObject(found);
  });

  it('finds an empty file, with an extension', () => {
    expect(search(disk(), '/sbin/a.txt')).toMatchObject({ kind: 'found', sizeBytes: 0, extents: [] });
  });

  it.each([
    ['/sbin/nothing', '/sbin/nothing: no such file or directory'],
    ['/sbin', '/sbin: is a directory'],
    ['/DISK', '/DISK: no such file or directory'],
    ['/sbin/guest/x', '/sbin/guest/x: not a directory on the way'],
  ])('says why not: %s', (path, reason) => {
    expect(search(disk(), path)).toMatchObject({ kind: 'failed', reason });
  });

  it.each([
    ['no signature', (sectors: Uint8Array[]) => sectors[0]!.fill(0, 510), 'the disk holds no FAT32 file system'],
    ['a FAT16 volume', (sectors: Uint8Array[]) => sectors[0]!.fill(1, 17, 18), 'the disk holds no FAT32 file system'],
    ['clusters of no sectors', (sectors: Uint8Array[]) => sectors[0]!.fill(0, 13, 14), 'the disk holds no FAT32 file system'],
    [
      'a chain that ends early',
      (sectors: Uint8Array[]) => sectors[1]!.fill(0xff, 20, 23),
      '/sbin/guest: the chain of clusters is damaged',
    ],
    [
      'a chain that leaves the disk',
      (sectors: Uint8Array[]) => sectors[1]!.fill(0x0e, 16, 20),
      '/sbin/guest: the chain of clusters is damaged',
    ],
    [
      'a chain to a free cluster',
      (sectors: Uint8Array[]) => sectors[1]!.fill(0, 16, 20),
      '/sbin/guest: the chain of clusters is damaged',
    ],
  ])('%s', (_, damage, reason) => {
    expect(
      search(
        disk((sectors) => void damage(sectors)),
        '/sbin/guest',
      ),
    ).toMatchObject({ kind: 'failed', reason });
  });

  it('comes to an end in a directory whose chain is a loop', () => {
    const looped = disk((sectors) => new DataView(sectors[1]!.buffer).setUint32(12, 3, true));
    for (const sector of [4, 5]) looped[sector]!.fill(0xe5);
    expect(search(looped, '/sbin/guest').reads).toBeLessThan(200);
  });

  it('answers for any disk', () => {
    const patches = fc.array(fc.tuple(fc.nat({ max: 6 }), fc.nat({ max: SECTOR_SIZE - 1 }), fc.nat({ max: 255 })), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(patches, (changes) => {
        const damaged = disk((sectors) => {
          for (const [sector, offset, value] of changes) sectors[sector]![offset] = value;
        });
        expect(['found', 'failed']).toContain(search(damaged, '/sbin/guestmonolithickernel').kind);
      }),
    );
  });
});
