import { describe, expect, it } from 'vitest';
import type { Insn } from '#core/isa/insn.ts';
import { layout } from '../layout.ts';
import { BENCH_MEMORY, execute } from '../testing/execute.ts';
import * as loadReserved from './load-reserved.ts';
import * as amo from './memory-operations.ts';

const bytesOf = (value: bigint, width: number) =>
  Array.from({ length: width }, (_, i) => Number((value >> BigInt(8 * i)) & 0xffn));
const numberIn = (bytes: readonly number[]) => bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
const operands = { rd: 3, rs1: 1, rs2: 2, aq: 0, rl: 0 };

describe('atomic memory operations', () => {
  // What was in memory, what is in rs2, what rd gets, what memory gets. Above a word in memory lies 0x11223344.
  it.each<[Insn, bigint, bigint, bigint, bigint]>([
    [amo.amoswapW, 0x8000_0000n, 0x9_1234_5678n, 0xffff_ffff_8000_0000n, 0x1122_3344_1234_5678n],
    [amo.amoaddW, 0xffff_ffffn, 2n, 0xffff_ffff_ffff_ffffn, 0x1122_3344_0000_0001n],
    [amo.amoxorW, 0xf0n, 0xffn, 0xf0n, 0x1122_3344_0000_000fn],
    [amo.amoandW, 0xf3n, 0x3fn, 0xf3n, 0x1122_3344_0000_0033n],
    [amo.amoorW, 0xf0n, 0x8000_000fn, 0xf0n, 0x1122_3344_8000_00ffn],
    [amo.amominW, 0x8000_0000n, 1n, 0xffff_ffff_8000_0000n, 0x1122_3344_8000_0000n],
    [amo.amominW, 1n, 0x8000_0000n, 1n, 0x1122_3344_8000_0000n], // rs2 is a word too: -2^31
    [amo.amomaxW, 0x8000_0000n, 1n, 0xffff_ffff_8000_0000n, 0x1122_3344_0000_0001n],
    [amo.amominuW, 0x8000_0000n, 1n, 0xffff_ffff_8000_0000n, 0x1122_3344_0000_0001n],
    [amo.amomaxuW, 0x8000_0000n, 1n, 0xffff_ffff_8000_0000n, 0x1122_3344_8000_0000n],
    [amo.amomaxuW, 0x7fff_ffffn, 0x5_8000_0000n, 0x7fff_ffffn, 0x1122_3344_8000_0000n],
    [amo.amoswapD, 1n, 0x9_1234_5678n, 1n, 0x9_1234_5678n],
    [amo.amoaddD, 0xffff_ffff_ffff_ffffn, 2n, 0xffff_ffff_ffff_ffffn, 1n],
    [amo.amoxorD, 0xf0n, -1n, 0xf0n, 0xffff_ffff_ffff_ff0fn],
    [amo.amoandD, 0xf3n, 0x3fn, 0xf3n, 0x33n],
    [amo.amoorD, 0xf0n, 0xfn, 0xf0n, 0xffn],
    [amo.amominD, 1n, -5n, 1n, 0xffff_ffff_ffff_fffbn],
    [amo.amomaxD, 1n, -5n, 1n, 1n],
    [amo.amominuD, 1n, -5n, 1n, 1n],
    [amo.amomaxuD, 1n, -5n, 1n, 0xffff_ffff_ffff_fffbn],
  ])('$mnemonic', (insn, before, operand, result, after) => {
    const isWord = insn.mnemonic.endsWith('.w');
    const memory = isWord ? [...bytesOf(before, 4), 0x44, 0x33, 0x22, 0x11] : bytesOf(before, 8);
    const outcome = execute(insn, operands, { x: { 1: BENCH_MEMORY, 2: operand }, memory });
    expect(outcome.x(3)).toBe(result);
    expect(numberIn(outcome.memory.slice(0, 8))).toBe(after);
  });

  it('may use one register for all operands', () => {
    const outcome = execute(amo.amoaddD, { ...operands, rd: 1, rs2: 1 }, { x: { 1: BENCH_MEMORY }, memory: [5] });
    expect(outcome.x(1)).toBe(5n);
    expect(numberIn(outcome.memory.slice(0, 8))).toBe(BENCH_MEMORY + 5n);
  });

  it.each<[Insn, bigint]>([
    [amo.amoaddW, 2n],
    [amo.amoaddD, 4n],
    [loadReserved.scW, 1n],
    [loadReserved.scD, 4n],
  ])('$mnemonic traps on a misaligned address, as a store', (insn, offset) => {
    const address = BENCH_MEMORY + offset;
    const outcome = execute(insn, operands, { x: { 1: address } });
    expect(outcome).toMatchObject({ trap: { cause: 6, value: address }, served: [] });
  });

  it('fault as a store does, and leave rd', () => {
    const outcome = execute(amo.amoswapW, { ...operands, rd: 2 }, { x: { 1: 0x10n, 2: 7n } });
    expect(outcome.trap).toEqual({ cause: 7, value: 0x10n });
    expect(outcome.x(2)).toBe(7n);
  });

  it('look at the alignment first', () => {
    expect(execute(amo.amoswapW, operands, { x: { 1: 0x11n } }).trap).toEqual({ cause: 6, value: 0x11n });
  });
});

