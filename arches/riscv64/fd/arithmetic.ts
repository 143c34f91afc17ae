/** Computation of F and D with one rounding mode and one or two operands, and the smaller and larger of two. */
import type { Helper } from '#core/isa/semantics.ts';
import { rmType, rmUnaryType, rType } from '../formats.ts';
import { defineInsn } from '../vocabulary.ts';
import { double, OP_FP, type Precision, roundingMode, single } from './float.ts';

const computation = (p: Precision, name: string, funct5: number, helper: Helper) =>
  defineInsn({
    mnemonic: `${name}.${p.suffix}`,
    spec: p.spec.computation,
    encodings: [rmType({ opcode: OP_FP, funct7: (funct5 << 2) | p.fmt })],
    execute: (m, { rd, rs1, rs2, rm }) => {
      const mode = roundingMode(m, rm);
      p.write(m, rd, m.call(helper, p.read(m, rs1), p.read(m, rs2), mode));
    },
  });

const fadd = (p: Precision) => computation(p, 'fadd', 0b00000, p.operations.add);
const fsub = (p: Precision) => computation(p, 'fsub', 0b00001, p.operations.sub);
const fmul = (p: Precision) => computation(p, 'fmul', 0b00010, p.operations.mul);
const fdiv = (p: Precision) => computation(p, 'fdiv', 0b00011, p.operations.div);

const fsqrt = (p: Precision) =>
  defineInsn({
    mnemonic: `fsqrt.${p.suffix}`,
    spec: p.spec.computation,
    encodings: [rmUnaryType({ opcode: OP_FP, funct7: (0b01011 << 2) | p.fmt, rs2: 0 })],
    execute: (m, { rd, rs1, rm }) => {
      const mode = roundingMode(m, rm);
      p.write(m, rd, m.call(p.operations.sqrt, p.read(m, rs1), mode));
    },
  });

/** "the result is the non-NaN operand", and −0.0 is less than +0.0. */
const extremum = (p: Precision, name: string, funct3: number, helper: Helper) =>
  defineInsn({
    mnemonic: `${name}.${p.suffix}`,
    spec: p.spec.computation,
    encodings: [rType({ opcode: OP_FP, funct3, funct7: (0b00101 << 2) | p.fmt })],
    execute: (m, { rd, rs1, rs2 }) => p.write(m, rd, m.call(helper, p.read(m, rs1), p.read(m, rs2))),
  });

const fmin = (p: Precision) => extremum(p, 'fmin', 0b000, p.operations.minimumNumber);
const fmax = (p: Precision) => extremum(p, 'fmax', 0b001, p.operations.maximumNumber);

export const floatArithmetic = [single, double].flatMap((p) => [fadd(p), fsub(p), fmul(p), fdiv(p), fsqrt(p), fmin(p), fmax(p)]);
