/**
 * What of a damaged file can be saved: its intact chunks in the order in which they were written, and what is lost between them.
 *
 * Every chunk names the one before it by its hash, so chunks that were doubled, swapped or parted by foreign bytes find their
 * places again. Where one is missing, the next in the file goes on.
 */
import { LogError } from './error.ts';
import type { DecodedEvents } from './events-decoder.ts';
import { chunkOf, type Frame, linkAfter, PREFIX_SIZE } from './frame.ts';
import { decodeEventsChunk, type Scan, scanLog } from './scan.ts';

export interface Salvage extends Scan {
  /** Everything but the index, which can be made again. */
  readonly pieces: readonly (Kept | Gap)[];
  /** Intact chunks that have no place: they come twice, are from another recording, or hold what the format does not allow. */
  readonly dropped: readonly Frame[];
  /** The last event is there. */
  readonly isEnded: boolean;
}

export interface Kept {
  readonly kind: 'kept';
  readonly frame: Frame;
  /** Of a chunk of events. */
  readonly content?: DecodedEvents;
}

/** Something is missing between two chunks that are kept, or after the last. */
export interface Gap {
  readonly kind: 'gap';
  /** Bytes of the file in which it was. */
  readonly offset: number;
  readonly sizeBytes: number;
  readonly firstStep: number;
  /** Null when everything to the end is lost. */
  readonly lastStep: number | null;
  readonly problem: string;
}

/** Throws `LogError` when not even the header can be read: then there is nothing to save. */
export function salvageLog(file: Uint8Array): Salvage {
  const scan = scanLog(file, { isThorough: true });
  const problems = [...scan.problems];
  const contents = new Map<Frame, DecodedEvents>();
  const sound = scan.frames.filter((frame) => {
    if (frame.kind !== 'events') return frame.kind !== 'index';
    try {
      contents.set(frame, decodeEventsChunk(scan, frame));
      return true;
    } catch (error) {
      if (!(error instanceof LogError)) throw error;
      problems.push(error);
      return false;
    }
  });
  problems.sort((a, b) => a.offset - b.offset);
  const isLast = (frame: Frame) => contents.get(frame)?.events.at(-1)?.kind === 'end';
  const { chains, dropped } = chainsOf(file, sound, isLast);
  const pieces: (Kept | Gap)[] = [];
  for (const [i, chain] of chains.entries()) {
    if (i > 0) pieces.push(gapBetween(chains[i - 1]!.at(-1)!, chain[0]!, problems, file.length));
    for (const frame of chain) {
      const content = contents.get(frame);
      pieces.push({ kind: 'kept', frame, ...(content && { content }) });
    }
  }
  const last = chains.at(-1)!.at(-1)!;
  const isEnded = isLast(last);
  if (!isEnded) pieces.push(gapBetween(last, undefined, problems, file.length));
  const unsound = scan.frames.filter((frame) => frame.kind !== 'index' && !sound.includes(frame));
  return { ...scan, problems, pieces, dropped: [...dropped, ...unsound], isEnded };
}

interface Chains {
  /** Runs of chunks of which each names the one before it. Between two of them something is missing. */
  readonly chains: readonly (readonly Frame[])[];
  readonly dropped: readonly Frame[];
}

/** `isLast`: holds the last event of a recording. */
function chainsOf(file: Uint8Array, frames: readonly Frame[], isLast: (frame: Frame) => boolean): Chains {
  const byLink = new Map<bigint, Frame>();
  for (const frame of frames) if (!byLink.has(frame.link)) byLink.set(frame.link, frame);
  const taken = new Set<Frame>();
  const seen = new Set<bigint>();
  const chains: Frame[][] = [];
  const dropped: Frame[] = [];
  let link = linkAfter(file.subarray(0, PREFIX_SIZE));
  let last: Frame | undefined;
  let isWhole = false;
  const tryTake = (frame: Frame): boolean => {
    const hash = linkAfter(chunkOf(file, frame));
    // Nothing goes back in time or comes twice, and the header is where the reading began.
    if (isWhole || seen.has(hash) || frame.firstStep < (last?.lastStep ?? 0) || (frame.kind === 'header' && last !== undefined))
      return false;
    if (last === undefined || frame.link !== link) chains.push([]);
    chains.at(-1)!.push(frame);
    taken.add(frame);
    seen.add(hash);
    [last, link] = [frame, hash];
    // From the header to the end without a gap: that is the recording, and what else is there is not of it.
    isWhole = chains.length === 1 && isLast(frame);
    return true;
  };
  for (const frame of frames) {
    if (taken.has(frame)) continue;
    if (!tryTake(frame)) {
      dropped.push(frame);
      continue;
    }
    for (let next = byLink.get(link); next !== undefined && !taken.has(next) && tryTake(next); next = byLink.get(link));
  }
  return { chains, dropped };
}

function gapBetween(before: Frame, after: Frame | undefined, problems: readonly LogError[], fileSize: number): Gap {
  const offset = before.offset + before.sizeBytes;
  // Chunks that were swapped lie elsewhere.
  const end = Math.max(offset, after?.offset ?? fileSize);
  const problem = problems.find((each) => each.offset >= offset && each.offset <= end) ?? problems[0];
  return {
    kind: 'gap',
    offset,
    sizeBytes: end - offset,
    firstStep: before.lastStep,
    lastStep: after?.firstStep ?? null,
    problem: problem?.message ?? 'the recording was not ended',
  };
}
