/** Random units that read and write CSRs. */

import { drawValue } from '../values.ts';
import { fixedUnit, type ModeTraits } from './case.ts';
import { drawFree } from './registers.ts';
import type { Draw } from './unit-context.ts';
import * as w from './words.ts';

const STATUS = { 1: 0x100, 3: 0x300 } as const;
const MPRV = 1n << 17n;

/** In M, before what QEMU takes to be done as M when it is not. */
export const clearMprv = (privilege: number, scratch: number): number[] =>
  privilege === 3 ? [w.lui(scratch, Number(MPRV)), w.iType(w.SYSTEM, 3, 0, scratch, STATUS[3])] : [];

const HSTATUS = 0x600;

/** Back from a guest that was entered: there it is refused. Before units that must not be done in part. */
export const leaveGuest = ({ privilege, hasGuest, isVirtual }: ModeTraits): number[] =>
  hasGuest && !isVirtual && privilege !== 0 ? [w.csrrs(0, HSTATUS, 0)] : [];

const FLOAT_CSRS = [0x001, 0x002, 0x003];
/** sscratch, sepc, scause, stval, stvec, scounteren. */
const SUPERVISOR_CSRS = [0x140, 0x141, 0x142, 0x143, 0x105, 0x106];
/** mcounteren, mepc, mcause, mtval. */
const MACHINE_CSRS = [0x306, 0x341, 0x342, 0x343];
/** 32-bit registers, of which QEMU keeps 64 bits: written with small numbers. priv: Supervisor Counter-Enable Register. */
const ENABLES = [0x106, 0x306];
/** QEMU keeps their lowest bit. priv: Supervisor Exception Program Counter: "The low bit of sepc (sepc[0]) is always zero." */
const PROGRAM_COUNTERS = [0x141, 0x341];
/** Fields of mstatus a case may set: not UXL and SXL, whose other values QEMU takes for RV32. */
const STATUS_FIELDS = [
  1n << 1n,
  1n << 3n,
  1n << 5n,
  1n << 7n,
  1n << 8n,
  1n << 17n,
  1n << 18n,
  1n << 19n,
  1n << 20n,
  1n << 21n,
  1n << 22n,
];
/**
 * FS is Off or Dirty, no other: after comparisons and conversions, which write flags, QEMU leaves it as it was. And VS stays Off:
 * QEMU 7.2 has vectors wherever VS is on. priv: Extension Context Status in mstatus Register.
 */
const FS_DIRTY = 3n << 13n;
const MPP = 3n << 11n;
const MPV = 1n << 39n;
/** M is no guest's: QEMU 7.2 translates for it, when MPV says so. */
const MODES = [0n, 1n << 11n, MPP];
const LOWER_MODES = [...MODES, MPV, (1n << 11n) | MPV];

/** stvec says where delegated traps go. */
const STVEC = 0x105;

export const csr: Draw = ({ random, registers, traits: { privilege, hasGuest } }) => {
  const number = random.pick([
    ...FLOAT_CSRS,
    ...(privilege >= 1 ? SUPERVISOR_CSRS.filter((csrNumber) => !hasGuest || csrNumber !== STVEC) : []),
    ...(privilege === 3 ? MACHINE_CSRS : []),
  ]);
  const [rd, rs1] = [random.pick(registers.free), random.below(32)];
  if (PROGRAM_COUNTERS.includes(number)) {
    const [even] = drawFree(random, registers, 1) as [number];
    return fixedUnit(w.iType(w.OP_IMM, 7, even, rs1, -2), w.iType(w.SYSTEM, random.pick([1, 2, 3]), rd, even, number));
  }
  // QEMU does not take a csrrs or csrrc for a write, and FS for dirty, when the register holds 0.
  const forms = FLOAT_CSRS.includes(number) ? [1, 5, 6, 7] : [1, 2, 3, 5, 6, 7];
  const funct3 = random.pick(ENABLES.includes(number) ? [5, 6, 7] : forms);
  return fixedUnit(w.iType(w.SYSTEM, funct3, rd, rs1, number));
};

