/** Names of system registers, for people. */
import { PSTATE_FIELDS } from '../system/moves.ts';
import { gicNames } from './gic-names.ts';
import { numberOf } from './register.ts';
import { redirectedNames, systemRegisters } from './table.ts';

const names: ReadonlyMap<number, string> = new Map([
  ...gicNames,
  ...redirectedNames,
  ...systemRegisters.map(({ number, name }): [number, string] => [number, name]),
]);

/** Name of a register or a system instruction by op0:op1:CRn:CRm:op2. */
export const nameOf = (number: number): string => names.get(number) ?? genericName(number);

/** As assemblers spell what has no name. */
function genericName(number: number): string {
  const [op0, op1, CRn, CRm, op2] = [number >> 14, (number >> 11) & 7, (number >> 7) & 15, (number >> 3) & 15, number & 7];
  return `S${op0}_${op1}_C${CRn}_C${CRm}_${op2}`;
}

/** The register, instruction or field of PSTATE that the syndrome of a trapped MSR, MRS or System instruction names. */
export function registerNameOf(iss: bigint): string {
  const part = (at: number, width: number) => Number((iss >> BigInt(at)) & ((1n << BigInt(width)) - 1n));
  const [op0, op2, op1, CRn, CRm] = [part(20, 2), part(17, 3), part(14, 3), part(10, 4), part(1, 4)];
  if (op0 === 0) return pstateNameOf(op1, op2);
  return nameOf(numberOf(op0, op1, CRn, CRm, op2));
}

const pstateNameOf = (op1: number, op2: number): string =>
  Object.entries(PSTATE_FIELDS).find(([, field]) => field.op1 === op1 && field.op2 === op2)?.[0] ?? '';
