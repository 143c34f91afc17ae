/** A thread that tests recordings for `replay test`. Whatever a recording does, the answer is what became of it. */
import { readFileSync } from 'node:fs';
import type { MessagePort } from 'node:worker_threads';
import { offerModules } from '#core/machine/interpreter-module.ts';
import { loadBoards } from '../boards/registry.ts';
import type { Segment } from '../engine/segments.ts';
import { type ShareResult, ShareTester, sharesOf } from '../golden/shares.ts';
import { isAsRecorded, openIntact, type TestOptions, testRecording } from '../golden/test-recording.ts';
import type { Verdict } from '../golden/verdict.ts';
import { failureLine } from './failure.ts';
import { findWrittenModule } from './written-modules.ts';

export interface TestTask {
  readonly path: string;
  readonly options: TestOptions;
  /** Into how many shares it may be divided, rather than be tested at once. */
  readonly shares: number;
  /** Which of them to test; null for all of the recording. */
  readonly share: Segment | null;
  /** Is told how far the test is, 0 to 1. */
  readonly progress: MessagePort;
}

export type TestAnswer =
  | { readonly kind: 'verdict'; readonly verdict: Verdict }
  /** To be tested one without the other. */
  | { readonly kind: 'shares'; readonly shares: readonly Segment[] }
  /** Undefined: the recording must be tested at once. */
  | { readonly kind: 'share'; readonly result: ShareResult | undefined };

/** Messages cost more than what they say is worth. */
const REPORT_MS = 100;

/** The recording that a share was tested of last: there may be more of it. */
let last: { readonly path: string; readonly tester: ShareTester } | undefined;

offerModules(findWrittenModule);
await loadBoards();

export default function answer({ progress, ...task }: TestTask): TestAnswer {
  let reportedAt = Number.NEGATIVE_INFINITY;
  try {
    return answerTo(task, (fraction) => {
      const now = performance.now();
      if (now - reportedAt < REPORT_MS) return;
      reportedAt = now;
      progress.postMessage(fraction);
    });
  } catch (error) {
    return { kind: 'verdict', verdict: { outcome: 'refused', path: task.path, message: failureLine(error, task.path) } };
  }
}

function answerTo(
  { path, options, shares: count, share }: Omit<TestTask, 'progress'>,
  progress: (fraction: number) => void,
): TestAnswer {
  if (share !== null) {
    if (last?.path !== path) last = { path, tester: new ShareTester(path, openIntact(readFileSync(path)), options.reading) };
    return { kind: 'share', result: last.tester.test(share, progress) };
  }
  last = undefined;
  if (count > 1 && isAsRecorded(options)) {
    const shares = sharesOf(openIntact(readFileSync(path)), count);
    if (shares.length > 1) return { kind: 'shares', shares };
  }
  return { kind: 'verdict', verdict: testRecording(path, options, progress) };
}
