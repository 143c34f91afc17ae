/** Looks for the last write in several stretches of a recording at a time. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Hit } from '#core/machine/stops.ts';
import type { Stretch } from '../timeline/dirty-pages.ts';
import { LastWriteQueue, type Outcome } from './last-write-queue.ts';
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
  /** Threads at most, this one among them. */
  readonly jobs: number;
  /** Searches one here, while others start. */
  readonly searchHere: (stretch: Stretch) => Hit | undefined;
  /** File of a thread: it is given a `SearchTask` and posts an `Outcome`, or undefined. */
  readonly worker: string;
  /** Told of stretches done and all. */
  readonly progress?: (done: number, total: number) => void;
}

/** Throws what a thread throws: whoever searches without threads then is told the reason. */
export async function findLastWriteInThreads(threaded: ThreadedSearch): Promise<Hit | undefined> {
  const { search, stretches, jobs, searchHere, worker, progress } = threaded;
  const queue = new LastWriteQueue(stretches);
  const count = Math.min(jobs, stretches.length) - 1;
  const workerData: SearchTask = { ...search, cap: Math.floor(search.cap / (count + 1)), stretches, shared: queue.shared };
  const threads = Array.from({ length: count }, () => new Worker(worker, { workerData }));
  const report = () => progress?.(queue.searchedCount, stretches.length);
  try {
    const pending = new Map(threads.map((thread, index) => [index, answerOf(thread, index)]));
    const outcomes = [queue.search(searchHere, report)];
    /** Undefined while it is not known, or known there and not told here. */
    const answer = (): Outcome | undefined => {
      const { decided } = queue;
      return decided === stretches.length ? { index: decided } : outcomes.find((outcome) => outcome?.index === decided);
    };
    let last = answer();
    while (last === undefined) {
      const { index, outcome } = await Promise.race(pending.values());
      pending.delete(index);
      outcomes.push(outcome);
      report();
      last = answer();
    }
    for (const each of pending.values()) each.catch(() => undefined); // what those find that are given up
    if (last.failure !== undefined) throw last.failure;
    return last.hit;
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}

interface Answer {
  /** The thread's. */
  readonly index: number;
  readonly outcome: Outcome | undefined;
}

async function answerOf(thread: Worker, index: number): Promise<Answer> {
  const ended = once(thread, 'exit').then(() => {
    throw new Error('a thread ended without an answer');
  });
  const [outcome] = (await Promise.race([once(thread, 'message'), ended])) as [Outcome | undefined];
  return { index, outcome };
}
