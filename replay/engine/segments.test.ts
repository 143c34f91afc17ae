/** Segments between keyframes, checked one without the other: together they say what a whole replay says. */
import { describe, expect, it } from 'vitest';
import { CHECKPOINT_STEPS } from '#core/machine/state.ts';
import { payloadOf } from '../log/frame.ts';
import { pack, unpackAll } from '../log/msgpack.ts';
import { openLog } from '../log/reader.ts';
import { concat, forgeLog } from '../log/testing.ts';
import { Segments } from './segments.ts';
import { recordFixture } from './testing/record-fixture.ts';
import { replayBytes } from './testing.ts';

const STEPS = 6 * CHECKPOINT_STEPS;

describe.each(['riscv64-bare.log', 'riscv64-guestvdev.log'])('segments of %s', { timeout: 30_000 }, (file) => {
  const bytes = recordFixture(file, STEPS, 2);
  const log = openLog(bytes);
  const whole = replayBytes(bytes);

  it('hold in any order, and have all that was recorded', () => {
    const segments = new Segments(log, 'interpreter', (note) => expect.fail(note));
    expect(segments.all.map(({ end }) => end).at(-1)).toBe(log.end!.step);
    const summaries = segments.all.toReversed().map((segment) => segments.verify(segment)!);
    expect(summaries.map(({ mismatch }) => mismatch)).toEqual(summaries.map(() => null));
    const sum = (of: 'factsVerified' | 'checkpointsVerified') => summaries.reduce((total, summary) => total + summary[of], 0);
    expect(sum('factsVerified')).toBe(whole.factsVerified);
    expect(sum('checkpointsVerified')).toBe(whole.checkpointsVerified);
    expect(summaries[0]!.digest).toBe(whole.digest);
  });
});

describe('a recording that is not what the machine does', { timeout: 30_000 }, () => {
  const bytes = recordFixture('riscv64-guestvdev.log', STEPS, 1);
  const log = openLog(bytes);
  const CHECKPOINT = 32;

  it.each([1, 2, 4])('differs in the segment before checkpoint %i, and in no other', (number) => {
    const chunks = log.chunks.map((frame) => {
      const payload = payloadOf(bytes, frame);
      if (frame.kind !== 'events' || frame.lastStep !== number * CHECKPOINT_STEPS) return { ...frame, payload };
      const records = unpackAll(payload) as unknown[][];
      const checkpoint = records.find(([code]) => code === CHECKPOINT);
      // The digest of control flow comes first.
      if (checkpoint !== undefined) (checkpoint[3] as Uint8Array)[0]! ^= 1;
      return { ...frame, payload: concat(records.map(pack)) };
    });
    const segments = new Segments(openLog(forgeLog(chunks)), 'interpreter');
    const mismatches = segments.all.map((segment) => segments.verify(segment)!.mismatch);
    expect(mismatches.filter((mismatch) => mismatch !== null)).toHaveLength(1);
    expect(mismatches[number - 1]).toMatchObject({ component: 'flow', step: number * CHECKPOINT_STEPS });
  });
});
