/** A thread that looks for the last write in stretches of a recording. */
import { offerModules } from '#core/machine/interpreter-module.ts';
import type { Reading } from '#core/machine/processor-transient.ts';
import type { Hit } from '#core/machine/stops.ts';
import type { Stretch } from '../timeline/dirty-pages.ts';
import { type MemoryRange, Timeline } from '../timeline/timeline.ts';
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
  readonly stretch: Stretch;
}

/** Of the search that this thread is for. */
let timeline: Timeline | undefined;

offerModules(findWrittenModule);

export default async function answer({ path, reading, cap, range, before, stretch }: SearchTask): Promise<Hit | undefined> {
  timeline ??= new Timeline(await openRecording(path), { reading, cap });
  return timeline.findLastWriteIn(stretch, range, before);
}
