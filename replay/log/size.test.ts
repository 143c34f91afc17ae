/** What a recording weighs: at most 4 KiB, and 32 bytes for every checkpoint and component that changed. */
import { describe, expect, it } from 'vitest';
import { EXAMPLE_SETUP, endAt, recordLog, SHIFT } from './testing.ts';
import type { CheckpointFact } from './types.ts';

const DEVICES = ['uart0', 'clint', 'plic', 'pflash0', 'pflash1', 'rtc', 'finisher'];
const VIRTIO = Array.from({ length: 8 }, (_, i) => `virtio${i}`);
const COMPONENTS = ['hart0', 'memory', ...DEVICES, ...VIRTIO, 'schedule'];
const SETUP = {
  ...EXAMPLE_SETUP,
  components: Object.fromEntries(COMPONENTS.map((name) => [name, `${name.replace(/\d+$/, '')}/1`])),
  append: 'root=/dev/vda rw console=ttyS0 earlycon=sbi',
};

/** A boot of `count` checkpoints in which the hart and memory always change and another component now and then. */
function boot(count: number, idlePerCheckpoint: number) {
  const values = new Map(COMPONENTS.map((name) => [name, 1n]));
  let changes = 0;
  const change = (name: string, i: number) => {
    values.set(name, BigInt.asUintN(64, BigInt(i + 1) * 0x9e3779b97f4a7c15n));
    changes++;
  };
  const checkpoints = Array.from({ length: count }, (_, i): CheckpointFact => {
    if (i === 0) changes += COMPONENTS.length - 2;
    change('hart0', i);
    change('memory', i + 7);
    if (i % 8 === 0) change('clint', i);
    const step = (i + 1) * 2 ** 20;
    return {
      kind: 'checkpoint',
      step,
      now: step * 2 ** SHIFT + i * idlePerCheckpoint,
      digests: Object.fromEntries(values),
      flow: BigInt.asUintN(64, BigInt(i + 1) * 0xd1342543de82ef95n),
    };
  });
  return { checkpoints, changes, end: { ...endAt(count * 2 ** 20), now: count * (2 ** (20 + SHIFT) + idlePerCheckpoint) } };
}

describe('a boot without inputs and facts', () => {
  it.each([
    [1, 0],
    [100, 0],
    [1_000, 0],
    [10_000, 0],
    [1_000, 3_000_000],
  ])('of %i checkpoints with %i ns idle in each keeps the budget', (count, idlePerCheckpoint) => {
    const { checkpoints, changes, end } = boot(count, idlePerCheckpoint);
    const size = recordLog(SETUP, checkpoints, end).length;
    expect(size).toBeLessThanOrEqual(4_096 + 32 * changes);
  });

  it('takes 61 bytes a checkpoint of two components, index included', () => {
    const size = (count: number) => {
      const { checkpoints, end } = boot(count, 0);
      return recordLog(SETUP, checkpoints, end).length;
    };
    expect((size(10_000) - size(2_000)) / 8_000).toBeLessThan(64);
  });
});
