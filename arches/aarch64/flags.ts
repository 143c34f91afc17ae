/** The flags that arithmetic gives, as PSTATE.<N,Z,C,V>: a number in which N is 8, Z is 4, C is 2 and V is 1. arm: AddWithCarry(). */
import type { Arithmetic } from '#core/isa/semantics.ts';
import type { DataSize } from './operands.ts';

export const N = 8n;
export const Z = 4n;
export const C = 2n;
export const V = 1n;

export interface WithFlags<V> {
  /** Of the data size, zero-extended. */
  readonly result: V;
  readonly flags: V;
}

const constant = <V>(m: Arithmetic<V>, value: bigint | number): V => m.const64(BigInt(value));

/** The top bit of a value that may have any bits above it, at the place of a flag. */
const topBitAt = <V>(m: Arithmetic<V>, size: DataSize, value: V, flag: bigint, place: number): V =>
  m.and(m.srl(value, constant(m, size - 1 - place)), constant(m, flag));

const zeroFlag = <V>(m: Arithmetic<V>, result: V): V => m.sll(m.eq(result, constant(m, 0)), constant(m, 2));

function flagsOf<V>(m: Arithmetic<V>, size: DataSize, result: V, carry: V, overflow: V): V {
  const signAndZero = m.or(topBitAt(m, size, result, N, 3), zeroFlag(m, result));
  return m.or(m.or(signAndZero, m.sll(carry, constant(m, 1))), overflow);
}

const truncated = <V>(m: Arithmetic<V>, size: DataSize, value: V): V => (size === 64 ? value : m.zext32(value));

/** a + b, of zero-extended operands. */
export function addWithFlags<V>(m: Arithmetic<V>, size: DataSize, a: V, b: V): WithFlags<V> {
  const sum = m.add(a, b);
  const result = truncated(m, size, sum);
  const overflow = topBitAt(m, size, m.and(m.xor(a, sum), m.xor(b, sum)), 1n, 0);
  return { result, flags: flagsOf(m, size, result, m.ltu(result, a), overflow) };
}

/** a − b; the carry is that there was no borrow. */
export function subtractWithFlags<V>(m: Arithmetic<V>, size: DataSize, a: V, b: V): WithFlags<V> {
  const difference = m.sub(a, b);
  const result = truncated(m, size, difference);
  const overflow = topBitAt(m, size, m.and(m.xor(a, b), m.xor(a, difference)), 1n, 0);
  return { result, flags: flagsOf(m, size, result, m.xor(m.ltu(a, b), constant(m, 1)), overflow) };
}

/** a + b + carry, of zero-extended operands and a carry of 0 or 1. */
export function addCarryWithFlags<V>(m: Arithmetic<V>, size: DataSize, a: V, b: V, carry: V): WithFlags<V> {
  const partial = m.add(a, b);
  const sum = m.add(partial, carry);
  const result = truncated(m, size, sum);
  const overflow = topBitAt(m, size, m.and(m.xor(a, sum), m.xor(b, sum)), 1n, 0);
  const carryOut = size === 64 ? m.or(m.ltu(partial, a), m.ltu(sum, carry)) : m.srl(sum, constant(m, 32));
  return { result, flags: flagsOf(m, size, result, carryOut, overflow) };
}

/** N and Z of a result of the data size, zero-extended; C and V are 0. */
export function logicalFlags<V>(m: Arithmetic<V>, size: DataSize, result: V): V {
  return m.or(topBitAt(m, size, result, N, 3), zeroFlag(m, result));
}
