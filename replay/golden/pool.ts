/** Tests recordings in threads. */
import { availableParallelism } from 'node:os';
import { MessageChannel } from 'node:worker_threads';
import type { TestTask } from '../cli/test-worker.ts';
import type { TestOptions } from './test-recording.ts';
import type { Verdict } from './verdict.ts';

export interface TestRun {
  readonly paths: readonly string[];
  readonly options: TestOptions;
  /** Threads at most; as many as the machine has for us unless said. */
  readonly jobs?: number | undefined;
  /** File of the thread: its default export is given a `TestTask` and answers a `Verdict`. */
  readonly worker: string;
  /** Called for every recording, in the order of `paths`. */
  readonly onVerdict?: (verdict: Verdict) => void;
  /** 0 to 1. */
  readonly progress?: (fraction: number) => void;
}

/** The verdicts in the order of `paths`. A thread that dies is a verdict too; the others are tested all the same. */
export async function testRecordings({ paths, options, jobs, worker, ...watchers }: TestRun): Promise<readonly Verdict[]> {
  const { onVerdict = () => undefined, progress = () => undefined } = watchers;
  const { Piscina } = await import('piscina');
  const maxThreads = Math.max(1, Math.min(jobs ?? availableParallelism(), paths.length));
  const pool = new Piscina<TestTask, Verdict>({ filename: worker, minThreads: maxThreads, maxThreads });
  const done = paths.map(() => 0);
  const report = () => progress(done.reduce((sum, each) => sum + each, 0) / done.length);
  const test = async (path: string, index: number): Promise<Verdict> => {
    const { port1, port2 } = new MessageChannel();
    port1.on('message', (fraction: number) => {
      done[index] = fraction;
      report();
    });
    try {
      return await pool.run({ path, options, progress: port2 }, { transferList: [port2] });
    } catch (error) {
      return { outcome: 'refused', path, message: `replay: ${path}: the thread that tested it died: ${reasonOf(error)}` };
    } finally {
      port1.close();
      done[index] = 1;
      report();
    }
  };
  try {
    const tests = paths.map(test);
    const verdicts: Verdict[] = [];
    for (const each of tests) {
      verdicts.push(await each);
      onVerdict(verdicts.at(-1)!);
    }
    return verdicts;
  } finally {
    await pool.destroy();
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n', 1)[0]!;
