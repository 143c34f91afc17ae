import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordProgram, requestFor } from '../engine/testing.ts';
import { openLog } from '../log/reader.ts';
import { Timeline } from '../timeline/timeline.ts';
import { parsePosition } from './parse.ts';
import { PositionError } from './position.ts';
import { resolvePosition, resolvePositions } from './resolve.ts';

describe('parsePosition', () => {
  it.each([
    ['start', { anchor: { kind: 'start' }, offset: 0 }],
    ['end-1', { anchor: { kind: 'end' }, offset: -1 }],
    ['step:1_000+5', { anchor: { kind: 'step', step: 1000 }, offset: 5 }],
    ['step:2M', { anchor: { kind: 'step', step: 2e6 }, offset: 0 }],
    ['exit:12+5k', { anchor: { kind: 'exit', number: 12 }, offset: 5000 }],
    ['exit:npf#3', { anchor: { kind: 'exitLike', details: { reason: 'npf' }, which: { nth: 3 } }, offset: 0 }],
    ['exit:npf%10', { anchor: { kind: 'exitLike', details: { reason: 'npf' }, which: { every: 10 } }, offset: 0 }],
    [
      'exit:reason=hypercall,fid=0',
      { anchor: { kind: 'exitLike', details: { reason: 'hypercall', fid: '0' }, which: { nth: 1 } }, offset: 0 },
    ],
    ['trap:8', { anchor: { kind: 'trap', isInterrupt: null, cause: 8, which: { nth: 1 } }, offset: 0 }],
    ['trap:interrupt=5#2', { anchor: { kind: 'trap', isInterrupt: true, cause: 5, which: { nth: 2 } }, offset: 0 }],
    ['trap:exception', { anchor: { kind: 'trap', isInterrupt: false, cause: null, which: { nth: 1 } }, offset: 0 }],
    ['trap:#4', { anchor: { kind: 'trap', isInterrupt: null, cause: null, which: { nth: 4 } }, offset: 0 }],
    ['pc:0x80200000', { anchor: { kind: 'pc', place: 0x8020_0000n, which: { nth: 1 } }, offset: 0 }],
    ['pc:user_main#2-3', { anchor: { kind: 'pc', place: 'user_main', which: { nth: 2 } }, offset: -3 }],
    ['time:1.5ms', { anchor: { kind: 'time', ns: 1_500_000 }, offset: 0 }],
    ['console:"a\\nb+1"#2', { anchor: { kind: 'console', text: 'a\nb+1', which: { nth: 2 } }, offset: 0 }],
    ['console:login:', { anchor: { kind: 'console', text: 'login:', which: { nth: 1 } }, offset: 0 }],
  ])('reads %s', (text, expected) => {
    expect(parsePosition(text)).toEqual(expected);
  });

  it.each([
    ['', 'expected start, end, step:N'],
    ['12', 'for a step write step:12'],
    ['middle', "'middle' is not a position"],
    ['step:', 'expected start, end'],
    ['step:x', 'expected a step like step:1000000'],
    ['exit:npf#0', '#0 counts from 1'],
    ['exit:=3', "expected NAME=VALUE, got '=3'"],
    ['trap:page', "expected a cause's number"],
    ['pc:#2', 'expected an address or a symbol'],
    ['time:12', 'expected a time like time:12ms'],
    ['console:"\\q"', 'is not a text in double quotes'],
    ['console:""', 'expected a text'],
  ])('says what would do instead of %j', (text, message) => {
    expect(() => parsePosition(text)).toThrow(PositionError);
    expect(() => parsePosition(text)).toThrow(message);
  });

  it('answers or throws PositionError, whatever it is given', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^(step|exit|trap|pc|time|console):[#%+\-0-9a-z"=,]*$/)), (text) => {
        try {
          parsePosition(text);
        } catch (error) {
          expect(error).toBeInstanceOf(PositionError);
        }
      }),
    );
  });
});

describe('resolvePosition', () => {
  const program = recordProgram(requestFor('echo'), [
    { steps: 500, idleNs: 0 },
    { keys: 'hi' },
    { steps: 500, idleNs: 0 },
    { keys: 'hiq' },
    { steps: 900, idleNs: 0 },
  ]);
  const timeline = new Timeline(openLog(program.bytes));
  const at = (text: string) => resolvePosition(timeline, parsePosition(text), { addressOf: (name) => SYMBOLS[name] });
  const SYMBOLS: Readonly<Record<string, bigint>> = { poll: 0x8000_0008n };

  it('finds steps by number, from the end, and by time', () => {
    const { endStep } = timeline;
    expect([at('start').step, at('end').step, at('end-3').step, at('step:77+3').step]).toEqual([0, endStep, endStep - 3, 80]);
    // Eight nanoseconds a step, and no waits.
    expect([at('time:0ns').step, at('time:80ns').step, at('time:81ns').step]).toEqual([0, 10, 11]);
  });

  it('finds what the guest printed', () => {
    const steps = [at('console:"hi"').step, at('console:hi#2').step, at('console:hihi').step];
    expect(steps[0]).toBeLessThan(steps[1]!);
    expect(steps[2]).toBe(steps[1]);
    expect(steps[0]).toBeGreaterThan(500);
  });

  it('finds instructions by address and by symbol, and every so many', () => {
    const first = at('pc:0x80000008');
    expect(at('pc:poll')).toEqual(first);
    const second = at('pc:poll#2').step;
    expect(second).toBeGreaterThan(first.step);
    const every = [...resolvePositions(timeline, parsePosition('pc:poll%2'), { addressOf: (name) => SYMBOLS[name] })];
    expect(every[0]?.step).toBe(second);
    expect(every.length).toBeGreaterThan(50);
    expect(at('pc:poll#4').step).toBe(every[1]?.step);
  });

  it.each([
    ['step:99M', 'the recording has steps 0 to'],
    ['start-1', 'step -1 is not recorded'],
    ['exit:0', 'it has no VM exits'],
    ['trap:#1', 'not so many traps'],
    ['pc:0x1234', 'not so many instructions'],
    ['pc:nowhere', "no symbol 'nowhere' is known"],
    ['time:1s', 'it ends at'],
    ['console:nothing', 'the guest did not print this'],
    ['pc:poll%3', '%3 names many positions'],
  ])('says of %s what there is', (text, message) => {
    expect(() => at(text)).toThrow(PositionError);
    expect(() => at(text)).toThrow(message);
  });
});
