import { describe, expect, it } from 'vitest';
import { newTestHart, type TestHart } from '../testing/hart.ts';

const MCYCLE = 0xb00;
const MINSTRET = 0xb02;
const MCOUNTINHIBIT = 0x320;
const MHPMCOUNTER3 = 0xb03;
const MHPMEVENT3 = 0x323;

/** The hart goes on: `count` instructions were taken and, but for `trapped` of them, retired. */
function advance(hart: TestHart, count: number, trapped = 0): void {
  hart.steps += count;
  hart.retired += count - trapped;
}

/** One `csrrw`, which is itself an instruction. */
function write(hart: TestHart, number: number, value: bigint): void {
  hart.serve('csrrw', BigInt(number), value, 0n);
  advance(hart, 1);
}

describe('counters', () => {
  it('read what was before the instruction', () => {
    const hart = newTestHart();
    advance(hart, 10, 3);
    expect(hart.readCsr(MCYCLE)).toBe(10n);
    expect(hart.readCsr(MINSTRET)).toBe(7n);
    expect(hart.readCsr(0xc00)).toBe(10n);
    expect(hart.readCsr(0xc02)).toBe(7n);
  });

  it('give the following instruction what was written', () => {
    const hart = newTestHart();
    advance(hart, 1000);
    write(hart, MINSTRET, 5n);
    expect(hart.readCsr(MINSTRET)).toBe(5n);
    advance(hart, 2);
    expect(hart.readCsr(MINSTRET)).toBe(7n);
    write(hart, MCYCLE, 0n);
    expect(hart.readCsr(MCYCLE)).toBe(0n);
  });

  it('wrap', () => {
    const hart = newTestHart();
    write(hart, MINSTRET, 2n ** 64n - 1n);
    advance(hart, 2);
    expect(hart.readCsr(MINSTRET)).toBe(1n);
  });

  it('stand still while inhibited, and go on from there', () => {
    const hart = newTestHart();
    advance(hart, 10);
    write(hart, MCOUNTINHIBIT, 0b101n); // counted itself: 11
    advance(hart, 50);
    expect(hart.readCsr(MCYCLE)).toBe(11n);
    expect(hart.readCsr(MINSTRET)).toBe(11n);
    write(hart, MINSTRET, 100n);
    expect(hart.readCsr(MINSTRET)).toBe(100n);
    write(hart, MCOUNTINHIBIT, 0b001n);
    expect(hart.readCsr(MINSTRET)).toBe(100n);
    advance(hart, 5);
    expect(hart.readCsr(MINSTRET)).toBe(105n);
    expect(hart.readCsr(MCYCLE)).toBe(11n);
  });

  it('count cycles or instructions where an event selects them, nothing otherwise', () => {
    const hart = newTestHart();
    advance(hart, 10);
    expect(hart.readCsr(MHPMCOUNTER3)).toBe(0n);
    write(hart, MHPMEVENT3, 1n);
    advance(hart, 4, 4);
    expect(hart.readCsr(MHPMCOUNTER3)).toBe(4n);
    write(hart, MHPMEVENT3, 2n);
    advance(hart, 4, 4);
    expect(hart.readCsr(MHPMCOUNTER3)).toBe(5n);
    write(hart, MHPMEVENT3, 0x1_0019n); // misses of a TLB, which never shows
    advance(hart, 4);
    expect(hart.readCsr(MHPMCOUNTER3)).toBe(6n);
    write(hart, MHPMCOUNTER3, 40n);
    advance(hart, 4);
    expect(hart.readCsr(MHPMCOUNTER3)).toBe(40n);
    expect(hart.readCsr(0xc03)).toBe(40n);
  });

  it('show mtime as time, 10 MHz', () => {
    const hart = newTestHart();
    hart.now = 1999;
    expect(hart.readCsr(0xc01)).toBe(19n);
    hart.mtime = 2n ** 64n - 1n;
    expect(hart.readCsr(0xc01)).toBe(2n ** 64n - 1n);
  });
});
