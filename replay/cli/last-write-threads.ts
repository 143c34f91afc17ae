/** Looks for the last write in several stretches of a recording at a time. */
import type { Hit } from '#core/machine/stops.ts';
import type { Stretch } from '../timeline/dirty-pages.ts';
import type { SearchTask, WriteSearch } from './last-write-worker.ts';

/** Stretches that are shorter together take less time than threads take to start. */
const THREADS_WORTH = 2 ** 27;

/** Are these stretches worth threads? */
export function areWorthThreads(stretches: readonly Stretch[], jobs: number): boolean {
  return jobs > 1 && stretches.length > 1 && stretches.reduce((sum, { start, end }) => sum + end - start, 0) >= THREADS_WORTH;
}

export interface ThreadedSearch {
  readonly search: WriteSearch;
  /** The last first. */
  readonly stretches: readonly Stretch[];
  /** Threads at most. */
  readonly jobs: number;
  /** File of the thread: its default export is given a `SearchTask` and gives a `Hit`, if there is one. */
  readonly worker: string;
  /** Told of stretches done and all. */
  readonly progress?: (done: number, total: number) => void;
}

/** Throws what a thread throws: whoever searches without threads then is told the reason. */
export async function findLastWriteInThreads(threaded: ThreadedSearch): Promise<Hit | undefined> {
  const { search, stretches, jobs, worker, progress = () => undefined } = threaded;
  const { Piscina } = await import('piscina');
  const threads = Math.min(jobs, stretches.length);
  const pool = new Piscina<SearchTask, Hit | undefined>({ filename: worker, minThreads: threads, maxThreads: threads });
  // A thread that is given up may have answered already. What goes wrong with a search that counts, its promise says.
  pool.on('error', () => undefined);
  const cap = Math.floor(search.cap / threads);
  try {
    const searches = stretches.map((stretch) => pool.run({ ...search, cap, stretch }));
    for (const each of searches) each.catch(() => undefined); // those that are given up when the answer is known
    for (const [index, each] of searches.entries()) {
      const hit = await each;
      if (hit !== undefined) return hit;
      progress(index + 1, stretches.length);
    }
    return undefined;
  } finally {
    await pool.destroy();
  }
}
