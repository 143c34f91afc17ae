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
  `export default function ({ path, shares, share, progress }) {
     if (path === 'dies' || (path === 'dies late' && share?.isLast)) process.exit(3);
     if (path === 'throws') throw new Error('a bug\\nwith a trace');
     progress.postMessage(0.5);
     if (share === null && shares > 1 && /long|late/.test(path)) {
       const all = [0, 100, 200].map((start) => ({ start, end: start + 100, isLast: start === 200 }));
       return { kind: 'shares', shares: all };
     }
     if (share === null) return { kind: 'verdict', verdict: { outcome: 'same', path, segments: 1 } };
     if (path === 'long, spoilt' && share.start === 100) return { kind: 'share', result: undefined };
     const difference = path === 'long, differs' && share.start > 0 ? { step: share.start + 7 } : null;
     const result = { steps: share.end, vmExits: 5, checkpoints: 2, difference, from: 1000 + share.start, to: 1100 + share.start };
     return { kind: 'share', result };
   }`,
);

const testAll = (paths: readonly string[]) => testRecordings({ paths, options: DEFAULT_OPTIONS, jobs: 2, worker });

it('tests a long recording in shares, whose verdict is that of all', async () => {
  const [same, differs, spoilt] = await testAll(['long', 'long, differs', 'long, spoilt']);
  expect(same).toEqual({
    ...{ path: 'long', outcome: 'same', seconds: 0.3, steps: 300, vmExits: 5, checkpoints: 6, segments: 3, difference: null },
  });
  expect(differs).toMatchObject({ path: 'long, differs', outcome: 'differs', steps: 200, difference: { step: 107 } });
  expect(spoilt).toEqual({ path: 'long, spoilt', outcome: 'same', segments: 1 });
});

it('refuses a recording one of whose shares takes its thread along', async () => {
  const [late, other] = await testAll(['dies late', 'a']);
  expect(late).toMatchObject({ outcome: 'refused', message: expect.stringContaining('the thread that tested it died') });
  expect(other).toMatchObject({ outcome: 'same' });
});

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
