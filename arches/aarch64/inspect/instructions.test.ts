import { describe, expect, it } from 'vitest';
import { insns } from '../a64.ts';
import { instructionAt, sizeAt } from './instructions.ts';

/** As `llvm-mc` 14 writes them. */
const ROWS: readonly (readonly [word: number, text: string])[] = [
  [0x9100_0400, 'add x0, x0, #1'],
  [0x9140_0420, 'add x0, x1, #1, lsl #12'],
  [0x9100_03fd, 'mov x29, sp'],
  [0xf100_081f, 'cmp x0, #2'],
  [0x2b02_003f, 'cmn w1, w2'],
  [0xcb01_03e0, 'neg x0, x1'],
  [0x8b22_c020, 'add x0, x1, w2, sxtw'],
  [0x8b22_6bff, 'add sp, sp, x2, lsl #2'],
  [0x9240_1c20, 'and x0, x1, #0xff'],
  [0x3200_03e0, 'orr w0, wzr, #0x1'],
  [0xb200_f3e0, 'mov x0, #6148914691236517205'],
  [0xaa01_03e0, 'mov x0, x1'],
  [0x2a21_07e0, 'mvn w0, w1, lsl #1'],
  [0xd280_0020, 'mov x0, #1'],
  [0x9280_0020, 'mov x0, #-2'],
  [0xd2a0_0000, 'movz x0, #0, lsl #16'],
  [0xf2e0_0020, 'movk x0, #1, lsl #48'],
  [0xd35f_fc20, 'lsr x0, x1, #31'],
  [0xd37c_1c20, 'ubfiz x0, x1, #4, #8'],
  [0x9340_7c20, 'sxtw x0, w1'],
  [0x5300_1c20, 'uxtb w0, w1'],
  [0xb340_13e0, 'bfc x0, #0, #5'],
  [0x93c1_1020, 'ror x0, x1, #4'],
  [0x1a9f_17e0, 'cset w0, eq'],
  [0x9a82_1420, 'csinc x0, x1, x2, ne'],
  [0xfa40_1800, 'ccmp x0, #0, #0, ne'],
  [0x9ac2_2020, 'lsl x0, x1, x2'],
  [0x9ac2_4c20, 'crc32x w0, w1, x2'],
  [0x9b02_7c20, 'mul x0, x1, x2'],
  [0x9ba2_7c20, 'umull x0, w1, w2'],
  [0xd65f_03c0, 'ret'],
  [0xd65f_0020, 'ret x1'],
  [0xd61f_0020, 'br x1'],
  [0xd400_0001, 'svc #0x0'],
  [0xd421_0000, 'brk #0x800'],
  [0xd503_201f, 'nop'],
  [0xd503_245f, 'hint #34'],
  [0xd503_207f, 'wfi'],
  [0xd503_3f9f, 'dsb sy'],
  [0xd503_3bbf, 'dmb ish'],
  [0xd503_3fdf, 'isb'],
  [0xd503_3f5f, 'clrex'],
  [0xd538_4240, 'mrs x0, CurrentEL'],
  [0xd51c_1100, 'msr HCR_EL2, x0'],
  [0xd51d_1000, 'msr SCTLR_EL12, x0'],
  [0xd538_cc00, 'mrs x0, ICC_IAR1_EL1'],
  [0xd538_f200, 'mrs x0, S3_0_C15_C2_0'],
  [0xd503_42ff, 'msr DAIFClr, #2'],
  [0xd508_871f, 'tlbi vmalle1'],
  [0xd50c_8020, 'tlbi ipas2e1is, x0'],
  [0xd50b_7420, 'dc zva, x0'],
  [0xd508_b000, 'sys #0, c11, c0, #0, x0'],
  [0xf940_0420, 'ldr x0, [x1, #8]'],
  [0xf85f_f020, 'ldur x0, [x1, #-1]'],
  [0xf840_8420, 'ldr x0, [x1], #8'],
  [0xb81f_0fe0, 'str w0, [sp, #-16]!'],
  [0xf862_7820, 'ldr x0, [x1, x2, lsl #3]'],
  [0x3862_4820, 'ldrb w0, [x1, w2, uxtw]'],
  [0xb980_0020, 'ldrsw x0, [x1]'],
  [0xf980_0000, 'prfm pldl1keep, [x0]'],
  [0xf898_a3ab, 'prfum plil2strm, [x29, #-118]'],
  [0xa9bf_7bfd, 'stp x29, x30, [sp, #-16]!'],
  [0xa8c1_7bfd, 'ldp x29, x30, [sp], #16'],
  [0x2800_0820, 'stnp w0, w2, [x1]'],
  [0xc8df_fc20, 'ldar x0, [x1]'],
  [0xc85f_fc20, 'ldaxr x0, [x1]'],
  [0x8802_7c20, 'stxr w2, w0, [x1]'],
  [0xc87f_0440, 'ldxp x0, x1, [x2]'],
  [0xf8e0_0041, 'ldaddal x0, x1, [x2]'],
  [0x3820_003f, 'staddb w0, [x1]'],
  [0xc8e0_fc41, 'casal x0, x1, [x2]'],
  [0x4820_7c82, 'casp x0, x1, x2, x3, [x4]'],
  [0x1f42_0c20, 'fmadd d0, d1, d2, d3'],
  [0x1e63_c020, 'fcvt h0, d1'],
  [0x1e20_2038, 'fcmpe s1, #0.0'],
  [0x1ee2_1425, 'fccmp h1, h2, #5, ne'],
  [0x1e62_cc20, 'fcsel d0, d1, d2, gt'],
  [0x1e78_1000, 'fmov d0, #-0.12500000'],
  [0x9eae_0020, 'fmov x0, v1.d[1]'],
  [0x9eaf_0001, 'fmov v1.d[1], x0'],
  [0x1ee6_0020, 'fmov w0, h1'],
  [0x9e18_e420, 'fcvtzs x0, s1, #7'],
  [0x9ee3_0020, 'ucvtf h0, x1'],
  [0xe42_1420, 'fadd v0.4h, v1.4h, v2.4h'],
  [0x6ee0_c820, 'fcmge v0.2d, v1.2d, #0.0'],
  [0x4fa2_1820, 'fmla v0.4s, v1.4s, v2.s[3]'],
  [0x7f3f_9820, 'fmulx h0, h1, v15.h[7]'],
  [0x4e30_c820, 'fmaxnmv h0, v1.8h'],
  [0x7e70_d820, 'faddp d0, v1.2d'],
  [0xf3d_e420, 'scvtf v0.2s, v1.2s, #3'],
  [0x4e61_7820, 'fcvtl2 v0.2d, v1.4s'],
  [0xe21_6820, 'fcvtn v0.4h, v1.4s'],
  [0x7e61_6820, 'fcvtxn s0, d1'],
  [0xea1_c820, 'urecpe v0.2s, v1.2s'],
];

