/** The arithmetic of F and D: IEEE 754 with what RISC-V decides, and what the instructions of one precision share. */
import type { Computation } from '#core/isa/semantics.ts';
import { F32, F64, type FloatFormat } from '#core/softfloat/format.ts';
import type { FloatRules } from '#core/softfloat/rules.ts';
import { defineSoftFloat, type FloatOperations } from '#core/softfloat/softfloat.ts';
import { layout } from '../layout.ts';
import { illegalInstruction } from '../priv/services.ts';
import { markFsDirty, type RiscvSemantics } from '../vocabulary.ts';

/** unpriv: NaN Generation and Propagation. Positive, quiet, and all else zero. */
const canonicalNan = (format: FloatFormat) => format.infinity | format.quietBit;

/** The bits of `exception` are those of fflags: NX, UF, OF, DZ, NV. unpriv: Floating-Point Control and Status Register. */
const rules: FloatRules = {
  raise: (m, exceptions) => {
    m.writeField(layout.fflags, m.or(m.readField(layout.fflags), m.const64(BigInt(exceptions))));
    markFsDirty(m);
  },
  tininess: 'afterRounding',
  defaultNan: canonicalNan,
  propagateNan: (m, format) => m.const64(canonicalNan(format)),
  convertNan: (m, _, to) => m.const64(canonicalNan(to)),
  /** unpriv: Single-Precision Floating-Point Conversion and Move Instructions, the table of ranges. NaNs convert as +∞ does. */
  invalidInteger: (m, { isSigned, width }, { isNan, isNegative }) => {
    const largest = (1n << BigInt(isSigned ? width - 1 : width)) - 1n;
    const smallest = isSigned ? BigInt.asUintN(64, -largest - 1n) : 0n;
    const isSmallest = m.and(isNegative, m.eq(isNan, m.const64(0n)));
    return m.select(isSmallest, m.const64(smallest), m.const64(largest));
  },
};

export const softFloat = defineSoftFloat(rules);

/** One precision: S or D. */
export interface Precision {
  /** The end of mnemonics. */
  readonly suffix: 's' | 'd';
  /** The field `fmt`, in the low bits of funct7. */
  readonly fmt: number;
  /** Sections of the manual. */
  readonly spec: { readonly [Subject in Section]: string };
  readonly format: FloatFormat;
  readonly operations: FloatOperations;
  /** Reads an f register: zero-extended, and the canonical NaN when it does not hold this precision. */
  read<V, O>(m: RiscvSemantics<V, O>, operand: O): V;
  write<V, O>(m: RiscvSemantics<V, O>, operand: O, value: V): void;
}

type Section = 'loadStore' | 'computation' | 'conversion' | 'compare' | 'classify';

export const single: Precision = {
  suffix: 's',
  fmt: 0b00,
  spec: {
    loadStore: 'unpriv: Single-Precision Load and Store Instructions',
    computation: 'unpriv: Single-Precision Floating-Point Computational Instructions',
    conversion: 'unpriv: Single-Precision Floating-Point Conversion and Move Instructions',
    compare: 'unpriv: Single-Precision Floating-Point Compare Instructions',
    classify: 'unpriv: Single-Precision Floating-Point Classify Instruction',
  },
  format: F32,
  operations: softFloat.f32,
  read: (m, operand) => m.readF32(operand),
  write: (m, operand, value) => m.writeF32(operand, value),
};

export const double: Precision = {
  suffix: 'd',
  fmt: 0b01,
  spec: {
    loadStore: 'unpriv: Double-Precision Load and Store Instructions',
    computation: 'unpriv: Double-Precision Floating-Point Computational Instructions',
    conversion: 'unpriv: Double-Precision Floating-Point Conversion and Move Instructions',
    compare: 'unpriv: Double-Precision Floating-Point Compare Instructions',
    classify: 'unpriv: Double-Precision Floating-Point Classify Instruction',
  },
  format: F64,
  operations: softFloat.f64,
  read: (m, operand) => m.readF(operand),
  write: (m, operand, value) => m.writeF(operand, value),
};

/** Major opcode of all but loads, stores and fused operations. */
export const OP_FP = 0b1010011;

const DYN = 0b111;
const RMM = 0b100;

/**
 * The rounding mode of an instruction, which traps if it is a reserved one. An instruction whose result is exact has a mode as well.
 * A reserved mode in `rm` itself does not decode. unpriv: Floating-Point Control and Status Register.
 */
export function roundingMode<V, O>(m: RiscvSemantics<V, O>, rm: O): V {
  const stated = m.imm(rm);
  const mode = m.select(m.eq(stated, m.const64(BigInt(DYN))), m.readField(layout.frm), stated);
  m.if(m.ltu(m.const64(BigInt(RMM)), mode), () => m.serve(illegalInstruction));
  return mode;
}

/** The negative of a number; of a NaN the NaN with the other sign. */
export function negate<V>(m: Computation<V>, format: FloatFormat, value: V): V {
  return m.xor(value, m.const64(format.signMask));
}
