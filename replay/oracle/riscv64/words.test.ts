/** Against GNU as 2.40 (`riscv64-unknown-elf-as -march=rv64gc`). */
import { describe, expect, it } from 'vitest';
import * as w from './words.ts';

describe('words', () => {
  it.each([
    ['addi a0, a1, -1', w.addi(10, 11, -1), 0xfff5_8513],
    ['lui t0, 0xfffff', w.lui(5, -4096), 0xffff_f2b7],
    ['auipc t0, 1', w.auipc(5, 4096), 0x0000_1297],
    ['beq a0, a1, .+6', w.bType(0, 10, 11, 6), 0x00b5_0363],
    ['bne t2, zero, .-4', w.bType(1, 7, 0, -4), 0xfe03_9ee3],
    ['bltu a0, a1, .+2048', w.bType(6, 10, 11, 2048), 0x00b5_60e3],
    ['jal ra, .+2050', w.jal(1, 2050), 0x0030_00ef],
    ['jal zero, .-2', w.jal(0, -2), 0xffff_f06f],
    ['jalr ra, 4(t0)', w.jalr(1, 5, 4), 0x0042_80e7],
    ['sd a1, -8(sp)', w.sType(w.STORE, 3, 2, 11, -8), 0xfeb1_3c23],
    ['fmadd.d fa0, fa1, fa2, fa3, dyn', w.r4Type(0x43, 7, 1, 10, 11, 12, 13), 0x6ac5_f543],
    ['csrrw a0, sepc, a1', w.csrrw(10, 0x141, 11), 0x1415_9573],
    ['c.j .+12', w.cJ(12), 0xa031],
    ['c.j .-2', w.cJ(-2), 0xbffd],
    ['c.beqz s0, .+200', w.cBranch(false, 8, 200), 0xc461],
    ['c.bnez a5, .-2', w.cBranch(true, 15, -2), 0xfffd],
    ['c.jr t0', w.cJr(5), 0x8282],
    ['c.jalr t0', w.cJalr(5), 0x9282],
  ])('%s', (_, word, expected) => {
    expect(word.toString(16)).toBe(expected.toString(16));
  });

  it('puts constants together', () => {
    expect(w.li(10, -1n)).toEqual([0xfff0_0513]);
    expect(w.li(10, 0x8000_0000n)).toEqual([w.lui(10, 0x8_0000), 0x00c5_1513]);
    expect(w.li(10, 0x7fff_ffffn)).toEqual([w.lui(10, 0x8000_0000), 0xfff5_051b]);
  });
});
