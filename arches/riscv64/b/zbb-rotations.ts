/** Zbb: rotations. */
import type { Arithmetic } from '#core/isa/semantics.ts';
import { rType, shiftType, shiftWordType } from '../formats.ts';
import { defineInsn } from '../vocabulary.ts';

const OP = 0b0110011;
const OP_32 = 0b0111011;
const OP_IMM = 0b0010011;
const OP_IMM_32 = 0b0011011;
const ROTATE = 0b0110000;
const SPEC = 'unpriv: Zbb: Basic Bit-Manipulation';

/** The word twice, so that what leaves at the bottom is what comes in at the top. Rotates by the low five bits. */
function rotateWordRight<V>(m: Arithmetic<V>, value: V, shift: V): V {
  const word = m.zext32(value);
  const twice = m.or(word, m.sll(word, m.const64(32n)));
  return m.sext32(m.srl(twice, m.and(shift, m.const64(31n))));
}

/** To the left by n is to the right by -n: only the low bits of the amount count. */
const negated = <V>(m: Arithmetic<V>, shift: V): V => m.sub(m.const64(0n), shift);

export const rol = defineInsn({
  mnemonic: 'rol',
  spec: SPEC,
  encodings: [rType({ opcode: OP, funct3: 0b001, funct7: ROTATE })],
  execute: (m, { rd, rs1, rs2 }) => m.writeX(rd, m.rotr(m.readX(rs1), negated(m, m.readX(rs2)))),
});

export const ror = defineInsn({
  mnemonic: 'ror',
  spec: SPEC,
  encodings: [rType({ opcode: OP, funct3: 0b101, funct7: ROTATE })],
  execute: (m, { rd, rs1, rs2 }) => m.writeX(rd, m.rotr(m.readX(rs1), m.readX(rs2))),
});

export const rori = defineInsn({
  mnemonic: 'rori',
  spec: SPEC,
  encodings: [shiftType({ opcode: OP_IMM, funct3: 0b101, funct6: 0b011000 })],
  execute: (m, { rd, rs1, imm }) => m.writeX(rd, m.rotr(m.readX(rs1), m.imm(imm))),
});

export const rolw = defineInsn({
  mnemonic: 'rolw',
  spec: SPEC,
  encodings: [rType({ opcode: OP_32, funct3: 0b001, funct7: ROTATE })],
  execute: (m, { rd, rs1, rs2 }) => m.writeX(rd, rotateWordRight(m, m.readX(rs1), negated(m, m.readX(rs2)))),
});

export const rorw = defineInsn({
  mnemonic: 'rorw',
  spec: SPEC,
  encodings: [rType({ opcode: OP_32, funct3: 0b101, funct7: ROTATE })],
  execute: (m, { rd, rs1, rs2 }) => m.writeX(rd, rotateWordRight(m, m.readX(rs1), m.readX(rs2))),
});

export const roriw = defineInsn({
  mnemonic: 'roriw',
  spec: SPEC,
  encodings: [shiftWordType({ opcode: OP_IMM_32, funct3: 0b101, funct7: ROTATE })],
  execute: (m, { rd, rs1, imm }) => m.writeX(rd, rotateWordRight(m, m.readX(rs1), m.imm(imm))),
});
