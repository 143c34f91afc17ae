/** A timeline that may begin at keyframes goes to the same states as one that may not, and comes there sooner. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHECKPOINT_STEPS } from '#core/machine/state.ts';
import { formatDigest, machineDigest } from '../engine/digest.ts';
import { PageNumbers, type Place } from '../engine/page-numbers.ts';
import { recordFixture } from '../engine/testing/record-fixture.ts';
import { openLog } from '../log/reader.ts';
import { type MemoryRange, Timeline, type TimelineOptions } from './timeline.ts';

const STEPS = 11 * CHECKPOINT_STEPS + 5;
const FILE = 'riscv64-guestvdev.log';
const plain = new Timeline(openLog(recordFixture(FILE, STEPS)));
const log = openLog(recordFixture(FILE, STEPS, 2));

/** A timeline, and how many steps it was asked to run since it was last looked at. */
function timelineOf(options: TimelineOptions = {}) {
  const way = { steps: 0 };
  const timeline = new Timeline(log, {
    ...options,
    tell: (note) => expect.fail(note),
    progress: (done, total) => {
      if (done === total) way.steps += total;
    },
  });
  return { timeline, way };
}

const digestAt = (timeline: Timeline, step: number) =>
  formatDigest(machineDigest(timeline.machine.digestsOf(timeline.seek(step))));

describe('a timeline of a recording with keyframes', { timeout: 30_000 }, () => {
  it('goes to the same states', () => {
    const { timeline } = timelineOf({ cap: 2 ** 20 });
    const anyStep = fc.oneof(
      fc.nat(STEPS),
      fc.tuple(fc.nat(11), fc.integer({ min: -2, max: 2 })).map(([n, off]) => Math.max(0, n * CHECKPOINT_STEPS + off)),
    );
    fc.assert(
      fc.property(anyStep, (step) => {
        expect(digestAt(timeline, step)).toBe(digestAt(plain, step));
      }),
      { numRuns: 12 },
    );
  });

  it('is at the end of it soon', () => {
    const { timeline, way } = timelineOf();
    timeline.seek(STEPS);
    expect(way.steps).toBeLessThan(2 * CHECKPOINT_STEPS);
  });

  it('runs back over keyframes to the same hits', () => {
    const { timeline } = timelineOf();
    plain.seek(STEPS - 100);
    const pc = new DataView(plain.state.harts[0]!.buffer).getBigUint64(plain.machine.board.arch.core.pc.offset, true);
    for (const each of [plain, timeline]) each.seek(STEPS);
    for (const wanted of [{ breakpoints: [pc] }, { traps: true }]) {
      const expected = plain.runBack(wanted);
      expect(timeline.runBack(wanted)).toEqual(expected);
    }
  });

  /** Bytes of RAM in pages that were written, some of them. */
  function writtenRanges({ machine: { board } }: Timeline): readonly MemoryRange[] {
    const numbers = new PageNumbers(board);
    const written = log.keyframes.steps.flatMap((step) => log.keyframes.writtenBefore(step)!.segments);
    const addresses = [...new Set(written.flatMap((segment) => [...segment]))].flatMap((page) => {
      const [{ region, offset }] = numbers.places(page, 1) as [Place];
      return region === 'ram' ? [board.regions.find(({ name }) => name === region)!.base! + offset + 8] : [];
    });
    expect(addresses.length).toBeGreaterThan(20);
    return addresses.filter((_, i) => i % 15 === 0).map((address) => ({ address, sizeBytes: 8 }));
  }

  it('finds who wrote last without running what did not write', () => {
    const { timeline, way } = timelineOf();
    for (const range of writtenRanges(timeline)) {
      timeline.seek(0);
      way.steps = 0;
      expect(timeline.findLastWrite(range, STEPS)).toEqual(plain.findLastWrite(range, STEPS));
      expect(way.steps).toBeLessThan(6 * CHECKPOINT_STEPS);
    }
  });

  it('finds who wrote last in one go where nothing is known of segments', () => {
    const bytes = recordFixture(FILE, STEPS);
    for (const range of writtenRanges(plain)) {
      let steps = 0;
      const progress = (done: number, total: number) => {
        if (done === total) steps += total;
      };
      expect(new Timeline(openLog(bytes), { progress }).findLastWrite(range, STEPS)).toEqual(plain.findLastWrite(range, STEPS));
      expect(steps).toBeLessThan(STEPS + 2 * CHECKPOINT_STEPS);
    }
  });

  it('finds who wrote last in long stretches as it does from checkpoint to checkpoint', () => {
    const end = 20 * CHECKPOINT_STEPS;
    const long = openLog(recordFixture(FILE, end + 5, 20));
    const bit = new Timeline(openLog(recordFixture(FILE, end + 5)));
    bit.seek(end);
    for (const range of writtenRanges(bit))
      for (const before of [end, end - 1.5 * CHECKPOINT_STEPS]) {
        const timeline = new Timeline(long, { tell: (note) => expect.fail(note) });
        expect(timeline.stretchesToSearch(range, before)).toHaveLength(1);
        expect(timeline.findLastWrite(range, before)).toEqual(bit.findLastWrite(range, before));
      }
  });

  it('names stretches in which others find who wrote last, one without the other', () => {
    const { timeline, way } = timelineOf();
    const others = [timelineOf().timeline, timelineOf().timeline];
    for (const range of writtenRanges(timeline)) {
      const stretches = timeline.stretchesToSearch(range, STEPS);
      const hits = stretches.map((stretch, index) => others[index % 2]!.findLastWriteIn(stretch, range, STEPS));
      expect(hits.find((hit) => hit !== undefined)).toEqual(plain.findLastWrite(range, STEPS));
    }
    expect(way.steps).toBe(0);
  });
});
