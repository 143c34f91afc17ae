/**
 * What a CSR is: one entry in one file. To add a CSR, write a `defineCsr` beside its kin and list it in `table.ts`.
 *
 * Values a CSR may not hold are legalised when written, as QEMU 7.2's `-cpu rv64` does wherever the manual leaves the
 * choice (WARL, WLRL); where the manual fixes a bit, it decides.
 */
import { readField, writeField } from '#core/isa/evaluate.ts';
import type { Field } from '#core/isa/layout.ts';
import type { HartContext, HartView } from '#core/machine/hart.ts';

/** What a write may change besides the register. */
export type Affected =
  /** Which interrupt is due, as whom loads and stores are made, how words decode. */
  | 'execution'
  /** What the MMU derives: the table, PMP, triggers. */
  | 'translation'
  /** When the hart's timer is next due. */
  | 'deadline';

/** Why an access did not happen: the instruction is illegal, or only V being 1 keeps it from executing (`virtual-instruction`). */
export type Refusal = 'illegal' | 'virtual';

export interface Csr {
  /**
   * Bits 9:8 are the least privilege that may access it, 2 being HS; it is read-only when bits 11:10 are 3.
   * `priv: CSR Address Mapping Conventions`
   */
  readonly number: number;
  readonly name: string;
  readonly spec: string;
  /** Why who has the privilege may still not access it. Absent: nothing keeps them from it. */
  readonly refusal?: (context: HartContext) => Refusal | undefined;
  /** Could HS-mode access it, were TVM 0? Absent: yes. Decides what V=1 gets that has not the privilege. */
  readonly isHsQualified?: (context: HartContext) => boolean;
  /** Without any effect. */
  read(hart: HartView): bigint;
  /** Absent in a register that is writable by its number: writes are ignored. */
  write?(context: HartContext, value: bigint): void;
  /** What `csrrs` and `csrrc` modify, where it is not what they read. */
  readonly modifies?: (context: HartContext) => bigint;
  readonly affects?: Affected;
  /** Where it is kept, for a register that does nothing but keep what is written. */
  readonly storage?: { readonly field: Field; readonly writable: bigint };
}

export function defineCsr(csr: Csr): Csr {
  return csr;
}

export const ALL_BITS = 2n ** 64n - 1n;

/** A register that holds what is written, in the bits of `writable`; the others keep their value. */
export function stored(field: Field, writable = ALL_BITS): Pick<Csr, 'read' | 'write' | 'storage'> {
  return {
    storage: { field, writable },
    read: ({ block }) => readField(block, field),
    write: ({ block }, value) =>
      writeField(block, field, writable === ALL_BITS ? value : (readField(block, field) & ~writable) | (value & writable)),
  };
}

/** A register that always reads the same. */
export function constant(value: bigint): Pick<Csr, 'read'> {
  return { read: () => value };
}

/** `name0`, `name1`, … from a number on. */
export function range(count: number, define: (index: number) => Csr): readonly Csr[] {
  return Array.from({ length: count }, (_, index) => define(index));
}
