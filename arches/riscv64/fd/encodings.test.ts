/** Words of F and D, and their compressed forms, from GNU as 2.40 (riscv64-linux-gnu-as, -march=rv64imafdc). */
import { describe, expect, it } from 'vitest';
import { createDecoder, type Fields } from '#core/isa/insn.ts';
import { fd } from './fd.ts';

const rows: readonly (readonly [text: string, word: number, mnemonic: string, fields: Fields])[] = [
  ['fadd.s f11, f30, f9, rne', 0x009f_05d3, 'fadd.s', { rd: 11, rs1: 30, rs2: 9, rm: 0 }],
  ['fadd.s f20, f11, f30, rmm', 0x01e5_ca53, 'fadd.s', { rd: 20, rs1: 11, rs2: 30, rm: 4 }],
  ['fsub.s f9, f20, f11, dyn', 0x08ba_74d3, 'fsub.s', { rd: 9, rs1: 20, rs2: 11, rm: 7 }],
  ['fmul.s f30, f9, f20, dyn', 0x1144_ff53, 'fmul.s', { rd: 30, rs1: 9, rs2: 20, rm: 7 }],
  ['fdiv.s f11, f30, f9, dyn', 0x189f_75d3, 'fdiv.s', { rd: 11, rs1: 30, rs2: 9, rm: 7 }],
  ['fsqrt.s f20, f11, rup', 0x5805_ba53, 'fsqrt.s', { rd: 20, rs1: 11, rm: 3 }],
  ['fmin.s f30, f9, f20', 0x2944_8f53, 'fmin.s', { rd: 30, rs1: 9, rs2: 20 }],
  ['fmax.s f11, f30, f9', 0x289f_15d3, 'fmax.s', { rd: 11, rs1: 30, rs2: 9 }],
  ['fsgnj.s f20, f11, f30', 0x21e5_8a53, 'fsgnj.s', { rd: 20, rs1: 11, rs2: 30 }],
  ['fsgnjn.s f9, f20, f11', 0x20ba_14d3, 'fsgnjn.s', { rd: 9, rs1: 20, rs2: 11 }],
  ['fsgnjx.s f30, f9, f20', 0x2144_af53, 'fsgnjx.s', { rd: 30, rs1: 9, rs2: 20 }],
  ['feq.s x11, f30, f9', 0xa09f_25d3, 'feq.s', { rd: 11, rs1: 30, rs2: 9 }],
  ['flt.s x20, f11, f30', 0xa1e5_9a53, 'flt.s', { rd: 20, rs1: 11, rs2: 30 }],
  ['fle.s x9, f20, f11', 0xa0ba_04d3, 'fle.s', { rd: 9, rs1: 20, rs2: 11 }],
  ['fmadd.s f30, f9, f20, f11, rdn', 0x5944_af43, 'fmadd.s', { rd: 30, rs1: 9, rs2: 20, rs3: 11, rm: 2 }],
  ['fmsub.s f30, f9, f20, f11, rdn', 0x5944_af47, 'fmsub.s', { rd: 30, rs1: 9, rs2: 20, rs3: 11, rm: 2 }],
  ['fnmsub.s f30, f9, f20, f11, rdn', 0x5944_af4b, 'fnmsub.s', { rd: 30, rs1: 9, rs2: 20, rs3: 11, rm: 2 }],
  ['fnmadd.s f30, f9, f20, f11, rdn', 0x5944_af4f, 'fnmadd.s', { rd: 30, rs1: 9, rs2: 20, rs3: 11, rm: 2 }],
  ['fcvt.w.s x30, f9, rtz', 0xc004_9f53, 'fcvt.w.s', { rd: 30, rs1: 9, rm: 1 }],
  ['fcvt.s.w f20, x11, rmm', 0xd005_ca53, 'fcvt.s.w', { rd: 20, rs1: 11, rm: 4 }],
  ['fcvt.wu.s x30, f9, rtz', 0xc014_9f53, 'fcvt.wu.s', { rd: 30, rs1: 9, rm: 1 }],
  ['fcvt.s.wu f20, x11, rmm', 0xd015_ca53, 'fcvt.s.wu', { rd: 20, rs1: 11, rm: 4 }],
  ['fcvt.l.s x30, f9, rtz', 0xc024_9f53, 'fcvt.l.s', { rd: 30, rs1: 9, rm: 1 }],
  ['fcvt.s.l f20, x11, rmm', 0xd025_ca53, 'fcvt.s.l', { rd: 20, rs1: 11, rm: 4 }],
  ['fcvt.lu.s x30, f9, rtz', 0xc034_9f53, 'fcvt.lu.s', { rd: 30, rs1: 9, rm: 1 }],
  ['fcvt.s.lu f20, x11, rmm', 0xd035_ca53, 'fcvt.s.lu', { rd: 20, rs1: 11, rm: 4 }],
  ['fclass.s x30, f9', 0xe004_9f53, 'fclass.s', { rd: 30, rs1: 9 }],
  ['fadd.d f20, f11, f30, rne', 0x03e5_8a53, 'fadd.d', { rd: 20, rs1: 11, rs2: 30, rm: 0 }],
  ['fadd.d f9, f20, f11, rmm', 0x02ba_44d3, 'fadd.d', { rd: 9, rs1: 20, rs2: 11, rm: 4 }],
  ['fsub.d f30, f9, f20, dyn', 0x0b44_ff53, 'fsub.d', { rd: 30, rs1: 9, rs2: 20, rm: 7 }],
  ['fmul.d f11, f30, f9, dyn', 0x129f_75d3, 'fmul.d', { rd: 11, rs1: 30, rs2: 9, rm: 7 }],
  ['fdiv.d f20, f11, f30, dyn', 0x1be5_fa53, 'fdiv.d', { rd: 20, rs1: 11, rs2: 30, rm: 7 }],
  ['fsqrt.d f9, f20, rup', 0x5a0a_34d3, 'fsqrt.d', { rd: 9, rs1: 20, rm: 3 }],
  ['fmin.d f11, f30, f9', 0x2a9f_05d3, 'fmin.d', { rd: 11, rs1: 30, rs2: 9 }],
  ['fmax.d f20, f11, f30', 0x2be5_9a53, 'fmax.d', { rd: 20, rs1: 11, rs2: 30 }],
  ['fsgnj.d f9, f20, f11', 0x22ba_04d3, 'fsgnj.d', { rd: 9, rs1: 20, rs2: 11 }],
  ['fsgnjn.d f30, f9, f20', 0x2344_9f53, 'fsgnjn.d', { rd: 30, rs1: 9, rs2: 20 }],
  ['fsgnjx.d f11, f30, f9', 0x229f_25d3, 'fsgnjx.d', { rd: 11, rs1: 30, rs2: 9 }],
  ['feq.d x20, f11, f30', 0xa3e5_aa53, 'feq.d', { rd: 20, rs1: 11, rs2: 30 }],
  ['flt.d x9, f20, f11', 0xa2ba_14d3, 'flt.d', { rd: 9, rs1: 20, rs2: 11 }],
  ['fle.d x30, f9, f20', 0xa344_8f53, 'fle.d', { rd: 30, rs1: 9, rs2: 20 }],
  ['fmadd.d f11, f30, f9, f20, rdn', 0xa29f_25c3, 'fmadd.d', { rd: 11, rs1: 30, rs2: 9, rs3: 20, rm: 2 }],
  ['fmsub.d f11, f30, f9, f20, rdn', 0xa29f_25c7, 'fmsub.d', { rd: 11, rs1: 30, rs2: 9, rs3: 20, rm: 2 }],
  ['fnmsub.d f11, f30, f9, f20, rdn', 0xa29f_25cb, 'fnmsub.d', { rd: 11, rs1: 30, rs2: 9, rs3: 20, rm: 2 }],
  ['fnmadd.d f11, f30, f9, f20, rdn', 0xa29f_25cf, 'fnmadd.d', { rd: 11, rs1: 30, rs2: 9, rs3: 20, rm: 2 }],
  ['fcvt.w.d x11, f30, rtz', 0xc20f_15d3, 'fcvt.w.d', { rd: 11, rs1: 30, rm: 1 }],
  ['fcvt.d.w f9, x20', 0xd20a_04d3, 'fcvt.d.w', { rd: 9, rs1: 20, rm: 0 }],
  ['fcvt.wu.d x11, f30, rtz', 0xc21f_15d3, 'fcvt.wu.d', { rd: 11, rs1: 30, rm: 1 }],
  ['fcvt.d.wu f9, x20', 0xd21a_04d3, 'fcvt.d.wu', { rd: 9, rs1: 20, rm: 0 }],
  ['fcvt.l.d x11, f30, rtz', 0xc22f_15d3, 'fcvt.l.d', { rd: 11, rs1: 30, rm: 1 }],
  ['fcvt.d.l f9, x20, rmm', 0xd22a_44d3, 'fcvt.d.l', { rd: 9, rs1: 20, rm: 4 }],
  ['fcvt.lu.d x11, f30, rtz', 0xc23f_15d3, 'fcvt.lu.d', { rd: 11, rs1: 30, rm: 1 }],
  ['fcvt.d.lu f9, x20, rmm', 0xd23a_44d3, 'fcvt.d.lu', { rd: 9, rs1: 20, rm: 4 }],
  ['fclass.d x11, f30', 0xe20f_15d3, 'fclass.d', { rd: 11, rs1: 30 }],
  ['fcvt.s.d f3, f28, rup', 0x401e_31d3, 'fcvt.s.d', { rd: 3, rs1: 28, rm: 3 }],
  ['fcvt.d.s f29, f2', 0x4201_0ed3, 'fcvt.d.s', { rd: 29, rs1: 2, rm: 0 }],
  ['fmv.x.w x5, f26', 0xe00d_02d3, 'fmv.x.w', { rd: 5, rs1: 26 }],
  ['fmv.w.x f26, x5', 0xf002_8d53, 'fmv.w.x', { rd: 26, rs1: 5 }],
  ['fmv.x.d x10, f21', 0xe20a_8553, 'fmv.x.d', { rd: 10, rs1: 21 }],
  ['fmv.d.x f21, x10', 0xf205_0ad3, 'fmv.d.x', { rd: 21, rs1: 10 }],
  ['flw f17, -2048(x14)', 0x8007_2887, 'flw', { rd: 17, rs1: 14, imm: -2048n }],
  ['flw f17, 2047(x14)', 0x7ff7_2887, 'flw', { rd: 17, rs1: 14, imm: 2047n }],
  ['fld f17, -2048(x14)', 0x8007_3887, 'fld', { rd: 17, rs1: 14, imm: -2048n }],
  ['fld f17, 1365(x14)', 0x5557_3887, 'fld', { rd: 17, rs1: 14, imm: 1365n }],
  ['fsw f17, -2048(x14)', 0x8117_2027, 'fsw', { rs1: 14, rs2: 17, imm: -2048n }],
  ['fsw f17, 2047(x14)', 0x7f17_2fa7, 'fsw', { rs1: 14, rs2: 17, imm: 2047n }],
  ['fsd f17, -2048(x14)', 0x8117_3027, 'fsd', { rs1: 14, rs2: 17, imm: -2048n }],
  ['fsd f17, 682(x14)', 0x2b17_3527, 'fsd', { rs1: 14, rs2: 17, imm: 682n }],
  ['c.fld f15, 0(x8)', 0x201c, 'fld', { rd: 15, rs1: 8, imm: 0n }],
  ['c.fsd f8, 0(x15)', 0xa380, 'fsd', { rs1: 15, rs2: 8, imm: 0n }],
  ['c.fld f15, 8(x8)', 0x241c, 'fld', { rd: 15, rs1: 8, imm: 8n }],
  ['c.fsd f8, 8(x15)', 0xa780, 'fsd', { rs1: 15, rs2: 8, imm: 8n }],
  ['c.fld f15, 16(x8)', 0x281c, 'fld', { rd: 15, rs1: 8, imm: 16n }],
  ['c.fsd f8, 16(x15)', 0xab80, 'fsd', { rs1: 15, rs2: 8, imm: 16n }],
  ['c.fld f15, 32(x8)', 0x301c, 'fld', { rd: 15, rs1: 8, imm: 32n }],
  ['c.fsd f8, 32(x15)', 0xb380, 'fsd', { rs1: 15, rs2: 8, imm: 32n }],
  ['c.fld f15, 64(x8)', 0x203c, 'fld', { rd: 15, rs1: 8, imm: 64n }],
  ['c.fsd f8, 64(x15)', 0xa3a0, 'fsd', { rs1: 15, rs2: 8, imm: 64n }],
  ['c.fld f15, 128(x8)', 0x205c, 'fld', { rd: 15, rs1: 8, imm: 128n }],
  ['c.fsd f8, 128(x15)', 0xa3c0, 'fsd', { rs1: 15, rs2: 8, imm: 128n }],
  ['c.fld f15, 248(x8)', 0x3c7c, 'fld', { rd: 15, rs1: 8, imm: 248n }],
  ['c.fsd f8, 248(x15)', 0xbfe0, 'fsd', { rs1: 15, rs2: 8, imm: 248n }],
  ['c.fldsp f27, 0(sp)', 0x2d82, 'fld', { rd: 27, rs1: 2, imm: 0n }],
  ['c.fsdsp f4, 0(sp)', 0xa012, 'fsd', { rs1: 2, rs2: 4, imm: 0n }],
  ['c.fldsp f27, 8(sp)', 0x2da2, 'fld', { rd: 27, rs1: 2, imm: 8n }],
  ['c.fsdsp f4, 8(sp)', 0xa412, 'fsd', { rs1: 2, rs2: 4, imm: 8n }],
  ['c.fldsp f27, 16(sp)', 0x2dc2, 'fld', { rd: 27, rs1: 2, imm: 16n }],
  ['c.fsdsp f4, 16(sp)', 0xa812, 'fsd', { rs1: 2, rs2: 4, imm: 16n }],
  ['c.fldsp f27, 32(sp)', 0x3d82, 'fld', { rd: 27, rs1: 2, imm: 32n }],
  ['c.fsdsp f4, 32(sp)', 0xb012, 'fsd', { rs1: 2, rs2: 4, imm: 32n }],
  ['c.fldsp f27, 64(sp)', 0x2d86, 'fld', { rd: 27, rs1: 2, imm: 64n }],
  ['c.fsdsp f4, 64(sp)', 0xa092, 'fsd', { rs1: 2, rs2: 4, imm: 64n }],
  ['c.fldsp f27, 128(sp)', 0x2d8a, 'fld', { rd: 27, rs1: 2, imm: 128n }],
  ['c.fsdsp f4, 128(sp)', 0xa112, 'fsd', { rs1: 2, rs2: 4, imm: 128n }],
  ['c.fldsp f27, 256(sp)', 0x2d92, 'fld', { rd: 27, rs1: 2, imm: 256n }],
  ['c.fsdsp f4, 256(sp)', 0xa212, 'fsd', { rs1: 2, rs2: 4, imm: 256n }],
  ['c.fldsp f27, 504(sp)', 0x3dfe, 'fld', { rd: 27, rs1: 2, imm: 504n }],
  ['c.fsdsp f4, 504(sp)', 0xbf92, 'fsd', { rs1: 2, rs2: 4, imm: 504n }],
];

