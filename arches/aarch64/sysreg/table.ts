/** Every system register and instruction there is, and how they are accessed. arm: System instruction class encoding overview. */
import { assert } from '#core/assert.ts';
import { readField } from '#core/isa/evaluate.ts';
import type { HartContext } from '#core/machine/hart.ts';
import { layout } from '../layout.ts';
import { isHost, levelOf } from '../pstate.ts';
import { HCR } from './bits.ts';
import { boardRegisters } from './board.ts';
import { controlRegisters } from './control.ts';
import { debugRegisters } from './debug.ts';
import { gicRegister } from './gic.ts';
import { hypervisorRegisters } from './hypervisor.ts';
import { identificationRegisters } from './identification.ts';
import { systemOperations } from './operations.ts';
import { numberOf, type Refusal, type SystemRegister } from './register.ts';
import { savedRegisters, specialPurposeRegisters } from './special-purpose.ts';

export const systemRegisters: readonly SystemRegister[] = [
  ...identificationRegisters,
  ...specialPurposeRegisters,
  ...savedRegisters,
  ...controlRegisters,
  ...hypervisorRegisters,
  ...debugRegisters,
  ...boardRegisters,
  ...systemOperations,
];

const byNumber: ReadonlyMap<number, SystemRegister> = (() => {
  const table = new Map<number, SystemRegister>();
  for (const register of systemRegisters) {
    assert(!table.has(register.number), `${register.name} has the number of ${table.get(register.number)?.name}`);
    table.set(register.number, register);
  }
  return table;
})();
const byName = new Map(systemRegisters.map((register) => [register.name, register]));
const named = (name: string): number => {
  const register = byName.get(name);
  assert(register !== undefined, `${name}: no such register`);
  return register.number;
};

/** Registers of EL1 whose names mean those of EL2 at EL2 with E2H. arm: Redirection of System register accesses. */
const REDIRECTED: readonly (readonly [string, string])[] = [
  ...['SCTLR', 'TTBR0', 'TTBR1', 'TCR', 'AFSR0', 'AFSR1', 'ESR', 'FAR', 'MAIR', 'AMAIR', 'VBAR', 'CONTEXTIDR', 'ELR', 'SPSR'].map(
    (name) => [`${name}_EL1`, `${name}_EL2`] as const,
  ),
  ['CPACR_EL1', 'CPTR_EL2'],
  ['CNTKCTL_EL1', 'CNTHCTL_EL2'],
  ...['TVAL', 'CTL', 'CVAL'].flatMap((part) => [
    [`CNTP_${part}_EL0`, `CNTHP_${part}_EL2`] as const,
    [`CNTV_${part}_EL0`, `CNTHV_${part}_EL2`] as const,
  ]),
];
const toEl2 = new Map(REDIRECTED.map(([from, to]) => [named(from), named(to)]));

/** `NAME_EL12` and `NAME_EL02` are what `NAME_EL1` and `NAME_EL0` would be without that: op1 is 5. */
const OP1_ALIAS = 5;
const toAliased = new Map(
  REDIRECTED.map(([from]) => {
    const number = named(from);
    return [(number & ~(7 << 11)) | (OP1_ALIAS << 11), number];
  }),
);

/** Their names: `SCTLR_EL12`, `CNTV_CTL_EL02`. */
export const redirectedNames: ReadonlyMap<number, string> = new Map(
  [...toAliased].map(([alias, number]) => [alias, `${byNumber.get(number)!.name}2`]),
);

/** Least level by op1. arm: Principles of the ID scheme for fields in ID registers aside, op1 says who has a register. */
const LEAST_LEVEL = [1, 1, 1, 0, 2, 2, 3, 3];

export const leastLevelOf = ({ number, leastLevelToWrite = 0 }: SystemRegister, isWrite: boolean): number =>
  Math.max(LEAST_LEVEL[(number >> 11) & 7]!, isWrite ? leastLevelToWrite : 0);

/** Does the name mean another register at EL2 with E2H? */
export const isRedirected = (number: number): boolean => toEl2.has(number);

const IMPLEMENTATION_DEFINED = [11, 15];

/** What of the implementation is its own: traps to EL2 with TIDCP. */
function absent(number: number, level: number, hcr: bigint): Refusal {
  const isOwn = number >> 14 === 3 || number >> 14 === 1 ? IMPLEMENTATION_DEFINED.includes((number >> 7) & 15) : false;
  return isOwn && level < 2 && (hcr & HCR.TIDCP) !== 0n ? 'trappedToEl2' : 'undefined';
}

export type Found =
  | { readonly register: SystemRegister; readonly refusal?: undefined }
  | { readonly register?: undefined; readonly refusal: Refusal };

/** The register that an access at the present level leads to, or why it leads to none. */
export function findRegister(context: HartContext, number: number, isWrite: boolean): Found {
  const { block } = context;
  const level = levelOf(block);
  const hcr = readField(block, layout.HCR_EL2);
  const hasE2h = (hcr & HCR.E2H) !== 0n;
  let meant = number;
  if (level === 2 && hasE2h) meant = toEl2.get(number) ?? toAliased.get(number) ?? number;
  const register = byNumber.get(meant) ?? gicRegister(meant);
  if (register === undefined) return { refusal: absent(number, level, hcr) };
  if (level < LEAST_LEVEL[(number >> 11) & 7]!) return { refusal: 'undefined' };
  if (isWrite && level < (register.leastLevelToWrite ?? 0)) return { refusal: 'undefined' };
  if ((isWrite ? register.write : register.read) === undefined) return { refusal: 'undefined' };
  const refusal = register.refusal?.(context, isWrite);
  if (refusal !== undefined) return { refusal };
  const traps = (isWrite ? register.trapsWrite : register.trapsRead) ?? 0n;
  if (level < 2 && (hcr & traps) !== 0n && !(level === 0 && isHost(block))) return { refusal: 'trappedToEl2' };
  return { register };
}

/** op0:op1:CRn:CRm:op2 of an access, as a trap tells it. arm: ISS encoding for an exception from MSR, MRS, or System instruction. */
export function syndromeOf(number: number, rt: number, isRead: boolean): number {
  const [op0, op1, CRn, CRm, op2] = [number >> 14, (number >> 11) & 7, (number >> 7) & 15, (number >> 3) & 15, number & 7];
  return (op0 << 20) | (op2 << 17) | (op1 << 14) | (CRn << 10) | (rt << 5) | (CRm << 1) | (isRead ? 1 : 0);
}

/** The number that MSR (immediate) of a field of PSTATE has in a trap: op0 is 0, CRn is 4. */
export const pstateNumber = (field: number, immediate: number): number => numberOf(0, field >> 3, 4, immediate, field & 7);
