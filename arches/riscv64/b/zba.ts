/** Zba: address generation, indices scaled and zero-extended. */
import type { Arithmetic } from '#core/isa/semantics.ts';
import { rType, shiftType } from '../formats.ts';
import { defineInsn } from '../vocabulary.ts';

const OP = 0b0110011;
const OP_32 = 0b0111011;
const OP_IMM_32 = 0b0011011;
const SPEC = 'unpriv: Zba: Address Generation';

const shiftedAdd = <V>(m: Arithmetic<V>, index: V, shift: bigint, base: V): V => m.add(m.sll(index, m.const64(shift)), base);

export const addUw = defineInsn({
  mnemonic: 'add.uw',
  spec: SPEC,
  encodings: [rType({ opcode: OP_32, funct3: 0b000, funct7: 0b0000100 })],
  execute: (m, { rd, rs1, rs2 }) => m.writeX(rd, m.add(m.zext32(m.readX(rs1)), m.readX(rs2))),
});

export const sh1add = defineInsn({
  mnemonic: 'sh1add',
  spec: SPEC,
  encodings: [rType({ opcode: OP, funct3: 0b010, funct7: 0b0010000 })],
  execute: (m, { rd, rs1, rs2 }) => m.writeX(rd, shiftedAdd(m, m.readX(rs1), 1n, m.readX(rs2))),
});

export const sh2add = defineInsn({
  mnemonic: 'sh2add',
  spec: SPEC,
  encodings: [rType({ opcode: OP, funct3: 0b100, funct7: 0b0010000 })],
  execute: (m, { rd, rs1, rs2 }) => m.writeX(rd, shiftedAdd(m, m.readX(rs1), 2n, m.readX(rs2))),
});

export const sh3add = defineInsn({
  mnemonic: 'sh3add',
  spec: SPEC,
  encodings: [rType({ opcode: OP, funct3: 0b110, funct7: 0b0010000 })],
  execute: (m, { rd, rs1, rs2 }) => m.writeX(rd, shiftedAdd(m, m.readX(rs1), 3n, m.readX(rs2))),
});

export const sh1addUw = defineInsn({
  mnemonic: 'sh1add.uw',
  spec: SPEC,
  encodings: [rType({ opcode: OP_32, funct3: 0b010, funct7: 0b0010000 })],
  execute: (m, { rd, rs1, rs2 }) => m.writeX(rd, shiftedAdd(m, m.zext32(m.readX(rs1)), 1n, m.readX(rs2))),
});

export const sh2addUw = defineInsn({
  mnemonic: 'sh2add.uw',
  spec: SPEC,
  encodings: [rType({ opcode: OP_32, funct3: 0b100, funct7: 0b0010000 })],
  execute: (m, { rd, rs1, rs2 }) => m.writeX(rd, shiftedAdd(m, m.zext32(m.readX(rs1)), 2n, m.readX(rs2))),
});

export const sh3addUw = defineInsn({
  mnemonic: 'sh3add.uw',
  spec: SPEC,
  encodings: [rType({ opcode: OP_32, funct3: 0b110, funct7: 0b0010000 })],
  execute: (m, { rd, rs1, rs2 }) => m.writeX(rd, shiftedAdd(m, m.zext32(m.readX(rs1)), 3n, m.readX(rs2))),
});

export const slliUw = defineInsn({
  mnemonic: 'slli.uw',
  spec: SPEC,
  encodings: [shiftType({ opcode: OP_IMM_32, funct3: 0b001, funct6: 0b000010 })],
  execute: (m, { rd, rs1, imm }) => m.writeX(rd, m.sll(m.zext32(m.readX(rs1)), m.imm(imm))),
});
