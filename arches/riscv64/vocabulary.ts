/**
 * The words that RISC-V adds to the shared vocabulary: its register files, and what every write to one of them implies.
 * Instructions of this folder are defined with the `defineInsn` of this file.
 */
import type { Encoding, Fields, Insn, Operands } from '#core/isa/insn.ts';
import type { Computation, Semantics } from '#core/isa/semantics.ts';
import * as status from './csr/status.ts';
import { layout } from './layout.ts';

/** priv: Extension Context Status in mstatus Register. FS = Dirty, and SD, which says that one of FS, VS and XS is. */
const DIRTY = status.SD | BigInt(status.FS);

/** unpriv: NaN Boxing of Narrower Values. */
const BOX = 0xffff_ffff_0000_0000n;
const CANONICAL_NAN_F32 = 0x7fc0_0000n;

export interface RiscvSemantics<V, O> extends Semantics<V, O> {
  readX(operand: O): V;
  /** A write to x0 is dropped. */
  writeX(operand: O, value: V): void;
  /** All 64 bits of an f register. */
  readF(operand: O): V;
  /** Writes all 64 bits of an f register, and marks FS dirty. */
  writeF(operand: O, value: V): void;
  /** A single-precision value, zero-extended; the canonical NaN when the register does not hold a boxed one. */
  readF32(operand: O): V;
  /** Writes the low 32 bits of `value`, boxed, and marks FS dirty. */
  writeF32(operand: O, value: V): void;
  /** Sets FS of mstatus to Dirty, and SD, and with V=1 those of vsstatus. For what changes `fflags` or `frm` without writing an f register. */
  markFsDirty(): void;
}

/**
 * {@link RiscvSemantics.markFsDirty}, for helpers. "Modifying the floating-point state when V=1 causes both fields to be set to 3
 * (Dirty)". A branch that is hardly ever taken costs less here than a mask of all ones or zeros.
 */
export function markFsDirty<V>(m: Computation<V>): void {
  const dirty = m.const64(DIRTY);
  m.writeField(layout.mstatus, m.or(m.readField(layout.mstatus), dirty));
  m.if(m.readField(layout.virtualized), () => m.writeField(layout.vsstatus, m.or(m.readField(layout.vsstatus), dirty)));
}

/** The single-precision value in the low half of `register`, zero-extended; the canonical NaN when it is not boxed. */
export function unboxF32<V>(m: Computation<V>, register: V): V {
  const isBoxed = m.eq(m.and(register, m.const64(BOX)), m.const64(BOX));
  return m.select(isBoxed, m.zext32(register), m.const64(CANONICAL_NAN_F32));
}

export function boxF32<V>(m: Computation<V>, value: V): V {
  return m.or(value, m.const64(BOX));
}

/** Inherits from `m` rather than copying it: `pc` is a getter in the evaluator. */
function extend<V, O>(m: Semantics<V, O>): RiscvSemantics<V, O> {
  const writeF = (operand: O, value: V): void => {
    markFsDirty(m);
    m.writeRegister(layout.f, operand, value);
  };
  const words: Omit<RiscvSemantics<V, O>, keyof Semantics<V, O>> = {
    readX: (operand) => m.readRegister(layout.x, operand),
    writeX: (operand, value) => m.writeRegister(layout.x, operand, value),
    readF: (operand) => m.readRegister(layout.f, operand),
    writeF,
    readF32: (operand) => unboxF32(m, m.readRegister(layout.f, operand)),
    writeF32: (operand, value) => writeF(operand, boxF32(m, value)),
    markFsDirty: () => markFsDirty(m),
  };
  return Object.assign(Object.create(m) as Semantics<V, O>, words);
}

/** A reading makes one `Semantics` and uses it for many instructions. Not architecture, and holds nothing of a hart. */
const extended = new WeakMap<object, unknown>();

function extendOnce<V, O>(m: Semantics<V, O>): RiscvSemantics<V, O> {
  let words = extended.get(m) as RiscvSemantics<V, O> | undefined;
  if (words === undefined) extended.set(m, (words = extend(m)));
  return words;
}

/** {@link Insn}, with an `execute` in RISC-V's words. */
export interface RiscvInsn<F extends Fields> {
  readonly mnemonic: string;
  /** `unpriv: …` or `priv: …`, and the section's title. */
  readonly spec: string;
  /** The 32-bit encoding first, then those of the C extension. All name the same fields in the same order. */
  readonly encodings: readonly Encoding<F>[];
  /** See `Insn`. */
  readonly operands?: F;
  readonly endsBlock?: boolean;
  execute<V, O>(m: RiscvSemantics<V, O>, operands: Operands<F, O>): void;
}

export function defineInsn<F extends Fields>(insn: RiscvInsn<F>): Insn<F> {
  return { ...insn, execute: (m, operands) => insn.execute(extendOnce(m), operands) };
}
