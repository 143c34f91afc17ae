/**
 * Golden traces in vitest. `import 'replay/vitest'` adds two matchers:
 *
 *     expect('golden/boot.log').toReplay();
 *     expect({ guest: 'build/kernel.elf' }).toMatchGoldenTrace('golden/boot.log');
 *     expect('fresh.log').toMatchGoldenTrace('golden/boot.log', { level: 'console' });
 *
 * Runs go in the thread of the test: those that take long are better left to `replay test`. With vitest's `--update`, a golden
 * trace that is not matched is written anew.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import { loadBoards } from './boards/registry.ts';
import { type ComparisonLevel, compareRuns } from './golden/compare.ts';
import { explainOther } from './golden/explain.ts';
import { type FreshImages, freshImageRoles } from './golden/images.ts';
import { replaceFile } from './golden/replace-file.ts';
import { detailLines, headline } from './golden/report.ts';
import { DEFAULT_OPTIONS, openIntact, testBytes, testRecording } from './golden/test-recording.ts';
import type { Difference } from './golden/verdict.ts';

await loadBoards();

/** A recording: its path, or its bytes. */
export type RecordingSource = string | Uint8Array;

export interface GoldenTraceOptions {
  /** How much must be the same. `trace` unless said. */
  readonly level?: ComparisonLevel;
}

interface GoldenMatchers<R> {
  /** A recording (its path, or its bytes), run on this build, is the recorded run to the last digest. */
  toReplay(): R;
  /**
   * What is received does what the golden trace says: another recording, or the golden trace's own machine and inputs with these
   * images (`{ guest: 'build/kernel.elf' }`) in the place of the recorded ones. `golden` is the path of a recording. A damaged
   * recording and an image that is none fail the test with the reason.
   */
  toMatchGoldenTrace(golden: string, options?: GoldenTraceOptions): R;
}

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: it has to be declared as vitest does
  interface Matchers<T = any> extends GoldenMatchers<T> {}
}

expect.extend({
  toReplay(received: RecordingSource) {
    const verdict =
      typeof received === 'string'
        ? testRecording(received, DEFAULT_OPTIONS)
        : testBytes(received, 'the recording', DEFAULT_OPTIONS);
    return outcome(verdict.outcome === 'differs' ? verdict.difference : null, `${nameOf(received)} to replay`);
  },

  toMatchGoldenTrace(received: RecordingSource | FreshImages, golden: string, { level = 'trace' }: GoldenTraceOptions = {}) {
    const isUpdate = updateMode() === 'all';
    if (isRecording(received))
      return outcome(compared(received, golden, level, isUpdate), `${nameOf(received)} to do what ${golden} says`);
    const names = freshImageRoles.flatMap((role) => received[role] ?? []);
    if (names.length === 0) throw new TypeError(`expected a recording or images (${freshImageRoles.join(', ')}) to run with`);
    const verdict = testRecording(golden, { ...DEFAULT_OPTIONS, images: received, level });
    if (verdict.outcome === 'differs' && isUpdate)
      testRecording(golden, { ...DEFAULT_OPTIONS, images: received, level, isUpdate });
    return outcome(
      verdict.outcome === 'differs' && !isUpdate ? verdict.difference : null,
      `${names.join(', ')} to do what ${golden} says`,
    );
  },
});

const isRecording = (received: RecordingSource | FreshImages): received is RecordingSource =>
  typeof received === 'string' || received instanceof Uint8Array;

const nameOf = (received: RecordingSource): string => (typeof received === 'string' ? received : 'the recording');

/** Two recordings. A golden trace that is not there yet is made, but in CI. */
function compared(received: RecordingSource, golden: string, level: ComparisonLevel, isUpdate: boolean): Difference | null {
  const bytes = typeof received === 'string' ? readFileSync(received) : received;
  const came = openIntact(bytes);
  if (!existsSync(golden) && updateMode() !== 'none') {
    writeFileSync(golden, bytes);
    return null;
  }
  const recorded = openIntact(readFileSync(golden));
  const { difference } = compareRuns(recorded, came, { level });
  if (difference === undefined) return null;
  if (!isUpdate) return explainOther(difference, { path: golden, golden: recorded, came, reading: 'interpreter' });
  replaceFile(golden, bytes);
  return null;
}

function outcome(difference: Difference | null, expectation: string) {
  const lines = () => detailLines(difference!).map((line) => `  ${line}`);
  return {
    pass: difference === null,
    message: () =>
      difference === null
        ? `did not expect ${expectation}`
        : [`expected ${expectation}, but ${headline(difference)}`, ...lines()].join('\n'),
  };
}

/** What vitest was told of snapshots: `all` with --update, `none` in CI. It has no public name; nor has what it is read from. */
function updateMode(): 'all' | 'new' | 'none' {
  const { snapshotState } = expect.getState();
  const mode: unknown = Reflect.get(snapshotState ?? {}, '_updateSnapshot');
  return mode === 'all' || mode === 'new' ? mode : 'none';
}
