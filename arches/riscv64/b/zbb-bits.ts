/** Zbb: logic with negation, counting, minimum and maximum, extension, and bytes. */
import { type Arithmetic, type Computation, defineHelper } from '#core/isa/semantics.ts';
import { rType, unaryType } from '../formats.ts';
import { defineInsn } from '../vocabulary.ts';

const OP = 0b0110011;
const OP_32 = 0b0111011;
const OP_IMM = 0b0010011;
const OP_IMM_32 = 0b0011011;
const SPEC = 'unpriv: Zbb: Basic Bit-Manipulation';

const not = <V>(m: Arithmetic<V>, value: V): V => m.xor(value, m.const64(-1n));

export const andn = defineInsn({
  mnemonic: 'andn',
  spec: SPEC,
  encodings: [rType({ opcode: OP, funct3: 0b111, funct7: 0b0100000 })],
  execute: (m, { rd, rs1, rs2 }) => m.writeX(rd, m.and(m.readX(rs1), not(m, m.readX(rs2)))),
});

export const orn = defineInsn({
  mnemonic: 'orn',
  spec: SPEC,
  encodings: [rType({ opcode: OP, funct3: 0b110, funct7: 0b0100000 })],
  execute: (m, { rd, rs1, rs2 }) => m.writeX(rd, m.or(m.readX(rs1), not(m, m.readX(rs2)))),
});

export const xnor = defineInsn({
  mnemonic: 'xnor',
  spec: SPEC,
  encodings: [rType({ opcode: OP, funct3: 0b100, funct7: 0b0100000 })],
  execute: (m, { rd, rs1, rs2 }) => m.writeX(rd, not(m, m.xor(m.readX(rs1), m.readX(rs2)))),
});

export const clz = defineInsn({
  mnemonic: 'clz',
  spec: SPEC,
  encodings: [unaryType({ opcode: OP_IMM, funct3: 0b001, funct12: 0x600 })],
  execute: (m, { rd, rs1 }) => m.writeX(rd, m.clz(m.readX(rs1))),
});

export const ctz = defineInsn({
  mnemonic: 'ctz',
  spec: SPEC,
  encodings: [unaryType({ opcode: OP_IMM, funct3: 0b001, funct12: 0x601 })],
  execute: (m, { rd, rs1 }) => m.writeX(rd, m.ctz(m.readX(rs1))),
});

export const cpop = defineInsn({
  mnemonic: 'cpop',
  spec: SPEC,
  encodings: [unaryType({ opcode: OP_IMM, funct3: 0b001, funct12: 0x602 })],
  execute: (m, { rd, rs1 }) => m.writeX(rd, m.popcnt(m.readX(rs1))),
});

export const clzw = defineInsn({
  mnemonic: 'clzw',
  spec: SPEC,
  encodings: [unaryType({ opcode: OP_IMM_32, funct3: 0b001, funct12: 0x600 })],
  execute: (m, { rd, rs1 }) => m.writeX(rd, m.sub(m.clz(m.zext32(m.readX(rs1))), m.const64(32n))),
});

export const ctzw = defineInsn({
  mnemonic: 'ctzw',
  spec: SPEC,
  encodings: [unaryType({ opcode: OP_IMM_32, funct3: 0b001, funct12: 0x601 })],
  execute: (m, { rd, rs1 }) => m.writeX(rd, m.ctz(m.or(m.readX(rs1), m.const64(1n << 32n)))),
});

export const cpopw = defineInsn({
  mnemonic: 'cpopw',
  spec: SPEC,
  encodings: [unaryType({ opcode: OP_IMM_32, funct3: 0b001, funct12: 0x602 })],
  execute: (m, { rd, rs1 }) => m.writeX(rd, m.popcnt(m.zext32(m.readX(rs1)))),
});

export const max = defineInsn({
  mnemonic: 'max',
  spec: SPEC,
  encodings: [rType({ opcode: OP, funct3: 0b110, funct7: 0b0000101 })],
  execute: (m, { rd, rs1, rs2 }) => {
    const [a, b] = [m.readX(rs1), m.readX(rs2)];
    m.writeX(rd, m.select(m.lts(a, b), b, a));
  },
});

