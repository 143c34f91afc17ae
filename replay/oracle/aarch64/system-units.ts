/** Random units of system instructions: registers read and written, PSTATE, exceptions and returns, maintenance. */

import { CACHE_MAINTENANCE, DC_ZVA, systemOperations } from '#arches/aarch64/sysreg/operations.ts';
import { numberOf } from '#arches/aarch64/sysreg/register.ts';
import { systemRegisters } from '#arches/aarch64/sysreg/table.ts';
import { hints } from '#arches/aarch64/system/hints.ts';
import type { Random } from '../random.ts';
import { drawValue } from '../values.ts';
import { unitOf } from './case.ts';
import type { ModeTraits } from './modes.ts';
import { drawFree } from './registers.ts';
import type { Draw, Kinds, UnitContext } from './unit-context.ts';
import * as w from './words.ts';

const bit = (number: number): bigint => 1n << BigInt(number);

/** What AArch32 is able to do reads as zero here, which has none; QEMU's has it. */
const isOfAarch32 = (number: number): boolean =>
  number >> 7 === numberOf(3, 0, 0, 0, 0) >> 7 && [1, 2, 3].includes((number >> 3) & 15);
/** Not in QEMU 7.2, or read there without a value; ID_AA64PFR0_EL1 tells of AArch32 at EL0, PAR_EL1 of attributes. */
const NOT_IN_QEMU = /^(PAR_EL1|ID_AA64PFR0_EL1|DBGPRCR_EL1|DBGAUTHSTATUS_EL1|DBGCLAIM\w+|MDCC\w+)$/;
const readable = systemRegisters.filter(
  ({ name, read, number }) => read !== undefined && !isOfAarch32(number) && !NOT_IN_QEMU.test(name),
);

const notInQemu = new Set(systemRegisters.filter(({ name }) => NOT_IN_QEMU.test(name)).map(({ number }) => number));
/** `NAME_EL12` and `NAME_EL02`, which QEMU 7.2 has without E2H too. */
const OP1_ALIAS = 5;

/** Registers of the board hold time and interrupts, which are not compared: only whether they may be read. */
const read: Draw = ({ random, registers }) => {
  const { number, isOfBoard } = random.pick(readable);
  return unitOf(w.mrs(isOfBoard === true ? w.ZERO : random.pick(registers.free), number));
};

/** A number that any bits may be, where no register of ours is. */
const readAny: Draw = ({ random, registers }) => {
  for (;;) {
    const number = numberOf(2 + random.below(2), random.below(8), random.below(16), random.below(16), random.below(8));
    if (isComparable(number)) return unitOf(w.mrs(random.pick(registers.free), number));
  }
};

/** Not of the PMU, counters and timers, GIC, nor what an implementation has of its own. */
function isComparable(number: number): boolean {
  const [op0, CRn, CRm] = [number >> 14, (number >> 7) & 15, (number >> 3) & 15];
  if (op0 === 2 || isOfAarch32(number) || notInQemu.has(number) || ((number >> 11) & 7) === OP1_ALIAS) return false;
  return ![9, 11, 14, 15].includes(CRn) && !(CRn === 12 && CRm >= 8) && !(CRn === 4 && CRm === 6);
}

type Swapped = readonly [name: string, draw: (context: UnitContext) => bigint];
const any = ({ random }: UnitContext): bigint => drawValue(random);
const masked =
  (mask: bigint) =>
  ({ random }: UnitContext): bigint =>
    BigInt.asUintN(64, drawValue(random)) & mask;
const address = ({ drawAddress }: UnitContext): bigint => drawAddress();
const LOW_WORD = 0xffff_ffffn;

