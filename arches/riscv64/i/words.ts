/** RV64I computation on words: on the low 32 bits of the operands, with the result sign-extended. */
import * as c from '../c/formats.ts';
import { iType, rType, shiftWordType } from '../formats.ts';
import { defineInsn } from '../vocabulary.ts';

const OP_32 = 0b0111011;
const OP_IMM_32 = 0b0011011;
/** Shift amounts of words have five bits. */
const SHIFT = 0x1fn;

export const addw = defineInsn({
  mnemonic: 'addw',
  spec: 'unpriv: RV64I Integer Register-Register Operations',
  encodings: [rType({ opcode: OP_32, funct3: 0b000, funct7: 0b0000000 }), c.cAddw],
  execute: (m, { rd, rs1, rs2 }) => m.writeX(rd, m.sext32(m.add(m.readX(rs1), m.readX(rs2)))),
});

export const subw = defineInsn({
  mnemonic: 'subw',
  spec: 'unpriv: RV64I Integer Register-Register Operations',
  encodings: [rType({ opcode: OP_32, funct3: 0b000, funct7: 0b0100000 }), c.cSubw],
  execute: (m, { rd, rs1, rs2 }) => m.writeX(rd, m.sext32(m.sub(m.readX(rs1), m.readX(rs2)))),
});

export const sllw = defineInsn({
  mnemonic: 'sllw',
  spec: 'unpriv: RV64I Integer Register-Register Operations',
  encodings: [rType({ opcode: OP_32, funct3: 0b001, funct7: 0b0000000 })],
  execute: (m, { rd, rs1, rs2 }) => m.writeX(rd, m.sext32(m.sll(m.readX(rs1), m.and(m.readX(rs2), m.const64(SHIFT))))),
});

export const srlw = defineInsn({
  mnemonic: 'srlw',
  spec: 'unpriv: RV64I Integer Register-Register Operations',
  encodings: [rType({ opcode: OP_32, funct3: 0b101, funct7: 0b0000000 })],
  execute: (m, { rd, rs1, rs2 }) => m.writeX(rd, m.sext32(m.srl(m.zext32(m.readX(rs1)), m.and(m.readX(rs2), m.const64(SHIFT))))),
});

export const sraw = defineInsn({
  mnemonic: 'sraw',
  spec: 'unpriv: RV64I Integer Register-Register Operations',
  encodings: [rType({ opcode: OP_32, funct3: 0b101, funct7: 0b0100000 })],
  execute: (m, { rd, rs1, rs2 }) => m.writeX(rd, m.sext32(m.sra(m.sext32(m.readX(rs1)), m.and(m.readX(rs2), m.const64(SHIFT))))),
});

export const addiw = defineInsn({
  mnemonic: 'addiw',
  spec: 'unpriv: RV64I Integer Register-Immediate Instructions',
  encodings: [iType({ opcode: OP_IMM_32, funct3: 0b000 }), c.cAddiw],
  execute: (m, { rd, rs1, imm }) => m.writeX(rd, m.sext32(m.add(m.readX(rs1), m.imm(imm)))),
});

export const slliw = defineInsn({
  mnemonic: 'slliw',
  spec: 'unpriv: RV64I Integer Register-Immediate Instructions',
  encodings: [shiftWordType({ opcode: OP_IMM_32, funct3: 0b001, funct7: 0b0000000 })],
  execute: (m, { rd, rs1, imm }) => m.writeX(rd, m.sext32(m.sll(m.readX(rs1), m.imm(imm)))),
});

export const srliw = defineInsn({
  mnemonic: 'srliw',
  spec: 'unpriv: RV64I Integer Register-Immediate Instructions',
  encodings: [shiftWordType({ opcode: OP_IMM_32, funct3: 0b101, funct7: 0b0000000 })],
  execute: (m, { rd, rs1, imm }) => m.writeX(rd, m.sext32(m.srl(m.zext32(m.readX(rs1)), m.imm(imm)))),
});

export const sraiw = defineInsn({
  mnemonic: 'sraiw',
  spec: 'unpriv: RV64I Integer Register-Immediate Instructions',
  encodings: [shiftWordType({ opcode: OP_IMM_32, funct3: 0b101, funct7: 0b0100000 })],
  execute: (m, { rd, rs1, imm }) => m.writeX(rd, m.sext32(m.sra(m.sext32(m.readX(rs1)), m.imm(imm)))),
});