export const maxu = defineInsn({
  mnemonic: 'maxu',
  spec: SPEC,
  encodings: [rType({ opcode: OP, funct3: 0b111, funct7: 0b0000101 })],
  execute: (m, { rd, rs1, rs2 }) => {
    const [a, b] = [m.readX(rs1), m.readX(rs2)];
    m.writeX(rd, m.select(m.ltu(a, b), b, a));
  },
});

export const min = defineInsn({
  mnemonic: 'min',
  spec: SPEC,
  encodings: [rType({ opcode: OP, funct3: 0b100, funct7: 0b0000101 })],
  execute: (m, { rd, rs1, rs2 }) => {
    const [a, b] = [m.readX(rs1), m.readX(rs2)];
    m.writeX(rd, m.select(m.lts(a, b), a, b));
  },
});

export const minu = defineInsn({
  mnemonic: 'minu',
  spec: SPEC,
  encodings: [rType({ opcode: OP, funct3: 0b101, funct7: 0b0000101 })],
  execute: (m, { rd, rs1, rs2 }) => {
    const [a, b] = [m.readX(rs1), m.readX(rs2)];
    m.writeX(rd, m.select(m.ltu(a, b), a, b));
  },
});

export const sextB = defineInsn({
  mnemonic: 'sext.b',
  spec: SPEC,
  encodings: [unaryType({ opcode: OP_IMM, funct3: 0b001, funct12: 0x604 })],
  execute: (m, { rd, rs1 }) => m.writeX(rd, m.sext8(m.readX(rs1))),
});

export const sextH = defineInsn({
  mnemonic: 'sext.h',
  spec: SPEC,
  encodings: [unaryType({ opcode: OP_IMM, funct3: 0b001, funct12: 0x605 })],
  execute: (m, { rd, rs1 }) => m.writeX(rd, m.sext16(m.readX(rs1))),
});

export const zextH = defineInsn({
  mnemonic: 'zext.h',
  spec: SPEC,
  encodings: [unaryType({ opcode: OP_32, funct3: 0b100, funct12: 0x080 })],
  execute: (m, { rd, rs1 }) => m.writeX(rd, m.and(m.readX(rs1), m.const64(0xffffn))),
});

/** Swaps neighbours of `width` bits; `mask` has ones in every second of them, from the lowest. */
const swapNeighbours = <V>(m: Arithmetic<V>, value: V, width: bigint, mask: bigint): V => {
  const down = m.and(m.srl(value, m.const64(width)), m.const64(mask));
  const up = m.sll(m.and(value, m.const64(mask)), m.const64(width));
  return m.or(down, up);
};

const reverseBytes = defineHelper({
  name: 'reverseBytes',
  parameterCount: 1,
  compute: <V>(m: Computation<V>, value: V): V => {
    const inHalfwords = swapNeighbours(m, value, 8n, 0x00ff_00ff_00ff_00ffn);
    const inWords = swapNeighbours(m, inHalfwords, 16n, 0x0000_ffff_0000_ffffn);
    return m.rotr(inWords, m.const64(32n));
  },
});

const combineBytes = defineHelper({
  name: 'combineBytes',
  parameterCount: 1,
  compute: <V>(m: Computation<V>, value: V): V => {
    // What spills over from the byte above lands in bits that the mask drops.
    const fours = m.or(value, m.and(m.srl(value, m.const64(4n)), m.const64(0x0f0f_0f0f_0f0f_0f0fn)));
    const twos = m.or(fours, m.and(m.srl(fours, m.const64(2n)), m.const64(0x3333_3333_3333_3333n)));
    const ones = m.or(twos, m.and(m.srl(twos, m.const64(1n)), m.const64(0x5555_5555_5555_5555n)));
    return m.mul(m.and(ones, m.const64(0x0101_0101_0101_0101n)), m.const64(0xffn));
  },
});

export const rev8 = defineInsn({
  mnemonic: 'rev8',
  spec: SPEC,
  encodings: [unaryType({ opcode: OP_IMM, funct3: 0b101, funct12: 0x6b8 })],
  execute: (m, { rd, rs1 }) => m.writeX(rd, m.call(reverseBytes, m.readX(rs1))),
});

/** Each byte with any bit set becomes all ones. */
export const orcB = defineInsn({
  mnemonic: 'orc.b',
  spec: SPEC,
  encodings: [unaryType({ opcode: OP_IMM, funct3: 0b101, funct12: 0x287 })],
  execute: (m, { rd, rs1 }) => m.writeX(rd, m.call(combineBytes, m.readX(rs1))),
});
