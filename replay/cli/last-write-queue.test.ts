import { expect, it } from 'vitest';
import type { Hit } from '#core/machine/stops.ts';
import type { Stretch } from '../timeline/dirty-pages.ts';
import { LastWriteQueue } from './last-write-queue.ts';

const stretches = [30, 20, 10].map((start) => ({ start, end: start + 10 }));
const hitAt = ({ start }: Stretch) => ({ kind: 'write', step: start }) as unknown as Hit;
const nothing = () => undefined;

it('hands out each stretch once, the last first', () => {
  const queue = new LastWriteQueue(stretches);
  const other = new LastWriteQueue(stretches, queue.shared);
  const searched: number[] = [];
  const outcome = queue.search(({ start }) => {
    searched.push(start);
    if (start === 30) other.search((stretch) => void searched.push(stretch.start));
    return undefined;
  });
  expect(outcome).toBeUndefined();
  expect(searched).toEqual([30, 20, 10]);
  expect(queue).toMatchObject({ searchedCount: 3, decided: 3 });
});

it('is decided when what comes after an outcome is searched', () => {
  const queue = new LastWriteQueue(stretches);
  const other = new LastWriteQueue(stretches, queue.shared);
  queue.search((stretch) => {
    // The other finds the write while this one is not done with what comes after.
    expect(other.search(hitAt)).toEqual({ index: 1, hit: hitAt(stretches[1]!) });
    expect(queue.decided).toBeUndefined();
    expect(stretch.start).toBe(30);
    return undefined;
  });
  expect(queue).toMatchObject({ searchedCount: 1, decided: 1 });
  expect(other.search(hitAt)).toBeUndefined();
});

it('keeps the later of two outcomes', () => {
  const queue = new LastWriteQueue(stretches);
  const other = new LastWriteQueue(stretches, queue.shared);
  const outcome = queue.search((stretch) => {
    other.search(hitAt);
    return hitAt(stretch);
  });
  expect(outcome).toEqual({ index: 0, hit: hitAt(stretches[0]!) });
  expect(queue.decided).toBe(0);
});

it('gives a failure as an outcome, and tells of stretches that are done', () => {
  let told = 0;
  const queue = new LastWriteQueue(stretches);
  const failure = new Error('damaged');
  const outcome = queue.search(
    (stretch) => {
      if (stretch.start === 20) throw failure;
      return nothing();
    },
    () => void told++,
  );
  expect(outcome).toEqual({ index: 1, failure });
  expect(told).toBe(1);
});
