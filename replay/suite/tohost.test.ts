import { describe, expect, it } from 'vitest';
import { writeElf } from '../oracle/elf-image.ts';
import { addi, auipc, csrrw, iType, LOAD, li, rType, STORE, SYSTEM, sType } from '../oracle/riscv64/words.ts';
import { readTohost, TestRunner } from './tohost.ts';

const START = 0x8000_0000;
const TOHOST = 0x8000_1000;
const [ADDRESS, VALUE, READ] = [5, 6, 7];
const STAY = 0x0000_006f; // jal x0, 0
const WFI = iType(SYSTEM, 0, 0, 0, 0x105);

function program(words: readonly number[], symbols = [{ name: 'tohost', address: TOHOST }]) {
  const text = new Uint8Array(new Uint32Array(words).buffer);
  const segments = [
    { address: START, bytes: text },
    { address: TOHOST, bytes: new Uint8Array(8) },
  ];
  return { name: 'program', bytes: writeElf('riscv64', segments, symbols) };
}

/** Puts a value into tohost; the word is 0x1000 bytes after the first instruction of the program. */
const say = (value: bigint) => [...li(VALUE, value), sType(STORE, 3, ADDRESS, VALUE, 0)];
const setUp = auipc(ADDRESS, 0x1000);

const runner = new TestRunner({ harts: 1, reading: 'interpreter', maxSteps: 50_000 });

describe('readTohost', () => {
  it('tells a pass, a failed test, a byte for the console and silence apart', () => {
    expect(readTohost(1n)).toEqual({ kind: 'passed' });
    expect(readTohost(0x539n * 2n + 1n)).toEqual({ kind: 'failed', test: 0x539n });
    expect(readTohost(0x0101_0000_0000_0041n)).toEqual({ kind: 'byte', byte: 0x41 });
    expect(readTohost(0n)).toBeUndefined();
    // An even value asks HTIF for a system call.
    expect(readTohost(0x8000_2000n)).toBeUndefined();
  });
});

describe('a test runner', () => {
  it('sees a program pass', () => {
    const run = runner.run(program([setUp, ...say(1n), STAY]));
    expect(run).toMatchObject({ name: 'program', verdict: { kind: 'passed' }, console: '' });
  });

  it('names the test that failed', () => {
    expect(runner.run(program([setUp, ...say(11n), STAY])).verdict).toEqual({ kind: 'failed', test: 5n });
  });

  it('collects what a program prints through tohost, and answers it by clearing the word', () => {
    const waitForZero = [iType(LOAD, 3, READ, ADDRESS, 0), 0xfe03_9ee3]; // bne x7, x0, -4
    const put = (byte: number) => [...say(0x0101_0000_0000_0000n + BigInt(byte)), ...waitForZero];
    const run = runner.run(program([setUp, ...put(0x68), ...put(0x69), ...say(3n), STAY]));
    expect(run).toMatchObject({ verdict: { kind: 'failed', test: 1n }, console: 'hi' });
  });

  it('gives up on a program that says nothing, and on one that waits for ever', () => {
    expect(runner.run(program([STAY]))).toMatchObject({
      verdict: { kind: 'silent', why: 'nothing after 50000 steps' },
      steps: 50_000,
    });
    expect(runner.run(program([csrrw(0, 0x304, 0), WFI, STAY])).verdict).toEqual({ kind: 'silent', why: 'the machine is idle' });
  });

  it('starts every program from the same state', () => {
    // Counts in the word behind tohost and reports the count: 1, a pass, only where nobody has counted before.
    const count = [iType(LOAD, 3, READ, ADDRESS, 8), addi(READ, READ, 1), sType(STORE, 3, ADDRESS, READ, 8)];
    const copy = rType(0x33, 0, 0, VALUE, READ, 0);
    const counting = program([setUp, ...count, copy, sType(STORE, 3, ADDRESS, VALUE, 0), STAY]);
    expect(runner.run(counting).verdict).toEqual({ kind: 'passed' });
    expect(runner.run(counting).verdict).toEqual({ kind: 'passed' });
  });

  it('refuses what it cannot run', () => {
    expect(runner.run({ name: 'text', bytes: new TextEncoder().encode('hello') }).verdict).toEqual({
      kind: 'refused',
      why: 'not an ELF file',
    });
    expect(runner.run(program([STAY], [])).verdict).toEqual({ kind: 'refused', why: 'no symbol tohost' });
    const far = program([STAY], [{ name: 'tohost', address: 0x10 }]);
    expect(runner.run(far).verdict).toEqual({ kind: 'refused', why: 'tohost is not in memory' });
  });

  it('agrees with itself on the other reading and with two harts', () => {
    for (const options of [{ harts: 1, reading: 'reference' } as const, { harts: 2, reading: 'interpreter' } as const]) {
      const other = new TestRunner({ ...options, maxSteps: 50_000 });
      expect(other.run(program([setUp, ...say(7n), STAY])).verdict).toEqual({ kind: 'failed', test: 3n });
    }
  });
});
