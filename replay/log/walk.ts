/** Goes through a file chunk by chunk, checks that each is whole and in its place, and goes on after damage. */
import { LogError, type LogErrorKind } from './error.ts';
import {
  chunkOf,
  FRAME_SIZE,
  type Frame,
  hasGoodCrc,
  isTrailer,
  linkAfter,
  mayBeCut,
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
 * What the searches after damage may cost, in bytes that are checked in vain: some milliseconds for a quick walk, which may then
 * not say where the damage ends; a second or two for a thorough one. Few files have so many bytes that look like a frame.
 */
const SEARCH_EFFORT = { quick: 4 * 2 ** 20, thorough: 512 * 2 ** 20 };
/** How far a search goes. A chunk of events is not larger than a quarter of a quick one's. */
const SEARCH_REACH = { quick: 2 ** 20, thorough: Number.POSITIVE_INFINITY };
/** What it costs to look at something that may be a frame, in such bytes. */
const LOOK_EFFORT = 400;

/**
 * The frames of the intact chunks in order; between them, a `LogError` for every place where something is wrong. A file
 * that yields no error has not changed since it was written. The prefix must have been checked. Proportional to the file.
 */
export function* walkChunks(file: Uint8Array, search: 'quick' | 'thorough'): Generator<Frame | LogError> {
  const walk = new Walk(file, search);
  while (!walk.isDone) yield* walk.next();
}

class Walk {
  readonly #file: Uint8Array;
  #offset = PREFIX_SIZE;
  /** What the next chunk must carry; undefined after damage. */
  #link: bigint | undefined;
  #previous: Frame | undefined;
  /** What may still be spent on searches. */
  #effort: number;
  readonly #reach: number;
  #wasted = 0;
  isDone = false;

  constructor(file: Uint8Array, search: 'quick' | 'thorough') {
    this.#file = file;
    this.#effort = SEARCH_EFFORT[search];
    this.#reach = SEARCH_REACH[search];
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
    // A chunk from elsewhere does not tell how far what is missing goes.
    const isBack = frame.firstStep < this.#previousStep;
    const found =
      problem === undefined
        ? [frame]
        : [this.#error('damaged', problem, this.#previousStep, isBack ? null : frame.lastStep), frame];
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
    const next = this.#nextAt(likely) ?? this.#find(this.#offset + 1, Math.min(this.#file.length, this.#offset + this.#reach));
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

  /** The chunk at `likely`, or the one from which chunks lead there: a size that was changed can point behind several. */
  #nextAt(likely: number): Frame | undefined {
    const next = this.#find(likely);
    if (next === undefined) return undefined;
    const nearer = this.#find(this.#offset + 1, Math.min(likely - 1, this.#offset + this.#reach));
    return nearer !== undefined && this.#leadsTo(nearer, next) ? nearer : next;
  }

  #leadsTo(from: Frame, to: Frame): boolean {
    let frame = from;
    for (;;) {
      const end = frame.offset + frame.sizeBytes;
      const link = linkAfter(chunkOf(this.#file, frame));
      if (end === to.offset) return to.link === link;
      const next = end < to.offset ? parseFrame(this.#file, end) : undefined;
      if (next === undefined || 'problem' in next || next.link !== link) return false;
      frame = next;
    }
  }

  /** The first intact chunk that begins from `from` to `last` and could come after the previous one. */
  #find(from: number, last: number = from): Frame | undefined {
    for (let offset = from; offset <= last && this.#effort > 0; offset++) {
      if (!mayBeFrame(this.#file, offset, this.#previousStep)) continue;
      const frame = parseFrame(this.#file, offset);
      this.#effort -= LOOK_EFFORT;
      // Most bytes that look like a frame are not followed by another: when much was in vain, those are passed over.
      if ('problem' in frame || frame.kind === 'header' || (this.#isTired && !this.#isFollowed(frame))) continue;
      if (hasGoodCrc(this.#file, frame)) return frame;
      this.#effort -= frame.sizeBytes;
      this.#wasted += frame.sizeBytes;
    }
    return undefined;
  }

  get #isTired(): boolean {
    return this.#wasted > 2 ** 20;
  }

  /** Is what comes after a chunk a chunk too, by its looks, or the end? */
  #isFollowed({ offset, sizeBytes, lastStep }: Frame): boolean {
    const end = offset + sizeBytes;
    const rest = this.#file.length - end;
    if (rest === 0 || rest === TRAILER_SIZE) return true;
    return rest < FRAME_SIZE || mayBeFrame(this.#file, end, lastStep) || mayBeCut(this.#file, end);
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