export const status: Draw = (context) => {
  const { random, registers, traits } = context;
  const { privilege, hasGuest } = traits;
  if (privilege === 0) return csr(context);
  const [rs1] = drawFree(random, registers, 1) as [number];
  const set = (bits: bigint, isSet: boolean) => [
    ...w.li(rs1, bits),
    w.iType(w.SYSTEM, isSet ? 2 : 3, random.pick(registers.free), rs1, STATUS[privilege]),
  ];
  if (random.chance(30)) return fixedUnit(...set(FS_DIRTY, true));
  // Loads and stores as in a lower mode. Not MPP = 2, which is reserved and which QEMU keeps.
  if (privilege === 3 && random.chance(50))
    return fixedUnit(
      ...leaveGuest(traits),
      ...set(MPP | MPV, false),
      ...set(MPRV | random.pick(hasGuest ? LOWER_MODES : MODES), true),
    );
  if (random.chance(8)) return fixedUnit(...set(FS_DIRTY, false));
  return fixedUnit(...set(random.pick(STATUS_FIELDS) | random.pick(STATUS_FIELDS), random.chance(50)));
};

/** CSRs whose change would be felt, written and put back by the next instruction: what they read as says which bits exist. */
const SWAPPED: Readonly<Record<1 | 3, readonly number[]>> = {
  1: [0x10a, 0x104],
  3: [0x302, 0x303, 0x304, 0x305, 0x30a, 0x10a, 0x320, 0x180, 0x301, 0x3b2, 0x3b3, 0x3bf, 0x323, 0x33f],
};

const MTVEC = 0x305;

/** What is written to them. Else QEMU 7.2 keeps bits that it should not; and with STCE time would come in. */
const WRITABLE: Readonly<Record<number, bigint>> = {
  0x30a: (1n << 63n) - 1n,
  // priv: Virtual Supervisor Interrupt Registers: bits 10, 6 and 2 are VS-level's own only in hie.
  0x104: ~0x444n,
  // priv: Hypervisor Interrupt Registers: no SGEI without guest external interrupts.
  0x304: ~0x1000n,
  // priv: Machine Counter-Inhibit Register: 32 bits, of which bit 1 is none.
  0x320: 0xffff_fffdn,
  // priv: Machine Trap Delegation Registers: "medeleg[11] is read-only zero".
  0x302: ~(1n << 11n),
  // priv: Physical Memory Protection CSRs: bits 55 to 2 of an address.
  0x3b2: (1n << 54n) - 1n,
  0x3b3: (1n << 54n) - 1n,
  0x3bf: (1n << 54n) - 1n,
};

export const swap: Draw = (context) => {
  const { random, registers, traits } = context;
  const { privilege } = traits;
  if (privilege === 0) return csr(context);
  const [value, old, back] = drawFree(random, registers, 3) as [number, number, number];
  // Where interrupts come up, one may find mtvec as it is written here.
  const number = random.pick(SWAPPED[privilege].filter((each) => !traits.hasGuest || each !== MTVEC));
  const written = w.li(value, drawValue(random) & (WRITABLE[number] ?? -1n));
  return fixedUnit(...leaveGuest(traits), ...written, w.csrrw(old, number, value), w.csrrw(back, number, old));
};

/** Counters and time count other things here and there. */
const isCounter = (number: number) => (number >= 0xb00 && number < 0xb20) || (number >= 0xc00 && number < 0xc20);
/**
 * seed is not for comparing. QEMU 7.2 has no SD in vsstatus, shows but SSIP in vsip, writes htinst when VS takes a trap,
 * and never puts into htinst what a load or store is transformed to.
 */
const UNCOMPARABLE = [0x015, 0x200, 0x244, 0x64a];
/** And in VS no VTVM for satp; in HS no TVM for hgatp. */
const UNCOMPARABLE_IN_VS = [0x144, 0x180];
const HGATP = 0x680;

/** QEMU 7.2 raises an illegal instruction in VU for what is HS's, where a virtual instruction is due. */
const isComparable = (number: number, { privilege, isVirtual }: ModeTraits): boolean => {
  if (isCounter(number) || UNCOMPARABLE.includes(number)) return false;
  if (privilege === 1 && number === HGATP) return isVirtual;
  if (isVirtual && privilege === 1) return !UNCOMPARABLE_IN_VS.includes(number);
  return !(isVirtual && ((number >> 8) & 3) === 1);
};

/** Reads any CSR there is or is not. */
export const read: Draw = ({ random, registers, traits }) => {
  for (;;) {
    const near = traits.hasGuest ? [0x100, 0x200, 0x600, 0x300, 0xe00] : [0x000, 0x100, 0x200, 0x300, 0x340, 0x7a0, 0xf00];
    const number = random.chance(70) ? random.pick(near) + random.below(traits.hasGuest ? 0x84 : 0x50) : random.below(4096);
    if (number < 4096 && isComparable(number, traits)) return fixedUnit(w.csrrs(random.pick(registers.free), number, 0));
  }
};
