/** Reads the index chunk. See `index-encoder.ts`. */
import * as check from './check.ts';
import { SchemaMismatch } from './error.ts';
import type { IndexRow } from './index-encoder.ts';
import { inflate } from './inflate.ts';
import { PAYLOAD_MAX } from './limits.ts';
import { unpackOne } from './msgpack.ts';
import { VarintReader } from './varint.ts';

/** Bytes that one chunk can take in the index before it is compressed: five numbers below 2^53. */
const ROW_SIZE_MAX = 40;

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
