/** A thread that tests recordings for `replay test`. Whatever a recording does, the answer is what became of it. */
import type { MessagePort } from 'node:worker_threads';
import { offerModules } from '#core/machine/interpreter-module.ts';
import { type TestOptions, testRecording } from '../golden/test-recording.ts';
import type { Verdict } from '../golden/verdict.ts';
import { failureLine } from './failure.ts';
import { findWrittenModule } from './written-modules.ts';

export interface TestTask {
  readonly path: string;
  readonly options: TestOptions;
  /** Is told how far the test is, 0 to 1. */
  readonly progress: MessagePort;
}

/** Messages cost more than what they say is worth. */
const REPORT_MS = 100;

offerModules(findWrittenModule);

export default function runTask({ path, options, progress }: TestTask): Verdict {
  let reportedAt = Number.NEGATIVE_INFINITY;
  try {
    return testRecording(path, options, (fraction) => {
      const now = performance.now();
      if (now - reportedAt < REPORT_MS) return;
      reportedAt = now;
      progress.postMessage(fraction);
    });
  } catch (error) {
    return { outcome: 'refused', path, message: failureLine(error, path) };
  }
}
