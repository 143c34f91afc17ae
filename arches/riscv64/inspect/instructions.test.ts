import { describe, expect, it } from 'vitest';
import { operandUses } from '#core/inspect/operand-uses.ts';
import { layout } from '../layout.ts';
import { insns } from '../rv64.ts';
import { instructionAt, sizeAt } from './instructions.ts';

/**
 * As GNU objdump 2.40 writes them, but that it leaves the i off instructions with an immediate (`addi`, `slli`, `bseti`, `csrrci`),
 * writes shift amounts in hexadecimal and has pseudo-instructions for single CSRs (`fsflagsi`).
 */
const ROWS: readonly (readonly [word: number, text: string])[] = [
  [0x0001, 'nop'],
  [0x0400_0513, 'li a0,64'],
  [0x852e, 'mv a0,a1'],
  [0x1101, 'addi sp,sp,-32'],
  [0xec06, 'sd ra,24(sp)'],
  [0x60e2, 'ld ra,24(sp)'],
  [0xfff5_4703, 'lbu a4,-1(a0)'],
  [0x8020_0537, 'lui a0,0x80200'],
  [0x0000_1297, 'auipc t0,0x1'],
  [0x0556, 'slli a0,a0,21'],
  [0x957d, 'srai a0,a0,63'],
  [0x2501, 'sext.w a0,a0'],
  [0x40b0_0533, 'neg a0,a1'],
  [0xfff5_4513, 'not a0,a0'],
  [0x0015_3513, 'seqz a0,a0'],
  [0x00b0_3533, 'snez a0,a1'],
  [0x02c5_8533, 'mul a0,a1,a2'],
  [0x06b6_252f, 'amoadd.w.aqrl a0,a1,(a2)'],
  [0x1405_b52f, 'lr.d.aq a0,(a1)'],
  [0x18b6_252f, 'sc.w a0,a1,(a2)'],
  [0x0ff0_000f, 'fence'],
  [0x0310_000f, 'fence rw,w'],
  [0x0100_000f, 'pause'],
  [0x0000_100f, 'fence.i'],
  [0x0000_0073, 'ecall'],
  [0x9002, 'ebreak'],
  [0x3020_0073, 'mret'],
  [0x1020_0073, 'sret'],
  [0x1050_0073, 'wfi'],
  [0x1200_0073, 'sfence.vma'],
  [0x12b5_0073, 'sfence.vma a0,a1'],
  [0x3000_2573, 'csrr a0,mstatus'],
  [0x6805_1073, 'csrw hgatp,a0'],
  [0x14d5_1073, 'csrw stimecmp,a0'],
  [0x6035_a073, 'csrs hideleg,a1'],
  [0x2803_12f3, 'csrrw t0,vsatp,t1'],
  [0x0011_d073, 'csrwi fflags,3'],
  [0x1001_7573, 'csrrci a0,sstatus,2'],
  [0x02c5_f553, 'fadd.d fa0,fa1,fa2'],
  [0x00c5_9553, 'fadd.s fa0,fa1,fa2,rtz'],
  [0x22b5_8553, 'fmv.d fa0,fa1'],
  [0x20b5_9553, 'fneg.s fa0,fa1'],
  [0x2508, 'fld fa0,8(a0)'],
  [0xfe01_2e27, 'fsw ft0,-4(sp)'],
  [0xc205_1553, 'fcvt.w.d a0,fa0,rtz'],
  [0xd205_0553, 'fcvt.d.w fa0,a0'],
  [0x6ac5_f543, 'fmadd.d fa0,fa1,fa2,fa3'],
  [0xa2b5_2553, 'feq.d a0,fa0,fa1'],
  [0x20c5_c533, 'sh2add a0,a1,a2'],
  [0x08c5_853b, 'add.uw a0,a1,a2'],
  [0x6005_9513, 'clz a0,a1'],
  [0x6b85_d513, 'rev8 a0,a1'],
  [0x2bf5_9513, 'bseti a0,a1,63'],
  [0x0ac5_9533, 'clmul a0,a1,a2'],
  [0x6075_d513, 'rori a0,a1,7'],
  [0x6c05_c573, 'hlv.d a0,(a1)'],
  [0x6835_c573, 'hlvx.wu a0,(a1)'],
  [0x62a5_c073, 'hsv.b a0,(a1)'],
  [0x6200_0073, 'hfence.gvma'],
  [0x22b5_0073, 'hfence.vvma a0,a1'],
  [0x66b5_0073, 'hinval.gvma a0,a1'],
  [0x16b5_0073, 'sinval.vma a0,a1'],
  [0x1800_0073, 'sfence.w.inval'],
  [0x8082, 'ret'],
  [0x8502, 'jr a0'],
  [0x9502, 'jalr a0'],
  [0x0105_02e7, 'jalr t0,16(a0)'],
  [0xff83_0067, 'jr -8(t1)'],
];

