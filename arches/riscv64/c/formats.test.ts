import { describe, expect, it } from 'vitest';
import type { Encoding, Fields } from '#core/isa/insn.ts';
import { cFld, cFldsp, cFsd, cFsdsp } from './formats.ts';

// By GNU as 2.40, -march=rv64imafdc.
const rows: readonly (readonly [text: string, encoding: Encoding<Fields>, word: number, fields: Fields])[] = [
  ['c.fld f15, 0(x8)', cFld, 0x201c, { rd: 15, rs1: 8, imm: 0n }],
  ['c.fsd f15, 0(x8)', cFsd, 0xa01c, { rs1: 8, rs2: 15, imm: 0n }],
  ['c.fld f15, 8(x8)', cFld, 0x241c, { rd: 15, rs1: 8, imm: 8n }],
  ['c.fsd f15, 8(x8)', cFsd, 0xa41c, { rs1: 8, rs2: 15, imm: 8n }],
  ['c.fld f15, 64(x8)', cFld, 0x203c, { rd: 15, rs1: 8, imm: 64n }],
  ['c.fsd f15, 64(x8)', cFsd, 0xa03c, { rs1: 8, rs2: 15, imm: 64n }],
  ['c.fld f15, 128(x8)', cFld, 0x205c, { rd: 15, rs1: 8, imm: 128n }],
  ['c.fsd f15, 128(x8)', cFsd, 0xa05c, { rs1: 8, rs2: 15, imm: 128n }],
  ['c.fld f15, 168(x8)', cFld, 0x345c, { rd: 15, rs1: 8, imm: 168n }],
  ['c.fsd f15, 168(x8)', cFsd, 0xb45c, { rs1: 8, rs2: 15, imm: 168n }],
  ['c.fld f15, 248(x8)', cFld, 0x3c7c, { rd: 15, rs1: 8, imm: 248n }],
  ['c.fsd f15, 248(x8)', cFsd, 0xbc7c, { rs1: 8, rs2: 15, imm: 248n }],
  ['c.fldsp f27, 0(sp)', cFldsp, 0x2d82, { rd: 27, rs1: 2, imm: 0n }],
  ['c.fsdsp f27, 0(sp)', cFsdsp, 0xa06e, { rs1: 2, rs2: 27, imm: 0n }],
  ['c.fldsp f27, 8(sp)', cFldsp, 0x2da2, { rd: 27, rs1: 2, imm: 8n }],
  ['c.fsdsp f27, 8(sp)', cFsdsp, 0xa46e, { rs1: 2, rs2: 27, imm: 8n }],
  ['c.fldsp f27, 64(sp)', cFldsp, 0x2d86, { rd: 27, rs1: 2, imm: 64n }],
  ['c.fsdsp f27, 64(sp)', cFsdsp, 0xa0ee, { rs1: 2, rs2: 27, imm: 64n }],
  ['c.fldsp f27, 128(sp)', cFldsp, 0x2d8a, { rd: 27, rs1: 2, imm: 128n }],
  ['c.fsdsp f27, 128(sp)', cFsdsp, 0xa16e, { rs1: 2, rs2: 27, imm: 128n }],
  ['c.fldsp f27, 256(sp)', cFldsp, 0x2d92, { rd: 27, rs1: 2, imm: 256n }],
  ['c.fsdsp f27, 256(sp)', cFsdsp, 0xa26e, { rs1: 2, rs2: 27, imm: 256n }],
  ['c.fldsp f27, 504(sp)', cFldsp, 0x3dfe, { rd: 27, rs1: 2, imm: 504n }],
  ['c.fsdsp f27, 504(sp)', cFsdsp, 0xbfee, { rs1: 2, rs2: 27, imm: 504n }],
  ['c.fldsp f27, 336(sp)', cFldsp, 0x2dd6, { rd: 27, rs1: 2, imm: 336n }],
  ['c.fsdsp f27, 336(sp)', cFsdsp, 0xaaee, { rs1: 2, rs2: 27, imm: 336n }],
];

describe('compressed loads and stores of doubles', () => {
  it.each(rows)('%s', (_, encoding, word, fields) => {
    expect((word & encoding.mask) >>> 0).toBe(encoding.match);
    expect(encoding.decode(word)).toEqual(fields);
    expect(encoding.encode(fields)).toBe(word);
  });
});