const decode = createDecoder(fd);

/** The encoding of an instruction that a word is in. */
const encodingOfWord = (mnemonic: string, word: number) =>
  fd
    .find((insn) => insn.mnemonic === mnemonic)
    ?.encodings.find(({ match, mask, decode }) => ((word ^ match) & mask) === 0 && decode(word) !== undefined);

describe('words of the assembler', () => {
  it.each(rows)('%s decodes', (_, word, mnemonic, fields) => {
    const decoded = decode(word);
    expect(decoded?.insn.mnemonic).toBe(mnemonic);
    expect(decoded?.fields).toEqual(fields);
    expect(decoded?.sizeBytes).toBe((word & 3) === 3 ? 4 : 2);
  });

  it.each(rows)('%s is what we assemble', (_, word, mnemonic, fields) => {
    expect(encodingOfWord(mnemonic, word)?.encode(fields)).toBe(word);
  });

  it('cover every encoding', () => {
    const seen = new Set(rows.map(([, word, mnemonic]) => `${mnemonic} as ${encodingOfWord(mnemonic, word)?.format}`));
    for (const { mnemonic, encodings } of fd)
      for (const { format } of encodings) expect(seen).toContain(`${mnemonic} as ${format}`);
  });
});

describe('decoding', () => {
  it.each([
    ['fadd.d with rounding mode 5', 0x0231_51d3],
    ['fadd.d with rounding mode 6', 0x0231_61d3],
    ['fcvt.d.w with rounding mode 5, though it is exact', 0xd200_51d3],
    ['fmadd.s with rounding mode 6', 0x2031_61c3],
    ['fadd.h', 0x0431_01d3],
    ['fadd.q', 0x0631_01d3],
    ['fsqrt.s with rs2 = f1', 0x5811_01d3],
    ['fcvt.s.s', 0x4001_01d3],
    ['fcvt.d.d', 0x4211_01d3],
    ['fclass.s with rs2 = 1', 0xe011_11d3],
    ['fsgnj with funct3 3', 0x2031_31d3],
    ['flh', 0x0001_1187],
    ['flq', 0x0001_4187],
    ['c.flw, which is c.ld on rv64', 0x6000],
  ])('knows no %s', (_, word) => {
    expect(decode(word)).toBeUndefined();
  });
});
