/** RV64I integer computation on 64 bits. */
import * as c from '../c/formats.ts';
import { iType, rType, shiftType, uType } from '../formats.ts';
import { defineInsn } from '../vocabulary.ts';

const OP = 0b0110011;
const OP_IMM = 0b0010011;
const LUI = 0b0110111;
const AUIPC = 0b0010111;

export const add = defineInsn({
  mnemonic: 'add',
  spec: 'unpriv: Integer Register-Register Operations',
  encodings: [rType({ opcode: OP, funct3: 0b000, funct7: 0b0000000 }), c.cAdd, c.cMv],
  execute: (m, { rd, rs1, rs2 }) => m.writeX(rd, m.add(m.readX(rs1), m.readX(rs2))),
});

export const sub = defineInsn({
  mnemonic: 'sub',
  spec: 'unpriv: Integer Register-Register Operations',
  encodings: [rType({ opcode: OP, funct3: 0b000, funct7: 0b0100000 }), c.cSub],
  execute: (m, { rd, rs1, rs2 }) => m.writeX(rd, m.sub(m.readX(rs1), m.readX(rs2))),
});

export const sll = defineInsn({
  mnemonic: 'sll',
  spec: 'unpriv: Integer Register-Register Operations',
  encodings: [rType({ opcode: OP, funct3: 0b001, funct7: 0b0000000 })],
  execute: (m, { rd, rs1, rs2 }) => m.writeX(rd, m.sll(m.readX(rs1), m.readX(rs2))),
});

export const slt = defineInsn({
  mnemonic: 'slt',
  spec: 'unpriv: Integer Register-Register Operations',
  encodings: [rType({ opcode: OP, funct3: 0b010, funct7: 0b0000000 })],
  execute: (m, { rd, rs1, rs2 }) => m.writeX(rd, m.lts(m.readX(rs1), m.readX(rs2))),
});

export const sltu = defineInsn({
  mnemonic: 'sltu',
  spec: 'unpriv: Integer Register-Register Operations',
  encodings: [rType({ opcode: OP, funct3: 0b011, funct7: 0b0000000 })],
  execute: (m, { rd, rs1, rs2 }) => m.writeX(rd, m.ltu(m.readX(rs1), m.readX(rs2))),
});

export const xor = defineInsn({
  mnemonic: 'xor',
  spec: 'unpriv: Integer Register-Register Operations',
  encodings: [rType({ opcode: OP, funct3: 0b100, funct7: 0b0000000 }), c.cXor],
  execute: (m, { rd, rs1, rs2 }) => m.writeX(rd, m.xor(m.readX(rs1), m.readX(rs2))),
});

export const srl = defineInsn({
  mnemonic: 'srl',
  spec: 'unpriv: Integer Register-Register Operations',
  encodings: [rType({ opcode: OP, funct3: 0b101, funct7: 0b0000000 })],
  execute: (m, { rd, rs1, rs2 }) => m.writeX(rd, m.srl(m.readX(rs1), m.readX(rs2))),
});

export const sra = defineInsn({
  mnemonic: 'sra',
  spec: 'unpriv: Integer Register-Register Operations',
  encodings: [rType({ opcode: OP, funct3: 0b101, funct7: 0b0100000 })],
  execute: (m, { rd, rs1, rs2 }) => m.writeX(rd, m.sra(m.readX(rs1), m.readX(rs2))),
});

export const or = defineInsn({
  mnemonic: 'or',
  spec: 'unpriv: Integer Register-Register Operations',
  encodings: [rType({ opcode: OP, funct3: 0b110, funct7: 0b0000000 }), c.cOr],
  execute: (m, { rd, rs1, rs2 }) => m.writeX(rd, m.or(m.readX(rs1), m.readX(rs2))),
});

export const and = defineInsn({
  mnemonic: 'and',
  spec: 'unpriv: Integer Register-Register Operations',
  encodings: [rType({ opcode: OP, funct3: 0b111, funct7: 0b0000000 }), c.cAnd],
  execute: (m, { rd, rs1, rs2 }) => m.writeX(rd, m.and(m.readX(rs1), m.readX(rs2))),
});