const AT_EL0: readonly Swapped[] = [
  ['TPIDR_EL0', any],
  ['FPCR', masked(0x07c8_0000n)],
  ['FPSR', masked(0x0800_009fn)],
  ['NZCV', masked(0xf000_0000n)],
  ['DAIF', masked(0x3c0n)],
  ['SSBS', masked(bit(12))],
];
const AT_EL1: readonly Swapped[] = [
  ...AT_EL0,
  ['TPIDRRO_EL0', any],
  ['TPIDR_EL1', any],
  ['FAR_EL1', any],
  ['ELR_EL1', any],
  ['SPSR_EL1', masked(LOW_WORD)],
  ['ESR_EL1', masked(LOW_WORD)],
  ['CONTEXTIDR_EL1', masked(LOW_WORD)],
  ['PAR_EL1', any],
  ['CSSELR_EL1', masked(5n)],
  ['AFSR0_EL1', any],
  ['SP_EL0', address],
  ['PAN', masked(bit(22))],
  ['UAO', masked(bit(23))],
];
/** Of EL1, by names that mean them at EL2 of a host too. */
const OF_EL1: readonly (readonly [name: string, alias: string, draw: Swapped[1]])[] = [
  ['SCTLR_EL1', '5,1,0,0', masked(0x30d0_0800n | 0x04f4_c33en)],
  ['CPACR_EL1', '5,1,0,2', masked(3n << 20n)],
  ['TTBR0_EL1', '5,2,0,0', masked(0xffff_ffff_ffff_ffffn)],
  ['TTBR1_EL1', '5,2,0,1', masked(0xffff_ffff_ffff_ffffn)],
  ['SPSR_EL1', '5,4,0,0', masked(LOW_WORD)],
  ['ELR_EL1', '5,4,0,1', any],
  ['ESR_EL1', '5,5,2,0', masked(LOW_WORD)],
  ['FAR_EL1', '5,6,0,0', any],
  ['MAIR_EL1', '5,10,2,0', any],
  ['CONTEXTIDR_EL1', '5,13,0,1', masked(LOW_WORD)],
  ['CNTKCTL_EL1', '5,14,1,0', masked(0x3ffn)],
];
const AT_EL2: readonly Swapped[] = [
  ...AT_EL0,
  ['TPIDR_EL1', any],
  ['FAR_EL2', any],
  ['ELR_EL2', any],
  ['SPSR_EL2', masked(LOW_WORD)],
  ['ESR_EL2', masked(LOW_WORD)],
  ['HPFAR_EL2', masked(0xfff_ffff_fff0n)],
  ['VPIDR_EL2', masked(LOW_WORD)],
  ['VMPIDR_EL2', any],
  ['VTTBR_EL2', masked(0xffff_ffff_ffff_fffen)],
  ['VSESR_EL2', masked(0x1ff_ffffn)],
  ['CONTEXTIDR_EL2', masked(LOW_WORD)],
  ['SP_EL0', address],
  ['SP_EL1', address],
  ['PAN', masked(bit(22))],
  ['UAO', masked(bit(23))],
];

const numberOfName = (name: string): number => systemRegisters.find((register) => register.name === name)!.number;
const SWAPPED: readonly (readonly Swapped[])[] = [AT_EL0, AT_EL1, AT_EL2];
const inHostForm = (alias: string): number => {
  const [op1, CRn, CRm, op2] = alias.split(',').map(Number) as [number, number, number, number];
  return numberOf(3, op1, CRn, CRm, op2);
};

function drawSwapped(context: UnitContext): readonly [number: number, value: bigint] {
  const { random, traits } = context;
  if (traits.level === 2 && random.chance(35)) {
    const [name, alias, draw] = random.pick(OF_EL1);
    return [traits.isHost ? inHostForm(alias) : numberOfName(name), draw(context)];
  }
  const [name, draw] = random.pick(SWAPPED[traits.level]!);
  return [numberOfName(name), draw(context)];
}

const [TVM, TRVM] = [bit(26), bit(30)];
/** What is written back after a read that is trapped would be anything. */
const onlyReadsAreTrapped = ({ hcr }: UnitContext): boolean => (hcr & (TVM | TRVM)) === TRVM;

/** A register that may be written is, read, and put back. */
const swap: Draw = (context) => {
  if (context.traits.level === 1 && onlyReadsAreTrapped(context)) return read(context);
  const [value, old, now] = drawFree(context.random, context.registers, 3) as [number, number, number];
  const [number, drawn] = drawSwapped(context);
  return unitOf(...w.li(value, drawn), w.mrs(old, number), w.msr(number, value), w.mrs(now, number), w.msr(number, old));
};

/** FPCR and FPSR as they stay. */
const floatControl: Draw = ({ random, registers }) => {
  const [value] = drawFree(random, registers, 1) as [number];
  const [number, mask] = random.chance(70) ? [numberOfName('FPCR'), 0x07c8_0000n] : [numberOfName('FPSR'), 0x0800_009fn];
  return unitOf(...w.li(value, random.u64() & mask), w.msr(number, value));
};

