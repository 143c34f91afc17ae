/** For tests: a PE alone, with its registers by name. */
import type { Field } from '#core/isa/layout.ts';
import { newTestHart, type TestHart, type Trap } from '#core/testing/test-hart.ts';
import { aarch64 } from '../arch.ts';
import { layout } from '../layout.ts';
import { systemRegisters } from '../sysreg/table.ts';

export type { Trap } from '#core/testing/test-hart.ts';

const RT = 5n;

export interface TestPe extends TestHart {
  /** MRS and MSR by a register's name, or by a number; what is read, or the trap. */
  mrs(register: string | number): bigint | Trap;
  msr(register: string | number, value: bigint): bigint | Trap;
  /** Several fields at once. */
  with(fields: Partial<Record<keyof typeof layout, bigint>>): TestPe;
  /** ESR_EL1 or ESR_EL2 as class and syndrome, after the exception that `trap` is of was taken. */
  taken(trap: bigint | Trap): { readonly level: bigint; readonly class: number; readonly iss: bigint };
}

const numberOf = (register: string | number): bigint => {
  if (typeof register === 'number') return BigInt(register);
  const found = systemRegisters.find(({ name }) => name === register);
  if (found === undefined) throw new Error(`no register ${register}`);
  return BigInt(found.number);
};

/** At EL1 with its own stack pointer, nothing masked and every control bit zero but RW, unless told. */
export function newTestPe(index = 0): TestPe {
  const test = newTestHart(aarch64, index);
  const pe: TestPe = Object.assign(test, {
    mrs: (register: string | number) => test.serve('readSystem', numberOf(register), RT),
    msr: (register: string | number, value: bigint) => test.serve('writeSystem', numberOf(register), RT, value),
    with: (fields: Partial<Record<keyof typeof layout, bigint>>) => {
      for (const [name, value] of Object.entries(fields)) test.set(layout[name as keyof typeof layout] as Field, value);
      return pe;
    },
    taken: (trap: bigint | Trap) => {
      if (typeof trap === 'bigint') throw new Error('nothing was raised');
      test.enter(trap);
      const level = test.get(layout.EL);
      const esr = test.get(level === 2n ? layout.ESR_EL2 : layout.ESR_EL1);
      return { level, class: Number(esr >> 26n), iss: esr & 0x1ff_ffffn };
    },
  });
  return pe.with({
    EL: 1n,
    SPSel: 1n,
    D: 0n,
    A: 0n,
    I: 0n,
    F: 0n,
    SCTLR_EL1: 0n,
    SCTLR_EL2: 0n,
    VBAR_EL1: 0x1000n,
    VBAR_EL2: 0x2000n,
  });
}
