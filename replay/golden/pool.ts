/** Tests recordings in threads, and long ones in shares. */
import { availableParallelism } from 'node:os';
import { MessageChannel } from 'node:worker_threads';
import type { TestAnswer, TestTask } from '../cli/test-worker.ts';
import { verdictOf } from './shares.ts';
import type { TestOptions } from './test-recording.ts';
import type { Verdict } from './verdict.ts';

export interface TestRun {
  readonly paths: readonly string[];
  readonly options: TestOptions;
  /** Threads at most; as many as the machine has for us unless said. */
  readonly jobs?: number | undefined;
  /** File of the thread: its default export is given a `TestTask` and gives a `TestAnswer`. */
  readonly worker: string;
  /** Called for every recording, in the order of `paths`. */
  readonly onVerdict?: (verdict: Verdict) => void;
  /** 0 to 1. */
  readonly progress?: (fraction: number) => void;
}

/** The verdicts in the order of `paths`. A thread that dies is a verdict too; the others are tested all the same. */
export async function testRecordings(run: TestRun): Promise<readonly Verdict[]> {
  const { paths, jobs = availableParallelism(), onVerdict = () => undefined } = run;
  const { Piscina } = await import('piscina');
  const pool = new Piscina<TestTask, TestAnswer>({
    filename: run.worker,
    minThreads: Math.min(jobs, paths.length),
    maxThreads: jobs,
  });
  const progress = new SharedProgress(paths.length, run.progress ?? (() => undefined));
  const verdicts: Verdict[] = [];
  try {
    const ask = (task: Omit<TestTask, 'progress'>, report: (fraction: number) => void) => askThread(pool, task, report);
    const tests = paths.map((path, index) => testOne(path, { ...run, jobs, ask, report: progress.of(index) }));
    for (const each of tests) {
      verdicts.push(await each);
      onVerdict(verdicts.at(-1)!);
    }
    return verdicts;
  } finally {
    await pool.destroy();
  }
}

interface Asking {
  readonly options: TestOptions;
  readonly jobs: number;
  readonly ask: (task: Omit<TestTask, 'progress'>, report: (fraction: number) => void) => Promise<TestAnswer>;
  readonly report: (fraction: number) => void;
}

async function testOne(path: string, { options, jobs, ask, report }: Asking): Promise<Verdict> {
  const task = { path, options, share: null };
  try {
    const answer = await ask({ ...task, shares: jobs }, report);
    if (answer.kind === 'verdict') return answer.verdict;
    if (answer.kind !== 'shares') throw new Error('a thread gave an answer that was not asked for');
    const done = answer.shares.map(() => 0);
    const parts = await Promise.all(
      answer.shares.map((share, index) =>
        ask({ ...task, shares: 1, share }, (fraction) => {
          done[index] = fraction;
          report(done.reduce((sum, each) => sum + each, 0) / done.length);
        }),
      ),
    );
    const refusal = parts.find((part) => part.kind === 'verdict');
    if (refusal !== undefined) return refusal.verdict;
    const results = parts.flatMap((part) => (part.kind === 'share' && part.result !== undefined ? [part.result] : []));
    if (results.length === parts.length) return verdictOf(path, results);
    // A keyframe that can't be used is as good as none.
    const whole = await ask({ ...task, shares: 1 }, report);
    if (whole.kind === 'verdict') return whole.verdict;
    throw new Error('a thread gave an answer that was not asked for');
  } catch (error) {
    return { outcome: 'refused', path, message: `replay: ${path}: the thread that tested it died: ${reasonOf(error)}` };
  } finally {
    report(1);
  }
}

interface Pool {
  run(task: TestTask, options: { readonly transferList: TestTask['progress'][] }): Promise<TestAnswer>;
}

async function askThread(pool: Pool, task: Omit<TestTask, 'progress'>, report: (fraction: number) => void): Promise<TestAnswer> {
  const { port1, port2 } = new MessageChannel();
  port1.on('message', report);
  try {
    return await pool.run({ ...task, progress: port2 }, { transferList: [port2] });
  } finally {
    port1.close();
  }
}

/** How far all are, from how far each is. */
class SharedProgress {
  readonly #done: number[];
  readonly #report: (fraction: number) => void;

  constructor(count: number, report: (fraction: number) => void) {
    this.#done = Array<number>(count).fill(0);
    this.#report = report;
  }

  of(index: number): (fraction: number) => void {
    return (fraction) => {
      this.#done[index] = fraction;
      this.#report(this.#done.reduce((sum, each) => sum + each, 0) / this.#done.length);
    };
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n', 1)[0]!;
