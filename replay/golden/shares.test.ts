import { describe, expect, it } from 'vitest';
import { CHECKPOINT_STEPS } from '#core/machine/state.ts';
import { recordFixture } from '../engine/testing/record-fixture.ts';
import { replayBytes } from '../engine/testing.ts';
import { openLog } from '../log/reader.ts';
import { ShareTester, sharesOf, verdictOf } from './shares.ts';

const STEPS = 6 * CHECKPOINT_STEPS;
const bytes = recordFixture('riscv64-guestvdev.log', STEPS, 1);
const log = openLog(bytes);
const startsOf = (count: number, stepsMin: number) => sharesOf(log, count, stepsMin).map(({ start }) => start / CHECKPOINT_STEPS);

describe('shares', () => {
  it('are as many as asked for, about the same length, from keyframe to keyframe', () => {
    expect([1, 2, 3, 4, 6].map((count) => startsOf(count, 1))).toEqual([
      [0],
      [0, 3],
      [0, 2, 4],
      [0, 2, 3, 5],
      [0, 1, 2, 3, 4, 5],
    ]);
    expect(startsOf(100, 1)).toEqual([0, 1, 2, 3, 4, 5]);
    const shares = sharesOf(log, 2, 1);
    expect(shares.at(-1)).toEqual({ start: 3 * CHECKPOINT_STEPS, end: log.end!.step, isLast: true });
  });

  it('are fewer when they would be too short to be worth it', () => {
    expect(startsOf(6, 2 * CHECKPOINT_STEPS)).toEqual([0, 2, 4]);
    expect(sharesOf(log, 6)).toHaveLength(1);
  });

  it('come to what a whole replay comes to', () => {
    const whole = replayBytes(bytes);
    const tester = new ShareTester('test.log', log, 'interpreter');
    const results = sharesOf(log, 3, 1).map((share) => tester.test(share, () => undefined)!);
    expect(verdictOf('test.log', results)).toMatchObject({
      outcome: 'same',
      segments: 3,
      steps: whole.steps,
      vmExits: whole.vmExits,
      checkpoints: whole.checkpointsVerified,
    });
  });
});
