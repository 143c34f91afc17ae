/** For tests: one instruction of F and D on the bench, its operands in f1, f2 and f3 or x1, its result in f4 or x4. */
import { assert } from '#core/assert.ts';
import type { Field } from '#core/isa/layout.ts';
import { layout } from '../layout.ts';
import { type BenchOutcome, type BenchSetup, execute } from '../testing/execute.ts';
import { fd } from './fd.ts';

export const insnOf = (mnemonic: string) => {
  const insn = fd.find((candidate) => candidate.mnemonic === mnemonic);
  assert(insn !== undefined, `${mnemonic}: no such instruction of F or D`);
  return insn;
};

const fieldOf = (number: number): Field => ({ name: `f${number}`, offset: layout.f.offset + 8 * number, width: 8 });

/** RNE, RTZ, RDN, RUP, RMM, and DYN. */
export const MODES = ['rne', 'rtz', 'rdn', 'rup', 'rmm'] as const;
export type Mode = (typeof MODES)[number];
const numberOf = (mode: Mode | 'dyn') => (mode === 'dyn' ? 7 : MODES.indexOf(mode));

export interface FloatSetup extends BenchSetup {
  /** f1, f2, f3. */
  readonly f?: readonly bigint[];
  /** `rm` of the instruction, RNE unless told, and `frm`. */
  readonly mode?: Mode | 'dyn';
  readonly frm?: number;
  readonly imm?: bigint;
  /** `mstatus`, FS = Initial unless told. */
  readonly mstatus?: bigint;
  readonly fflags?: bigint;
}

export function run(mnemonic: string, setup: FloatSetup = {}): BenchOutcome {
  const { f = [], mode = 'rne', frm = 0, imm = 0n, mstatus = 0x2000n, fflags = 0n } = setup;
  const fields = { rd: 4, rs1: 1, rs2: 2, rs3: 3, rm: numberOf(mode), imm };
  const state: [Field, bigint][] = [
    ...f.map((value, i): [Field, bigint] => [fieldOf(i + 1), value]),
    [layout.frm, BigInt(frm)],
    [layout.fflags, fflags],
    [layout.mstatus, mstatus],
    ...((setup.state ?? []) as readonly [Field, bigint][]),
  ];
  return execute(insnOf(mnemonic), fields, { ...setup, state });
}

export const NX = 1n;
export const UF = 2n;
export const OF = 4n;
export const DZ = 8n;
export const NV = 16n;

/** A single in its box. */
export const boxed = (single: bigint): bigint => 0xffff_ffff_0000_0000n | single;

const hex = (value: bigint, digits: number) => value.toString(16).padStart(digits, '0');

/** The double in f4 and the flags, as text that a failure shows well. */
export function ofDouble(outcome: BenchOutcome): string {
  return `${hex(outcome.f(4), 16)} ${flagsOf(outcome)}`.trim();
}

/** The single in f4, which must be boxed, and the flags. */
export function ofSingle(outcome: BenchOutcome): string {
  assert(outcome.f(4) >> 32n === 0xffff_ffffn, 'the result is not boxed');
  return `${hex(outcome.f(4) & 0xffff_ffffn, 8)} ${flagsOf(outcome)}`.trim();
}

/** The signed integer in x4 and the flags. */
export function ofInteger(outcome: BenchOutcome): string {
  return `${BigInt.asIntN(64, outcome.x(4))} ${flagsOf(outcome)}`.trim();
}

function flagsOf(outcome: BenchOutcome): string {
  const flags = outcome.state(layout.fflags);
  const names = [
    ['NV', NV],
    ['DZ', DZ],
    ['OF', OF],
    ['UF', UF],
    ['NX', NX],
  ] as const;
  return names
    .filter(([, flag]) => (flags & flag) !== 0n)
    .map(([name]) => name)
    .join(' ');
}
