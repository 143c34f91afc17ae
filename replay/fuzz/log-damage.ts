/** Recordings that something happened to: is each found out, where, and how soon? */
import { recordProgram, requestFor } from '../engine/testing.ts';
import { LogError } from '../log/error.ts';
import { chunkOf, type Frame, PREFIX_SIZE, TRAILER_SIZE } from '../log/frame.ts';
import { openLog } from '../log/reader.ts';
import { repairLog } from '../log/repair.ts';
import { concat, EXAMPLE_END, EXAMPLE_SETUP, recordLog } from '../log/testing.ts';
import type { LogEvent } from '../log/types.ts';
import { verifyLog } from '../log/verify.ts';
import { Random } from '../oracle/random.ts';
import { Finding, type Fuzzer, refusing } from './fuzzer.ts';

/** To detect and locate, on a processor that does nothing else. */
const LIMIT_MS = 100;
/** What a repair of is not tried with: it would take most of the time. */
const REPAIRED_SIZE_MAX = 100_000;

interface Original {
  readonly file: Uint8Array<ArrayBuffer>;
  readonly frames: readonly Frame[];
}

const originalOf = (file: Uint8Array<ArrayBuffer>): Original => ({ file, frames: openLog(file).chunks });
const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
};

const small = once(() => [true, false].map((isHasty) => originalOf(smallLog(isHasty))));
const large = once(() => [originalOf(logOfImages(9_000_000)), originalOf(logOfEvents(9_000_000))]);

/** Two recordings of one machine, which begin alike. */
function smallLog(isHasty: boolean): Uint8Array<ArrayBuffer> {
  const keys = { keys: isHasty ? 'abb' : 'aba' };
  const wait = { steps: 400, idleNs: 900_000 };
  return recordProgram(requestFor('clock'), [wait, keys, wait, { keys: 'q' }, { steps: 300, idleNs: 0 }]).bytes;
}

function logOfImages(sizeBytes: number): Uint8Array<ArrayBuffer> {
  const random = new Random(1);
  const bytes = new Uint8Array(Uint32Array.from({ length: sizeBytes / 4 }, () => random.u32()).buffer);
  const images = [{ role: 'drive0', name: 'disk.img', loadAddress: null, bytes }];
  return recordLog({ ...EXAMPLE_SETUP, images }, [], EXAMPLE_END);
}

/** Its bytes look more like frames than random ones do: small numbers and zeros. */
function logOfEvents(sizeBytes: number): Uint8Array<ArrayBuffer> {
  const random = new Random(2);
  const noise = Uint8Array.from({ length: 70_000 }, () => (random.chance(60) ? 0 : random.below(8)));
  const events: Exclude<LogEvent, { kind: 'end' }>[] = [];
  for (let size = 0, step = 0; size < sizeBytes; size += 1_000, step += random.below(40)) {
    const start = random.below(noise.length - 1_000);
    const bytes = noise.subarray(start, start + 1_000);
    events.push({ kind: 'input', step, seq: 0, device: 0, bytes });
  }
  return recordLog(EXAMPLE_SETUP, events, { ...EXAMPLE_END, step: 2 ** 40, now: 2 ** 43 });
}

interface Damaged {
  readonly bytes: Uint8Array;
  readonly what: string;
  /** Bytes of the original from here on may be at other places, or gone, up to `to`. */
  readonly to: number;
  readonly isSplice?: boolean;
}

function damage({ file, frames }: Original, other: Original, random: Random): Damaged {
  const at = random.below(file.length);
  switch (random.below(3)) {
    case 0: {
      const bytes = file.slice();
      // As often in a frame as in all that is between them.
      const place = random.chance(50) ? at : random.pick(frames).offset + random.below(28);
      const bit = random.below(8);
      bytes[place]! ^= 1 << bit;
      return { bytes, what: `bit ${bit} of byte ${place} flipped`, to: place };
    }
    case 1: {
      const length = random.chance(30) ? random.pick(frames).offset : at;
      return { bytes: file.subarray(0, length), what: `cut to ${length} bytes`, to: length };
    }
    default:
      return splice(file, frames, other, random);
  }
}

/** Bytes of a recording, whole chunks or not, in the place of others, or of none. */
function splice(file: Uint8Array, frames: readonly Frame[], other: Original, random: Random): Damaged {
  const ofChunks = random.chance(50);
  const placeIn = (all: readonly Frame[], size: number) => (ofChunks ? random.pick(all).offset : random.below(size));
  const [from, to] = [placeIn(frames, file.length), placeIn(frames, file.length)].sort((a, b) => a - b) as [number, number];
  const [start, end] = [placeIn(other.frames, other.file.length), placeIn(other.frames, other.file.length)].sort((a, b) => a - b);
  const put = other.file.subarray(start, Math.min(end!, start! + 100_000));
  const what = `bytes ${from} to ${to} replaced by ${put.length} of byte ${start}${ofChunks ? ', whole chunks' : ''}`;
  return {
    bytes: concat([file.subarray(0, from), put, file.subarray(to)]),
    what,
    to: Math.max(to, from + put.length),
    isSplice: true,
  };
}

