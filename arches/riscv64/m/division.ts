/**
 * The M extension: division. It never traps: a division by zero gives a quotient of all ones and the dividend as the remainder;
 * the overflow of -2^63 / -1 gives the dividend and no remainder.
 */
import type { Arithmetic } from '#core/isa/semantics.ts';
import { rType } from '../formats.ts';
import { defineInsn } from '../vocabulary.ts';

const OP = 0b0110011;
const OP_32 = 0b0111011;
const MULDIV = 0b0000001;
const SPEC = 'unpriv: Division Operations';

type Operation<V> = (a: V, b: V) => V;

const isZero = <V>(m: Arithmetic<V>, a: V): V => m.eq(a, m.const64(0n));

/** Divides by 1 instead, and then forgets it. */
function quotient<V>(m: Arithmetic<V>, divide: Operation<V>, dividend: V, divisor: V): V {
  const safe = m.select(isZero(m, divisor), m.const64(1n), divisor);
  return m.select(isZero(m, divisor), m.const64(-1n), divide(dividend, safe));
}

function remainder<V>(m: Arithmetic<V>, divide: Operation<V>, dividend: V, divisor: V): V {
  const safe = m.select(isZero(m, divisor), m.const64(1n), divisor);
  return m.select(isZero(m, divisor), dividend, divide(dividend, safe));
}

/** The divisor, or 1 where the quotient would be 2^63: dividing by 1 gives what the overflow should. */
function withoutOverflow<V>(m: Arithmetic<V>, dividend: V, divisor: V): V {
  const overflows = m.and(m.eq(dividend, m.const64(-(2n ** 63n))), m.eq(divisor, m.const64(-1n)));
  return m.select(overflows, m.const64(1n), divisor);
}

export const div = defineInsn({
  mnemonic: 'div',
  spec: SPEC,
  encodings: [rType({ opcode: OP, funct3: 0b100, funct7: MULDIV })],
  execute: (m, { rd, rs1, rs2 }) => {
    const dividend = m.readX(rs1);
    m.writeX(rd, quotient(m, m.divs, dividend, withoutOverflow(m, dividend, m.readX(rs2))));
  },
});

export const rem = defineInsn({
  mnemonic: 'rem',
  spec: SPEC,
  encodings: [rType({ opcode: OP, funct3: 0b110, funct7: MULDIV })],
  execute: (m, { rd, rs1, rs2 }) => {
    const dividend = m.readX(rs1);
    m.writeX(rd, remainder(m, m.rems, dividend, withoutOverflow(m, dividend, m.readX(rs2))));
  },
});

export const divu = defineInsn({
  mnemonic: 'divu',
  spec: SPEC,
  encodings: [rType({ opcode: OP, funct3: 0b101, funct7: MULDIV })],
  execute: (m, { rd, rs1, rs2 }) => m.writeX(rd, quotient(m, m.divu, m.readX(rs1), m.readX(rs2))),
});

export const remu = defineInsn({
  mnemonic: 'remu',
  spec: SPEC,
  encodings: [rType({ opcode: OP, funct3: 0b111, funct7: MULDIV })],
  execute: (m, { rd, rs1, rs2 }) => m.writeX(rd, remainder(m, m.remu, m.readX(rs1), m.readX(rs2))),
});

export const divw = defineInsn({
  mnemonic: 'divw',
  spec: SPEC,
  encodings: [rType({ opcode: OP_32, funct3: 0b100, funct7: MULDIV })],
  execute: (m, { rd, rs1, rs2 }) => m.writeX(rd, m.sext32(quotient(m, m.divs, m.sext32(m.readX(rs1)), m.sext32(m.readX(rs2))))),
});

export const remw = defineInsn({
  mnemonic: 'remw',
  spec: SPEC,
  encodings: [rType({ opcode: OP_32, funct3: 0b110, funct7: MULDIV })],
  execute: (m, { rd, rs1, rs2 }) => m.writeX(rd, m.sext32(remainder(m, m.rems, m.sext32(m.readX(rs1)), m.sext32(m.readX(rs2))))),
});

export const divuw = defineInsn({
  mnemonic: 'divuw',
  spec: SPEC,
  encodings: [rType({ opcode: OP_32, funct3: 0b101, funct7: MULDIV })],
  execute: (m, { rd, rs1, rs2 }) => m.writeX(rd, m.sext32(quotient(m, m.divu, m.zext32(m.readX(rs1)), m.zext32(m.readX(rs2))))),
});

export const remuw = defineInsn({
  mnemonic: 'remuw',
  spec: SPEC,
  encodings: [rType({ opcode: OP_32, funct3: 0b111, funct7: MULDIV })],
  execute: (m, { rd, rs1, rs2 }) => m.writeX(rd, m.sext32(remainder(m, m.remu, m.zext32(m.readX(rs1)), m.zext32(m.readX(rs2))))),
});
