/** Kernels that are no ELF files: Linux's `Image`, as it is or gzipped, and flat ones. `linux: Booting AArch64 Linux`. */
import { gunzipSync } from 'node:zlib';
import { ImageError } from '../../images/image-error.ts';
import type { ImageFile } from '../request.ts';

const MIB = 2 ** 20;
/** Of the header: "magic number, little endian, "ARM\x64"", and where it and what counts are. */
const MAGIC = 0x644d_5241;
const MAGIC_AT = 56;
const TEXT_OFFSET_AT = 8;
const IMAGE_SIZE_AT = 16;
const HEADER_SIZE = 64;
const GZIP_MAGIC = 0x8b1f;

/** QEMU 7.2 takes no more from a gzipped one. */
const UNZIPPED_MAX = 256 * MIB;
/** Where one goes that does not say, and what none may use: QEMU's first instructions are there. */
const DEFAULT_OFFSET = 0x8_0000;
const RESERVED = 4096;

export interface KernelImage {
  readonly file: ImageFile;
  /** Bytes from the start of RAM. */
  readonly offset: number;
  /** With what it clears for itself. */
  readonly sizeBytes: number;
}

/** Throws `ImageError`. */
export function readKernelImage(kernel: ImageFile): KernelImage {
  const file = { name: kernel.name, bytes: unzipped(kernel) };
  const { bytes } = file;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const hasHeader = bytes.length >= HEADER_SIZE && view.getUint32(MAGIC_AT, true) === MAGIC;
  const imageSize = hasHeader ? Number(view.getBigUint64(IMAGE_SIZE_AT, true)) : 0;
  // "Where image_size is zero, text_offset can be assumed to be 0x80000."
  if (imageSize === 0) return { file, offset: DEFAULT_OFFSET, sizeBytes: bytes.length };
  const textOffset = Number(view.getBigUint64(TEXT_OFFSET_AT, true));
  return {
    file,
    offset: textOffset < RESERVED ? textOffset + 2 * MIB : textOffset,
    sizeBytes: Math.max(imageSize, bytes.length),
  };
}

function unzipped({ name, bytes }: ImageFile): Uint8Array {
  if (bytes.length < 2 || (bytes[0]! | (bytes[1]! << 8)) !== GZIP_MAGIC) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: UNZIPPED_MAX });
  } catch {
    throw new ImageError(`${name}: begins like a gzip file, but is none, or unpacks to more than ${UNZIPPED_MAX} bytes`);
  }
}
