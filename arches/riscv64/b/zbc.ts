/** Zbc: carry-less multiplication, the product of polynomials over GF(2), of up to 127 bits. */
import { type Computation, defineHelper, type Helper } from '#core/isa/semantics.ts';
import { rType } from '../formats.ts';
import { defineInsn } from '../vocabulary.ts';

const OP = 0b0110011;
const SPEC = 'unpriv: Zbc: Carry-Less Multiplication';

/** Sums `multiplicand` shifted by `shiftOf(i)`, to the left or (negative) to the right, for every bit i that `multiplier` has. */
const sumOfShifts = (name: string, shiftOf: (i: number) => number): Helper =>
  defineHelper({
    name,
    parameterCount: 2,
    compute: <V>(m: Computation<V>, multiplicand: V, multiplier: V): V => {
      let sum = m.const64(0n);
      for (let i = 0; i < 64; i++) {
        const shift = shiftOf(i);
        if (shift <= -64) continue; // All of it is shifted out, but the vocabulary's shifts would not.
        const distance = m.const64(BigInt(Math.abs(shift)));
        const shifted = shift < 0 ? m.srl(multiplicand, distance) : m.sll(multiplicand, distance);
        const isPresent = m.sra(m.sll(multiplier, m.const64(BigInt(63 - i))), m.const64(63n)); // all ones, or zero
        sum = m.xor(sum, m.and(shifted, isPresent));
      }
      return sum;
    },
  });

/** Bits 63:0, 127:64 and 126:63 of the product. */
const low = sumOfShifts('clmul', (i) => i);
const high = sumOfShifts('clmulh', (i) => i - 64);
const reversed = sumOfShifts('clmulr', (i) => i - 63);

export const clmul = defineInsn({
  mnemonic: 'clmul',
  spec: SPEC,
  encodings: [rType({ opcode: OP, funct3: 0b001, funct7: 0b0000101 })],
  execute: (m, { rd, rs1, rs2 }) => m.writeX(rd, m.call(low, m.readX(rs1), m.readX(rs2))),
});

export const clmulh = defineInsn({
  mnemonic: 'clmulh',
  spec: SPEC,
  encodings: [rType({ opcode: OP, funct3: 0b011, funct7: 0b0000101 })],
  execute: (m, { rd, rs1, rs2 }) => m.writeX(rd, m.call(high, m.readX(rs1), m.readX(rs2))),
});

export const clmulr = defineInsn({
  mnemonic: 'clmulr',
  spec: SPEC,
  encodings: [rType({ opcode: OP, funct3: 0b010, funct7: 0b0000101 })],
  execute: (m, { rd, rs1, rs2 }) => m.writeX(rd, m.call(reversed, m.readX(rs1), m.readX(rs2))),
});
