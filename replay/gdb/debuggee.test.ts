/** A debuggee against what single steps of a timeline say: every step, in a run of two harts and in one that sleeps. */
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Action, type ProgramName, recordProgram, requestFor } from '../engine/testing.ts';
import { openLogFile } from '../log/file.ts';
import { openLog } from '../log/reader.ts';
import { Timeline } from '../timeline/timeline.ts';
import { Debuggee } from './debuggee.ts';

const RECORDINGS: readonly (readonly [ProgramName, readonly Action[]])[] = [
  ['pair', [{ steps: 600, idleNs: 0 }, { keys: 'a' }, { steps: 900, idleNs: 0 }, { keys: 'q' }, { steps: 500, idleNs: 0 }]],
  ['clock', [{ steps: 400, idleNs: 9e8 }, { keys: 'xq' }, { steps: 700, idleNs: 9e8 }]],
];
const COUNTER = 0x8000_1000n;
const never = async () => false;
const runs = { numRuns: 60 };
/** For a machine that does much else. */
const LIMIT = { timeout: 60_000 };

describe.each(RECORDINGS)('a debuggee of %s', LIMIT, (program, actions) => {
  const log = openLog(recordProgram(requestFor(program), actions).bytes);
  const debuggee = new Debuggee(new Timeline(log), true);
  const { timeline } = debuggee;
  const { endStep } = timeline;
  /** Of every step: the hart that takes it and where, and how many each has taken before. */
  const linear = Array.from({ length: endStep + 1 }, (_, step) => {
    timeline.seek(step);
    const harts = Array.from({ length: debuggee.hartCount }, (_, hart) => hart);
    return {
      hart: debuggee.hartInTurn,
      pc: debuggee.pcOf(debuggee.hartInTurn),
      taken: harts.map((hart) => Number(debuggee.stepsOf(hart))),
    };
  });
  const stepsOf = (hart: number) =>
    linear.slice(0, -1).flatMap(({ taken }, step) => (linear[step + 1]!.taken[hart]! > taken[hart]! ? [step] : []));
  const byHart = Array.from({ length: debuggee.hartCount }, (_, hart) => stepsOf(hart));
  const at = (step: number) => {
    debuggee.breakpoints = [];
    debuggee.watchpoints = [];
    debuggee.goTo({ step, phase: 'settled' });
  };
  const anyStep = fc.nat(endStep);
  const anyHart = fc.nat(byHart.length - 1);

  it('takes a step of a hart, while the others take theirs', async () => {
    const property = fc.asyncProperty(anyStep, anyHart, async (step, hart) => {
      at(step);
      const next = byHart[hart]!.find((each) => each >= step);
      expect(await debuggee.goForward({ hart, range: null }, never)).toEqual({
        kind: next === undefined ? 'end' : 'stepped',
        hart,
      });
      expect(timeline.step).toBe(next === undefined ? endStep : next + 1);
    });
    await fc.assert(property, runs);
  });

  it('takes a step of a hart back', async () => {
    const property = fc.asyncProperty(anyStep, anyHart, async (step, hart) => {
      at(step);
      const last = byHart[hart]!.findLast((each) => each < step);
      expect(await debuggee.goBack(hart, never)).toEqual({ kind: last === undefined ? 'beginning' : 'stepped', hart });
      expect(timeline.step).toBe(last ?? 0);
    });
    await fc.assert(property, runs);
  });

  it('steps until a range of addresses is left', async () => {
    at(0);
    const { hart, pc } = linear[0]!;
    const range = { start: pc, end: pc + 8n };
    expect(await debuggee.goForward({ hart, range }, never)).toEqual({ kind: 'stepped', hart });
    const isOutside = (step: number) => (
      timeline.seek(step), debuggee.pcOf(hart) < range.start || debuggee.pcOf(hart) >= range.end
    );
    const { step } = timeline;
    expect(byHart[hart]!.map((each) => each + 1).find(isOutside)).toBe(step);
  });

  it('stops at breakpoints, told to which hart, and goes on from there', async () => {
    const places = fc.constantFrom(...new Set(linear.map(({ pc }) => pc)));
    // The last state's instruction is not executed any more, nor is that of a hart which waits.
    const arrivals = (pc: bigint) =>
      linear.flatMap((each, step) => (each.pc === pc && byHart[each.hart]!.includes(step) ? [step] : []));
    const property = fc.asyncProperty(anyStep, places, async (from, pc) => {
      at(from);
      debuggee.breakpoints = [pc];
      const after = arrivals(pc).filter((step) => step > from);
      for (const step of after.slice(0, 3)) {
        expect(await debuggee.goForward(null, never)).toEqual({ kind: 'breakpoint', hart: linear[step]!.hart });
        expect(timeline.step).toBe(step);
      }
      at(from);
      debuggee.breakpoints = [pc];
      const before = arrivals(pc).filter((step) => step < from);
      for (const step of before.toReversed().slice(0, 3)) {
        expect(await debuggee.goBack(null, never)).toEqual({ kind: 'breakpoint', hart: linear[step]!.hart });
        expect(timeline.step).toBe(step);
      }
      if (before.length > 3) return;
      expect(await debuggee.goBack(null, never)).toMatchObject({ kind: 'beginning' });
      expect(timeline.step).toBe(0);
    });
    await fc.assert(property, runs);
  });

  it('can be interrupted, and stays where it got to', async () => {
    at(0);
    debuggee.breakpoints = [0x1234n];
    expect(await debuggee.goForward(null, async () => true)).toMatchObject({ kind: expect.stringMatching(/interrupted|end/) });
    const { step } = timeline;
    expect(debuggee.moment).toEqual({ step, phase: 'settled' });
    debuggee.goTo({ step: endStep, phase: 'settled' });
    expect(await debuggee.goBack(null, async () => true)).toMatchObject({ kind: 'interrupted' });
  });
});