/** Bits of SCTLR_EL1, or SCTLR_EL2 of a host, that nothing here relies on: A, UMA, DZE, UCT, SPAN, UCI; and TBI and HPD of TCR. */
const SCTLR_BITS = [1, 9, 14, 15, 23, 26].map(bit);
const TCR_BITS = [37, 38, 41, 42].map(bit);
const TCR_EL2_BITS = [20, 24].map(bit);

/** Control that stays changed, from the next instruction on. */
const control: Draw = (context) => {
  const { random, registers, traits } = context;
  if (onlyReadsAreTrapped(context)) return read(context);
  const [now, change] = drawFree(random, registers, 2) as [number, number];
  const isSctlr = traits.granuleBits === 0 || random.chance(60);
  const hasTwoRanges = traits.level < 2 || traits.isHost;
  const level = traits.level === 2 ? 2 : 1;
  const number = numberOfName(`${isSctlr ? 'SCTLR' : 'TCR'}_EL${level}`);
  const value = random.pick(isSctlr ? SCTLR_BITS : hasTwoRanges ? TCR_BITS : TCR_EL2_BITS);
  return unitOf(w.mrs(now, number), ...w.li(change, value), w.eor(now, now, change), w.msr(number, now), w.ISB);
};

/** MSR (immediate) by op1 and op2: UAO, PAN, SPSel, SSBS, DAIFSet, DAIFClr. */
const PSTATE_FIELDS = [0o03, 0o04, 0o05, 0o31, 0o36, 0o37];

const pstate: Draw = ({ random }) => {
  const which = random.pick(PSTATE_FIELDS);
  const word = 0xd500_401f | ((which >> 3) << 16) | (random.below(16) << 8) | ((which & 7) << 5);
  return unitOf(word >>> 0);
};

const SVC = 0xd400_0001;
const HVC = 0xd400_0002;
const SMC = 0xd400_0003;
const TSC = bit(19);

/** SMC where it is a hypervisor's or undefined; else it is the board's. */
const exception: Draw = ({ random, traits, hcr }) => {
  const isMine = traits.level === 0 || (traits.level === 1 && (hcr & TSC) !== 0n);
  const word = random.pick(isMine ? [SVC, HVC, SMC, w.BRK] : [SVC, HVC, w.BRK]);
  return unitOf((word | (random.below(2 ** 16) << 5)) >>> 0);
};

/** What SPSR may have without that a return is to another state. */
const PSTATE_BITS = [31, 30, 29, 28, 23, 22, 12, 9, 8, 7, 6].map(bit);
const NO_LEVEL = 12n;
/** SS. */
const STEP = bit(21);

function drawState(random: Random, { level }: ModeTraits): bigint {
  const flags = PSTATE_BITS.reduce((sum, each) => sum | (random.chance(50) ? each : 0n), 0n);
  const to = BigInt(random.below(level + 1));
  const legal = flags | (to << 2n) | (to === 0n ? 0n : BigInt(random.below(2)));
  switch (random.below(11)) {
    case 0:
      return flags | NO_LEVEL;
    case 1:
      // Not M[4], as QEMU's EL0 has AArch32.
      return legal | bit(1);
    case 2:
      return flags | 1n;
    case 3:
      return legal | bit(20);
    case 4:
      // Of one that steps, the next instruction first.
      return legal | STEP;
    default:
      return legal;
  }
}

/** A return to where nothing is, or to the same level and the next unit. */
const exceptionReturn: Draw = ({ random, registers, traits }) => {
  const { level } = traits;
  if (level === 0) return unitOf(w.ERET);
  const [value] = drawFree(random, registers, 1) as [number];
  const [elr, spsr] = [numberOfName(`ELR_EL${level}`), numberOfName(`SPSR_EL${level}`)];
  const state = drawState(random, traits);
  if (random.chance(50)) {
    const same = (state & ~0x10_001fn) | (BigInt(level) << 2n) | BigInt(random.below(2));
    const before = [...w.li(value, same), w.msr(spsr, value)];
    return unitOf(...before, w.adr(value, 12), w.msr(elr, value), w.ERET);
  }
  // QEMU 7.2 fetches before it looks whether a step is due at once.
  const lets = (state & 0x1fn) === 0n ? state | STEP : state;
  const there = [...w.li(value, lets), w.msr(spsr, value), ...w.li(value, NOWHERE), w.msr(elr, value), w.ERET];
  return unitOf(w.adr(registers.link, 4 * (there.length + 1)), ...there);
};
/** Nothing is there, translated or not. */
const NOWHERE = 0x6000_0000n;

