/** What counts as the same, at each level. */
import { describe, expect, it } from 'vitest';
import { openLog } from '../log/reader.ts';
import { ascii, checkpointAt, EXAMPLE_SETUP, endAt, recordLog } from '../log/testing.ts';
import type { EndFact, LogEvent } from '../log/types.ts';
import type { LogSetup } from '../log/writer.ts';
import { type ComparisonLevel, compareRuns, comparisonLevels } from './compare.ts';

type Fact = Exclude<LogEvent, EndFact>;

const image = (byte: number) => ({ role: 'kernel', name: 'kernel', bytes: Uint8Array.of(byte), loadAddress: null });
const setupOf = (byte: number): LogSetup => ({ ...EXAMPLE_SETUP, images: [image(byte)] });
const say = (step: number, text: string): Fact => ({ kind: 'output', step, device: 0, bytes: ascii(text) });
const enter = (step: number): Fact => ({ kind: 'entry', step, hart: 0, reason: 'VS', details: { pc: 0x8020_0000n } });
const leave = (step: number, pc: bigint, call = 'SRST', digest = 5n): Fact => ({
  kind: 'exit',
  step,
  hart: 0,
  reason: 'hypercall',
  details: { pc, call },
  digest,
});

const FACTS = [say(10, 'Loaded 8 bytes\n'), enter(20), say(30, 'hello\n'), leave(40, 1n)];

interface Run {
  readonly facts: readonly Fact[];
  readonly end?: EndFact;
  readonly setup?: LogSetup;
}

const logOf = ({ facts, end = endAt(50), setup = setupOf(1) }: Run) => openLog(recordLog(setup, facts, end));

/** The first difference at each level, between what was recorded and this. */
function differences(run: Run, isGuestFresh = false) {
  const recorded = logOf({ facts: FACTS });
  const at = (level: ComparisonLevel) => compareRuns(recorded, logOf(run), { level, isGuestFresh }).difference;
  return Object.fromEntries(comparisonLevels.map((level) => [level, at(level)?.what]));
}

const NONE = { trace: undefined, exits: undefined, console: undefined };
const fresh = setupOf(2);

describe('runs', () => {
  it('are the same when all that they did is, at each level', () => expect(differences({ facts: FACTS })).toEqual(NONE));

  it.each<[string, Run, object]>([
    ['a step later', { facts: [...FACTS.slice(0, 3), leave(41, 1n)] }, { ...NONE, trace: 'exit' }],
    ['from another place', { facts: [...FACTS.slice(0, 3), leave(40, 2n)] }, { ...NONE, trace: 'exit' }],
    ['with another register', { facts: [...FACTS.slice(0, 3), leave(40, 1n, 'SRST', 6n)] }, { ...NONE, trace: 'exit' }],
    ['for another call', { facts: [...FACTS.slice(0, 3), leave(40, 1n, 'TIME')] }, { ...NONE, trace: 'exit', exits: 'exit' }],
    ['not at all', { facts: FACTS.slice(0, 3) }, { ...NONE, trace: 'exit', exits: 'exit' }],
  ])('differ when a guest exits %s', (_, run, expected) => expect(differences(run)).toEqual(expected));

  it('differ when something else is printed, and the line is told', () => {
    const run = { facts: [...FACTS.slice(0, 2), say(30, 'help!\n'), FACTS[3]!] };
    expect(differences(run)).toEqual({ trace: 'output', exits: 'console', console: 'console' });
    const { difference } = compareRuns(logOf({ facts: FACTS }), logOf(run), { level: 'console' });
    expect(difference).toEqual({ step: 30, what: 'console', recorded: '"hello"', came: '"help!"' });
  });

  it('differ in the last byte of what is printed at once', () => {
    const [a, b] = ['a', 'b'].map((last) => logOf({ facts: [say(30, `${'x'.repeat(5000)}${last}`)] }));
    for (const level of comparisonLevels) expect(compareRuns(a!, b!, { level }).difference).toMatchObject({ step: 30 });
    expect(compareRuns(a!, a!, { level: 'trace' }).difference).toBeUndefined();
  });

  it('differ when one of them prints more', () => {
    const run = { facts: [...FACTS, say(45, 'bye')] };
    const { difference } = compareRuns(logOf({ facts: FACTS }), logOf(run), { level: 'console' });
    expect(difference).toEqual({ step: 45, what: 'console', recorded: 'nothing up to the end', came: '"bye"' });
  });

  it('differ when they end otherwise', () => {
    const run = { facts: FACTS, end: { ...endAt(50), status: 3 } };
    expect(differences(run)).toEqual({ trace: 'end', exits: 'end', console: 'end' });
    const { difference } = compareRuns(logOf({ facts: FACTS }), logOf(run), { level: 'console' });
    expect(difference).toMatchObject({ recorded: 'powerOff, status 0', came: 'powerOff, status 3' });
  });

  it('of another guest are compared from where it is first entered: who loads it tells of its size', () => {
    const facts = [say(10, 'Loaded 9 bytes\n'), ...FACTS.slice(1)];
    expect(differences({ facts, setup: fresh }, true)).toEqual(NONE);
    expect(differences({ facts, setup: fresh })).toEqual({ trace: 'output', exits: 'console', console: 'console' });
  });
});

describe('memory', () => {
  const dma: Fact = { kind: 'dma', step: 15, device: 3, address: 0x8000_0000, sizeBytes: 512, digest: 7n };
  const withMemory = (setup: LogSetup, memory: bigint, uart0 = 3n) => {
    const checkpoint = checkpointAt(2 ** 20, [1n, memory, uart0]);
    return logOf({ setup, facts: [{ ...dma, digest: memory }, checkpoint], end: endAt(2 ** 20 + 1) });
  };
  const before = withMemory(setupOf(1), 2n);

  it('counts where both began with the same', () => {
    const { difference } = compareRuns(before, withMemory(setupOf(1), 9n), { level: 'trace' });
    expect(difference).toMatchObject({ step: 15, what: 'dma' });
    expect(compareRuns(before, withMemory(setupOf(1), 2n, 4n), { level: 'trace' }).difference).toMatchObject({ what: 'uart0' });
  });

  it('does not count with another image: then control flow does', () => {
    expect(compareRuns(before, withMemory(fresh, 9n), { level: 'trace' }).difference).toBeUndefined();
    const checkpoint = { ...checkpointAt(2 ** 20, [1n, 2n, 3n]), flow: 8n };
    const other = logOf({ setup: fresh, facts: [dma, checkpoint], end: endAt(2 ** 20 + 1) });
    expect(compareRuns(before, other, { level: 'trace' }).difference).toMatchObject({ step: 2 ** 20, what: 'flow' });
  });

  it('does not count where it has another meaning by now, nor do registers', () => {
    const components = { ...EXAMPLE_SETUP.components, memory: 'memory/2', hart0: 'riscv64-hart/2' };
    expect(compareRuns(before, withMemory({ ...setupOf(1), components }, 2n), { level: 'trace' }).difference).toBeUndefined();
    const [a, b] = [5n, 6n].map((digest) => [leave(40, 1n, 'SRST', digest)]);
    const later = logOf({ facts: b!, setup: { ...setupOf(1), components } });
    expect(compareRuns(logOf({ facts: a! }), later, { level: 'trace' }).difference).toBeUndefined();
  });
});
