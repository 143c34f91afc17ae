/** Zbs: single bits. The index is the low six bits of rs2, or an immediate. */
import type { Arithmetic } from '#core/isa/semantics.ts';
import { rType, shiftType } from '../formats.ts';
import { defineInsn } from '../vocabulary.ts';

const OP = 0b0110011;
const OP_IMM = 0b0010011;
const SPEC = 'unpriv: Zbs: Single-Bit Instructions';

const bitAt = <V>(m: Arithmetic<V>, index: V): V => m.sll(m.const64(1n), index);

const clear = <V>(m: Arithmetic<V>, value: V, index: V): V => m.and(value, m.xor(bitAt(m, index), m.const64(-1n)));
const extract = <V>(m: Arithmetic<V>, value: V, index: V): V => m.and(m.srl(value, index), m.const64(1n));
const invert = <V>(m: Arithmetic<V>, value: V, index: V): V => m.xor(value, bitAt(m, index));
const set = <V>(m: Arithmetic<V>, value: V, index: V): V => m.or(value, bitAt(m, index));

export const bclr = defineInsn({
  mnemonic: 'bclr',
  spec: SPEC,
  encodings: [rType({ opcode: OP, funct3: 0b001, funct7: 0b0100100 })],
  execute: (m, { rd, rs1, rs2 }) => m.writeX(rd, clear(m, m.readX(rs1), m.readX(rs2))),
});

export const bclri = defineInsn({
  mnemonic: 'bclri',
  spec: SPEC,
  encodings: [shiftType({ opcode: OP_IMM, funct3: 0b001, funct6: 0b010010 })],
  execute: (m, { rd, rs1, imm }) => m.writeX(rd, clear(m, m.readX(rs1), m.imm(imm))),
});

export const bext = defineInsn({
  mnemonic: 'bext',
  spec: SPEC,
  encodings: [rType({ opcode: OP, funct3: 0b101, funct7: 0b0100100 })],
  execute: (m, { rd, rs1, rs2 }) => m.writeX(rd, extract(m, m.readX(rs1), m.readX(rs2))),
});

export const bexti = defineInsn({
  mnemonic: 'bexti',
  spec: SPEC,
  encodings: [shiftType({ opcode: OP_IMM, funct3: 0b101, funct6: 0b010010 })],
  execute: (m, { rd, rs1, imm }) => m.writeX(rd, extract(m, m.readX(rs1), m.imm(imm))),
});

export const binv = defineInsn({
  mnemonic: 'binv',
  spec: SPEC,
  encodings: [rType({ opcode: OP, funct3: 0b001, funct7: 0b0110100 })],
  execute: (m, { rd, rs1, rs2 }) => m.writeX(rd, invert(m, m.readX(rs1), m.readX(rs2))),
});

export const binvi = defineInsn({
  mnemonic: 'binvi',
  spec: SPEC,
  encodings: [shiftType({ opcode: OP_IMM, funct3: 0b001, funct6: 0b011010 })],
  execute: (m, { rd, rs1, imm }) => m.writeX(rd, invert(m, m.readX(rs1), m.imm(imm))),
});

export const bset = defineInsn({
  mnemonic: 'bset',
  spec: SPEC,
  encodings: [rType({ opcode: OP, funct3: 0b001, funct7: 0b0010100 })],
  execute: (m, { rd, rs1, rs2 }) => m.writeX(rd, set(m, m.readX(rs1), m.readX(rs2))),
});

export const bseti = defineInsn({
  mnemonic: 'bseti',
  spec: SPEC,
  encodings: [shiftType({ opcode: OP_IMM, funct3: 0b001, funct6: 0b001010 })],
  execute: (m, { rd, rs1, imm }) => m.writeX(rd, set(m, m.readX(rs1), m.imm(imm))),
});