const bytesOf = (word: number) => Uint8Array.from([0, 8, 16, 24], (shift) => (word >>> shift) & 0xff);

describe('instructions as text', () => {
  it.each(ROWS)('%s is %s', (word, text) => {
    const { mnemonic, operands, sizeBytes } = instructionAt(bytesOf(word))!;
    expect(`${mnemonic} ${operands.join(', ')}`.trimEnd()).toBe(text);
    expect(sizeBytes).toBe(4);
  });

  it.each([
    [0x1400_0002, 'b', '', 8n],
    [0x97ff_fffe, 'bl', '', -8n],
    [0x5400_0042, 'b.hs', '', 8n],
    [0xb400_0041, 'cbz', 'x1', 8n],
    [0xb610_0041, 'tbz', 'x1, #34', 8n],
    [0x5800_0040, 'ldr', 'x0', 8n],
    [0xf000_0000, 'adrp', 'x0', 12288n],
  ])('%s says where it goes', (word, mnemonic, operands, displacement) => {
    const found = instructionAt(bytesOf(word))!;
    expect(found).toMatchObject({ mnemonic, displacement });
    expect(found.operands.slice(0, -1).join(', ')).toBe(operands);
    expect(found.operands.at(-1)).toBe(String(displacement));
    expect(found.displacementFrom).toBe(mnemonic === 'adrp' ? 4096n : undefined);
  });

  it('are none where there is none', () => {
    for (const word of [0, 0xffff_ffff, 0xd503_1000]) expect(instructionAt(bytesOf(word)), String(word)).toBeUndefined();
    for (const length of [0, 1, 2, 3]) expect(instructionAt(bytesOf(0xd503_201f).subarray(0, length))).toBeUndefined();
    expect(sizeAt(bytesOf(0))).toBe(4);
    expect(sizeAt(Uint8Array.of(1))).toBe(1);
  });

  it('have every operand written', () => {
    for (const { mnemonic, encodings } of insns)
      for (const { match, mask } of encodings)
        for (const word of [match, (match | ~mask) >>> 0, (match | (0x5555_5555 & ~mask)) >>> 0]) {
          const found = instructionAt(bytesOf(word));
          if (found !== undefined)
            expect([found.mnemonic, ...found.operands].join(' '), mnemonic).not.toMatch(
              /undefined|NaN|\s$|<|\b[RXWVBHSDQ][dnmtas]\d?\b/,
            );
        }
  });
});
