/** Holds a file against the format, without running the machine: every byte, every record, every image. */
import { LogError } from './error.ts';
import type { Lost } from './lost.ts';
import { LogReader } from './reader.ts';
import { decodeEventsChunk, scanLog } from './scan.ts';

export interface Verification {
  readonly version: number;
  readonly chunks: number;
  readonly events: number;
  /** Step of the last event that can be read. */
  readonly lastStep: number;
  /** What is wrong, in the order of the file. None: the file is what its recorder, or a repair, wrote. */
  readonly problems: readonly LogError[];
  /** What a repair could not save. */
  readonly lost: readonly Lost[];
}

/** Throws `LogError` when not even the header can be read. Cost: a CRC, two SHA-256 and a decoding of the file. */
export function verifyLog(file: Uint8Array): Verification {
  const scan = scanLog(file, { isThorough: true });
  const problems = [...scan.problems];
  const attempt = (check: () => void) => {
    try {
      check();
    } catch (error) {
      if (!(error instanceof LogError)) throw error;
      problems.push(error);
    }
  };
  let events = 0;
  const { version, frames, header } = scan;
  const log = new LogReader(scan);
  if (problems.length > 0) {
    for (const frame of frames)
      if (frame.kind === 'events') attempt(() => void (events += decodeEventsChunk(scan, frame).events.length));
  } else {
    if (log.damage !== null) problems.push(log.damage);
    attempt(() => {
      for (const _ of log.events()) events++;
      if (log.hole === null) return;
      events = 0;
      for (const _ of log.allEvents()) events++;
    });
    for (const step of log.keyframes.steps)
      attempt(() => {
        log.keyframes.at(step);
        log.keyframes.writtenBefore(step);
      });
    for (const image of header.images.keys()) attempt(() => log.verifyImage(image));
  }
  const isKnown = (problem: LogError, index: number) => problems.findIndex(({ message }) => message === problem.message) < index;
  return {
    version,
    chunks: frames.length,
    events,
    lastStep: frames.at(-1)!.lastStep,
    problems: problems.filter((problem, index) => !isKnown(problem, index)).sort((a, b) => a.offset - b.offset),
    lost: log.lost,
  };
}
