/** Opens the recording that a command names. */
import { statSync } from 'node:fs';
import { openLogFile } from '../log/file.ts';
import type { LogReader } from '../log/reader.ts';
import { UsageError } from './usage-error.ts';

/** Throws `UsageError` when there is no such file, `LogError` when not even its header can be read. */
export function openRecording(path: string): LogReader {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined) throw new UsageError(`${path}: no such file`);
  if (!status.isFile()) throw new UsageError(`${path}: is ${status.isDirectory() ? 'a folder' : 'not a regular file'}`);
  return openLogFile(path);
}
