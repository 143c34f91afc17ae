import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Piscina } from 'piscina';
import { afterAll, expect, it, vi } from 'vitest';
import { areWorthThreads, findLastWriteInThreads } from './last-write-threads.ts';

const folder = mkdtempSync(join(tmpdir(), 'replay-threads-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Says of a stretch that starts at an even step that it was written there; one never ends, one is damaged. */
const worker = join(folder, 'worker.mjs');
writeFileSync(
  worker,
  `export default function ({ cap, stretch: { start } }) {
     if (start === 13) return new Promise(() => {});
     if (start === 15) throw new Error('damaged');
     return start % 2 === 0 ? { kind: 'write', step: start, cap } : undefined;
   }`,
);
const stretchesFrom = (...starts: readonly number[]) => starts.map((start) => ({ start, end: start + 1 }));
const search = { path: 'a.log', reading: 'interpreter', cap: 1000, range: { address: 0, sizeBytes: 8 }, before: 100 } as const;
const find = (...starts: readonly number[]) =>
  findLastWriteInThreads({ search, stretches: stretchesFrom(...starts), jobs: 2, worker });

it('answers with the last, and waits for none before it', async () => {
  expect(await find(31, 20, 13, 10)).toEqual({ kind: 'write', step: 20, cap: 500 });
  expect(await find(31, 21, 11)).toBeUndefined();
});

it('takes no notice of what a thread answers while it is given up', async () => {
  const { destroy } = Piscina.prototype;
  vi.spyOn(Piscina.prototype, 'destroy').mockImplementationOnce(function (this: Piscina) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200); // the thread that had the answer gives the next one
    return destroy.call(this);
  });
  expect(await find(22, 20, 18, 16)).toMatchObject({ step: 22 });
});

it('throws what a thread throws, unless a later stretch has the answer', async () => {
  await expect(find(31, 15, 10)).rejects.toThrow('damaged');
  expect(await find(30, 15, 10)).toMatchObject({ step: 30 });
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
