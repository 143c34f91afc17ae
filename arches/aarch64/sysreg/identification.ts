/**
 * What the PE says of itself: QEMU 7.2's `neoverse-n1` without EL3, less what is not here. Every register of the ID space that the table does not
 * name reads as zero. arm: AArch64 Identification registers.
 *
 * | register               | differs from QEMU's in                                                  |
 * |------------------------|-------------------------------------------------------------------------|
 * | ID_AA64PFR0_EL1        | AArch64 alone at EL0, where QEMU has AArch32 too                        |
 * | ID_*_EL1 of AArch32    | zero: they have fields "When AArch32 is supported"                      |
 * | MVFR0_EL1 to MVFR2_EL1 | zero, likewise: they tell of AArch32's SIMD and floating point         |
 * | ID_AA64DFR0_EL1        | no PMU (as with `pmu=off`), and none of the profiling that QEMU hides   |
 */

import { readField } from '#core/isa/evaluate.ts';
import type { HartView } from '#core/machine/hart.ts';
import { layout } from '../layout.ts';
import { levelOf } from '../pstate.ts';
import { HCR, SCTLR } from './bits.ts';
import { ICC_SRE_EL1 } from './gic.ts';
import { constant, defineRegister, offsetOf, type Refusal, type SystemRegister, stored } from './register.ts';

export const MIDR = 0x414f_d0c1n;
/** RES1, and the affinity: up to sixteen PEs at level 0. */
export const mpidrOf = (index: number): bigint => 0x8000_0000n | BigInt(((index >> 4) << 8) | (index & 15));

/** By CRm and op2. */
const FEATURES: Readonly<Record<string, bigint>> = {
  '4,0': 0x1100_0000_1011_0111n, // ID_AA64PFR0_EL1: CSV3, CSV2, RAS, AdvSIMD and FP with half precision, EL2, EL1, EL0
  '4,1': 0x20n, // ID_AA64PFR1_EL1: SSBS with its register
  '5,0': 0x1030_5008n, // ID_AA64DFR0_EL1: 6 breakpoints, 4 watchpoints, 2 that compare contexts; debug of Armv8.2
  '6,0': 0x1000_1021_1120n, // ID_AA64ISAR0_EL1: DP, RDM, Atomic, CRC32, SHA2, SHA1, AES with PMULL
  '6,1': 0x0010_0001n, // ID_AA64ISAR1_EL1: LRCPC, DPB
  '7,0': 0x0010_1125n, // ID_AA64MMFR0_EL1: granules of 4, 16 and 64 KiB, 16-bit ASIDs, 48-bit addresses
  '7,1': 0x1021_2122n, // ID_AA64MMFR1_EL1: XNX, PAN with AT, LO, HPDS2, VH, 16-bit VMIDs, HAFDBS
  '7,2': 0x1011n, // ID_AA64MMFR2_EL1: IESB, UAO, CnP
};

const named =
  (CRm: number) =>
  (name: string, op2: number): [string, string] => [`${CRm},${op2}`, `ID_${name}_EL1`];

const NAMES: Readonly<Record<string, string>> = {
  '4,0': 'ID_AA64PFR0_EL1',
  '4,1': 'ID_AA64PFR1_EL1',
  '5,0': 'ID_AA64DFR0_EL1',
  '5,1': 'ID_AA64DFR1_EL1',
  '6,0': 'ID_AA64ISAR0_EL1',
  '6,1': 'ID_AA64ISAR1_EL1',
  '7,0': 'ID_AA64MMFR0_EL1',
  '7,1': 'ID_AA64MMFR1_EL1',
  '7,2': 'ID_AA64MMFR2_EL1',
  // Of AArch32, which is not there, and of features that are not: all zero.
  ...Object.fromEntries(['PFR0', 'PFR1', 'DFR0', 'AFR0', 'MMFR0', 'MMFR1', 'MMFR2', 'MMFR3'].map(named(1))),
  ...Object.fromEntries(['ISAR0', 'ISAR1', 'ISAR2', 'ISAR3', 'ISAR4', 'ISAR5', 'MMFR4', 'ISAR6'].map(named(2))),
  '3,0': 'MVFR0_EL1',
  '3,1': 'MVFR1_EL1',
  '3,2': 'MVFR2_EL1',
  '3,4': 'ID_PFR2_EL1',
  '3,5': 'ID_DFR1_EL1',
  '3,6': 'ID_MMFR5_EL1',
  '4,4': 'ID_AA64ZFR0_EL1',
  '5,4': 'ID_AA64AFR0_EL1',
  '5,5': 'ID_AA64AFR1_EL1',
};

/** ID_AA64PFR0_EL1.GIC: the board has the CPU interface of a GICv3. */
const HAS_GIC_REGISTERS = 1n << 24n;
const gicOf = (context: HartView): bigint =>
  context.sysregRead(offsetOf(ICC_SRE_EL1), 8) === undefined ? 0n : HAS_GIC_REGISTERS;

