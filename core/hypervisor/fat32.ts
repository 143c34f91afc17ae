/**
 * Finds a file on a FAT32 disk without a partition table. `Microsoft: FAT32 File System Specification 1.03`
 *
 * Every sector that is needed is asked for with `yield`, so that whoever has the disk may take any time to read it. Reads long and short names. Not modelled:
 * FAT12 and FAT16, sectors of other than 512 bytes, writing.
 *
 * | what a hostile disk can do               | what bounds it                                      |
 * |------------------------------------------|-----------------------------------------------------|
 * | chains that loop or leave the disk       | `CLUSTERS_MAX` a chain; clusters are checked        |
 * | huge directories                         | `DIRECTORY_CLUSTERS_MAX`                            |
 * | a size that the chain does not have      | the file is damaged                                 |
 */

export const SECTOR_SIZE = 512;
const ENTRY_SIZE = 32;
const ATTRIBUTE_LONG_NAME = 0x0f;
const ATTRIBUTE_VOLUME = 0x08;
const ATTRIBUTE_DIRECTORY = 0x10;
const LAST_LONG_ENTRY = 0x40;
const DELETED = 0xe5;
/** FAT entries have 28 bits; from here on they end a chain. */
const CLUSTER_MASK = 0x0fff_ffff;
const END_OF_CHAIN = 0x0fff_fff8;
/** Where the characters of a long name are in its entry. */
const LONG_NAME_OFFSETS = [1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30];

/** 16 MiB of a file at the smallest cluster. */
const CLUSTERS_MAX = 32_768;
const DIRECTORY_CLUSTERS_MAX = 64;

/** Sectors one after the other. */
export interface Extent {
  readonly sector: number;
  readonly count: number;
}

export type Located =
  | { readonly kind: 'found'; readonly sizeBytes: number; readonly extents: readonly Extent[] }
  | { readonly kind: 'failed'; readonly reason: string };

/** Asks for sectors by number, is given their bytes. */
export type DiskReader<T> = Generator<number, T, Uint8Array>;

interface Volume {
  readonly sectorsPerCluster: number;
  readonly fatStart: number;
  readonly dataStart: number;
  readonly clusterEnd: number;
  readonly rootCluster: number;
}

interface Entry {
  readonly name: string;
  readonly isDirectory: boolean;
  readonly cluster: number;
  readonly sizeBytes: number;
}

const NOTHING = new Uint8Array(0);

const failed = (reason: string): Located => ({ kind: 'failed', reason });

/** `path`: absolute, names separated by slashes; upper and lower case are alike. */
export function* locate(path: string): DiskReader<Located> {
  const volume = volumeOf(yield 0);
  if (volume === undefined) return failed('the disk holds no FAT32 file system');
  let entry: Entry = { name: '', isDirectory: true, cluster: volume.rootCluster, sizeBytes: 0 };
  for (const name of path.split('/').filter((part) => part !== '')) {
    if (!entry.isDirectory) return failed(`${path}: not a directory on the way`);
    const found: Entry | string = yield* find(volume, entry.cluster, name);
    if (typeof found === 'string') return failed(`${path}: ${found}`);
    entry = found;
  }
  if (entry.isDirectory) return failed(`${path}: is a directory`);
  const needed = Math.ceil(entry.sizeBytes / (volume.sectorsPerCluster * SECTOR_SIZE));
  const clusters = yield* chainOf(volume, entry.cluster, Math.min(needed, CLUSTERS_MAX));
  if (clusters === undefined || clusters.length < needed) return failed(`${path}: the chain of clusters is damaged`);
  return { kind: 'found', sizeBytes: entry.sizeBytes, extents: extentsOf(volume, clusters) };
}

