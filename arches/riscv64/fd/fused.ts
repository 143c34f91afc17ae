/** Multiplication and addition with one rounding. ∞ × 0 is invalid even if what is added is a quiet NaN. */
import type { Computation } from '#core/isa/semantics.ts';
import { r4Type } from '../formats.ts';
import { defineInsn } from '../vocabulary.ts';
import { double, negate, type Precision, roundingMode, single } from './float.ts';

const MADD = 0b1000011;
const MSUB = 0b1000111;
const NMSUB = 0b1001011;
const NMADD = 0b1001111;

/** What is negated before the one rounding. The sign of a NaN does not matter: the result is the canonical one. */
interface Negation {
  readonly product: boolean;
  readonly addend: boolean;
}

const fused = (p: Precision, name: string, opcode: number, negated: Negation) => {
  const negateIf = <V>(m: Computation<V>, isNegated: boolean, value: V): V => (isNegated ? negate(m, p.format, value) : value);
  return defineInsn({
    mnemonic: `${name}.${p.suffix}`,
    spec: p.spec.computation,
    encodings: [r4Type({ opcode, fmt: p.fmt })],
    execute: (m, { rd, rs1, rs2, rs3, rm }) => {
      const mode = roundingMode(m, rm);
      const multiplicand = negateIf(m, negated.product, p.read(m, rs1));
      const addend = negateIf(m, negated.addend, p.read(m, rs3));
      p.write(m, rd, m.call(p.operations.mulAdd, multiplicand, p.read(m, rs2), addend, mode));
    },
  });
};

/** (rs1 × rs2) + rs3 */
const fmadd = (p: Precision) => fused(p, 'fmadd', MADD, { product: false, addend: false });
/** (rs1 × rs2) − rs3 */
const fmsub = (p: Precision) => fused(p, 'fmsub', MSUB, { product: false, addend: true });
/** −(rs1 × rs2) + rs3 */
const fnmsub = (p: Precision) => fused(p, 'fnmsub', NMSUB, { product: true, addend: false });
/** −(rs1 × rs2) − rs3 */
const fnmadd = (p: Precision) => fused(p, 'fnmadd', NMADD, { product: true, addend: true });

export const floatFused = [single, double].flatMap((p) => [fmadd(p), fmsub(p), fnmsub(p), fnmadd(p)]);
