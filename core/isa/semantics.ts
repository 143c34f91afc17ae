/**
 * The vocabulary in which instructions are written, and the only thing they may touch.
 *
 * | reading     | `V`, a 64-bit value    | `O`, an operand                          |
 * |-------------|------------------------|------------------------------------------|
 * | evaluator   | `bigint` in [0, 2^64)  | the field's value                        |
 * | interpreter | wasm code pushing i64  | a slot of the decoded-instruction record |
 *
 * An instruction is written once against this interface, so the readings cannot drift apart. Every value is 64 bits:
 * narrower ones are kept extended as the architecture extends them, wider ones are several values.
 *
 * Each operation is done where it stands and its answer names that moment's value, however often it is used:
 * `jalr x1, 0(x1)` reads x1 before it writes it because it says so first.
 */
import type { Field, RegisterFile, Width } from './layout.ts';

export type { Width } from './layout.ts';

/** Pure operations on 64-bit values; conditions are 1 or 0. */
export interface Arithmetic<V> {
  const64(value: bigint): V;
  add(a: V, b: V): V;
  sub(a: V, b: V): V;
  /** Low 64 bits of the product. */
  mul(a: V, b: V): V;
  /** Quotient and remainder, rounded towards zero. `b` must not be 0; for the signed forms a = -2^63, b = -1 is not allowed either. */
  divu(a: V, b: V): V;
  remu(a: V, b: V): V;
  divs(a: V, b: V): V;
  rems(a: V, b: V): V;
  and(a: V, b: V): V;
  or(a: V, b: V): V;
  xor(a: V, b: V): V;
  /** Shifts and rotates use the low six bits of `b`. */
  sll(a: V, b: V): V;
  srl(a: V, b: V): V;
  sra(a: V, b: V): V;
  rotr(a: V, b: V): V;
  /** Leading and trailing zeros; 64 for 0. */
  clz(a: V): V;
  ctz(a: V): V;
  popcnt(a: V): V;
  eq(a: V, b: V): V;
  ne(a: V, b: V): V;
  /** Signed a < b. */
  lts(a: V, b: V): V;
  /** Unsigned a < b. */
  ltu(a: V, b: V): V;
  /** Sign-extends the low 8, 16 or 32 bits. */
  sext8(a: V): V;
  sext16(a: V): V;
  sext32(a: V): V;
  /** Zero-extends the low 32 bits. */
  zext32(a: V): V;
  /** `condition` must be 1 or 0. Both values are computed. */
  select(condition: V, whenTrue: V, whenFalse: V): V;
}

/** Arithmetic with the hart's own state and decisions: what a helper may use. It cannot trap or touch memory. */
export interface Computation<V> extends Arithmetic<V> {
  /** Reads a field of the hart's state, zero-extended. */
  readField(field: Field): V;
  /** Writes the low bytes of `value` to a field. */
  writeField(field: Field, value: V): void;
  /** Does one of two things. Values made inside stay inside; use `ifValue` or `select` to bring one out. */
  if(condition: V, whenTrue: () => void, whenFalse?: () => void): void;
  /** Does one of two things and answers with its value. */
  ifValue(condition: V, whenTrue: () => V, whenFalse: () => V): V;
  /** Calls a helper: code once per module instead of once per use. */
  call(helper: Helper, ...values: readonly V[]): V;
}

/**
 * A function in the vocabulary, for what is long and used by many: a floating-point addition, the high half of a product.
 * Defined at the top level of a module, so that each is one object with one name.
 */
export interface Helper {
  /** Unique within an architecture, e.g. `f64Add`. */
  readonly name: string;
  readonly parameterCount: number;
  compute<V>(m: Computation<V>, ...values: readonly V[]): V;
}

export function defineHelper(helper: Helper): Helper {
  return helper;
}

/**
 * A slow path in TypeScript that an instruction calls by name: CSR accesses, trap returns, fences. The architecture's hart
 * implements it. It may trap, which ends the instruction there, and may change anything, which ends the inner run after it.
 */
export interface Service {
  readonly name: string;
  readonly parameterCount: number;
}

export function defineService(service: Service): Service {
  return service;
}

/**
 * Effects happen in the order written. An instruction that traps stops there and does not retire, so whatever may trap
 * comes before whatever must not have happened.
 */
export interface Semantics<V, O> extends Computation<V> {
  /** Address of this instruction. */
  readonly pc: V;
  /** Address of the instruction after this one, where control goes unless `jump` or `branch` say otherwise. */
  readonly followingPc: V;
  /** An immediate, or the number of a register as a value. */
  imm(operand: O): V;
  /** Reads register `operand` of a file. */
  readRegister(file: RegisterFile, operand: O): V;
  /** Writes register `operand` of a file; a write to the file's zero register is dropped. */
  writeRegister(file: RegisterFile, operand: O, value: V): void;
  /** Loads `width` bytes at a virtual address, little-endian, at any alignment. */
  load(address: V, width: Width, extension: 'signed' | 'unsigned'): V;
  /** Stores the low `width` bytes, or none when it traps. */
  store(address: V, width: Width, value: V): void;
  /** Traps as a store of `width` bytes would, and writes nothing. */
  probe(address: V, width: Width): void;
  /** Goes to `target`. Only in an instruction with `endsBlock`, at most one jump or branch in it, and not under an `if`. */
  jump(target: V): void;
  branch(condition: V, target: V): void;
  /** Ends the instruction with an exception; `cause` and `value` are the architecture's. */
  trap(cause: number, value: V): void;
  /** Calls a service. */
  serve(service: Service, ...values: readonly V[]): V;
}
