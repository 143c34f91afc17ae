import { expect, it } from 'vitest';
import type { MachineEffect } from '#core/machine/state.ts';
import { printedBytes, SliceLength } from './slice.ts';

const sent = (text: string): MachineEffect => ({ type: 'console/sent', step: 1, device: 0, bytes: Buffer.from(text) });

it('grows to four million steps while little happens, and shrinks when a guest prints without end', () => {
  const slice = new SliceLength(() => 0);
  expect(slice.steps).toBe(4_096);
  for (let i = 0; i < 20; i++) slice.adapt([]);
  expect(slice.steps).toBe(4_194_304);
  const storm = Array<MachineEffect>(2049).fill(sent('x'));
  slice.adapt(storm);
  expect(slice.steps).toBe(1_048_576);
  for (let i = 0; i < 20; i++) slice.adapt(storm);
  expect(slice.steps).toBe(2_048);
  slice.adapt(storm.slice(0, 1_024));
  expect(slice.steps).toBe(2_048);
});

it('shrinks when grants take long', () => {
  let now = 0;
  const slice = new SliceLength(() => now);
  const takeFor = (ms: number) => {
    const { steps } = slice;
    now += ms;
    slice.adapt([]);
    return steps;
  };
  expect([1, 1, 1, 20, 20, 20, 12, 12, 1, 1].map(takeFor)).toEqual([
    ...[4_096, 8_192, 16_384, 32_768],
    ...[16_384, 8_192, 4_096, 4_096, 4_096, 8_192],
  ]);
});

it('puts what was printed into one piece', () => {
  expect(Buffer.from(printedBytes([sent('a'), { type: 'machine/idled', step: 2 }, sent('bc')])).toString()).toBe('abc');
  expect(printedBytes([])).toHaveLength(0);
});
