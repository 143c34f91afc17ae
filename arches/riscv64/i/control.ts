/** RV64I control transfer. With IALIGN = 16 (the C extension) every even target is aligned. */
import * as c from '../c/formats.ts';
import { bType, iType, jType } from '../formats.ts';
import { defineInsn } from '../vocabulary.ts';

const BRANCH = 0b1100011;
const JALR = 0b1100111;
const JAL = 0b1101111;

export const beq = defineInsn({
  mnemonic: 'beq',
  spec: 'unpriv: Conditional Branches',
  encodings: [bType({ opcode: BRANCH, funct3: 0b000 }), c.cBeqz],
  endsBlock: true,
  execute: (m, { rs1, rs2, imm }) => m.branch(m.eq(m.readX(rs1), m.readX(rs2)), m.add(m.pc, m.imm(imm))),
});

export const bne = defineInsn({
  mnemonic: 'bne',
  spec: 'unpriv: Conditional Branches',
  encodings: [bType({ opcode: BRANCH, funct3: 0b001 }), c.cBnez],
  endsBlock: true,
  execute: (m, { rs1, rs2, imm }) => m.branch(m.ne(m.readX(rs1), m.readX(rs2)), m.add(m.pc, m.imm(imm))),
});

export const blt = defineInsn({
  mnemonic: 'blt',
  spec: 'unpriv: Conditional Branches',
  encodings: [bType({ opcode: BRANCH, funct3: 0b100 })],
  endsBlock: true,
  execute: (m, { rs1, rs2, imm }) => m.branch(m.lts(m.readX(rs1), m.readX(rs2)), m.add(m.pc, m.imm(imm))),
});

export const bge = defineInsn({
  mnemonic: 'bge',
  spec: 'unpriv: Conditional Branches',
  encodings: [bType({ opcode: BRANCH, funct3: 0b101 })],
  endsBlock: true,
  execute: (m, { rs1, rs2, imm }) => m.branch(m.eq(m.lts(m.readX(rs1), m.readX(rs2)), m.const64(0n)), m.add(m.pc, m.imm(imm))),
});

export const bltu = defineInsn({
  mnemonic: 'bltu',
  spec: 'unpriv: Conditional Branches',
  encodings: [bType({ opcode: BRANCH, funct3: 0b110 })],
  endsBlock: true,
  execute: (m, { rs1, rs2, imm }) => m.branch(m.ltu(m.readX(rs1), m.readX(rs2)), m.add(m.pc, m.imm(imm))),
});

export const bgeu = defineInsn({
  mnemonic: 'bgeu',
  spec: 'unpriv: Conditional Branches',
  encodings: [bType({ opcode: BRANCH, funct3: 0b111 })],
  endsBlock: true,
  execute: (m, { rs1, rs2, imm }) => m.branch(m.eq(m.ltu(m.readX(rs1), m.readX(rs2)), m.const64(0n)), m.add(m.pc, m.imm(imm))),
});

export const jal = defineInsn({
  mnemonic: 'jal',
  spec: 'unpriv: Unconditional Jumps',
  encodings: [jType({ opcode: JAL }), c.cJ],
  endsBlock: true,
  execute: (m, { rd, imm }) => {
    m.writeX(rd, m.followingPc);
    m.jump(m.add(m.pc, m.imm(imm)));
  },
});

export const jalr = defineInsn({
  mnemonic: 'jalr',
  spec: 'unpriv: Unconditional Jumps',
  encodings: [iType({ opcode: JALR, funct3: 0b000 }), c.cJr, c.cJalr],
  endsBlock: true,
  execute: (m, { rd, rs1, imm }) => {
    const base = m.readX(rs1); // before rd, which may be the same register
    m.writeX(rd, m.followingPc);
    m.jump(m.and(m.add(base, m.imm(imm)), m.const64(~1n)));
  },
});
