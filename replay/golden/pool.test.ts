import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { testRecordings } from './pool.ts';
import { DEFAULT_OPTIONS } from './test-recording.ts';

const folder = mkdtempSync(join(tmpdir(), 'replay-pool-'));
afterAll(() => rmSync(folder, { recursive: true }));

const worker = join(folder, 'worker.mjs');
writeFileSync(
  worker,
  `export default function ({ path, progress }) {
     if (path === 'dies') process.exit(3);
     if (path === 'throws') throw new Error('a bug\\nwith a trace');
     progress.postMessage(0.5);
     return { outcome: 'same', path };
   }`,
);

it('gives verdicts in order; a thread that dies is one too, and the others are tested all the same', async () => {
  const paths = ['a', 'dies', 'b', 'throws', 'c', 'dies', 'd'];
  const told: string[] = [];
  const fractions: number[] = [];
  const verdicts = await testRecordings({
    paths,
    options: DEFAULT_OPTIONS,
    jobs: 2,
    worker,
    onVerdict: ({ path }) => told.push(path),
    progress: (fraction) => fractions.push(fraction),
  });
  expect(verdicts.map(({ path }) => path)).toEqual(paths);
  expect(told).toEqual(paths);
  expect(verdicts.map(({ outcome }) => outcome)).toEqual(['same', 'refused', 'same', 'refused', 'same', 'refused', 'same']);
  expect(verdicts[1]).toMatchObject({ message: expect.stringMatching(/^replay: dies: the thread that tested it died: .*3$/) });
  expect(verdicts[3]).toMatchObject({ message: expect.stringMatching(/^replay: throws: .* a bug$/) });
  expect(fractions.at(-1)).toBe(1);
});
