import { describe, expect, it } from 'vitest';
import type { Insn } from '#core/isa/insn.ts';
import { execute, resultOf } from '../testing/execute.ts';
import * as integer from './integer.ts';
import * as words from './words.ts';

const minInt32 = 0xffff_ffff_8000_0000n;
const minInt64 = 0x8000_0000_0000_0000n;
const ones = 0xffff_ffff_ffff_ffffn;

const rows: readonly (readonly [Insn, bigint, bigint, bigint])[] = [
  [integer.add, minInt32, 0x8000_0044n, 0x44n],
  [integer.add, ones, 1n, 0n],
  [integer.sub, minInt32, 0x8000_0044n, 0xffff_fffe_ffff_ffbcn],
  [integer.sub, 0n, 1n, ones],
  [integer.sll, minInt32, 0x8000_0044n, 0xffff_fff8_0000_0000n], // by 4: six bits count
  [integer.sll, 1n, 63n, minInt64],
  [integer.slt, minInt32, 0x8000_0044n, 1n],
  [integer.slt, 5n, 5n, 0n],
  [integer.sltu, minInt32, 0x8000_0044n, 0n],
  [integer.sltu, 0n, ones, 1n],
  [integer.xor, minInt32, 0x8000_0044n, 0xffff_ffff_0000_0044n],
  [integer.srl, minInt32, 0x8000_0044n, 0x0fff_ffff_f800_0000n],
  [integer.sra, minInt32, 0x8000_0044n, 0xffff_ffff_f800_0000n],
  [integer.or, minInt32, 0x8000_0044n, 0xffff_ffff_8000_0044n],
  [integer.and, minInt32, 0x8000_0044n, 0x8000_0000n],
  [integer.addi, minInt32, -1n, 0xffff_ffff_7fff_ffffn],
  [integer.slti, 1n, -1n, 0n],
  [integer.slti, -2n, -1n, 1n],
  [integer.sltiu, 1n, -1n, 1n], // the immediate is sign-extended, then unsigned
  [integer.sltiu, 0n, 1n, 1n], // seqz
  [integer.xori, minInt32, -1n, 0x7fff_ffffn],
  [integer.ori, minInt32, 0x44n, 0xffff_ffff_8000_0044n],
  [integer.andi, 0x8000_0044n, 0x7ffn, 0x44n],
  [integer.slli, minInt32, 28n, 0xf800_0000_0000_0000n],
  [integer.srli, minInt32, 36n, 0x0fff_ffffn],
  [integer.srai, minInt32, 36n, ones],
  [integer.lui, 0n, -0x8000_0000n, minInt32],
  [integer.lui, 0n, 0x7fff_f000n, 0x7fff_f000n],
  [integer.auipc, 0n, -0x1000n, 0n],
  [integer.auipc, 0n, 0x7fff_f000n, 0x8000_0000n],
  [words.addw, 0x7fff_ffffn, 1n, minInt32],
  [words.addw, 0xffff_ffffn, 1n, 0n],
  [words.subw, minInt32, 1n, 0x7fff_ffffn],
  [words.sllw, 0x1_4000_0001n, 33n, 0xffff_ffff_8000_0002n], // by 1: five bits count
  [words.srlw, 0x7_8000_0000n, 36n, 0x0800_0000n],
  [words.srlw, minInt32, 32n, minInt32], // by 0, and still sign-extended
  [words.sraw, 0x7_8000_0000n, 36n, 0xffff_ffff_f800_0000n],
  [words.sraw, 0xffff_ffff_4000_0000n, 30n, 1n],
  [words.addiw, 0x7fff_ffffn, 1n, minInt32],
  [words.addiw, 0x1_0000_0000n, -1n, ones],
  [words.slliw, 0x1_4000_0001n, 1n, 0xffff_ffff_8000_0002n],
  [words.srliw, ones, 31n, 1n],
  [words.srliw, ones, 0n, ones],
  [words.sraiw, 0x0_8000_0000n, 31n, ones],
];

describe('integer computation', () => {
  it.each(rows.map(([insn, ...values]) => [insn.mnemonic, insn, ...values] as const))('%s', (_, insn, a, b, result) => {
    expect(resultOf(insn, a, b)).toBe(result);
  });

  it('covers every definition', () => {
    const tested = new Set(rows.map(([insn]) => insn));
    for (const insn of [...Object.values<Insn>({ ...integer }), ...Object.values<Insn>({ ...words })])
      expect(tested, insn.mnemonic).toContain(insn);
  });

  it('goes on with the following instruction, which may be two bytes away', () => {
    expect(execute(integer.addi, { rd: 3, rs1: 1, imm: 1n }).nextPc).toBe(0x1004n);
    expect(execute(integer.addi, { rd: 3, rs1: 3, imm: 1n }, { sizeBytes: 2 }).nextPc).toBe(0x1002n);
  });

  it('leaves x0 zero, and reads operands before it writes the result', () => {
    expect(execute(integer.addi, { rd: 0, rs1: 0, imm: 5n }).x(0)).toBe(0n);
    expect(execute(integer.sub, { rd: 1, rs1: 1, rs2: 1 }, { x: { 1: 9n } }).x(1)).toBe(0n);
    expect(execute(integer.add, { rd: 2, rs1: 1, rs2: 2 }, { x: { 1: 3n, 2: 4n } }).x(2)).toBe(7n);
  });
});
