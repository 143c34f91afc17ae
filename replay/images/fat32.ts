/**
 * Makes FAT32 disks: one volume over the whole disk without a partition table, folders and long names. Writes once, and the same
 * files give the same bytes: no clock, no random serial number. Field names as in Microsoft's FAT specification.
 *
 * Why not a library: the ones for Node that can format are FatFs built for WebAssembly (`fatfs-wasm`, `js-fatfs`). They take times
 * and the serial number from the host's clock, and need WebAssembly, without which `replay` runs too. FatFs reads in the tests
 * what is made here.
 */
import { assert } from '#core/assert.ts';
import { type DirectoryEntry, directorySize, dotEntries, encodeDirectory } from './fat-directory.ts';
import { ImageError } from './image-error.ts';

export interface DiskFile {
  /** From the root: `/sbin/init`. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

const SECTOR_SIZE = 512;
/** A volume of 64 MiB is FAT32 only with clusters of one sector: what counts is their number. */
const CLUSTER_SIZE = SECTOR_SIZE;
const FAT32_CLUSTERS_MIN = 65_525;
const RESERVED_SECTORS = 32;
const FATS = 2;
const FSINFO_SECTOR = 1;
const BACKUP_BOOT_SECTOR = 6;
const ROOT_CLUSTER = 2;
const MEDIA_FIXED = 0xf8;
const END_OF_CHAIN = 0x0fff_ffff;
const UNKNOWN_IN_FSINFO = 0xffff_ffff;
/** `BS_VolID`. Any number does; the customary one is the time of formatting. */
const VOLUME_ID = 0x7265_706c;

/** Throws `ImageError` when the files don't fit or can't be named. Folders are made as they are needed. */
export function buildFat32(sizeBytes: number, files: readonly DiskFile[]): Uint8Array {
  const volume = new Volume(sizeBytes);
  writeFolder(volume, treeOf(files), undefined);
  return volume.finish();
}

type Folder = Map<string, Uint8Array | Folder>;

function treeOf(files: readonly DiskFile[]): Folder {
  const root: Folder = new Map();
  for (const { path, bytes } of files) {
    const parts = path.replace(/^\//, '').split('/');
    const name = parts.pop()!;
    let folder = root;
    for (const part of parts) {
      const found = folder.get(part) ?? new Map();
      if (!(found instanceof Map)) throw new ImageError(`${path}: ${part} is a file and a folder`);
      folder.set(part, found);
      folder = found;
    }
    if (folder.has(name)) throw new ImageError(`${path}: two files of this name`);
    folder.set(name, bytes);
  }
  return root;
}

/** Answers the folder's first cluster. `parent` is that of its parent as the entry `..` has it; the root has none. */
function writeFolder(volume: Volume, folder: Folder, parent: number | undefined): number {
  const links = parent === undefined ? [] : ['.', '..'];
  const own = volume.allocate(Math.max(1, directorySize([...links, ...folder.keys()])));
  const entries: DirectoryEntry[] = parent === undefined ? [] : [...dotEntries(own, parent)];
  for (const [name, content] of folder) {
    if (content instanceof Map) {
      // To its children the root is cluster 0.
      const firstCluster = writeFolder(volume, content, parent === undefined ? 0 : own);
      entries.push({ name, isFolder: true, firstCluster, sizeBytes: 0 });
    } else {
      const firstCluster = content.length === 0 ? 0 : volume.allocate(content.length);
      volume.put(firstCluster, content);
      entries.push({ name, isFolder: false, firstCluster, sizeBytes: content.length });
    }
  }
  volume.put(own, encodeDirectory(entries));
  return own;
}

/** The sectors of a volume that is being made. Clusters are given out in order, so every chain is one run. */
class Volume {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #sectors: number;
  readonly #fatSectors: number;
  readonly #clusters: number;
  #next = ROOT_CLUSTER;

  constructor(sizeBytes: number) {
    this.#sectors = sizeBytes / SECTOR_SIZE;
    this.#fatSectors = fatSectorsOf(this.#sectors);
    this.#clusters = this.#sectors - this.#dataSector;
    assert(
      Number.isInteger(this.#sectors) && this.#clusters >= FAT32_CLUSTERS_MIN && this.#sectors < 2 ** 32,
      `fat32: no volume of ${sizeBytes} bytes`,
    );
    this.#bytes = new Uint8Array(sizeBytes);
    this.#view = new DataView(this.#bytes.buffer);
  }

  /** A chain of clusters for so many bytes. */
  allocate(sizeBytes: number): number {
    const first = this.#next;
    const end = first + Math.ceil(sizeBytes / CLUSTER_SIZE);
    if (end > ROOT_CLUSTER + this.#clusters)
      throw new ImageError(`the disk of ${this.#bytes.length} bytes has no room for another ${sizeBytes}`);
    for (let cluster = first; cluster < end; cluster++) this.#setFat(cluster, cluster + 1 < end ? cluster + 1 : END_OF_CHAIN);
    this.#next = end;
    return first;
  }

  put(firstCluster: number, bytes: Uint8Array): void {
    if (bytes.length > 0) this.#bytes.set(bytes, this.#dataSector * SECTOR_SIZE + (firstCluster - ROOT_CLUSTER) * CLUSTER_SIZE);
  }

  finish(): Uint8Array {
    this.#setFat(0, 0x0fff_ff00 | MEDIA_FIXED);
    this.#setFat(1, END_OF_CHAIN);
    const fatSize = this.#fatSectors * SECTOR_SIZE;
    const firstFat = RESERVED_SECTORS * SECTOR_SIZE;
    this.#bytes.copyWithin(firstFat + fatSize, firstFat, firstFat + fatSize);
    for (const sector of [0, BACKUP_BOOT_SECTOR]) {
      this.#putBootSector(sector * SECTOR_SIZE);
      const isBackup = sector !== 0;
      this.#putFsInfo((sector + FSINFO_SECTOR) * SECTOR_SIZE, isBackup);
    }
    return this.#bytes;
  }

  get #dataSector(): number {
    return RESERVED_SECTORS + FATS * this.#fatSectors;
  }

  #setFat(cluster: number, value: number): void {
    this.#view.setUint32(RESERVED_SECTORS * SECTOR_SIZE + 4 * cluster, value, true);
  }

  /** "Boot Sector and BPB". */
  #putBootSector(at: number): void {
    const view = this.#view;
    this.#bytes.set([0xeb, 0x58, 0x90], at); // BS_jmpBoot
    this.#putText(at + 3, 'MSWIN4.1'); // BS_OEMName, the one that the specification recommends
    view.setUint16(at + 11, SECTOR_SIZE, true); // BPB_BytsPerSec
    view.setUint8(at + 13, CLUSTER_SIZE / SECTOR_SIZE); // BPB_SecPerClus
    view.setUint16(at + 14, RESERVED_SECTORS, true); // BPB_RsvdSecCnt
    view.setUint8(at + 16, FATS); // BPB_NumFATs
    view.setUint8(at + 21, MEDIA_FIXED); // BPB_Media
    view.setUint16(at + 24, 63, true); // BPB_SecPerTrk
    view.setUint16(at + 26, 255, true); // BPB_NumHeads
    view.setUint32(at + 32, this.#sectors, true); // BPB_TotSec32
    view.setUint32(at + 36, this.#fatSectors, true); // BPB_FATSz32
    view.setUint32(at + 44, ROOT_CLUSTER, true); // BPB_RootClus
    view.setUint16(at + 48, FSINFO_SECTOR, true); // BPB_FSInfo
    view.setUint16(at + 50, BACKUP_BOOT_SECTOR, true); // BPB_BkBootSec
    view.setUint8(at + 64, 0x80); // BS_DrvNum, a fixed disk
    view.setUint8(at + 66, 0x29); // BS_BootSig: the next three are there
    view.setUint32(at + 67, VOLUME_ID, true); // BS_VolID
    this.#putText(at + 71, 'NO NAME    '); // BS_VolLab
    this.#putText(at + 82, 'FAT32   '); // BS_FilSysType
    view.setUint16(at + 510, 0xaa55, true); // Signature_word
  }

  /** "FSInfo Sector Structure". The backup knows nothing: nobody keeps it up to date. */
  #putFsInfo(at: number, isBackup: boolean): void {
    const view = this.#view;
    view.setUint32(at, 0x4161_5252, true); // FSI_LeadSig
    view.setUint32(at + 484, 0x6141_7272, true); // FSI_StrucSig
    const free = ROOT_CLUSTER + this.#clusters - this.#next;
    view.setUint32(at + 488, isBackup ? UNKNOWN_IN_FSINFO : free, true); // FSI_Free_Count
    view.setUint32(at + 492, isBackup ? UNKNOWN_IN_FSINFO : this.#next - 1, true); // FSI_Nxt_Free: the last one given out
    view.setUint32(at + 508, 0xaa55_0000, true); // FSI_TrailSig
  }

  #putText(at: number, text: string): void {
    this.#bytes.set(new TextEncoder().encode(text), at);
  }
}

/** `FATSz` as the specification computes it, section "FAT Type Determination": never too few, at times some too many. */
function fatSectorsOf(sectors: number): number {
  const perFatSector = (256 * (CLUSTER_SIZE / SECTOR_SIZE) + FATS) / 2;
  return Math.floor((sectors - RESERVED_SECTORS + perFatSector - 1) / perFatSector);
}
