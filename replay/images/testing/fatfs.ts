/** Reads disks with FatFs, an implementation of FAT by others. For tests. */
import * as FatFs from 'js-fatfs';
import type { DiskFile } from '../fat32.ts';

const SECTOR_SIZE = 512;

/** Every file on a disk. Throws when FatFs finds fault with it. */
export async function readWithFatFs(disk: Uint8Array): Promise<readonly DiskFile[]> {
  const ff = await FatFs.create({ diskio: readOnlyDisk(disk) });
  const volume = ff.malloc(FatFs.sizeof_FATFS);
  check(ff.f_mount(volume, '', 1), 'mount');
  return filesIn(ff, '');
}

function readOnlyDisk(disk: Uint8Array): FatFs.DiskIO {
  return {
    initialize: () => 0,
    status: () => 0,
    read(ff, _, buffer, sector, count) {
      ff.HEAPU8.set(disk.subarray(sector * SECTOR_SIZE, (sector + count) * SECTOR_SIZE), buffer);
      return FatFs.RES_OK;
    },
    write: () => FatFs.RES_WRPRT,
    ioctl(ff, _, command, buffer) {
      if (command !== FatFs.GET_SECTOR_SIZE) return FatFs.RES_PARERR;
      ff.setValue(buffer, SECTOR_SIZE, 'i16');
      return FatFs.RES_OK;
    },
  };
}

function filesIn(ff: FatFs.FatFs, folder: string): DiskFile[] {
  const files: DiskFile[] = [];
  const directory = ff.malloc(FatFs.sizeof_DIR);
  const info = ff.malloc(FatFs.sizeof_FILINFO);
  check(ff.f_opendir(directory, folder), folder);
  for (;;) {
    check(ff.f_readdir(directory, info), folder);
    const name = ff.FILINFO_fname(info);
    if (name === '') break;
    const path = `${folder}/${name}`;
    if (ff.FILINFO_fattrib(info) & FatFs.AM_DIR) files.push(...filesIn(ff, path));
    else files.push({ path, bytes: contentOf(ff, path, ff.FILINFO_fsize(info)) });
  }
  check(ff.f_closedir(directory), folder);
  ff.free(info);
  ff.free(directory);
  return files;
}

function contentOf(ff: FatFs.FatFs, path: string, sizeBytes: number): Uint8Array {
  const file = ff.malloc(FatFs.sizeof_FIL);
  const count = ff.malloc(4);
  const buffer = ff.malloc(sizeBytes + 1);
  check(ff.f_open(file, path, FatFs.FA_READ), path);
  check(ff.f_read(file, buffer, sizeBytes + 1, count), path);
  const bytes = ff.HEAPU8.slice(buffer, buffer + ff.getValue(count, 'i32'));
  check(ff.f_close(file), path);
  for (const each of [buffer, count, file]) ff.free(each);
  return bytes;
}

function check(result: number, what: string): void {
  if (result !== FatFs.FR_OK) throw new Error(`FatFs: ${what}: FRESULT ${result}`);
}
