/**
 * What a system register, or a system instruction, is: one entry in one file. To add one, write a `defineRegister` beside its kin and
 * list it in `table.ts`. What no entry names is undefined.
 */
import { readField, writeField } from '#core/isa/evaluate.ts';
import type { Field } from '#core/isa/layout.ts';
import type { HartContext, HartView } from '#core/machine/hart.ts';

/** op0:op1:CRn:CRm:op2, 16 bits. */
export const numberOf = (op0: number, op1: number, CRn: number, CRm: number, op2: number): number =>
  (op0 << 14) | (op1 << 11) | (CRn << 7) | (CRm << 3) | op2;

/** Where the board keeps register `number`, of those that it has. */
export const offsetOf = (number: number): number => 8 * number;

/** Why an access did not happen: it is undefined, or trapped to EL2, or to EL1 (to EL2 where it takes the exceptions of EL0). */
export type Refusal = 'undefined' | 'trapped' | 'trappedToEl2' | FpRefusal;
/** The same of what is of SIMD and floating point. */
export type FpRefusal = 'fpTrapped' | 'fpTrappedToEl2';

/** What a write may change besides the register. */
export type Affected =
  /** Which interrupt is due, as whom accesses are made, how words decode. */
  | 'execution'
  /** What the MMU derives. */
  | 'translation';

export interface SystemRegister {
  readonly number: number;
  readonly name: string;
  /** Absent in what is only written. Changes nothing. */
  read?(context: HartView): bigint;
  /** Absent in what is only read. */
  write?(context: HartContext, value: bigint): void;
  /** Why who has the level may still not access it. Absent: nothing keeps them from it. */
  refusal?(context: HartContext, isWrite: boolean): Refusal | undefined;
  /** Bits of HCR_EL2 that trap reads and writes at EL1 (and at EL0) to EL2. */
  readonly trapsRead?: bigint;
  readonly trapsWrite?: bigint;
  readonly affects?: Affected;
  /** Least level that may write it, where that is not the least that may read it. */
  readonly leastLevelToWrite?: number;
  /** Of a register that only holds what is written, in these bits. */
  readonly storage?: { readonly field: Field; readonly writable: bigint };
  /** The board answers: see `HartContext.sysregRead`. */
  readonly isOfBoard?: boolean;
  /** Where the board has it for who asks; absent: at eight times its number. */
  offsetAtBoard?(context: HartContext): number;
}

export function defineRegister(
  name: string,
  [op0, op1, CRn, CRm, op2]: readonly [number, number, number, number, number],
  rest: Omit<SystemRegister, 'name' | 'number'>,
): SystemRegister {
  return { name, number: numberOf(op0, op1, CRn, CRm, op2), ...rest };
}

export const ALL_BITS = 2n ** 64n - 1n;

/** A register that holds what is written, in the bits of `writable`; the others keep their value. */
export function stored(field: Field, writable = ALL_BITS): Required<Pick<SystemRegister, 'read' | 'write' | 'storage'>> {
  return {
    storage: { field, writable },
    read: ({ block }) => readField(block, field),
    write: ({ block }, value) => writeField(block, field, (readField(block, field) & ~writable) | (value & writable)),
  };
}

/** A register that always reads the same and takes no writes. */
export const constant = (value: bigint): Required<Pick<SystemRegister, 'read'>> => ({ read: () => value });

/** One that always reads as zero and ignores writes, as the manual allows of what an implementation has nothing in. */
export const ignored: Required<Pick<SystemRegister, 'read' | 'write'>> = { read: () => 0n, write: () => {} };
