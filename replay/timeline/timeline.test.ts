/** Moving about in recordings: where one comes from, and what is looked out for, does not show. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Watchpoint } from '#core/machine/stops.ts';
import { formatDigest, machineDigest } from '../engine/digest.ts';
import { type Action, type ProgramName, recordProgram, replayBytes, requestFor } from '../engine/testing.ts';
import { openLog } from '../log/reader.ts';
import { Timeline } from './timeline.ts';

const run = (steps: number, idleNs = 0): Action => ({ steps, idleNs });
const keys = (text: string): Action => ({ keys: text });

const RECORDINGS: readonly (readonly [ProgramName, readonly Action[]])[] = [
  ['echo', [run(900), keys('hi'), run(900), keys('q'), run(900)]],
  ['sleeper', [run(300, 5_000_000), keys('ab'), run(300, 7_000_000), keys('q'), run(300)]],
  ['clock', [run(700, 9e8), keys('x'), run(700, 9e8), keys('q'), run(700, 9e8)]],
  ['pair', [run(600), keys('a'), run(900), keys('q'), run(500)]],
  ['hang', [run(100, 1000)]],
];

const logOf = ([program, actions]: (typeof RECORDINGS)[number]) => openLog(recordProgram(requestFor(program), actions).bytes);
const digestAt = (timeline: Timeline, step: number) =>
  formatDigest(machineDigest(timeline.machine.digestsOf(timeline.seek(step))));

/** pc of every hart before each step, and whose turn it is. */
function linearPass(timeline: Timeline) {
  const { board } = timeline.machine;
  const pcAt = (hart: number) => new DataView(timeline.state.harts[hart]!.buffer).getBigUint64(board.arch.core.pc.offset, true);
  return Array.from({ length: timeline.endStep + 1 }, (_, step) => {
    timeline.seek(step);
    return { digest: digestAt(timeline, step), hart: timeline.state.turn.hart, pcs: board.harts.map((_, hart) => pcAt(hart)) };
  });
}

describe.each(RECORDINGS)('a timeline of %s', (...recording) => {
  const log = logOf(recording);
  const linear = linearPass(new Timeline(log));

  it('ends as the recording does', () => {
    const replayed = replayBytes(recordProgram(requestFor(recording[0]), recording[1]).bytes);
    expect(linear.at(-1)!.digest).toBe(replayed.digest);
    expect(linear).toHaveLength(replayed.steps + 1);
  });

  it('is the same wherever one comes from, in both readings', () => {
    const timelines = [new Timeline(log), new Timeline(log, { reading: 'reference' })];
    fc.assert(
      fc.property(fc.nat(linear.length - 1), fc.nat(1), (step, which) => {
        expect(digestAt(timelines[which]!, step)).toBe(linear[step]!.digest);
      }),
      { numRuns: 150 },
    );
  });

  it('stops at breakpoints, forward and back, as single steps find them', () => {
    const timelines = [new Timeline(log), new Timeline(log, { reading: 'reference' })];
    const arrivals = (pc: bigint) => {
      // Where an instruction at pc is next for the hart whose turn it is: the one that steps.
      const found: number[] = [];
      for (const [step, { hart, pcs, digest }] of linear.entries())
        if (step < linear.length - 1 && pcs[hart] === pc && linear[step + 1]!.digest !== digest) found.push(step);
      return found;
    };
    const places = [...new Set(linear.map(({ hart, pcs }) => pcs[hart]!))];
    fc.assert(
      fc.property(fc.nat(linear.length - 1), fc.constantFrom(...places), fc.nat(1), (from, pc, which) => {
        const timeline = timelines[which]!;
        const steps = arrivals(pc);
        timeline.seek(from);
        const next = timeline.run({ breakpoints: [pc] });
        expect(next?.step).toBe(steps.find((step) => step > from));
        expect(next?.hart).toBe(next && linear[next.step]!.hart);
        expect(digestAt(timeline, timeline.step)).toBe(linear[next?.step ?? timeline.endStep]!.digest);
        timeline.seek(from);
        const last = timeline.runBack({ breakpoints: [pc] });
        expect(last?.step).toBe(steps.findLast((step) => step < from));
        expect(timeline.step).toBe(last?.step ?? 0);
      }),
      { numRuns: 100 },
    );
  });

  it('refuses steps that are not recorded', () => {
    const timeline = new Timeline(log);
    for (const step of [-1, 0.5, timeline.endStep + 1]) expect(() => timeline.seek(step)).toThrow(RangeError);
  });
});

describe('watchpoints', () => {
  const log = logOf(RECORDINGS[3]!);
  const COUNTER = 0x8000_1000n;
  const linear = linearPass(new Timeline(log));
  const counterAt = (timeline: Timeline, step: number) =>
    new DataView(timeline.machine.readPhysical(timeline.seek(step), Number(COUNTER), 4)!.buffer).getUint32(0, true);

  it.each(['virtual', 'physical'] as const)('in %s memory find each write, forward and back', (space) => {
    const watchpoint: Watchpoint = { space, address: COUNTER, sizeBytes: 4, on: 'write' };
    const timeline = new Timeline(log);
    const counts = linear.map((_, step) => counterAt(timeline, step));
    const writes = counts.flatMap((count, step) => (counts[step + 1] !== undefined && counts[step + 1] !== count ? [step] : []));
    expect(writes.length).toBeGreaterThan(20);
    timeline.seek(0);
    for (const step of writes) {
      expect(timeline.run({ watchpoints: [watchpoint] })).toMatchObject({
        kind: 'write',
        step,
        hart: 1,
        by: 'hart',
        sizeBytes: 4,
      });
      expect(timeline.step).toBe(step + 1);
    }
    expect(timeline.run({ watchpoints: [watchpoint] })).toBeUndefined();
    for (const step of writes.toReversed()) {
      expect(timeline.runBack({ watchpoints: [watchpoint] })).toMatchObject({ step });
      expect(timeline.step).toBe(step);
    }
    expect(timeline.runBack({ watchpoints: [watchpoint] })).toBeUndefined();
    expect(timeline.step).toBe(0);
    expect(digestAt(timeline, writes[5]!)).toBe(linear[writes[5]!]!.digest);
  });
});

describe('breakpoints at a checkpoint', () => {
  const log = openLog(recordProgram(requestFor('spin'), [run(2 ** 20 + 100)]).bytes);

  it('do not take it again', () => {
    const timeline = new Timeline(log);
    const taken: number[] = [];
    timeline.effects$.subscribe((effect) => {
      if (effect.type === 'checkpoint/taken') taken.push(effect.step);
    });
    const places = [0, 1, 2].map((step) => {
      const { harts } = timeline.seek(2 ** 20 - 10 + step);
      return new DataView(harts[0]!.buffer).getBigUint64(timeline.machine.board.arch.core.pc.offset, true);
    });
    for (const pc of places) {
      timeline.seek(2 ** 20 - 10);
      while (timeline.run({ breakpoints: [pc] }) !== undefined);
    }
    expect(taken).toEqual(places.map(() => 2 ** 20));
  });
});
