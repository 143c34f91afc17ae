/** The first part of a recording, as a recorder that was killed would have left it. */
import { openLog } from '../log/reader.ts';

/** All of a recording that has at most `stepsMax` steps; of a longer one, the chunks that end by then. */
export function prefixOf(file: Uint8Array, stepsMax: number): { readonly bytes: Uint8Array; readonly isWhole: boolean } {
  const { chunks } = openLog(file);
  const first = chunks.find(({ kind, lastStep }) => kind === 'events' && lastStep > stepsMax);
  return first === undefined ? { bytes: file, isWhole: true } : { bytes: file.subarray(0, first.offset), isWhole: false };
}
