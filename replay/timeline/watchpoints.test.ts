/** What is watched is seen by both readings alike, in pages that are used for other things all the time. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Hit, Watchpoint } from '#core/machine/stops.ts';
import { PAGE_SIZE } from '#core/memory/paged-memory.ts';
import { loadBoards } from '../boards/registry.ts';
import { PageNumbers, type Place } from '../engine/page-numbers.ts';
import { openLogFile } from '../log/file.ts';
import { Timeline } from './timeline.ts';

await loadBoards();

const log = openLogFile('fixtures/riscv64-guestaspace.log');
const STEPS = 4000;
const HITS = 40;

/** Physical addresses of pages of RAM that the guest wrote while it ran. */
function writtenPages(timeline: Timeline): readonly number[] {
  const { board } = timeline.machine;
  const numbers = new PageNumbers(board);
  timeline.seek(20_000);
  timeline.machine.takeWrittenPages();
  timeline.seek(timeline.endStep);
  return [...timeline.machine.takeWrittenPages()].flatMap((page) => {
    const [{ region, offset }] = numbers.places(numbers.recorded(page), 1) as [Place];
    return region === 'ram' ? [board.regions.find(({ name }) => name === region)!.base! + offset] : [];
  });
}

function hits(timeline: Timeline, from: number, watchpoint: Watchpoint, to = from + STEPS): readonly Hit[] {
  const found: Hit[] = [];
  timeline.seek(from);
  while (found.length < HITS) {
    const hit = timeline.run({ watchpoints: [watchpoint] }, to);
    if (hit === undefined) break;
    found.push(hit);
  }
  return found;
}

it('sees the same reads and writes in both readings, and the last of them when it looks for that', { timeout: 60_000 }, () => {
  const timelines = [new Timeline(log), new Timeline(log, { reading: 'reference' })] as const;
  const whole = (page: number) => ({ space: 'physical', address: BigInt(page), sizeBytes: PAGE_SIZE, on: 'access' }) as const;
  const touches = writtenPages(timelines[0])
    .flatMap((page) => hits(timelines[0], 20_000, whole(page), timelines[0].endStep))
    .flatMap((hit) => (hit.kind === 'read' || hit.kind === 'write' ? [hit] : []));
  expect(touches.length).toBeGreaterThan(100);
  let seen = 0;
  const near = fc.record({
    touch: fc.constantFrom(...touches),
    before: fc.nat(16),
    size: fc.constantFrom(1, 8, 24, 300),
    on: fc.constantFrom('read' as const, 'write' as const, 'access' as const),
    steps: fc.nat(STEPS / 2),
  });
  fc.assert(
    fc.property(near, ({ touch, before, size, on, steps }) => {
      const watchpoint = { space: 'physical', address: touch.address - BigInt(before), sizeBytes: before + size, on } as const;
      const from = Math.max(0, Math.min(touch.step - steps, timelines[0].endStep - STEPS));
      const [own, reference] = timelines.map((timeline) => hits(timeline, from, watchpoint));
      seen += own!.length;
      expect(own).toEqual(reference);
      if (own!.length === HITS) return;
      expect(timelines[0].findLast({ watchpoints: [watchpoint] }, from + STEPS, from)?.step).toBe(own!.at(-1)?.step);
    }),
    { numRuns: 25 },
  );
  expect(seen).toBeGreaterThan(100);
});
