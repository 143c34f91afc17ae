/** Every CSR there is, and how instructions get at them. `unpriv: "Zicsr" Extension for Control and Status Register Instructions` */
import { assert } from '#core/assert.ts';
import type { HartContext } from '#core/machine/hart.ts';
import { layout } from '../layout.ts';
import { counterCsrs } from './counters.ts';
import { type Affected, ALL_BITS, type Csr } from './csr.ts';
import { debugCsrs } from './debug.ts';
import { floatCsrs } from './float.ts';
import { machineCsrs } from './machine.ts';
import { pmpCsrs } from './pmp.ts';
import { supervisorCsrs } from './supervisor.ts';

export type { Csr } from './csr.ts';
export const csrs: readonly Csr[] = [
  ...floatCsrs,
  ...counterCsrs,
  ...supervisorCsrs,
  ...machineCsrs,
  ...pmpCsrs,
  ...debugCsrs,
].sort((a, b) => a.number - b.number);

const NUMBERS = 4096;

const byNumber: readonly (Csr | undefined)[] = (() => {
  const table: (Csr | undefined)[] = new Array(NUMBERS).fill(undefined);
  for (const csr of csrs) {
    assert(table[csr.number] === undefined, `csr: ${csr.name} has the number of ${table[csr.number]?.name}`);
    table[csr.number] = csr;
  }
  return table;
})();

export type CsrOperation = 'read' | 'write' | 'set' | 'clear';

/** Why an access did not happen. */
export const ILLEGAL = 'illegal';

/**
 * Accesses a CSR. Answers with the value before, or `ILLEGAL`. `operand` is the value to write, or the bits to set or clear;
 * what the operation is follows from the instruction, not from the operand: setting no bits is still a write.
 * `change` makes a write that may change more than the register.
 */
export function accessCsr(
  context: HartContext,
  number: number,
  operation: CsrOperation,
  operand: bigint,
  change: (affected: Affected, write: () => void) => void,
): bigint | typeof ILLEGAL {
  const csr = byNumber[number];
  if (csr === undefined) return ILLEGAL;
  if (context.block.getUint8(layout.privilege.offset) < ((number >>> 8) & 3)) return ILLEGAL;
  if (operation !== 'read' && number >>> 10 === 3) return ILLEGAL;
  if (csr.isAccessible !== undefined && !csr.isAccessible(context)) return ILLEGAL;
  const before = csr.read(context);
  if (operation === 'read' || csr.write === undefined) return before;
  const value = modified(csr, context, before, operation, operand);
  if (csr.affects === undefined) csr.write(context, value);
  else change(csr.affects, () => csr.write?.(context, value));
  return before;
}

function modified(csr: Csr, context: HartContext, before: bigint, operation: CsrOperation, operand: bigint): bigint {
  if (operation === 'write') return operand;
  const base = csr.modifies?.(context) ?? before;
  return operation === 'set' ? base | operand : base & ~operand & ALL_BITS;
}
