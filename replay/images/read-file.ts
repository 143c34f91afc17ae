/** Reads image files, whole, with a bound. */
import { readFileSync, statSync } from 'node:fs';
import { IMAGE_IN_MEMORY_MAX } from '../log/limits.ts';
import { ImageError } from './image-error.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EACCES: 'not permitted',
  ENOTDIR: 'no such file',
};

/** Throws `ImageError`. */
export function readImageFile(path: string, sizeMax: number = IMAGE_IN_MEMORY_MAX): Uint8Array {
  try {
    const status = statSync(path);
    if (!status.isFile()) throw new ImageError(`${path}: is ${status.isDirectory() ? 'a folder' : 'not a regular file'}`);
    const { size } = status;
    if (size > sizeMax) throw new ImageError(`${path}: has ${size} bytes, at most ${sizeMax} can be read`);
    const bytes = readFileSync(path);
    return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  } catch (error) {
    if (error instanceof ImageError) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? '';
    throw new ImageError(`${path}: ${REASONS[code] ?? `can't be read (${code || (error as Error).message})`}`);
  }
}