const bytesOf = (word: number) => Uint8Array.from([0, 8, 16, 24], (shift) => (word >>> shift) & 0xff);

describe('instructions as text', () => {
  it.each(ROWS)('%s is %s', (word, text) => {
    const { mnemonic, operands, sizeBytes } = instructionAt(bytesOf(word))!;
    expect([mnemonic, operands.join(',')].join(' ').trimEnd()).toBe(text);
    expect(sizeBytes).toBe((word & 3) === 3 ? 4 : 2);
  });

  it.each([
    [0xfe00_08e3, 'beqz', 'zero', -16n],
    [0x00b5_1463, 'bne', 'a0,a1', 8n],
    [0x8000_00ef, 'jal', '', -1048576n],
    [0xbfdd, 'j', '', -10n],
    [0xc119, 'beqz', 'a0', 6n],
  ])('%s branches', (word, mnemonic, operands, displacement) => {
    const found = instructionAt(bytesOf(word))!;
    expect(found).toMatchObject({ mnemonic, displacement });
    expect(found.operands.slice(0, -1).join(',')).toBe(operands);
    expect(found.operands.at(-1)).toBe(String(displacement));
  });

  it('are none where there is none', () => {
    for (const word of [0, 0xffff_ffff, 0x0000_007f]) expect(instructionAt(bytesOf(word))).toBeUndefined();
    for (const length of [0, 1, 2, 3]) expect(instructionAt(bytesOf(0x30002573).subarray(0, length))).toBeUndefined();
    expect(sizeAt(bytesOf(0xffff_ffff))).toBe(4);
    expect(sizeAt(Uint8Array.of(1))).toBe(1);
  });

  it('have every operand written', () => {
    for (const { mnemonic, encodings } of insns)
      for (const { match, mask, sizeBytes } of encodings)
        for (const word of [match, (match | (~mask & (sizeBytes === 2 ? 0xffff : 0xffff_ffff))) >>> 0]) {
          const found = instructionAt(bytesOf(word));
          if (found !== undefined)
            expect([found.mnemonic, ...found.operands].join(' '), mnemonic).not.toMatch(/undefined|NaN|\s$/);
        }
  });
});

describe('what an instruction does with its operands', () => {
  const uses = (mnemonic: string, ...names: readonly string[]) =>
    operandUses(insns.find((insn) => insn.mnemonic === mnemonic)!, names);

  it('is found in its definition', () => {
    expect(uses('fld', 'rd', 'rs1', 'imm')).toMatchObject({
      files: { rd: layout.f, rs1: layout.x },
      isLoad: true,
      isStore: false,
    });
    expect(uses('sd', 'rs1', 'rs2', 'imm')).toMatchObject({ isLoad: false, isStore: true, displacement: undefined });
    expect(uses('bltu', 'rs1', 'rs2', 'imm').displacement).toBe('imm');
    expect(uses('jalr', 'rd', 'rs1', 'imm').displacement).toBeUndefined();
    expect(uses('auipc', 'rd', 'imm').displacement).toBeUndefined();
    expect(uses('hlv.d', 'rd', 'rs1').services).toEqual(['guestLoad']);
  });
});
