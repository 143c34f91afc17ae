/** Loads and stores of F and D, and those of C. They move bits: a NaN stays as it is, and a store of a single takes the low half. */
import * as c from '../c/formats.ts';
import { iType, sType } from '../formats.ts';
import { defineInsn } from '../vocabulary.ts';
import { double, single } from './float.ts';

const LOAD_FP = 0b0000111;
const STORE_FP = 0b0100111;

const flw = defineInsn({
  mnemonic: 'flw',
  spec: single.spec.loadStore,
  encodings: [iType({ opcode: LOAD_FP, funct3: 0b010 })],
  execute: (m, { rd, rs1, imm }) => m.writeF32(rd, m.load(m.add(m.readX(rs1), m.imm(imm)), 4, 'unsigned')),
});

const fld = defineInsn({
  mnemonic: 'fld',
  spec: double.spec.loadStore,
  encodings: [iType({ opcode: LOAD_FP, funct3: 0b011 }), c.cFld, c.cFldsp],
  execute: (m, { rd, rs1, imm }) => m.writeF(rd, m.load(m.add(m.readX(rs1), m.imm(imm)), 8, 'unsigned')),
});

const fsw = defineInsn({
  mnemonic: 'fsw',
  spec: single.spec.loadStore,
  encodings: [sType({ opcode: STORE_FP, funct3: 0b010 })],
  execute: (m, { rs1, rs2, imm }) => m.store(m.add(m.readX(rs1), m.imm(imm)), 4, m.readF(rs2)),
});

const fsd = defineInsn({
  mnemonic: 'fsd',
  spec: double.spec.loadStore,
  encodings: [sType({ opcode: STORE_FP, funct3: 0b011 }), c.cFsd, c.cFsdsp],
  execute: (m, { rs1, rs2, imm }) => m.store(m.add(m.readX(rs1), m.imm(imm)), 8, m.readF(rs2)),
});

export const floatLoadsStores = [flw, fld, fsw, fsd];