function volumeOf(boot: Uint8Array): Volume | undefined {
  const view = viewOf(boot);
  const bytesPerSector = view.getUint16(11, true);
  const sectorsPerCluster = view.getUint8(13);
  const fatSize = view.getUint32(36, true);
  const sectors = view.getUint32(32, true);
  const fatStart = view.getUint16(14, true);
  const dataStart = fatStart + view.getUint8(16) * fatSize;
  const isFat32 = view.getUint16(17, true) === 0 && view.getUint16(22, true) === 0 && fatSize > 0;
  if (view.getUint16(510, true) !== 0xaa55 || bytesPerSector !== SECTOR_SIZE || !isFat32) return undefined;
  if (sectorsPerCluster === 0 || sectors <= dataStart) return undefined;
  const clusterEnd = 2 + Math.floor((sectors - dataStart) / sectorsPerCluster);
  return { sectorsPerCluster, fatStart, dataStart, clusterEnd, rootCluster: view.getUint32(44, true) };
}

/** The clusters of a chain, `most` at most; undefined when it leaves the volume. */
function* chainOf(volume: Volume, first: number, most: number): DiskReader<readonly number[] | undefined> {
  const clusters: number[] = [];
  let cluster = first;
  let held = -1;
  let fat: Uint8Array = NOTHING;
  while (clusters.length < most && cluster < END_OF_CHAIN) {
    if (cluster < 2 || cluster >= volume.clusterEnd) return undefined;
    clusters.push(cluster);
    const sector = volume.fatStart + Math.floor((4 * cluster) / SECTOR_SIZE);
    if (sector !== held) fat = yield sector;
    held = sector;
    cluster = viewOf(fat).getUint32((4 * cluster) % SECTOR_SIZE, true) & CLUSTER_MASK;
  }
  return clusters;
}

const sectorOf = (volume: Volume, cluster: number): number => volume.dataStart + (cluster - 2) * volume.sectorsPerCluster;

function extentsOf(volume: Volume, clusters: readonly number[]): readonly Extent[] {
  const extents: { sector: number; count: number }[] = [];
  for (const cluster of clusters) {
    const sector = sectorOf(volume, cluster);
    const last = extents.at(-1);
    if (last !== undefined && last.sector + last.count === sector) last.count += volume.sectorsPerCluster;
    else extents.push({ sector, count: volume.sectorsPerCluster });
  }
  return extents;
}

/** The entry of a name in a directory, or why there is none. */
function* find(volume: Volume, directory: number, name: string): DiskReader<Entry | string> {
  const clusters = yield* chainOf(volume, directory, DIRECTORY_CLUSTERS_MAX);
  if (clusters === undefined) return 'the chain of clusters is damaged';
  let longName = '';
  for (const cluster of clusters)
    for (let i = 0; i < volume.sectorsPerCluster; i++) {
      const sector = yield sectorOf(volume, cluster) + i;
      for (let offset = 0; offset < SECTOR_SIZE; offset += ENTRY_SIZE) {
        const raw = sector.subarray(offset, offset + ENTRY_SIZE);
        if (raw[0] === 0) return 'no such file or directory';
        if (raw[0] === DELETED) longName = '';
        else if (raw[11] === ATTRIBUTE_LONG_NAME) longName = longNamePart(raw) + (raw[0]! & LAST_LONG_ENTRY ? '' : longName);
        else {
          const entry = entryOf(raw, longName);
          longName = '';
          if (!(raw[11]! & ATTRIBUTE_VOLUME) && entry.name.toLowerCase() === name.toLowerCase()) return entry;
        }
      }
    }
  return 'no such file or directory';
}

/** Its entries come last part first. */
function longNamePart(raw: Uint8Array): string {
  const units = LONG_NAME_OFFSETS.map((offset) => viewOf(raw).getUint16(offset, true));
  const end = units.indexOf(0);
  return String.fromCharCode(...(end < 0 ? units : units.slice(0, end)));
}

function entryOf(raw: Uint8Array, longName: string): Entry {
  const text = (from: number, to: number) => String.fromCharCode(...raw.subarray(from, to)).trimEnd();
  const [stem, extension] = [text(0, 8), text(8, 11)];
  const view = viewOf(raw);
  return {
    name: longName !== '' ? longName : extension === '' ? stem : `${stem}.${extension}`,
    isDirectory: (raw[11]! & ATTRIBUTE_DIRECTORY) !== 0,
    cluster: (view.getUint16(20, true) << 16) | view.getUint16(26, true),
    sizeBytes: view.getUint32(28, true),
  };
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