const featureRegisters: readonly SystemRegister[] = [1, 2, 3, 4, 5, 6, 7].flatMap((CRm) =>
  [0, 1, 2, 3, 4, 5, 6, 7].map((op2) => {
    const place = `${CRm},${op2}`;
    const value = FEATURES[place] ?? 0n;
    return defineRegister(NAMES[place] ?? `S3_0_C0_C${CRm}_${op2}`, [3, 0, 0, CRm, op2], {
      read: NAMES[place] === 'ID_AA64PFR0_EL1' ? (context) => value | gicOf(context) : () => value,
      trapsRead: HCR.TID3,
    });
  }),
);

/** Below EL2 the hypervisor says who one is. */
const virtualized = (own: (context: HartView) => bigint, field: typeof layout.VPIDR_EL2) => (context: HartView) =>
  levelOf(context.block) === 2 ? own(context) : readField(context.block, field);

/** CCSIDR_EL1 by CSSELR_EL1: caches of 64 KiB for data and instructions, and 1 MiB for both. */
const CACHES: Readonly<Record<string, bigint>> = { 0: 0x701f_e01an, 1: 0x201f_e01an, 2: 0x70ff_e03an };

/** EL0 may see it when SCTLR_EL1.UCT is set, or the host's. */
function cacheTypeRefusal({ block }: HartView): Refusal | undefined {
  if (levelOf(block) > 0) return undefined;
  const hcr = readField(block, layout.HCR_EL2);
  const isHosted = (hcr & HCR.E2H) !== 0n && (hcr & HCR.TGE) !== 0n;
  const sctlr = readField(block, isHosted ? layout.SCTLR_EL2 : layout.SCTLR_EL1);
  return (sctlr & SCTLR.UCT) === 0n ? 'trapped' : undefined;
}

/** DCZID_EL0: blocks of 64 bytes, and whether one may not zero them. */
const ZERO_BLOCK = 4n;
const ZERO_PROHIBITED = 1n << 4n;

export function mayZero({ block }: HartView): Refusal | undefined {
  const level = levelOf(block);
  if (level === 2) return undefined;
  const hcr = readField(block, layout.HCR_EL2);
  const isHosted = (hcr & HCR.E2H) !== 0n && (hcr & HCR.TGE) !== 0n;
  const sctlr = readField(block, isHosted ? layout.SCTLR_EL2 : layout.SCTLR_EL1);
  if (level === 0 && (sctlr & SCTLR.DZE) === 0n) return 'trapped';
  return (hcr & HCR.TDZ) !== 0n && !isHosted ? 'trappedToEl2' : undefined;
}

export const identificationRegisters: readonly SystemRegister[] = [
  ...featureRegisters,
  defineRegister('MIDR_EL1', [3, 0, 0, 0, 0], { read: virtualized(() => MIDR, layout.VPIDR_EL2) }),
  defineRegister('MPIDR_EL1', [3, 0, 0, 0, 5], {
    read: virtualized(({ index }) => mpidrOf(index), layout.VMPIDR_EL2),
  }),
  defineRegister('REVIDR_EL1', [3, 0, 0, 0, 6], { ...constant(0n), trapsRead: HCR.TID1 }),
  defineRegister('AIDR_EL1', [3, 1, 0, 0, 7], { ...constant(0n), trapsRead: HCR.TID1 }),
  defineRegister('CCSIDR_EL1', [3, 1, 0, 0, 0], {
    read: ({ block }) => CACHES[String(readField(block, layout.CSSELR_EL1))] ?? 0n,
    trapsRead: HCR.TID2,
  }),
  defineRegister('CLIDR_EL1', [3, 1, 0, 0, 1], { ...constant(0x8200_0023n), trapsRead: HCR.TID2 }),
  defineRegister('CSSELR_EL1', [3, 2, 0, 0, 0], {
    ...stored(layout.CSSELR_EL1, 0xfn),
    trapsRead: HCR.TID2,
    trapsWrite: HCR.TID2,
  }),
  defineRegister('CTR_EL0', [3, 3, 0, 0, 1], { ...constant(0x8444_c004n), trapsRead: HCR.TID2, refusal: cacheTypeRefusal }),
  defineRegister('DCZID_EL0', [3, 3, 0, 0, 7], {
    read: (context) => ZERO_BLOCK | (mayZero(context) === undefined ? 0n : ZERO_PROHIBITED),
  }),
  defineRegister('VPIDR_EL2', [3, 4, 0, 0, 0], stored(layout.VPIDR_EL2, 0xffff_ffffn)),
  defineRegister('VMPIDR_EL2', [3, 4, 0, 0, 5], stored(layout.VMPIDR_EL2)),
];
