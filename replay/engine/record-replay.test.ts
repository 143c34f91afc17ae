/** Recordings of small programs, and their replays: equal, however they are cut into slices and whichever reading runs them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openLog } from '../log/reader.ts';
import { repairLog } from '../log/repair.ts';
import { concat } from '../log/testing.ts';
import type { EndReason } from './record.ts';
import { type Action, programNames, recordProgram, replayBytes, requestFor } from './testing.ts';

const run = (steps: number, idleNs = 0): Action => ({ steps, idleNs });
const keys = (text: string): Action => ({ keys: text });
const kinds = (bytes: Uint8Array) => [...openLog(bytes).events()].map(({ kind }) => kind);

describe('a recording', () => {
  it('of keys that arrive while the machine runs', () => {
    const { bytes, console, recorder } = recordProgram(requestFor('echo'), [
      run(1000),
      keys('hi'),
      run(1000),
      keys('q'),
      run(1000),
    ]);
    expect(console).toBe('hiq');
    expect(kinds(bytes)).toEqual(['idle', 'input', 'output', 'output', 'idle', 'input', 'output', 'power', 'end']);
    const { state, now } = recorder.session;
    expect(now).toBe(8 * state.step);
    expect(replayBytes(bytes)).toMatchObject({
      mismatch: null,
      reason: 'powerOff',
      status: 0,
      steps: state.step,
      factsVerified: 4,
    });
  });

  it('of keys that arrive while it waits: the stamp of the idle before says when', () => {
    const { bytes, console, recorder } = recordProgram(requestFor('sleeper'), [
      run(1000, 5_000_000),
      keys('ab'),
      run(1000, 7_000_000),
      keys('q'),
      run(1000, 0),
    ]);
    expect(console).toBe('abq');
    // Each wait began with its `run` and lasted to its end: what was stepped meanwhile is not idle.
    const idles = [...openLog(bytes).events()].filter((event) => event.kind === 'idle');
    expect(idles.map(({ now }) => now)).toEqual([5_000_000, 12_000_000]);
    const { step, idleNs } = recorder.session.state;
    expect(8 * step + idleNs).toBe(12_000_000 + 8 * (step - idles[1]!.step));
    expect(replayBytes(bytes)).toMatchObject({ mismatch: null, reason: 'powerOff', nowNs: recorder.session.now });
  });

  it('of a wait so long that virtual time would not stay exact after it: it never ends', () => {
    const { bytes, recorder } = recordProgram(requestFor('faraway'), [run(1000, Number.POSITIVE_INFINITY)], 'idle');
    expect(recorder.session.state.status).toEqual({ kind: 'idle' });
    expect(replayBytes(bytes)).toMatchObject({ mismatch: null, reason: 'idle' });
  });

  it.each<[string, readonly Action[], EndReason, number | null]>([
    ['r', [run(500), keys('r'), run(500)], 'reset', 0],
    ['f', [run(500), keys('f'), run(500)], 'powerOff', 3],
    ['nothing, and is stopped', [run(500)], 'stopped', null],
    ['nothing, up to a number of steps', [run(777)], 'maxSteps', null],
  ])('of a program that is told %s', (_, actions, reason, status) => {
    const { bytes } = recordProgram(requestFor('echo'), actions, reason);
    expect(replayBytes(bytes)).toMatchObject({ mismatch: null, reason, status });
    expect(openLog(bytes).end).toMatchObject({ reason, status });
  });

  it('that ends at its last step, wherever in a wait that is', () => {
    for (const steps of Array.from({ length: 60 }, (_, i) => 300 + i)) {
      const { bytes } = recordProgram(requestFor('clock'), [run(steps, Number.POSITIVE_INFINITY)], 'maxSteps');
      expect(replayBytes(bytes), `${steps} steps`).toMatchObject({ mismatch: null, reason: 'maxSteps', steps });
    }
  });

  it('of a machine that idles for good, which a key wakes', () => {
    const forGood = recordProgram(requestFor('sleeper'), [run(1000, Number.POSITIVE_INFINITY)]);
    expect(forGood.recorder.session.state.status).toEqual({ kind: 'idle' });
    expect(replayBytes(forGood.bytes)).toMatchObject({ mismatch: null, reason: 'idle' });
    const woken = recordProgram(requestFor('sleeper'), [run(1000, Number.POSITIVE_INFINITY), keys('q'), run(1000, 0)]);
    expect(woken.console).toBe('q');
    expect(replayBytes(woken.bytes)).toMatchObject({ mismatch: null, reason: 'powerOff' });
  });

  it('of two harts, whose turns decide what is printed', () => {
    const actions = [run(3000), keys('a'), run(3000), keys('b'), run(5000), keys('q'), run(1000)];
    const [short, long] = [50, 64].map((quantum) => recordProgram(requestFor('pair', { quantum }), actions));
    expect(short!.console).toMatch(/^a.b.q.$/s);
    expect(short!.console).not.toBe(long!.console);
    for (const { bytes } of [short!, long!]) expect(replayBytes(bytes)).toMatchObject({ mismatch: null, reason: 'powerOff' });
  });

  it('of several checkpoints', () => {
    const { bytes } = recordProgram(requestFor('spin'), [run(3 * 2 ** 20 + 5)], 'maxSteps');
    expect(replayBytes(bytes)).toMatchObject({
      mismatch: null,
      checkpointsVerified: 3,
      componentsComparable: 18,
      steps: 3 * 2 ** 20 + 5,
    });
  });
});

const anyAction = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ steps: fc.nat({ max: 700 }), idleNs: fc.constantFrom(0, 8, 8000, 99_999, 100_000, 1e6, Infinity) }),
  },
  { weight: 2, arbitrary: fc.string({ unit: fc.constantFrom('a', 'b', 'q', 'r', 'f'), minLength: 1, maxLength: 3 }).map(keys) },
);

it('whatever is done: recording twice gives equal bytes, and every replay is the recorded run', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...programNames),
      fc.array(anyAction, { maxLength: 8 }),
      fc.array(fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 2000 })), { minLength: 1, maxLength: 5 }),
      (name, actions, slices) => {
        const { bytes, recorder } = recordProgram(requestFor(name), actions);
        expect(recordProgram(requestFor(name), actions, 'stopped', 'reference').bytes).toEqual(bytes);
        const whole = replayBytes(bytes);
        const { state, now } = recorder.session;
        expect(whole).toMatchObject({
          mismatch: null,
          steps: state.step,
          nowNs: now,
          componentsComparable: whole.componentsTotal,
        });
        expect(replayBytes(bytes, 'interpreter', slices)).toEqual(whole);
        expect(replayBytes(bytes, 'reference', slices)).toEqual(whole);
      },
    ),
    { numRuns: 12 },
  );
}, 60_000);

describe('a recording that was cut short', () => {
  const { pieces } = recordProgram(requestFor('clock'), [run(100, 300_000), keys('x'), run(100, 250_000)], 'stopped');
  const prefixes = pieces.slice(2).map((_, count) => new Uint8Array(Buffer.concat(pieces.slice(0, count + 3))));
  const runnable = prefixes.filter((bytes) => openLog(bytes).lastStep > 0);

  it('has several places to be cut at', () => expect(runnable.length).toBeGreaterThan(5));

  it.each(runnable.map((bytes) => [bytes.length, bytes] as const))('after %i bytes replays to where it goes', (length, bytes) => {
    const log = openLog(bytes);
    const facts = [...log.events()].filter(({ kind }) => kind !== 'input' && kind !== 'idle' && kind !== 'end');
    const summary = replayBytes(bytes, 'interpreter', [[2 ** 22], [1], [3, 50]][length % 3]);
    expect(summary).toMatchObject({ mismatch: null, factsVerified: facts.length, reason: log.end?.reason ?? 'cut short' });
    expect(summary.steps - log.lastStep).toBeLessThanOrEqual(1);
  });
});

describe('a recording with a hole', () => {
  const { bytes } = recordProgram(requestFor('clock'), [run(100, 300_000), keys('x'), run(100, 250_000)], 'stopped');
  const frames = openLog(bytes).chunks.filter(({ kind }) => kind === 'events');

  it.each(frames.map((frame, i) => [i, frame] as const))('in chunk of events %i replays to the hole', (_, frame) => {
    const damaged = bytes.slice();
    damaged[frame.offset + frame.sizeBytes - 1]! ^= 1;
    const pieces: Uint8Array[] = [];
    const { runsTo } = repairLog(damaged, [], (piece) => void pieces.push(piece));
    const repaired = concat(pieces);
    const log = openLog(repaired);
    expect({ damage: log.damage, hole: log.hole?.step }).toEqual({ damage: null, hole: runsTo });
    const facts = [...log.events()].filter(({ kind }) => kind !== 'input' && kind !== 'idle');
    const summary = replayBytes(repaired);
    expect(summary).toMatchObject({ mismatch: null, factsVerified: facts.length, reason: 'cut short' });
    expect(summary.steps - runsTo).toBeLessThanOrEqual(1);
  });
});
