/**
 * What a recording of a boot without inputs weighs, apart from its images and from the facts of which it tells: at most 4 KiB, and
 * 32 bytes for every checkpoint and component that changed. Header with its command line, checkpoints, end, index and trailer count.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_REQUEST } from '../boards/request.ts';
import { recordProgram, rewriteLog } from '../engine/testing.ts';
import { openLog } from './reader.ts';
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

describe('a recording made by the engine', () => {
  const IMAGES = join(import.meta.dirname, '../../fixtures/images/riscv64');
  const boot = (name: string, steps: number) => {
    const kernel = { name: `${name}.elf`, bytes: readFileSync(join(IMAGES, `${name}.elf`)) };
    const append = 'root=/dev/vda rw console=ttyS0,115200 earlycon=sbi loglevel=8';
    const request = { ...DEFAULT_REQUEST, kernel, append };
    return recordProgram(request, [{ steps, idleNs: Number.POSITIVE_INFINITY }], 'maxSteps').bytes;
  };

  it.each([
    ['bench-empty', 2 ** 20],
    ['bench-int', 12 * 2 ** 20],
    ['bench-mem', 12 * 2 ** 20],
    ['bench-mmio', 2 * 2 ** 20],
  ])('of %s keeps the budget', (name, steps) => {
    const bare = openLog(
      rewriteLog(boot(name, steps), { events: (all) => all.filter(({ kind }) => kind === 'checkpoint' || kind === 'end') }),
    );
    const imageBytes = bare.chunks.filter(({ kind }) => kind === 'blocks' || kind === 'imageMap');
    const ofImages = imageBytes.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    const { offset, sizeBytes } = bare.chunks.at(-1)!;
    const size = offset + sizeBytes + 16 - ofImages;
    let changes = 0;
    let before: Readonly<Record<string, bigint>> = {};
    for (const { digests } of bare.checkpoints()) {
      changes += Object.entries(digests).filter(([component, digest]) => before[component] !== digest).length;
      before = digests;
    }
    expect(size).toBeLessThanOrEqual(4_096 + 32 * changes);
  });
});
