/** The index chunk: what the file holds, chunk by chunk, so that nothing need be walked or decoded to find an exit. FORMAT.md, "Index". */
import * as check from './check.ts';
import { deflate, inflate } from './deflate.ts';
import { SchemaMismatch } from './error.ts';
import type { Tally } from './events-encoder.ts';
import type { Frame } from './frame.ts';
import { PAYLOAD_MAX } from './limits.ts';
import { pack, unpackOne } from './msgpack.ts';
import { putVarint, VarintReader } from './varint.ts';

/** Bytes that one chunk can take in the index before it is compressed: five numbers below 2^53. */
const ROW_SIZE_MAX = 40;

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

/** `chunkCount` is how many chunks there are before the index. Throws `SchemaMismatch`. */
export function decodeIndex(payload: Uint8Array, chunkCount: number): readonly IndexRow[] {
  const [count, sizeBytes, deflated] = check.list(unpackOne(payload), 'index', 3);
  if (count !== chunkCount) throw new SchemaMismatch(`rows of the index: ${chunkCount} were expected, ${String(count)} came`);
  const size = check.uint(sizeBytes, 'size of the index', chunkCount * ROW_SIZE_MAX);
  const numbers = new VarintReader(inflate(check.bytes(deflated, 'index', 1, PAYLOAD_MAX), size));
  let previousStep = 0;
  const rows = Array.from({ length: chunkCount }, () => {
    const rowSize = numbers.next();
    const firstStep = previousStep + numbers.next();
    const lastStep = firstStep + numbers.next();
    previousStep = lastStep;
    return { sizeBytes: rowSize, firstStep, lastStep, exits: numbers.next(), outputBytes: numbers.next() };
  });
  if (!numbers.isAtEnd) throw new SchemaMismatch('the index goes on after its last row');
  return rows;
}
