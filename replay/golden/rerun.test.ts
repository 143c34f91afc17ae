/** Recorded inputs done again: to a machine that is the same, and to others. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BoardRequest } from '../boards/request.ts';
import { requestIn } from '../engine/recorded-board.ts';
import { recordFixture } from '../engine/testing/record-fixture.ts';
import { type Action, programNames, recordProgram, requestFor } from '../engine/testing.ts';
import { type LogReader, openLog } from '../log/reader.ts';
import { sayTheSame } from './compare.ts';
import { rerun } from './rerun.ts';

const run = (steps: number, idleNs = 0): Action => ({ steps, idleNs });
const keys = (text: string): Action => ({ keys: text });

const again = (log: LogReader, request: BoardRequest = requestIn(log)) =>
  rerun(log, { request, symbols: log.header.symbols, reading: 'interpreter' });
const consoleOf = (log: LogReader) => {
  const outputs = [...log.events()].filter((event) => event.kind === 'output');
  return Buffer.concat(outputs.map(({ bytes }) => bytes)).toString('latin1');
};

const anyAction = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ steps: fc.nat({ max: 700 }), idleNs: fc.constantFrom(0, 8, 8000, 99_999, 100_000, 1e6, Infinity) }),
  },
  { weight: 2, arbitrary: fc.string({ unit: fc.constantFrom('a', 'b', 'q', 'r', 'f'), minLength: 1, maxLength: 3 }).map(keys) },
);

it('comes to the same recording, whatever was done', () => {
  fc.assert(
    fc.property(fc.constantFrom(...programNames), fc.array(anyAction, { maxLength: 8 }), (name, actions) => {
      const { bytes } = recordProgram(requestFor(name), actions);
      expect(sayTheSame(openLog(bytes), openLog(again(openLog(bytes)).bytes))).toBe(true);
    }),
    { numRuns: 12 },
  );
}, 60_000);

it.each(['riscv64-bare', 'riscv64-hypervisor-image'])('comes to the bytes of %s.log', (name) => {
  const bytes = readFileSync(`fixtures/${name}.log`);
  expect(Buffer.compare(again(openLog(bytes)).bytes, bytes)).toBe(0);
});

it('comes to the bytes of a recording with keyframes', () => {
  const bytes = recordFixture('riscv64-guestvdev.log', 3 * 2 ** 20, 2);
  expect(openLog(bytes).keyframes.steps).toContain(2 ** 21);
  expect(Buffer.compare(again(openLog(bytes)).bytes, bytes)).toBe(0);
});

describe('another machine', () => {
  it('gets its keys when as much time has passed, however many steps it took', () => {
    const { bytes } = recordProgram(requestFor('sleeper'), [
      run(300, 5_000_000),
      keys('ab'),
      run(300, 7_000_000),
      keys('q'),
      run(300),
    ]);
    const log = openLog(bytes);
    const { bytes: polled, isCutOff } = again(log, { ...requestIn(log), kernel: requestFor('echo').kernel });
    expect(isCutOff).toBe(false);
    const came = openLog(polled);
    expect(consoleOf(came)).toBe('abq');
    const inputTimes = (of: LogReader) => [...of.events()].flatMap((event) => (event.kind === 'idle' ? [event.now] : []));
    expect(inputTimes(came)).toEqual(inputTimes(log));
    expect(came.end).toMatchObject({ reason: 'powerOff', status: 0 });
  });

  it('is stopped when it does not end by itself in twice as many steps and some', () => {
    const { bytes } = recordProgram(requestFor('echo'), [run(100), keys('q'), run(100)]);
    const log = openLog(bytes);
    const { bytes: endless, isCutOff } = again(log, { ...requestIn(log), kernel: requestFor('spin').kernel });
    expect(isCutOff).toBe(true);
    expect(openLog(endless).end).toMatchObject({ reason: 'maxSteps', step: 2 * log.end!.step + 2 ** 24 });
  });

  it('that is off by then is given them all the same, and stays off', () => {
    const { bytes } = recordProgram(requestFor('echo'), [run(100), keys('x'), run(100), keys('q'), run(100)]);
    const log = openLog(bytes);
    const { kernel } = requestFor('clock');
    const early = again(log, { ...requestIn(log), kernel }).bytes;
    expect(openLog(again(openLog(early)).bytes).end).toEqual(openLog(early).end);
  });
});
