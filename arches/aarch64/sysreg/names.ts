/** Names of system registers, for people. */
import { PSTATE_FIELDS } from '../system/moves.ts';
import { numberOf } from './register.ts';
import { systemRegisters } from './table.ts';

const names: ReadonlyMap<number, string> = new Map(systemRegisters.map(({ number, name }) => [number, name]));

/** The register, instruction or field of PSTATE that the syndrome of a trapped MSR, MRS or System instruction names. */
export function registerNameOf(iss: bigint): string {
  const part = (at: number, width: number) => Number((iss >> BigInt(at)) & ((1n << BigInt(width)) - 1n));
  const [op0, op2, op1, CRn, CRm] = [part(20, 2), part(17, 3), part(14, 3), part(10, 4), part(1, 4)];
  if (op0 === 0) return pstateNameOf(op1, op2);
  return names.get(numberOf(op0, op1, CRn, CRm, op2)) ?? `S${op0}_${op1}_C${CRn}_C${CRm}_${op2}`;
}

const pstateNameOf = (op1: number, op2: number): string =>
  Object.entries(PSTATE_FIELDS).find(([, field]) => field.op1 === op1 && field.op2 === op2)?.[0] ?? '';
