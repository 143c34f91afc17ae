import { describe, expect, it } from 'vitest';
import type { Insn } from '#core/isa/insn.ts';
import { BENCH_MEMORY, execute } from '../testing/execute.ts';
import * as loadsStores from './loads-stores.ts';

/** From the bench's first byte: 80 91 a2 b3 c4 d5 e6 f7 01 … */
const memory = [0x80, 0x91, 0xa2, 0xb3, 0xc4, 0xd5, 0xe6, 0xf7, 0x01];

describe('loads', () => {
  it.each<[Insn, bigint, bigint]>([
    [loadsStores.lb, 0xffff_ffff_ffff_ff80n, 0xffff_ffff_ffff_ff91n],
    [loadsStores.lbu, 0x80n, 0x91n],
    [loadsStores.lh, 0xffff_ffff_ffff_9180n, 0xffff_ffff_ffff_a291n],
    [loadsStores.lhu, 0x9180n, 0xa291n],
    [loadsStores.lw, 0xffff_ffff_b3a2_9180n, 0xffff_ffff_c4b3_a291n],
    [loadsStores.lwu, 0xb3a2_9180n, 0xc4b3_a291n],
    [loadsStores.ld, 0xf7e6_d5c4_b3a2_9180n, 0x01f7_e6d5_c4b3_a291n],
  ])('$mnemonic extends what it reads, at any alignment', (insn, aligned, misaligned) => {
    const loaded = (imm: bigint) => execute(insn, { rd: 3, rs1: 1, imm }, { x: { 1: BENCH_MEMORY + 4n }, memory }).x(3);
    expect(loaded(-4n)).toBe(aligned);
    expect(loaded(-3n)).toBe(misaligned);
  });

  it('leave rd alone when they fault', () => {
    const { x, trap, nextPc } = execute(loadsStores.lw, { rd: 1, rs1: 1, imm: -2048n }, { x: { 1: 0x10n } });
    expect(x(1)).toBe(0x10n);
    expect(trap).toEqual({ cause: 5, value: 0xffff_ffff_ffff_f810n });
    expect(nextPc).toBeUndefined();
  });

  it('to x0 still fault', () => {
    expect(execute(loadsStores.ld, { rd: 0, rs1: 0, imm: 0n }).trap).toEqual({ cause: 5, value: 0n });
  });
});

describe('stores', () => {
  it.each<[Insn, readonly number[]]>([
    [loadsStores.sb, [0, 0x88, 0, 0, 0, 0, 0, 0, 0, 0]],
    [loadsStores.sh, [0, 0x88, 0x77, 0, 0, 0, 0, 0, 0, 0]],
    [loadsStores.sw, [0, 0x88, 0x77, 0x66, 0x55, 0, 0, 0, 0, 0]],
    [loadsStores.sd, [0, 0x88, 0x77, 0x66, 0x55, 0x44, 0x33, 0x22, 0x11, 0]],
  ])('$mnemonic writes the low bytes', (insn, bytes) => {
    const x = { 1: BENCH_MEMORY - 2046n, 2: 0x1122_3344_5566_7788n };
    expect(execute(insn, { rs1: 1, rs2: 2, imm: 2047n }, { x }).memory.slice(0, 10)).toEqual(bytes);
  });

  it('that reach past what is there write nothing', () => {
    const x = { 1: BENCH_MEMORY + 60n, 2: -1n };
    const { memory, trap } = execute(loadsStores.sd, { rs1: 1, rs2: 2, imm: 0n }, { x });
    expect(memory.every((byte) => byte === 0)).toBe(true);
    expect(trap).toEqual({ cause: 7, value: BENCH_MEMORY + 60n });
  });
});
