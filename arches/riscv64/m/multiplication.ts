/** The M extension: multiplication. */
import { rType } from '../formats.ts';
import { defineInsn } from '../vocabulary.ts';
import * as helper from './high-products.ts';

const OP = 0b0110011;
const OP_32 = 0b0111011;
const MULDIV = 0b0000001;
const SPEC = 'unpriv: Multiplication Operations';

export const mul = defineInsn({
  mnemonic: 'mul',
  spec: SPEC,
  encodings: [rType({ opcode: OP, funct3: 0b000, funct7: MULDIV })],
  execute: (m, { rd, rs1, rs2 }) => m.writeX(rd, m.mul(m.readX(rs1), m.readX(rs2))),
});

export const mulh = defineInsn({
  mnemonic: 'mulh',
  spec: SPEC,
  encodings: [rType({ opcode: OP, funct3: 0b001, funct7: MULDIV })],
  execute: (m, { rd, rs1, rs2 }) => m.writeX(rd, m.call(helper.mulh, m.readX(rs1), m.readX(rs2))),
});

export const mulhsu = defineInsn({
  mnemonic: 'mulhsu',
  spec: SPEC,
  encodings: [rType({ opcode: OP, funct3: 0b010, funct7: MULDIV })],
  execute: (m, { rd, rs1, rs2 }) => m.writeX(rd, m.call(helper.mulhsu, m.readX(rs1), m.readX(rs2))),
});

export const mulhu = defineInsn({
  mnemonic: 'mulhu',
  spec: SPEC,
  encodings: [rType({ opcode: OP, funct3: 0b011, funct7: MULDIV })],
  execute: (m, { rd, rs1, rs2 }) => m.writeX(rd, m.call(helper.mulhu, m.readX(rs1), m.readX(rs2))),
});

export const mulw = defineInsn({
  mnemonic: 'mulw',
  spec: SPEC,
  encodings: [rType({ opcode: OP_32, funct3: 0b000, funct7: MULDIV })],
  execute: (m, { rd, rs1, rs2 }) => m.writeX(rd, m.sext32(m.mul(m.readX(rs1), m.readX(rs2)))),
});
