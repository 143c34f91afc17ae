/**
 * The words that A64 adds to the shared vocabulary: its register files, sizes and flags. Instructions of this folder are defined
 * with the `defineInsn` of this file.
 */
import type { Encoding, Fields, Insn, Operands } from '#core/isa/insn.ts';
import type { Semantics } from '#core/isa/semantics.ts';
import { layout, xsp } from './layout.ts';
import type { DataSize } from './operands.ts';

export interface A64Semantics<V, O> extends Semantics<V, O> {
  /** A general register, zero-extended from the data size; register 31 is zero. */
  readX(size: DataSize, operand: O): V;
  /** Writes the low bits of `value` that are of the data size, and zeros above. A write to register 31 is dropped. */
  writeX(size: DataSize, operand: O, value: V): void;
  /** The same for an operand that may be the stack pointer (`registerOrSp`). */
  readXsp(size: DataSize, operand: O): V;
  writeXsp(size: DataSize, operand: O, value: V): void;
  /** PSTATE.<N,Z,C,V> as a number: see `flags.ts`. */
  readFlags(): V;
  writeFlags(flags: V): void;
  /** 1 when the flags are in a set of `CONDITIONS`. */
  holds(condition: V): V;
}

/** Inherits from `m` rather than copying it: `pc` is a getter in the evaluator. */
function extend<V, O>(m: Semantics<V, O>): A64Semantics<V, O> {
  const truncated = (size: DataSize, value: V): V => (size === 64 ? value : m.zext32(value));
  const words: Omit<A64Semantics<V, O>, keyof Semantics<V, O>> = {
    readX: (size, operand) => truncated(size, m.readRegister(layout.x, operand)),
    writeX: (size, operand, value) => m.writeRegister(layout.x, operand, truncated(size, value)),
    readXsp: (size, operand) => truncated(size, m.readRegister(xsp, operand)),
    writeXsp: (size, operand, value) => m.writeRegister(xsp, operand, truncated(size, value)),
    readFlags: () => m.readField(layout.NZCV),
    writeFlags: (flags) => m.writeField(layout.NZCV, flags),
    holds: (condition) => m.and(m.srl(condition, m.readField(layout.NZCV)), m.const64(1n)),
  };
  return Object.assign(Object.create(m) as Semantics<V, O>, words);
}

/** A reading makes one `Semantics` and uses it for many instructions. Not architecture, and holds nothing of a PE. */
const extended = new WeakMap<object, unknown>();

function extendOnce<V, O>(m: Semantics<V, O>): A64Semantics<V, O> {
  let words = extended.get(m) as A64Semantics<V, O> | undefined;
  if (words === undefined) extended.set(m, (words = extend(m)));
  return words;
}

/** {@link Insn}, with an `execute` in A64's words. */
export interface A64Insn<F extends Fields> {
  /** As in the manual. Several definitions may share one: the formats of their encodings tell them apart. */
  readonly mnemonic: string;
  /** `arm: …`, and the title of the manual's page. */
  readonly spec: string;
  /** All name the same fields in the same order. */
  readonly encodings: readonly Encoding<F>[];
  /** See `Insn`. */
  readonly operands?: F;
  readonly endsBlock?: boolean;
  execute<V, O>(m: A64Semantics<V, O>, operands: Operands<F, O>): void;
}

export function defineInsn<F extends Fields>(insn: A64Insn<F>): Insn<F> {
  return { ...insn, execute: (m, operands) => insn.execute(extendOnce(m), operands) };
}
