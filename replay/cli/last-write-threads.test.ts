import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Hit } from '#core/machine/stops.ts';
import { areWorthThreads, findLastWriteInThreads } from './last-write-threads.ts';
import type { WriteSearch } from './last-write-worker.ts';

const folder = mkdtempSync(join(tmpdir(), 'replay-threads-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Takes the next stretch, and answers by where it starts. */
const worker = join(folder, 'worker.mjs');
writeFileSync(
  worker,
  `import { parentPort, workerData } from 'node:worker_threads';
   const { stretches, shared, cap, taken } = workerData;
   const index = Atomics.add(shared, 0, 1);
   const tell = () => { Atomics.store(taken, 0, 1); Atomics.notify(taken, 0); };
   const start = stretches[index]?.start;
   // That there is an outcome is known some time before the outcome is.
   const end = (outcome) => { Atomics.store(shared, 1, index); tell(); Atomics.wait(taken, 0, 1, 100); parentPort.postMessage(outcome); };
   if (start % 2 === 1 && start !== 15) tell();
   if (start === 13) setInterval(() => {}, 1000); // never ends
   else if (start === 15) end({ index, failure: new Error('damaged') });
   else if (start === 17) process.exit();
   else if (start % 2 === 0) end({ index, hit: { kind: 'write', step: start, cap } });
   else { if (start !== undefined) Atomics.store(shared, 2 + index, 1); parentPort.postMessage(undefined); }`,
);
const stretchesFrom = (...starts: readonly number[]) => starts.map((start) => ({ start, end: start + 1 }));
const search = { path: 'a.log', reading: 'interpreter', cap: 1000, range: { address: 0, sizeBytes: 8 }, before: 100 } as const;

/** While the first is searched here, the thread takes the second; here none is written to but `written`. */
const find = (starts: readonly number[], written?: number) => {
  const taken = new Int32Array(new SharedArrayBuffer(4));
  const searchHere = ({ start }: { readonly start: number }) => {
    if (start === starts[0]) Atomics.wait(taken, 0, 0, 30_000);
    return start === written ? ({ kind: 'write', step: start } as unknown as Hit) : undefined;
  };
  return findLastWriteInThreads({
    search: { ...search, taken } as WriteSearch,
    stretches: stretchesFrom(...starts),
    jobs: 2,
    searchHere,
    worker,
  });
};

it('answers with the last, whoever finds it', async () => {
  expect(await find([31, 20, 9])).toEqual({ kind: 'write', step: 20, cap: 500 });
  expect(await find([31, 20, 9], 31)).toEqual({ kind: 'write', step: 31 });
  expect(await find([31, 21, 9])).toBeUndefined();
});

it('waits for no thread that searches what is before the answer', async () => {
  expect(await find([31, 13, 9], 31)).toMatchObject({ step: 31 });
});

it('throws what a thread throws, unless a later stretch has the answer', async () => {
  await expect(find([31, 15, 9])).rejects.toThrow('damaged');
  expect(await find([31, 15, 9], 31)).toMatchObject({ step: 31 });
});

it('throws when a thread ends without an answer', async () => {
  await expect(find([31, 17, 9])).rejects.toThrow('a thread ended without an answer');
});

it('is for what takes long, can be divided and has processors', () => {
  const long = [
    { start: 2 ** 27, end: 2 ** 28 },
    { start: 0, end: 2 ** 26 },
  ];
  expect(areWorthThreads(long, 2)).toBe(true);
  expect(areWorthThreads(long, 1)).toBe(false);
  expect(areWorthThreads(long.slice(0, 1), 2)).toBe(false);
  expect(areWorthThreads(stretchesFrom(1, 2, 3), 2)).toBe(false);
});
