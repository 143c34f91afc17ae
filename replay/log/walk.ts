/** Goes through a file chunk by chunk, checks that each is whole and in its place, and goes on after damage. */
import { LogError, type LogErrorKind } from './error.ts';
import {
  chunkOf,
  type Frame,
  hasGoodCrc,
  isTrailer,
  linkAfter,
  mayBeFrame,
  NO_INDEX,
  PREFIX_SIZE,
  parseFrame,
  TRAILER_SIZE,
} from './frame.ts';

const COPY = 'copy the file again';
/** Without the header there is nothing to make of the rest. */
const REPAIR = `${COPY}, or save what is intact with \`replay repair\``;

/**
 * Bytes that the searches after damage may check in vain, besides as many as the file has: some ten milliseconds. Bytes that
 * happen to look like a frame take little of it; a file made to be slow could ask for far more.
 */
const SEARCH_EFFORT = 4 * 2 ** 20;

/**
 * The frames of the intact chunks in order; between them, a `LogError` for every place where something is wrong. A file
 * that yields no error has not changed since it was written. The prefix must have been checked. Proportional to the file.
 */
export function* walkChunks(file: Uint8Array): Generator<Frame | LogError> {
  const walk = new Walk(file);
  while (!walk.isDone) yield* walk.next();
}

class Walk {
  readonly #file: Uint8Array;
  #offset = PREFIX_SIZE;
  /** What the next chunk must carry; undefined after damage. */
  #link: bigint | undefined;
  #previous: Frame | undefined;
  /** Bytes that may still be checked for a chunk that is not there: of those that another chunk seems to follow, and of others. */
  readonly #effort: { followed: number; other: number };
  isDone = false;

  constructor(file: Uint8Array) {
    this.#file = file;
    this.#effort = { followed: SEARCH_EFFORT + file.length / 2, other: SEARCH_EFFORT + file.length / 2 };
    this.#link = linkAfter(file.subarray(0, PREFIX_SIZE));
  }

  next(): (Frame | LogError)[] {
    const hasIndex = this.#previous?.kind === 'index';
    if (isTrailer(this.#file, this.#offset, hasIndex ? this.#previous!.offset : NO_INDEX)) {
      this.isDone = true;
      return [];
    }
    if (hasIndex) return [this.#badTrailer()];
    const frame = parseFrame(this.#file, this.#offset);
    if ('problem' in frame) return [this.#hole(frame.isCut ? 'truncated' : 'damaged', frame.problem, this.#offset + 1)];
    if (!hasGoodCrc(this.#file, frame))
      return [
        this.#hole('damaged', `the CRC-32C of a chunk of kind ${frame.kind} does not hold`, this.#offset + frame.sizeBytes),
      ];
    const problem = this.#misplacement(frame);
    const found = problem === undefined ? [frame] : [this.#error('damaged', problem, this.#previousStep, frame.lastStep), frame];
    this.#previous = frame;
    this.#offset += frame.sizeBytes;
    this.#link = linkAfter(chunkOf(this.#file, frame));
    return found;
  }

  get #previousStep(): number {
    return this.#previous?.lastStep ?? 0;
  }

  #error(kind: LogErrorKind, problem: string, firstStep: number, lastStep: number | null): LogError {
    return new LogError(
      kind,
      { offset: this.#offset, firstStep, lastStep },
      `${problem}; ${this.#previous === undefined ? COPY : REPAIR}`,
    );
  }

  #badTrailer(): LogError {
    this.isDone = true;
    const rest = this.#file.length - this.#offset;
    const step = this.#previousStep;
    if (rest < TRAILER_SIZE)
      return this.#error('truncated', `the trailer has ${TRAILER_SIZE} bytes, ${rest} are left`, step, step);
    if (rest === TRAILER_SIZE) return this.#error('damaged', 'the trailer is not the one that was written', step, step);
    return this.#error('damaged', `the file ends with ${TRAILER_SIZE} bytes after its index, ${rest} are there`, step, step);
  }

  /** What is from here to the next intact chunk is lost. Looks for that chunk first at `likely`. */
  #hole(kind: LogErrorKind, problem: string, likely: number): LogError {
    const firstStep = this.#previousStep;
    const trailerOffset = this.#file.length - TRAILER_SIZE;
    if (trailerOffset > this.#offset && isTrailer(this.#file, trailerOffset, this.#offset)) {
      this.isDone = true;
      return this.#error('damaged', `${problem}; it is the index, no event is lost`, firstStep, firstStep);
    }
    const next = this.#find(likely) ?? this.#find(this.#offset + 1, this.#file.length);
    if (next === undefined) {
      this.isDone = true;
      const where = kind === 'truncated' ? `the file was cut off here: ${problem}` : problem;
      return this.#error(kind, where, firstStep, null);
    }
    const error = this.#error('damaged', problem, firstStep, next.firstStep);
    this.#offset = next.offset;
    this.#link = undefined;
    return error;
  }

  /** The first intact chunk that begins from `from` to `last` and could come after the previous one. */
  #find(from: number, last: number = from): Frame | undefined {
    for (let offset = from; offset <= last; offset++) {
      if (!mayBeFrame(this.#file, offset)) continue;
      const frame = parseFrame(this.#file, offset);
      if ('problem' in frame || frame.kind === 'header' || frame.firstStep < this.#previousStep) continue;
      const of = this.#isFollowed(frame) ? 'followed' : 'other';
      if (this.#effort[of] < frame.sizeBytes) continue;
      if (hasGoodCrc(this.#file, frame)) return frame;
      this.#effort[of] -= frame.sizeBytes;
    }
    return undefined;
  }

  /** Is what comes after a chunk a chunk too, by its looks, or the end? Tells bytes that look like a frame from most frames. */
  #isFollowed({ offset, sizeBytes, lastStep }: Frame): boolean {
    const end = offset + sizeBytes;
    const rest = this.#file.length - end;
    if (rest === 0 || rest === TRAILER_SIZE) return true;
    const next = parseFrame(this.#file, end);
    return 'problem' in next ? next.isCut : next.firstStep >= lastStep;
  }

  /** Why an intact chunk cannot stand where it stands. */
  #misplacement(frame: Frame): string | undefined {
    const { kind } = frame;
    if (this.#link !== undefined && frame.link !== this.#link)
      return 'a chunk does not follow the one before it: one is missing, or this one is from another recording';
    if (frame.firstStep < this.#previousStep) return `step ${this.#previousStep} or later was expected, ${frame.firstStep} came`;
    if ((kind === 'header') !== (this.#previous === undefined))
      return `a recording has one header, at its start; a chunk of kind ${kind} came`;
    const isImage = kind === 'blocks' || kind === 'imageMap';
    if (isImage && (this.#previous?.kind === 'events' || this.#previous?.kind === 'keyframe'))
      return `images come before events; a chunk of kind ${kind} came`;
    return undefined;
  }
}
