/** Recordings as files. */
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { type LogReader, openLog } from './reader.ts';
import type { LogSink } from './writer.ts';

export interface LogFile {
  /** Hands bytes to the operating system before it returns. Throws what the file system does, e.g. when the disk is full. */
  readonly sink: LogSink;
  close(): void;
}

/** Creates a file for a recording. As with a compiler's `-o`, a file that is there is replaced. */
export function createLogFile(path: string): LogFile {
  const descriptor = openSync(path, 'w');
  return {
    sink: (bytes) => {
      for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written);
    },
    close: () => closeSync(descriptor),
  };
}

/** Reads and opens a recording. Throws `LogError`, and what the file system does. */
export function openLogFile(path: string): LogReader {
  return openLog(readFileSync(path));
}