const isTranslation = (name: string): boolean => name.startsWith('AT ');
const operations = systemOperations.filter(
  ({ name, number }) => number !== DC_ZVA && !CACHE_MAINTENANCE.has(number) && !isTranslation(name),
);
const maintenance = systemOperations.filter(({ number }) => CACHE_MAINTENANCE.has(number));
/** But for DC IVAC, which wants to write. */
const readingMaintenance = maintenance.filter(({ number }) => !CACHE_MAINTENANCE.get(number)!.isInvalidation);
/** As for a write, QEMU 7.2 marks an entry dirty; and for both stages it takes the tables of a host. */
const translations = systemOperations.filter(({ name }) => isTranslation(name) && !/W/.test(name));
const ofOneStage = translations.filter(({ name }) => !name.includes('S12'));

const operation: Draw = ({ random, registers }) => {
  if (random.chance(30)) {
    // Zeros a block: through a base that is not SP.
    const bases = registers.bases.filter((base) => base !== w.SP);
    return unitOf(w.msr(DC_ZVA, random.pick(bases)));
  }
  return unitOf(w.msr(random.pick(operations).number, random.chance(50) ? w.ZERO : random.below(31)));
};

/** Of caches, by the address of the code itself, which never faults: on QEMU 7.2 none of these do, but for DC CVAP. */
const maintain: Draw = ({ random, registers, traits }) => {
  const [at] = drawFree(random, registers, 1) as [number];
  const { number } = random.pick(traits.granuleBits === 0 ? maintenance : readingMaintenance);
  return unitOf(w.adr(at, random.below(4)), w.msr(number, at));
};

const PAR_EL1 = numberOf(3, 0, 7, 4, 0);
/** UBFM: bits 55 to 0. BFM: zeros into bits 8 and 7. */
const lowBits = (rd: number): number => (0xd340_dc00 | (rd << 5) | rd) >>> 0;
const clearShareability = (rd: number): number => (0xb379_07e0 | rd) >>> 0;

/** An address translated, and where it leads; not as what memory: PAR_EL1.SH of Device memory is 10, 00 on QEMU 7.2. */
const translation: Draw = ({ random, registers, traits }) => {
  const [to] = drawFree(random, registers, 1) as [number];
  const bases = registers.bases.filter((base) => base !== w.SP);
  const at = w.msr(random.pick(traits.isHost ? ofOneStage : translations).number, random.pick(bases));
  return unitOf(at, w.ISB, w.mrs(to, PAR_EL1), lowBits(to), clearShareability(to), w.msr(PAR_EL1, w.ZERO));
};

/** WFE and SEV are about events that others may send. */
const quietHints = hints.filter(({ mnemonic }) => !/^wf|^sev/.test(mnemonic));

const hint: Draw = ({ random }) => {
  const { match, mask } = random.pick(quietHints).encodings[0]!;
  const word = ((random.u32() & ~mask) | match) >>> 0;
  // A hint's numbers include those of the others.
  return unitOf((mask & 0xfe0) === 0xfe0 || (word & 0xffff_f01f) >>> 0 !== 0xd503_201f ? word : 0xd503_201f);
};

const TWI = bit(13);

/** WFI where EL2 traps it. QEMU 7.2 wakes at virtual interrupts that no route lets be. */
const wait: Draw = (context) => {
  const { traits, hcr, inject } = context;
  return traits.level < 2 && !traits.isHost && inject === 0n && (hcr & TWI) !== 0n ? unitOf(w.WFI) : read(context);
};

export const systemKinds: Kinds = [
  [40, read],
  [6, readAny],
  [25, swap],
  [12, floatControl],
  [8, control],
  [14, pstate],
  [12, exception],
  [12, exceptionReturn],
  [13, operation],
  [6, maintain],
  [8, hint],
  ...(translations.length === 0 ? [] : ([[8, translation]] as const)),
  [3, wait],
];