describe.each([true, false])('a debuggee of which an access is told before it is made: %s', LIMIT, (isBefore) => {
  const log = openLog(recordProgram(requestFor('pair'), RECORDINGS[0]![1]).bytes);
  const debuggee = new Debuggee(new Timeline(log), isBefore);
  const { timeline } = debuggee;
  const valueAt = (step: number) =>
    new DataView(timeline.machine.readPhysical(timeline.seek(step), Number(COUNTER), 4)!.buffer).getUint32(0, true);
  const values = Array.from({ length: timeline.endStep + 1 }, (_, step) => valueAt(step));
  const writes = values.flatMap((value, step) => (values[step + 1] !== undefined && values[step + 1] !== value ? [step] : []));
  const watchpoint = { space: 'virtual', address: COUNTER, sizeBytes: 4, on: 'write' } as const;

  it('stops at each write, on the side that one comes from or on the other, and goes on from there', async () => {
    expect(writes.length).toBeGreaterThan(20);
    debuggee.goTo({ step: 0, phase: 'settled' });
    debuggee.watchpoints = [watchpoint];
    for (const step of writes) {
      expect(await debuggee.goForward(null, never)).toEqual({ kind: 'accessed', hart: 1, on: 'write', address: COUNTER, step });
      expect(timeline.step).toBe(isBefore ? step : step + 1);
    }
    expect(await debuggee.goForward(null, never)).toMatchObject({ kind: 'end' });
    for (const step of writes.toReversed()) {
      expect(await debuggee.goBack(null, never)).toEqual({ kind: 'accessed', hart: 1, on: 'write', address: COUNTER, step });
      expect(timeline.step).toBe(isBefore ? step + 1 : step);
    }
    expect(await debuggee.goBack(null, never)).toMatchObject({ kind: 'beginning' });
  });

  it('finds the last write before the present moment, and stays there', async () => {
    debuggee.goTo({ step: 1000, phase: 'settled' });
    const step = writes.findLast((each) => each < 1000);
    expect(await debuggee.findLastWrite(Number(COUNTER), 1, never)).toMatchObject({ kind: 'write', step, hart: 1, by: 'hart' });
    expect(timeline.step).toBe(1000);
  });
});

it('stops where the built-in hypervisor lets the guest go on, coming from the VM exit', LIMIT, async () => {
  const debuggee = new Debuggee(
    new Timeline(openLogFile(join(import.meta.dirname, '../../fixtures/riscv64-guestaspace.log'))),
    true,
  );
  const { timeline } = debuggee;
  const step = timeline.log.exitAt(0)!.step + 1;
  timeline.seek(step);
  const pc = debuggee.pcOf(0);
  debuggee.goTo({ step, phase: 'arrived' });
  expect(debuggee.pcOf(0)).not.toBe(pc);
  debuggee.breakpoints = [pc];
  expect(await debuggee.goForward(null, never)).toEqual({ kind: 'breakpoint', hart: 0 });
  expect(timeline.step).toBe(step);
});
