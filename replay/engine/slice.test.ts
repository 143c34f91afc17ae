import { expect, it } from 'vitest';
import type { MachineEffect } from '#core/machine/state.ts';
import { printedBytes, SliceLength } from './slice.ts';

const sent = (text: string): MachineEffect => ({ type: 'console/sent', step: 1, device: 0, bytes: Buffer.from(text) });

it('grows to four million steps while little happens, and shrinks when a guest prints without end', () => {
  const slice = new SliceLength();
  expect(slice.steps).toBe(32_768);
  for (let i = 0; i < 20; i++) slice.adapt([]);
  expect(slice.steps).toBe(4_194_304);
  const storm = Array<MachineEffect>(8193).fill(sent('x'));
  slice.adapt(storm);
  expect(slice.steps).toBe(1_048_576);
  for (let i = 0; i < 20; i++) slice.adapt(storm);
  expect(slice.steps).toBe(32_768);
});

it('puts what was printed into one piece', () => {
  expect(Buffer.from(printedBytes([sent('a'), { type: 'machine/idled', step: 2 }, sent('bc')])).toString()).toBe('abc');
  expect(printedBytes([])).toHaveLength(0);
});