function firstDifference(a: Uint8Array, b: Uint8Array): number {
  const shorter = Math.min(a.length, b.length);
  let at = 0;
  while (at < shorter && Buffer.compare(a.subarray(at, at + 4096), b.subarray(at, at + 4096)) === 0) at += 4096;
  while (at < shorter && a[at] === b[at]) at++;
  return Math.min(at, shorter);
}

/** What the reader says is wrong, and what it took, ms. */
function detect(bytes: Uint8Array): { readonly error: LogError | null; readonly wallMs: number; readonly processorMs: number } {
  const before = process.cpuUsage();
  const start = performance.now();
  let error: LogError | null;
  try {
    error = openLog(bytes).damage;
  } catch (thrown) {
    if (!(thrown instanceof LogError)) throw thrown;
    error = thrown;
  }
  const wallMs = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  return { error, wallMs, processorMs: (user + system) / 1000 };
}

/** Does the error name the chunk in which the first changed byte is, or one after it that the change reaches? */
function checkPlace({ file, frames }: Original, { bytes, what, to, isSplice = false }: Damaged, error: LogError): void {
  const at = firstDifference(file, bytes);
  const starts = [0, ...frames.map(({ offset }) => offset), file.length - TRAILER_SIZE, file.length];
  const first = starts.findLast((start) => start <= at)!;
  const last = starts.find((start) => start > to) ?? Number.POSITIVE_INFINITY;
  if (error.offset < first || error.offset > last)
    throw new Finding(
      `${what}: the first changed byte is ${at}, in the chunk at ${first}; the error tells of byte ${error.offset}`,
    );
  if (at < PREFIX_SIZE) return;
  const frame = frames.find(({ offset }) => offset === error.offset);
  // After a splice, what is told may be of a chunk that came with it.
  const isOutside = (firstStep: number, lastStep: number) =>
    error.firstStep > firstStep || (!isSplice && error.lastStep !== null && error.lastStep < lastStep);
  if (frame !== undefined && error.offset === first && isOutside(frame.firstStep, frame.lastStep))
    throw new Finding(
      `${what}: steps ${error.firstStep} to ${error.lastStep} are told, the chunk has ${frame.firstStep} to ${frame.lastStep}`,
    );
}

/** A repaired file is good, begins as the recording did, and has every chunk that is where it was. */
function checkRepair({ file, frames }: Original, { bytes, what }: Damaged): void {
  const pieces: Uint8Array[] = [];
  const repair = refusing([LogError], () => repairLog(bytes, [], (piece) => void pieces.push(piece)));
  if (repair === undefined) return;
  const repaired = concat(pieces);
  const { problems } = verifyLog(repaired);
  if (problems.length > 0) throw new Finding(`${what}: repaired, and damaged: ${problems[0]!.message}`);
  const payloads = new Set(pieces.map((piece) => Buffer.from(piece.subarray(28)).toString('latin1')));
  for (const frame of frames) {
    const chunk = chunkOf(file, frame);
    const isThere = Buffer.compare(chunk, bytes.subarray(frame.offset, frame.offset + frame.sizeBytes)) === 0;
    if (isThere && frame.kind === 'events' && !payloads.has(Buffer.from(chunk.subarray(28)).toString('latin1')))
      throw new Finding(`${what}: the chunk at ${frame.offset} is intact and was not kept`);
  }
}

const walls: number[] = [];
const processors: number[] = [];
let slowest = 0;

/** What others did on the same processor is not there again; what the bytes ask for is. */
function measure(bytes: Uint8Array): LogError | null {
  const tries = [detect(bytes)];
  const [first] = tries as [ReturnType<typeof detect>];
  const msOf = ({ wallMs, processorMs }: typeof first) => Math.min(wallMs, processorMs);
  while (tries.length < 3 && Math.min(...tries.map(msOf)) >= LIMIT_MS / 2) tries.push(detect(bytes));
  walls.push(first.wallMs);
  processors.push(first.processorMs);
  slowest = Math.max(slowest, Math.min(...tries.map(msOf)));
  return first.error;
}

export const logDamage: Fuzzer = {
  name: 'log-damage',
  claim: `a bit flip, a cut or a splice of a recording is found out, and its chunk, within ${LIMIT_MS} ms`,
  sampleRuns: 100,
  run(random) {
    const originals = random.chance(25) ? large() : small();
    const original = random.pick(originals);
    const damaged = damage(original, random.pick(originals), random);
    if (Buffer.compare(damaged.bytes, original.file) === 0) return;
    const error = measure(damaged.bytes);
    if (error === null) throw new Finding(`${damaged.what}: nothing was found to be wrong`);
    checkPlace(original, damaged, error);
    if (original.file.length <= REPAIRED_SIZE_MAX) checkRepair(original, damaged);
  },
  summarize() {
    const told = (name: string, all: number[]) => {
      const sorted = [...all].sort((a, b) => a - b);
      const at = (part: number) => (sorted[Math.floor(part * (sorted.length - 1))] ?? 0).toFixed(1);
      return `${name} median ${at(0.5)}, p99 ${at(0.99)}, at most ${at(1)} ms`;
    };
    const text = `${walls.length} found out: ${told('wall', walls)}; ${told('processor', processors)}; apart from what others did at most ${slowest.toFixed(1)} ms`;
    if (slowest >= LIMIT_MS) throw new Finding(text);
    return text;
  },
};
