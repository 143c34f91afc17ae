/** Opens the recording that a command names, and reads what its board needs. */
import { statSync } from 'node:fs';
import { loadBoards } from '../boards/registry.ts';
import { LogError } from '../log/error.ts';
import { openLogFile } from '../log/file.ts';
import type { LostSteps } from '../log/lost.ts';
import type { LogReader } from '../log/reader.ts';
import { formatCount } from './format.ts';
import { UsageError } from './usage-error.ts';

/** Throws `UsageError` when there is no such file, `LogError` when not even its header can be read. */
export async function openRecording(path: string): Promise<LogReader> {
  checkRecordingFile(path);
  const log = openLogFile(path);
  await loadBoards(log.header.board);
  return log;
}

/** Throws `UsageError` when there is no such file, or what is there is none. */
export function checkRecordingFile(path: string): void {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined) throw new UsageError(`${path}: no such file`);
  if (!status.isFile()) throw new UsageError(`${path}: is ${status.isDirectory() ? 'a folder' : 'not a regular file'}`);
}

/** What a command says of a recording that a repair could not make whole. */
export function holeLine(path: string, { step, toStep }: LostSteps): string {
  const to = toStep === null ? 'the end' : formatCount(toStep);
  return `replay: ${path}: steps ${formatCount(step)} to ${to} were lost with a damaged file`;
}

/** The same for who needs all of it, and more recordings than one: what is wrong is told with the file's name. */
export async function openIntact(path: string): Promise<LogReader> {
  try {
    const log = await openRecording(path);
    if (log.damage !== null) throw log.damage;
    return log;
  } catch (error) {
    throw error instanceof LogError ? new UsageError(`${path}: ${error.message}`) : error;
  }
}
