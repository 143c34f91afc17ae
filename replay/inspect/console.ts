/** What the guest had printed by a moment. */
import type { LogReader } from '../log/reader.ts';

/** The last `sizeBytes` bytes, at most, that were sent in steps before `step`. */
export function consoleBefore(log: LogReader, step: number, sizeBytes: number): Uint8Array {
  let kept: Uint8Array[] = [];
  let total = 0;
  for (const event of log.events()) {
    if (event.step >= step) break;
    if (event.kind !== 'output') continue;
    kept.push(event.bytes);
    total += event.bytes.length;
    if (total > 4 * sizeBytes) {
      kept = [Buffer.concat(kept).subarray(-sizeBytes)];
      total = sizeBytes;
    }
  }
  return Buffer.concat(kept).subarray(-sizeBytes);
}
