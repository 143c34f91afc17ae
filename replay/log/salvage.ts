/**
 * What of a damaged file can be saved: its intact chunks in the order in which they were written, and what is lost between them.
 *
 * Every chunk names the one before it by its hash, so chunks that were doubled, swapped or parted by foreign bytes find their
 * places again. Where one is missing, the next in the file goes on.
 */
import { LogError } from './error.ts';
import type { DecodedEvents } from './events-decoder.ts';
import { chunkOf, type Frame, linkAfter } from './frame.ts';
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
  /** In the order of the recording. Between two of them something is missing. */
  readonly chains: readonly Chain[];
  readonly dropped: readonly Frame[];
}

/** Chunks of which each names the one before it. Never empty. */
type Chain = readonly Frame[];

/**
 * The header's chain, and the longest others that lie neither before nor across it or each other: what was put into a file is
 * seldom longer than what it parts. `isLast`: holds the last event of a recording.
 */
function chainsOf(file: Uint8Array, frames: readonly Frame[], isLast: (frame: Frame) => boolean): Chains {
  const [first, ...others] = linkedChains(file, frames);
  const chains: Chain[] = [first!];
  // From the header to the end without a gap: that is the recording, and what else is there is not of it.
  const isWhole = isLast(first!.at(-1)!);
  const bySize = others
    .map((chain, order) => ({ chain, order }))
    .sort((a, b) => b.chain.length - a.chain.length || a.order - b.order);
  for (const { chain } of isWhole ? [] : bySize) {
    if (chain.some(({ kind }) => kind === 'header')) continue;
    const at = placeOf(chain, chains);
    const before = chains[at - 1];
    const after = chains[at];
    const fits = before !== undefined && before.at(-1)!.lastStep <= chain[0]!.firstStep;
    if (fits && (after === undefined || chain.at(-1)!.lastStep <= after[0]!.firstStep)) chains.splice(at, 0, chain);
  }
  const kept = new Set(chains.flat());
  return { chains, dropped: frames.filter((frame) => !kept.has(frame)) };
}

/** Where among sorted chains one belongs by its steps, and where those are equal by its place in the file. */
function placeOf(chain: Chain, chains: readonly Chain[]): number {
  const isBefore = (a: Chain, b: Chain) =>
    a[0]!.firstStep - b[0]!.firstStep || a.at(-1)!.lastStep - b.at(-1)!.lastStep || a[0]!.offset - b[0]!.offset;
  let [low, high] = [1, chains.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isBefore(chain, chains[middle]!) < 0) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** All chains, that of the first frame first, the others as they begin in the file. A chunk that comes twice is taken once. */
function linkedChains(file: Uint8Array, frames: readonly Frame[]): readonly Chain[] {
  const hashes = new Map(frames.map((frame) => [frame, linkAfter(chunkOf(file, frame))]));
  const byLink = new Map<bigint, Frame>();
  for (const frame of frames) if (!byLink.has(frame.link)) byLink.set(frame.link, frame);
  const known = new Set(hashes.values());
  const seen = new Set<bigint>();
  const chains: Chain[] = [];
  const follow = (start: Frame) => {
    const chain: Frame[] = [];
    for (let next: Frame | undefined = start; next !== undefined; next = byLink.get(hashes.get(next)!)) {
      const hash = hashes.get(next)!;
      if (seen.has(hash) || next.firstStep < (chain.at(-1)?.lastStep ?? 0)) break;
      seen.add(hash);
      chain.push(next);
    }
    if (chain.length > 0) chains.push(chain);
  };
  // Those that name no chunk of the file begin a chain; what is left then is of two that go on from one.
  for (const frame of frames) if (frame === frames[0] || !known.has(frame.link)) follow(frame);
  for (const frame of frames) if (!seen.has(hashes.get(frame)!)) follow(frame);
  return chains;
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
