/** What is wrong with a recording. */
export type LogErrorKind =
  /** The file does not begin like a recording. */
  | 'notALog'
  /** The format's version is not one that this build reads. */
  | 'version'
  /** Bytes are not those that were written: a checksum, the chain of hashes or the order of chunks does not hold. */
  | 'damaged'
  /** The file stops before its end: the recorder was killed, or the copy was cut off. */
  | 'truncated'
  /** Checksums hold, but the content is not what the format allows. */
  | 'schema'
  /** An image's bytes are not those that the header names. */
  | 'image';

/** Where in the file and in the recording. */
export interface LogPlace {
  /** Bytes from the start of the file. */
  readonly offset: number;
  /** What is before `firstStep` is not concerned. */
  readonly firstStep: number;
  /** What is after `lastStep` is not concerned; null when everything to the end is. */
  readonly lastStep: number | null;
}

/** A recording that cannot be trusted. The message is for the user: where, what was expected, what came, what to do. */
export class LogError extends Error {
  override readonly name = 'LogError';
  readonly kind: LogErrorKind;
  readonly offset: number;
  readonly firstStep: number;
  readonly lastStep: number | null;

  constructor(kind: LogErrorKind, place: LogPlace, problem: string) {
    super(`byte ${place.offset}, steps ${place.firstStep} to ${place.lastStep ?? 'the end'}: ${problem}`);
    this.kind = kind;
    this.offset = place.offset;
    this.firstStep = place.firstStep;
    this.lastStep = place.lastStep;
  }
}

/** Content that the format does not allow, found where the place in the file is not known. */
export class SchemaMismatch extends Error {
  override readonly name = 'SchemaMismatch';
}

/** Runs a decoder; what it finds wrong becomes a `LogError` at `place`. */
export function decodingAt<T>(place: LogPlace, decode: () => T): T {
  try {
    return decode();
  } catch (error) {
    if (error instanceof SchemaMismatch) throw new LogError('schema', place, error.message);
    throw error;
  }
}
