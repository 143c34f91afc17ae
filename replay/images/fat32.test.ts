import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildFat32, type DiskFile } from './fat32.ts';
import { ImageError } from './image-error.ts';
import { readWithFatFs } from './testing/fatfs.ts';

const MIB = 2 ** 20;
const SIZE = 64 * MIB;
const someBytes = (length: number, seed = 1) => Uint8Array.from({ length }, (_, i) => (i * 31 + seed * 7) & 0xff);
const file = (path: string, bytes = someBytes(3)): DiskFile => ({ path, bytes });
const text = (bytes: Uint8Array, at: number, length: number) => String.fromCharCode(...bytes.subarray(at, at + length));

describe('buildFat32', () => {
  const disk = buildFat32(SIZE, [file('/sbin/guestmonolithickernel', someBytes(1025))]);
  const view = new DataView(disk.buffer);

  it('fills the boot sector, worked out by hand for 64 MiB', () => {
    expect(disk.length).toBe(SIZE);
    expect([disk[0], disk[1], disk[2], disk[510], disk[511]]).toEqual([0xeb, 0x58, 0x90, 0x55, 0xaa]);
    expect(view.getUint16(11, true)).toBe(512);
    expect(view.getUint8(13)).toBe(1);
    expect(view.getUint16(14, true)).toBe(32);
    expect(view.getUint32(32, true)).toBe(131_072);
    expect(view.getUint32(36, true)).toBe(1016); // (131072 - 32 + 128) / 129
    expect(text(disk, 82, 8)).toBe('FAT32   ');
    expect(disk.subarray(6 * 512, 7 * 512)).toEqual(disk.subarray(0, 512));
  });

  it('chains the clusters: root, folder, and a file of three sectors', () => {
    const fat = (entry: number, copy = 0) => view.getUint32((32 + 1016 * copy) * 512 + 4 * entry, true);
    for (const copy of [0, 1])
      expect([0, 1, 2, 3, 4, 5, 6, 7].map((entry) => fat(entry, copy))).toEqual([
        0x0fff_fff8,
        0x0fff_ffff,
        0x0fff_ffff, // /
        0x0fff_ffff, // /sbin
        5, // the file
        6,
        0x0fff_ffff,
        0,
      ]);
    expect(view.getUint32(512 + 488, true)).toBe(131_072 - 32 - 2 * 1016 - 5); // FSI_Free_Count
    expect(disk.subarray(2066 * 512, 2066 * 512 + 1025)).toEqual(someBytes(1025));
  });

  it('writes long names backwards before the short one', () => {
    const entry = (index: number) => 2065 * 512 + 32 * index;
    expect(text(disk, entry(0), 11)).toBe('.          ');
    expect(text(disk, entry(1), 11)).toBe('..         ');
    expect(view.getUint16(entry(1) + 26, true)).toBe(0); // the root is 0 to its children
    expect([disk[entry(2)], disk[entry(3)]]).toEqual([0x42, 0x01]); // 21 units: two entries
    expect(text(disk, entry(3) + 1, 2)).toBe('g\0');
    expect(text(disk, entry(4), 11)).toBe('GUESTM~1   ');
    expect(view.getUint32(entry(4) + 28, true)).toBe(1025);
    // ChkSum of "GUESTM~1   " by the rule of the specification, worked out apart.
    expect([disk[entry(2) + 13], disk[entry(3) + 13]]).toEqual([0x50, 0x50]);
  });

  it('gives the same bytes whenever it is made', () => {
    const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
    expect(digest(buildFat32(SIZE, [file('/sbin/guestmonolithickernel', someBytes(1025))]))).toBe(digest(disk));
    expect(digest(disk)).toBe('154bc9ff2ca379642bdc3fa54fed1a61f27894622913ad3352dcb0997bfa3d9b');
  });

  it('gives short names with a number where the long one does not fit, none twice', () => {
    const names = ['guestmode', 'guestm~1', 'GUESTM~3', 'A.TXT', 'b.txt', 'two words.html', '.profile', 'é'];
    const { buffer } = buildFat32(
      SIZE,
      names.map((name) => file(`/${name}`, new Uint8Array(0))),
    );
    const root = new Uint8Array(buffer, 2064 * 512, 1024);
    const entries = Array.from({ length: 32 }, (_, i) => root.subarray(32 * i, 32 * i + 32));
    const short = entries.filter((entry) => entry[0] !== 0 && entry[11] !== 0x0f).map((entry) => text(entry, 0, 11));
    expect(short).toEqual([
      'GUESTM~2   ', // ~1 is another's name
      'GUESTM~1   ',
      'GUESTM~3   ',
      'A       TXT',
      'B       TXT',
      'TWOWOR~1HTM',
      'PROFIL~1   ',
      '_~1        ',
    ]);
    const long = entries.filter((entry) => entry[11] === 0x0f).length;
    expect(long).toBe(7 - 1 + 1); // all but GUESTM~3 and A.TXT; `two words.html` takes two
  });

  it('makes folders as they are needed, and what is larger than a cluster of entries', async () => {
    const files = Array.from({ length: 40 }, (_, i) => file(`/a/b/a rather long name, number ${i}.text`, someBytes(i * 50, i)));
    const read = await readWithFatFs(buildFat32(SIZE, [file('/A.TXT'), ...files, file('/a/empty', new Uint8Array(0))]));
    const byPath = (a: DiskFile, b: DiskFile) => (a.path < b.path ? -1 : 1);
    expect([...read].sort(byPath)).toEqual([file('/A.TXT'), ...files, file('/a/empty', new Uint8Array(0))].sort(byPath));
  });

  it('is read back by FatFs, whatever the names and sizes', async () => {
    const name = fc.stringMatching(/^[A-Za-z0-9_~+ .é-]{0,20}[A-Za-z0-9]$/);
    const anyFiles = fc.uniqueArray(fc.tuple(name, fc.nat({ max: 3000 })), {
      selector: ([each]) => each.toUpperCase(),
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(anyFiles, async (drawn) => {
        const files = drawn.map(([each, size], i) => file(`/sbin/${each}`, someBytes(size, i)));
        expect(await readWithFatFs(buildFat32(34 * MIB, files))).toEqual(files);
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    ['/a:b', '"a:b": not a name that FAT can hold'],
    ['/sbin/', '"": not a name that FAT can hold'],
    ['/trailing.', '"trailing.": not a name that FAT can hold'],
    [`/${'x'.repeat(256)}`, `"${'x'.repeat(256)}": not a name that FAT can hold`],
  ])('refuses the path %s', (path, message) => {
    expect(() => buildFat32(SIZE, [file(path)])).toThrow(new ImageError(message));
  });

  it('refuses what does not fit, and names that clash', () => {
    const all = SIZE - 2064 * 512 - 512;
    expect(buildFat32(SIZE, [file('/all', new Uint8Array(all))]).length).toBe(SIZE);
    expect(() => buildFat32(SIZE, [file('/all', new Uint8Array(all + 1))])).toThrow(
      new ImageError(`the disk of ${SIZE} bytes has no room for another ${all + 1}`),
    );
    expect(() => buildFat32(SIZE, [file('/a'), file('/a')])).toThrow(new ImageError('/a: two files of this name'));
    expect(() => buildFat32(SIZE, [file('/a'), file('/A')])).toThrow(ImageError);
    expect(() => buildFat32(SIZE, [file('/a'), file('/a/b')])).toThrow(new ImageError('/a/b: a is a file and a folder'));
  });
});
