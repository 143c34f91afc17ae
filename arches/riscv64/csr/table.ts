/** Every CSR there is, and how instructions get at them. `unpriv: "Zicsr" Extension for Control and Status Register Instructions` */
import { assert } from '#core/assert.ts';
import type { HartContext } from '#core/machine/hart.ts';
import { layout } from '../layout.ts';
import { privilege } from '../privilege.ts';
import { counterCsrs } from './counters.ts';
import { type Affected, ALL_BITS, type Csr, type Refusal } from './csr.ts';
import { debugCsrs } from './debug.ts';
import { floatCsrs } from './float.ts';
import { hypervisorCsrs } from './hypervisor.ts';
import { machineCsrs } from './machine.ts';
import { pmpCsrs } from './pmp.ts';
import { supervisorCsrs } from './supervisor.ts';
import { timerCsrs } from './timers.ts';
import { virtualSupervisorCsrs } from './virtual-supervisor.ts';

export type { Csr } from './csr.ts';
export const csrs: readonly Csr[] = [
  ...floatCsrs,
  ...counterCsrs,
  ...supervisorCsrs,
  ...virtualSupervisorCsrs,
  ...hypervisorCsrs,
  ...timerCsrs,
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

const SUPERVISOR_BITS = 0x100;

/** "Instructions that normally read or modify a supervisor CSR shall instead access the corresponding VS CSR." Their numbers differ in bits 9:8. */
export function virtualCounterpart(number: number): Csr | undefined {
  return (number & ~0xff) === SUPERVISOR_BITS ? byNumber[number + SUPERVISOR_BITS] : undefined;
}

export type CsrOperation = 'read' | 'write' | 'set' | 'clear';

/** In bits 9:8 of a number: HS, and M with it. */
const HYPERVISOR = 2;

/**
 * Why an access may not happen: illegal, or virtual when it would be allowed in HS-mode, and V or what a hypervisor set keeps
 * it from happening. `priv: Trap Cause Codes` of the H extension.
 */
function refusalOf(context: HartContext, csr: Csr, isWrite: boolean, isVirtual: boolean): Refusal | undefined {
  if (isWrite && csr.number >>> 10 === 3) return 'illegal';
  const mode = context.block.getUint8(layout.privilege.offset);
  const level = mode === privilege.S && !isVirtual ? HYPERVISOR : mode;
  const required = (csr.number >>> 8) & 3;
  if (level >= required) return csr.refusal?.(context);
  if (!isVirtual || required > HYPERVISOR) return 'illegal';
  return csr.isHsQualified === undefined || csr.isHsQualified(context) ? 'virtual' : 'illegal';
}

/**
 * Accesses a CSR. Answers with the value before, or why there was no access. `operand` is the value to write, or the bits to set or clear;
 * what the operation is follows from the instruction, not from the operand: setting no bits is still a write.
 * `change` makes a write that may change more than the register.
 */
export function accessCsr(
  context: HartContext,
  number: number,
  operation: CsrOperation,
  operand: bigint,
  change: (affected: Affected, write: () => void) => void,
): bigint | Refusal {
  const named = byNumber[number];
  if (named === undefined) return 'illegal';
  const isVirtual = context.block.getUint8(layout.virtualized.offset) !== 0;
  const refusal = refusalOf(context, named, operation !== 'read', isVirtual);
  if (refusal !== undefined) return refusal;
  const csr = (isVirtual ? virtualCounterpart(number) : undefined) ?? named;
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
