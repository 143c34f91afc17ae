import { describe, expect, it } from 'vitest';
import { type Action, recordProgram, requestFor } from '../engine/testing.ts';
import { type LogReader, openLog } from '../log/reader.ts';
import { compareRecordings, isNoDifference } from './compare.ts';

const run = (steps: number): Action => ({ steps, idleNs: 0 });
const keys = (text: string): Action => ({ keys: text });
const record = (actions: readonly Action[], change = {}): LogReader =>
  openLog(recordProgram(requestFor('echo', change), actions).bytes);

const actions = [run(2 ** 20 + 900), keys('hi'), run(900), keys('q'), run(900)];
const log = record(actions);

describe('compareRecordings', () => {
  it('finds nothing between a recording and itself', () => {
    expect(isNoDifference(compareRecordings(log, log))).toBe(true);
  });

  it('finds inputs, and what came of them', () => {
    const found = compareRecordings(log, record([run(900), keys('hix'), run(2 ** 20), keys('q'), run(900)]));
    expect(isNoDifference(found)).toBe(false);
    expect(found).toMatchObject({
      headers: [],
      images: [],
      inputs: { first: { a: { step: 2 ** 20 + 900 }, b: { step: 900 } }, counts: [2, 2] },
      fact: { b: { kind: 'output', bytes: Uint8Array.of(0x68) } },
      counts: [{ what: 'output', a: 3, b: 4 }],
    });
    expect(found.fact!.a!.step).toBeGreaterThan(found.fact!.b!.step);
    expect(found.end).not.toBe(null);
  });

  it('finds what they were made from, and checkpoints by component', () => {
    const { kernel } = requestFor('echo');
    const bytes = Uint8Array.of(...kernel!.bytes, 1, 2, 3, 4);
    bytes[kernel!.bytes.length - 1]! ^= 0x80; // in the last jump, which comes after a key
    const found = compareRecordings(log, record(actions, { kernel: { name: 'echo', bytes }, shift: 4 }));
    expect(found.headers.map(({ what }) => what)).toEqual(['icount shift', 'image kernel']);
    expect(found.images).toEqual([{ role: 'kernel', bytesThatDiffer: 1, firstOffset: kernel!.bytes.length - 1 }]);
    expect(found.checkpoints).toEqual(expect.arrayContaining([{ component: 'memory', step: 2 ** 20 }]));
  });

  it('finds an image that is the beginning of another', () => {
    const { kernel } = requestFor('echo');
    const longer = { name: 'echo', bytes: Uint8Array.of(...kernel!.bytes, 1, 2, 3, 4) };
    expect(compareRecordings(log, record(actions, { kernel: longer })).images).toEqual([
      { role: 'kernel', bytesThatDiffer: 0, firstOffset: null },
    ]);
  });
});
