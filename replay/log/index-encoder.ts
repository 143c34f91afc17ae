/** The index chunk: what the file holds, chunk by chunk, so that nothing need be walked or decoded to find an exit. FORMAT.md, "Index". */
import { deflate } from './deflate.ts';
import type { Tally } from './events-encoder.ts';
import type { Frame } from './frame.ts';
import { PAYLOAD_MAX } from './limits.ts';
import { pack } from './msgpack.ts';
import { putVarint } from './varint.ts';

export interface IndexRow extends Tally, Pick<Frame, 'sizeBytes' | 'firstStep' | 'lastStep'> {}

/** One row for every chunk before the index, in order. */
export function encodeIndex(rows: readonly IndexRow[]): Uint8Array | undefined {
  const numbers: number[] = [];
  let previousStep = 0;
  for (const { sizeBytes, firstStep, lastStep, exits, outputBytes } of rows) {
    for (const value of [sizeBytes, firstStep - previousStep, lastStep - firstStep, exits, outputBytes])
      putVarint(numbers, value);
    previousStep = lastStep;
  }
  const payload = pack([rows.length, numbers.length, deflate(Uint8Array.from(numbers))]);
  // An index can be rebuilt, so one that no frame can hold is left out.
  return payload.length <= PAYLOAD_MAX ? payload : undefined;
}
