/** Recordings as files. */
import { closeSync, fstatSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { type LogReader, openLog } from './reader.ts';
import type { LogSink } from './writer.ts';

export interface LogFile {
  /** Hands bytes to the operating system before it returns. Throws what the file system does, e.g. when the disk is full. */
  readonly sink: LogSink;
  /** Puts bytes after what was written, where the next that the sink takes go too. Nothing where a file can't do that. */
  draft(bytes: Uint8Array): void;
  close(): void;
}

/** Creates a file for a recording. As with a compiler's `-o`, a file that is there is replaced. */
export function createLogFile(path: string): LogFile {
  const descriptor = openSync(path, 'w');
  const isFile = fstatSync(descriptor).isFile();
  let sizeBytes = 0;
  let draftEnd = 0;
  return {
    sink: (bytes) => {
      for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written);
      sizeBytes += bytes.length;
    },
    draft: (bytes) => {
      // In one piece: whoever is killed between two would leave neither the one draft nor the other.
      if (isFile) writeSync(descriptor, bytes, 0, bytes.length, sizeBytes);
      draftEnd = sizeBytes + bytes.length;
    },
    close: () => {
      if (isFile && draftEnd > sizeBytes) ftruncateSync(descriptor, sizeBytes);
      closeSync(descriptor);
    },
  };
}

/** Reads and opens a recording. Throws `LogError`, and what the file system does. */
export function openLogFile(path: string): LogReader {
  return openLog(readFileSync(path));
}
