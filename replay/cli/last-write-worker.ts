/** A thread that looks for the last write in stretches of a recording. */
import { parentPort, workerData } from 'node:worker_threads';
import { offerModules } from '#core/machine/interpreter-module.ts';
import type { Reading } from '#core/machine/processor-transient.ts';
import type { Stretch } from '../timeline/dirty-pages.ts';
import { type MemoryRange, Timeline } from '../timeline/timeline.ts';
import { LastWriteQueue } from './last-write-queue.ts';
import { openRecording } from './recording-file.ts';
import { findWrittenModule } from './written-modules.ts';

export interface WriteSearch {
  readonly path: string;
  readonly reading: Reading;
  /** Bytes that this thread's snapshots may hold. */
  readonly cap: number;
  readonly range: MemoryRange;
  /** The last write before this step. */
  readonly before: number;
}

export interface SearchTask extends WriteSearch {
  /** The last first, and what says which is next. */
  readonly stretches: readonly Stretch[];
  readonly shared: Int32Array<SharedArrayBuffer>;
}

async function search({ path, reading, cap, range, before, stretches, shared }: SearchTask): Promise<void> {
  const timeline = new Timeline(await openRecording(path), { reading, cap });
  const queue = new LastWriteQueue(stretches, shared);
  parentPort!.postMessage(queue.search((stretch) => timeline.findLastWriteIn(stretch, range, before)));
}

offerModules(findWrittenModule);
void search(workerData as SearchTask);