export const addi = defineInsn({
  mnemonic: 'addi',
  spec: 'unpriv: Integer Register-Immediate Instructions',
  encodings: [iType({ opcode: OP_IMM, funct3: 0b000 }), c.cAddi, c.cLi, c.cAddi16sp, c.cAddi4spn],
  execute: (m, { rd, rs1, imm }) => m.writeX(rd, m.add(m.readX(rs1), m.imm(imm))),
});

export const slti = defineInsn({
  mnemonic: 'slti',
  spec: 'unpriv: Integer Register-Immediate Instructions',
  encodings: [iType({ opcode: OP_IMM, funct3: 0b010 })],
  execute: (m, { rd, rs1, imm }) => m.writeX(rd, m.lts(m.readX(rs1), m.imm(imm))),
});

export const sltiu = defineInsn({
  mnemonic: 'sltiu',
  spec: 'unpriv: Integer Register-Immediate Instructions',
  encodings: [iType({ opcode: OP_IMM, funct3: 0b011 })],
  execute: (m, { rd, rs1, imm }) => m.writeX(rd, m.ltu(m.readX(rs1), m.imm(imm))),
});

export const xori = defineInsn({
  mnemonic: 'xori',
  spec: 'unpriv: Integer Register-Immediate Instructions',
  encodings: [iType({ opcode: OP_IMM, funct3: 0b100 })],
  execute: (m, { rd, rs1, imm }) => m.writeX(rd, m.xor(m.readX(rs1), m.imm(imm))),
});

export const ori = defineInsn({
  mnemonic: 'ori',
  spec: 'unpriv: Integer Register-Immediate Instructions',
  encodings: [iType({ opcode: OP_IMM, funct3: 0b110 })],
  execute: (m, { rd, rs1, imm }) => m.writeX(rd, m.or(m.readX(rs1), m.imm(imm))),
});

export const andi = defineInsn({
  mnemonic: 'andi',
  spec: 'unpriv: Integer Register-Immediate Instructions',
  encodings: [iType({ opcode: OP_IMM, funct3: 0b111 }), c.cAndi],
  execute: (m, { rd, rs1, imm }) => m.writeX(rd, m.and(m.readX(rs1), m.imm(imm))),
});

export const slli = defineInsn({
  mnemonic: 'slli',
  spec: 'unpriv: Integer Register-Immediate Instructions',
  encodings: [shiftType({ opcode: OP_IMM, funct3: 0b001, funct6: 0b000000 }), c.cSlli],
  execute: (m, { rd, rs1, imm }) => m.writeX(rd, m.sll(m.readX(rs1), m.imm(imm))),
});

export const srli = defineInsn({
  mnemonic: 'srli',
  spec: 'unpriv: Integer Register-Immediate Instructions',
  encodings: [shiftType({ opcode: OP_IMM, funct3: 0b101, funct6: 0b000000 }), c.cSrli],
  execute: (m, { rd, rs1, imm }) => m.writeX(rd, m.srl(m.readX(rs1), m.imm(imm))),
});

export const srai = defineInsn({
  mnemonic: 'srai',
  spec: 'unpriv: Integer Register-Immediate Instructions',
  encodings: [shiftType({ opcode: OP_IMM, funct3: 0b101, funct6: 0b010000 }), c.cSrai],
  execute: (m, { rd, rs1, imm }) => m.writeX(rd, m.sra(m.readX(rs1), m.imm(imm))),
});

export const lui = defineInsn({
  mnemonic: 'lui',
  spec: 'unpriv: Integer Register-Immediate Instructions',
  encodings: [uType({ opcode: LUI }), c.cLui],
  execute: (m, { rd, imm }) => m.writeX(rd, m.imm(imm)),
});

export const auipc = defineInsn({
  mnemonic: 'auipc',
  spec: 'unpriv: Integer Register-Immediate Instructions',
  encodings: [uType({ opcode: AUIPC })],
  execute: (m, { rd, imm }) => m.writeX(rd, m.add(m.pc, m.imm(imm))),
});
