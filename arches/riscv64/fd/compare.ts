/** Comparisons and classification of F and D. Their results go to x registers. */
import type { Computation, Helper } from '#core/isa/semantics.ts';
import type { FloatFormat } from '#core/softfloat/format.ts';
import * as ieee from '#core/softfloat/format.ts';
import { rType, unaryType } from '../formats.ts';
import { defineInsn } from '../vocabulary.ts';
import { double, OP_FP, type Precision, single } from './float.ts';

const comparison = (p: Precision, name: string, funct3: number, helper: Helper) =>
  defineInsn({
    mnemonic: `${name}.${p.suffix}`,
    spec: p.spec.compare,
    encodings: [rType({ opcode: OP_FP, funct3, funct7: (0b10100 << 2) | p.fmt })],
    execute: (m, { rd, rs1, rs2 }) => m.writeX(rd, m.call(helper, p.read(m, rs1), p.read(m, rs2))),
  });

const feq = (p: Precision) => comparison(p, 'feq', 0b010, p.operations.isEqual);
const flt = (p: Precision) => comparison(p, 'flt', 0b001, p.operations.isLess);
const fle = (p: Precision) => comparison(p, 'fle', 0b000, p.operations.isLessOrEqual);

/**
 * One bit, by class: 0 −∞, 1 negative normal, 2 negative subnormal, 3 −0, 4 +0, 5 positive subnormal, 6 positive normal, 7 +∞,
 * 8 signaling NaN, 9 quiet NaN.
 */
function classify<V>(m: Computation<V>, format: FloatFormat, a: V): V {
  const zero = m.const64(0n);
  const magnitude = ieee.magnitudeOf(m, format, a);
  const isNormalOrMore = m.ne(ieee.exponentOf(m, format, a), zero);
  const isInfinite = m.eq(magnitude, m.const64(format.infinity));
  /** 0 zero, 1 subnormal, 2 normal, 3 infinite. */
  const rank = m.add(m.add(m.ne(magnitude, zero), isNormalOrMore), isInfinite);
  const isNegative = m.ne(ieee.signOf(m, format, a), zero);
  const number = m.select(isNegative, m.sub(m.const64(3n), rank), m.add(m.const64(4n), rank));
  const nan = m.sub(m.const64(9n), ieee.isSignaling(m, format, a));
  return m.sll(m.const64(1n), m.select(ieee.isNan(m, format, a), nan, number));
}

const fclass = (p: Precision) =>
  defineInsn({
    mnemonic: `fclass.${p.suffix}`,
    spec: p.spec.classify,
    encodings: [unaryType({ opcode: OP_FP, funct3: 0b001, funct12: ((0b11100 << 2) | p.fmt) << 5 })],
    execute: (m, { rd, rs1 }) => m.writeX(rd, classify(m, p.format, p.read(m, rs1))),
  });

export const floatComparisons = [single, double].flatMap((p) => [feq(p), flt(p), fle(p), fclass(p)]);
