/**
 * The words that A64 adds to the shared vocabulary: its register files, sizes and flags. Instructions of this folder are defined
 * with the `defineInsn` of this file.
 */
import type { Encoding, Fields, Insn, Operands } from '#core/isa/insn.ts';
import type { Arithmetic, Semantics } from '#core/isa/semantics.ts';
import { layout, xsp } from './layout.ts';
import type { DataSize } from './operands.ts';

/** Bits of a scalar in a V register, or of a lane of one: B, H, S and D. */
export type LaneSize = 8 | 16 | 32 | 64;

/** The 128 bits of a V register: bits 63:0 and 127:64. */
export interface Vector<V> {
  readonly low: V;
  readonly high: V;
}

export type Half = keyof Vector<unknown>;

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
  readV(operand: O): Vector<V>;
  writeV(operand: O, value: Vector<V>): void;
  /** The low `size` bits of a V register, zero-extended. */
  readScalar(size: LaneSize, operand: O): V;
  /** Writes the low `size` bits of `value`, and zeros above, to a V register. */
  writeScalar(size: LaneSize, operand: O, value: V): void;
  /** Lane `index` of a V register, zero-extended. What is above the bits of an index that count is ignored. */
  readLane(size: LaneSize, operand: O, index: V): V;
  /** Writes the low `size` bits of `value` to a lane; the others stay. */
  writeLane(size: LaneSize, operand: O, index: V, value: V): void;
  /**
   * Computes a V register by halves and writes it when both are known: the upper only where operand `q` is 1, and zeros where it is 0. So what
   * `compute` does besides (exceptions, saturation) it does for lanes that there are.
   */
  writeHalves(q: O, operand: O, compute: (half: Half) => V): void;
}

/** `value` with zeros above its low `size` bits. */
export function truncatedTo<V>(m: Arithmetic<V>, size: LaneSize, value: V): V {
  if (size === 64) return value;
  return size === 32 ? m.zext32(value) : m.and(value, m.const64((1n << BigInt(size)) - 1n));
}

/** Of the index of a lane: how far its half is to be shifted, and the number of the half. */
function placeOf<V>(m: Arithmetic<V>, size: LaneSize, index: V): { readonly shift: V; readonly isHigh: V } {
  const log2 = Math.log2(size);
  const shift = m.sll(index, m.const64(BigInt(log2)));
  const isHigh = m.and(m.srl(index, m.const64(BigInt(6 - log2))), m.const64(1n));
  return { shift, isHigh };
}

/** Inherits from `m` rather than copying it: `pc` is a getter in the evaluator. */
function extend<V, O>(m: Semantics<V, O>): A64Semantics<V, O> {
  const truncated = (size: DataSize, value: V): V => (size === 64 ? value : m.zext32(value));
  const zero = () => m.const64(0n);
  const readV = (operand: O): Vector<V> => ({
    low: m.readRegister(layout.vLow, operand),
    high: m.readRegister(layout.vHigh, operand),
  });
  const writeV = (operand: O, { low, high }: Vector<V>): void => {
    m.writeRegister(layout.vLow, operand, low);
    m.writeRegister(layout.vHigh, operand, high);
  };
  const words: Omit<A64Semantics<V, O>, keyof Semantics<V, O>> = {
    readX: (size, operand) => truncated(size, m.readRegister(layout.x, operand)),
    writeX: (size, operand, value) => m.writeRegister(layout.x, operand, truncated(size, value)),
    readXsp: (size, operand) => truncated(size, m.readRegister(xsp, operand)),
    writeXsp: (size, operand, value) => m.writeRegister(xsp, operand, truncated(size, value)),
    readFlags: () => m.readField(layout.NZCV),
    writeFlags: (flags) => m.writeField(layout.NZCV, flags),
    holds: (condition) => m.and(m.srl(condition, m.readField(layout.NZCV)), m.const64(1n)),
    readV,
    writeV,
    readScalar: (size, operand) => truncatedTo(m, size, m.readRegister(layout.vLow, operand)),
    writeScalar: (size, operand, value) => writeV(operand, { low: truncatedTo(m, size, value), high: zero() }),
    readLane: (size, operand, index) => {
      const { low, high } = readV(operand);
      const { shift, isHigh } = placeOf(m, size, index);
      return truncatedTo(m, size, m.srl(m.select(isHigh, high, low), shift));
    },
    writeLane: (size, operand, index, value) => {
      const { low, high } = readV(operand);
      const { shift, isHigh } = placeOf(m, size, index);
      const lane = m.sll(truncatedTo(m, size, m.const64(-1n)), shift);
      const kept = m.and(m.select(isHigh, high, low), m.xor(lane, m.const64(-1n)));
      const half = m.or(kept, m.sll(truncatedTo(m, size, value), shift));
      writeV(operand, { low: m.select(isHigh, low, half), high: m.select(isHigh, half, high) });
    },
    writeHalves: (q, operand, compute) => {
      const low = compute('low');
      writeV(operand, { low, high: m.ifValue(m.imm(q), () => compute('high'), zero) });
    },
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
