/** RV64I loads and stores. Effective address: rs1 plus the sign-extended immediate, any alignment. */
import * as c from '../c/formats.ts';
import { iType, sType } from '../formats.ts';
import { defineInsn } from '../vocabulary.ts';

const LOAD = 0b0000011;
const STORE = 0b0100011;
const SPEC = 'unpriv: Load and Store Instructions';

export const lb = defineInsn({
  mnemonic: 'lb',
  spec: SPEC,
  encodings: [iType({ opcode: LOAD, funct3: 0b000 })],
  execute: (m, { rd, rs1, imm }) => m.writeX(rd, m.load(m.add(m.readX(rs1), m.imm(imm)), 1, 'signed')),
});

export const lh = defineInsn({
  mnemonic: 'lh',
  spec: SPEC,
  encodings: [iType({ opcode: LOAD, funct3: 0b001 })],
  execute: (m, { rd, rs1, imm }) => m.writeX(rd, m.load(m.add(m.readX(rs1), m.imm(imm)), 2, 'signed')),
});

export const lw = defineInsn({
  mnemonic: 'lw',
  spec: SPEC,
  encodings: [iType({ opcode: LOAD, funct3: 0b010 }), c.cLw, c.cLwsp],
  execute: (m, { rd, rs1, imm }) => m.writeX(rd, m.load(m.add(m.readX(rs1), m.imm(imm)), 4, 'signed')),
});

export const ld = defineInsn({
  mnemonic: 'ld',
  spec: SPEC,
  encodings: [iType({ opcode: LOAD, funct3: 0b011 }), c.cLd, c.cLdsp],
  execute: (m, { rd, rs1, imm }) => m.writeX(rd, m.load(m.add(m.readX(rs1), m.imm(imm)), 8, 'unsigned')),
});

export const lbu = defineInsn({
  mnemonic: 'lbu',
  spec: SPEC,
  encodings: [iType({ opcode: LOAD, funct3: 0b100 })],
  execute: (m, { rd, rs1, imm }) => m.writeX(rd, m.load(m.add(m.readX(rs1), m.imm(imm)), 1, 'unsigned')),
});

export const lhu = defineInsn({
  mnemonic: 'lhu',
  spec: SPEC,
  encodings: [iType({ opcode: LOAD, funct3: 0b101 })],
  execute: (m, { rd, rs1, imm }) => m.writeX(rd, m.load(m.add(m.readX(rs1), m.imm(imm)), 2, 'unsigned')),
});

export const lwu = defineInsn({
  mnemonic: 'lwu',
  spec: SPEC,
  encodings: [iType({ opcode: LOAD, funct3: 0b110 })],
  execute: (m, { rd, rs1, imm }) => m.writeX(rd, m.load(m.add(m.readX(rs1), m.imm(imm)), 4, 'unsigned')),
});

export const sb = defineInsn({
  mnemonic: 'sb',
  spec: SPEC,
  encodings: [sType({ opcode: STORE, funct3: 0b000 })],
  execute: (m, { rs1, rs2, imm }) => m.store(m.add(m.readX(rs1), m.imm(imm)), 1, m.readX(rs2)),
});

export const sh = defineInsn({
  mnemonic: 'sh',
  spec: SPEC,
  encodings: [sType({ opcode: STORE, funct3: 0b001 })],
  execute: (m, { rs1, rs2, imm }) => m.store(m.add(m.readX(rs1), m.imm(imm)), 2, m.readX(rs2)),
});

export const sw = defineInsn({
  mnemonic: 'sw',
  spec: SPEC,
  encodings: [sType({ opcode: STORE, funct3: 0b010 }), c.cSw, c.cSwsp],
  execute: (m, { rs1, rs2, imm }) => m.store(m.add(m.readX(rs1), m.imm(imm)), 4, m.readX(rs2)),
});

export const sd = defineInsn({
  mnemonic: 'sd',
  spec: SPEC,
  encodings: [sType({ opcode: STORE, funct3: 0b011 }), c.cSd, c.cSdsp],
  execute: (m, { rs1, rs2, imm }) => m.store(m.add(m.readX(rs1), m.imm(imm)), 8, m.readX(rs2)),
});
