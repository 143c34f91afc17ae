/** Replaces a file so that there is always a whole one: the old or the new. */
import { closeSync, fsyncSync, openSync, realpathSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { threadId } from 'node:worker_threads';

/** Throws what the file system does; then the old file is as it was. Where a link points to is replaced, not the link. */
export function replaceFile(path: string, bytes: Uint8Array): void {
  const target = realpathSync(path);
  const { mode } = statSync(target);
  const fresh = `${target}.${process.pid}.${threadId}.new`;
  try {
    const descriptor = openSync(fresh, 'wx', mode);
    try {
      for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(fresh, target);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
}
