/** A case: a program in units, the registers and tables it starts with, and its record in the harness's memory. */
import { type Placed, placeFrom, type Unit } from '../unit.ts';
import { CODE, CODE_SIZE_MAX } from './layout.ts';
import { modes } from './modes.ts';
import { BRK } from './words.ts';

export const unitOf = (...words: readonly number[]): Unit => ({ sizeBytes: 4 * words.length, words: () => words, skip: 0 });

/** What a case starts with in these system registers, in the order of its record. */
export const CASE_REGISTERS = [
  ...['sctlr_el1', 'tcr_el1', 'ttbr0_el1', 'ttbr1_el1', 'mair_el1', 'cpacr_el1', 'cntkctl_el1', 'csselr_el1', 'vtcr_el2'],
  ...['vttbr_el2', 'vpidr_el2', 'vmpidr_el2', 'cnthctl_el2', 'mdcr_el2', 'tcr_el2', 'ttbr0_el2', 'ttbr1_el2', 'mair_el2'],
  ...['sp_el0', 'sp_el1', 'fpcr', 'mdscr_el1', 'dbgbvr0_el1', 'dbgbcr0_el1', 'dbgbvr1_el1', 'dbgbcr1_el1', 'dbgbvr5_el1'],
  'dbgbcr5_el1',
] as const;

export type CaseRegister = (typeof CASE_REGISTERS)[number];

export interface Case {
  readonly seed: number;
  readonly mode: string;
  /** Virtual interrupts that come up at times: bits of HCR_EL2. */
  readonly inject: bigint;
  readonly rounds: number;
  /** Register that says where to go on after a jump to nowhere. */
  readonly link: number;
  /** PSTATE; the level is the mode's. */
  readonly spsr: bigint;
  readonly sctlr2: bigint;
  readonly hcr: bigint;
  readonly cptr: bigint;
  readonly registers: Readonly<Record<CaseRegister, bigint>>;
  readonly x: readonly bigint[];
  /** SP_EL2. */
  readonly sp: bigint;
  /** 64 halves, the low ones first. */
  readonly v: readonly bigint[];
  /** Words of the tables, by address. */
  readonly tables: ReadonlyMap<number, bigint>;
  readonly units: readonly Unit[];
}

export const placeUnits = ({ units }: Pick<Case, 'units'>): Placed[] => placeFrom(CODE, units, BRK);

export function codeOf(subject: Pick<Case, 'units'>): Uint8Array {
  const words = placeUnits(subject).flatMap((placed) => placed.words);
  const code = new Uint8Array(new Uint32Array(words).buffer);
  if (code.length > CODE_SIZE_MAX) throw new Error(`a case of ${code.length} bytes is too long`);
  return code;
}

/** The record of a case as guest/aarch64/oracle/random-cases.c reads it. */
export function recordOf(subject: Case, number: number, isVerbose: boolean): Uint8Array {
  const code = codeOf(subject);
  const { level, hasStage2 } = modes.get(subject.mode)!;
  const words = [
    ...[number, level, hasStage2 ? 1 : 0].map(BigInt),
    subject.inject,
    ...[subject.link, subject.rounds, isVerbose ? 1 : 0, subject.seed].map(BigInt),
    ...[subject.spsr, subject.sctlr2, subject.hcr, subject.cptr],
    ...[code.length, subject.tables.size].map(BigInt),
    ...CASE_REGISTERS.map((name) => subject.registers[name]),
    ...subject.x,
    subject.sp,
    ...subject.v,
    ...[...subject.tables].flatMap(([address, value]) => [BigInt(address), value]),
  ];
  const fixed = 8 * (1 + words.length);
  const record = new Uint8Array(Math.ceil((fixed + code.length) / 8) * 8);
  const view = new DataView(record.buffer);
  for (const [index, word] of [BigInt(record.length), ...words].entries())
    view.setBigUint64(8 * index, BigInt.asUintN(64, word), true);
  record.set(code, fixed);
  return record;
}