describe('load-reserved and store-conditional', () => {
  const memory = [0x01, 0x02, 0x03, 0x84, 0x05, 0x06, 0x07, 0x08];
  const reserved = (address: bigint, valid = 1n) =>
    [
      [layout.reservationAddress, address],
      [layout.reservationValid, valid],
    ] as const;

  it.each<[Insn, bigint]>([
    [loadReserved.lrW, 0xffff_ffff_8403_0201n],
    [loadReserved.lrD, 0x0807_0605_8403_0201n],
  ])('$mnemonic loads and reserves', (insn, value) => {
    const outcome = execute(insn, { rd: 1, rs1: 1, aq: 0, rl: 0 }, { x: { 1: BENCH_MEMORY }, memory });
    expect(outcome.x(1)).toBe(value);
    expect(outcome.state(layout.reservationValid)).toBe(1n);
    expect(outcome.state(layout.reservationAddress)).toBe(BENCH_MEMORY);
  });

  it('lr that faults or is misaligned reserves nothing', () => {
    for (const [address, cause] of [
      [0x10n, 5],
      [BENCH_MEMORY + 2n, 4],
    ] as const) {
      const outcome = execute(loadReserved.lrW, { rd: 3, rs1: 1, aq: 0, rl: 0 }, { x: { 1: address } });
      expect(outcome.trap).toEqual({ cause, value: address });
      expect(outcome.state(layout.reservationValid)).toBe(0n);
    }
  });

  it.each<[Insn, readonly number[]]>([
    [loadReserved.scW, [0x88, 0x77, 0x66, 0x55, 0x05, 0x06, 0x07, 0x08]],
    [loadReserved.scD, [0x88, 0x77, 0x66, 0x55, 0x44, 0x33, 0x22, 0x11]],
  ])('$mnemonic stores where it is reserved, once', (insn, after) => {
    const x = { 1: BENCH_MEMORY, 2: 0x1122_3344_5566_7788n, 3: 9n };
    const outcome = execute(insn, operands, { x, memory, state: reserved(BENCH_MEMORY) });
    expect(outcome.x(3)).toBe(0n);
    expect(outcome.memory.slice(0, 8)).toEqual(after);
    expect(outcome.state(layout.reservationValid)).toBe(0n);
    expect(outcome.served).toEqual([]);
  });

  it.each([
    ['nothing is reserved', reserved(BENCH_MEMORY, 0n)],
    ['another address is', reserved(BENCH_MEMORY + 8n)],
  ])('sc fails where %s, drops the reservation and lets others run', (_, state) => {
    const outcome = execute(loadReserved.scD, operands, { x: { 1: BENCH_MEMORY, 2: -1n }, memory, state });
    expect(outcome.x(3)).toBe(1n);
    expect(outcome.memory.slice(0, 8)).toEqual(memory);
    expect(outcome.state(layout.reservationValid)).toBe(0n);
    expect(outcome.served).toEqual([['yieldQuantum']]);
  });

  it('sc that fails meets no fault, sc that would succeed does', () => {
    const fails = execute(loadReserved.scW, operands, { x: { 1: 0x10n } });
    expect([fails.trap, fails.x(3)]).toEqual([undefined, 1n]);
    const faults = execute(loadReserved.scW, operands, { x: { 1: 0x10n, 3: 9n }, state: reserved(0x10n) });
    expect([faults.trap, faults.x(3)]).toEqual([{ cause: 7, value: 0x10n }, 9n]);
  });
});
