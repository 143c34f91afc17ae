/** Random units of a case: what kinds there are and how often each comes. */
import { fixedUnit, type Unit } from './case.ts';
import type { Random } from './random.ts';
import { drawFree, type Registers } from './registers.ts';
import { compressedWord, floatWord, integerWord, otherWord } from './safe-words.ts';
import * as w from './words.ts';

export interface UnitContext {
  readonly random: Random;
  readonly registers: Registers;
  readonly privilege: 0 | 1 | 3;
  /** Where a base may point: mostly the case's data, sometimes nowhere. */
  readonly drawAddress: () => bigint;
  /** Where nothing can be fetched. */
  readonly drawNowhere: () => bigint;
}

type Draw = (context: UnitContext) => Unit;

const SKIP_MAX = 6;

const offsetOf = (random: Random): number => (random.chance(60) ? 8 * (random.below(64) - 32) : random.below(4096) - 2048);

const integer: Draw = ({ random, registers }) => fixedUnit(integerWord(random, registers));
const compressed: Draw = ({ random, registers }) => fixedUnit(compressedWord(random, registers));
const float: Draw = ({ random, registers }) => fixedUnit(floatWord(random, registers));
const other: Draw = ({ random }) => fixedUnit(otherWord(random));

const upper: Draw = ({ random, registers }) => {
  const rd = random.pick(registers.free);
  return fixedUnit(random.chance(50) ? w.lui(rd, random.u32()) : w.auipc(rd, random.u32()));
};

/** Values at which things change: small, round, nearly round. */
export function drawValue(random: Random): bigint {
  switch (random.below(6)) {
    case 0:
      return BigInt(random.below(16) - 8);
    case 1:
      return (1n << BigInt(random.below(64))) - BigInt(random.below(3) - 1);
    case 2:
      return -(1n << BigInt(random.below(64))) + BigInt(random.below(3) - 1);
    case 3:
      return BigInt.asIntN(32, random.u64());
    default:
      return random.u64();
  }
}

const constant: Draw = ({ random, registers }) => fixedUnit(...w.li(random.pick(registers.free), drawValue(random)));

const base: Draw = ({ random, registers, drawAddress }) => fixedUnit(...w.li(random.pick(registers.bases), drawAddress()));

const load: Draw = ({ random, registers }) => {
  const [rs1, imm] = [random.pick(registers.bases), offsetOf(random)];
  if (random.chance(25))
    return fixedUnit(w.iType(w.LOAD_FP, random.pick([2, 3, 2, 3, 2, 3, random.below(8)]), random.below(32), rs1, imm));
  return fixedUnit(w.iType(w.LOAD, random.below(8), random.pick(registers.free), rs1, imm));
};

const store: Draw = ({ random, registers }) => {
  const [rs1, rs2, imm] = [random.pick(registers.bases), random.below(32), offsetOf(random)];
  if (random.chance(25)) return fixedUnit(w.sType(w.STORE_FP, random.pick([2, 3]), rs1, rs2, imm));
  return fixedUnit(w.sType(w.STORE, random.chance(97) ? random.below(4) : random.below(8), rs1, rs2, imm));
};

const AMO_FUNCT5 = [0x00, 0x01, 0x04, 0x08, 0x0c, 0x10, 0x14, 0x18, 0x1c];

const atomic: Draw = ({ random, registers }) => {
  const rs1 = random.pick(registers.bases);
  const funct3 = random.chance(97) ? random.pick([2, 3]) : random.below(8);
  const order = random.below(4);
  const word = (funct5: number, rd: number, rs2: number) => w.rType(w.AMO, funct3, (funct5 << 2) | order, rd, rs1, rs2);
  if (random.chance(75)) return fixedUnit(word(random.pick(AMO_FUNCT5), random.pick(registers.free), random.below(32)));
  // A reservation and its store, and a store without one: what lies between would be the implementation's choice.
  const conditional = () => word(0x03, random.pick(registers.free), random.below(32));
  return fixedUnit(word(0x02, random.pick(registers.free), 0), conditional(), conditional());
};

const branch: Draw = ({ random, registers }) => {
  const skip = random.below(SKIP_MAX);
  const [rs1, rs2] = [random.below(32), random.below(32)];
  const compressedRs1 = 8 + random.below(8);
  switch (random.below(8)) {
    case 0:
      // Its reach is 254 bytes, five units at the least.
      return { sizeBytes: 2, skip: Math.min(skip, 4), words: (at, target) => [w.cBranch(rs2 > 15, compressedRs1, target - at)] };
    case 1:
      return { sizeBytes: 2, skip, words: (at, target) => [w.cJ(target - at)] };
    case 2: {
      const rd = random.pick(registers.free);
      return { sizeBytes: 4, skip, words: (at, target) => [w.jal(rd, target - at)] };
    }
    default: {
      // 2 and 3 are reserved.
      const funct3 = random.chance(98) ? random.pick([0, 1, 4, 5, 6, 7]) : random.below(8);
      return { sizeBytes: 4, skip, words: (at, target) => [w.bType(funct3, rs1, rs2, target - at)] };
    }
  }
};

/** A jump through a register to a unit further on, sometimes with its lowest bit set, which is ignored. */
const indirect: Draw = ({ random, registers }) => {
  const [to] = drawFree(random, registers, 1) as [number];
  const rd = random.pick(registers.free);
  const skip = random.below(SKIP_MAX);
  const odd = random.below(2);
  if (random.chance(40)) {
    // c.jalr links x1.
    const jump = random.chance(50) && registers.free.includes(1) && to !== 1 ? w.cJalr(to) : w.cJr(to);
    return { sizeBytes: 10, skip, words: (at, target) => [w.auipc(to, 0), w.addi(to, to, target - at + odd), jump] };
  }
  return { sizeBytes: 8, skip, words: (at, target) => [w.auipc(to, 0), w.jalr(rd, to, target - at + odd)] };
};

/** A jump to where nothing can be fetched. The harness goes on at the link. */
const wild: Draw = ({ random, registers, drawNowhere }) => {
  const [to] = drawFree(random, registers, 1) as [number];
  const there = w.li(to, drawNowhere());
  const sizeBytes = 8 + 4 * there.length + 4;
  const words = [w.auipc(registers.link, 0), w.addi(registers.link, registers.link, sizeBytes), ...there];
  return fixedUnit(...words, w.jalr(random.pick(registers.free), to, 2 * random.below(8)));
};

const STATUS = { 1: 0x100, 3: 0x300 } as const;
const MPRV = 1n << 17n;

const clearMprv = (privilege: number, scratch: number): number[] =>
  privilege === 3 ? [w.lui(scratch, Number(MPRV)), w.iType(w.SYSTEM, 3, 0, scratch, STATUS[3])] : [];

/**
 * Code that changes the instruction at its end, there and back, and fences. In M with MPRV clear: QEMU takes a page that M fetches
 * from for one that it may also read and write, whatever MPRV says.
 */
const selfModifying: Draw = ({ random, registers, privilege }) => {
  const [at, now, change] = drawFree(random, registers, 3) as [number, number, number];
  const [first, second] = [integerWord(random, registers), integerWord(random, registers)];
  const toggle = w.li(change, BigInt((first ^ second) | 0));
  const body = (distance: number) => [
    w.auipc(at, 0),
    w.iType(w.LOAD, 2, now, at, distance),
    ...toggle,
    w.rType(w.OP, 4, 0, now, now, change),
    w.sType(w.STORE, 2, at, now, distance),
    w.FENCE_I,
    first,
  ];
  return fixedUnit(...clearMprv(privilege, change), ...body(4 * (body(0).length - 1)));
};

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

const csr: Draw = ({ random, registers, privilege }) => {
  const number = random.pick([
    ...FLOAT_CSRS,
    ...(privilege >= 1 ? SUPERVISOR_CSRS : []),
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

const status: Draw = (context) => {
  const { random, registers, privilege } = context;
  if (privilege === 0) return csr(context);
  const [rs1] = drawFree(random, registers, 1) as [number];
  const set = (bits: bigint, isSet: boolean) => [
    ...w.li(rs1, bits),
    w.iType(w.SYSTEM, isSet ? 2 : 3, random.pick(registers.free), rs1, STATUS[privilege]),
  ];
  if (random.chance(30)) return fixedUnit(...set(FS_DIRTY, true));
  // Loads and stores as in a lower mode. Not MPP = 2, which is reserved and which QEMU keeps.
  if (privilege === 3 && random.chance(50))
    return fixedUnit(...set(MPP, false), ...set(MPRV | (random.pick([0n, 1n, 3n]) << 11n), true));
  if (random.chance(8)) return fixedUnit(...set(FS_DIRTY, false));
  return fixedUnit(...set(random.pick(STATUS_FIELDS) | random.pick(STATUS_FIELDS), random.chance(50)));
};

/** CSRs whose change would be felt, written and put back by the next instruction: what they read as says which bits exist. */
const SWAPPED: Readonly<Record<1 | 3, readonly number[]>> = {
  1: [0x10a, 0x104],
  3: [0x302, 0x303, 0x304, 0x305, 0x30a, 0x10a, 0x320, 0x180, 0x301, 0x3b2, 0x3b3, 0x3bf, 0x323, 0x33f],
};

/** What is written to them. Else QEMU 7.2 keeps bits that it should not; and with STCE time would come in. */
const WRITABLE: Readonly<Record<number, bigint>> = {
  0x30a: (1n << 63n) - 1n,
  // priv: Machine Counter-Inhibit Register: 32 bits, of which bit 1 is none.
  0x320: 0xffff_fffdn,
  // priv: Machine Trap Delegation Registers: "medeleg[11] is read-only zero".
  0x302: ~(1n << 11n),
  // priv: Physical Memory Protection CSRs: bits 55 to 2 of an address.
  0x3b2: (1n << 54n) - 1n,
  0x3b3: (1n << 54n) - 1n,
  0x3bf: (1n << 54n) - 1n,
};

const swap: Draw = (context) => {
  const { random, registers, privilege } = context;
  if (privilege === 0) return csr(context);
  const [value, old, back] = drawFree(random, registers, 3) as [number, number, number];
  const number = random.pick(SWAPPED[privilege]);
  const written = w.li(value, drawValue(random) & (WRITABLE[number] ?? -1n));
  return fixedUnit(...written, w.csrrw(old, number, value), w.csrrw(back, number, old));
};

/** Counters and time count other things here and there. */
const isCounter = (number: number) => (number >= 0xb00 && number < 0xb20) || (number >= 0xc00 && number < 0xc20);
/** QEMU 7.2 has vstimecmp without the H extension. seed is not for comparing. */
const UNCOMPARABLE = [0x24d, 0x015];

/** Reads any CSR there is or is not. */
const read: Draw = ({ random, registers }) => {
  for (;;) {
    const number = random.chance(70)
      ? random.pick([0x000, 0x100, 0x200, 0x300, 0x340, 0x7a0, 0xf00]) + random.below(0x50)
      : random.below(4096);
    if (number < 4096 && !isCounter(number) && !UNCOMPARABLE.includes(number))
      return fixedUnit(w.csrrs(random.pick(registers.free), number, 0));
  }
};

const WFI = 0x105;
/** Returns, which change where control goes. */
const RETURNS = [0x102, 0x302, 0x002, 0x202, 0x702, 0x7b2];

const system: Draw = ({ random, registers, privilege }) => {
  switch (random.below(6)) {
    case 0:
      return fixedUnit(0x0000_0073); // ecall
    case 1:
      return fixedUnit(random.chance(50) ? w.EBREAK : 0x9002);
    case 2:
      return fixedUnit(w.rType(w.SYSTEM, 0, 0x09, 0, random.below(32), random.below(32))); // sfence.vma
    case 3:
      return fixedUnit(random.pick([0x0ff0_000f, w.FENCE_I, 0x8330_000f, 0x0100_000f])); // fences, pause
    case 4: {
      // sret or mret, to an address where nothing is. From M with MPRV clear, as a return to S or U leaves it; QEMU 7.2 does not.
      // priv: Privilege and Global Interrupt-Enable Stack in mstatus register.
      const [isMachine, epc] = random.chance(50) ? [true, 0x341] : [false, 0x141];
      const [bit] = drawFree(random, registers, 1) as [number];
      const clear = clearMprv(privilege, bit);
      const distance = 4 * (4 + clear.length);
      const words = [w.auipc(registers.link, 0), w.addi(registers.link, registers.link, distance), ...clear, w.csrrw(0, epc, 0)];
      return fixedUnit(...words, isMachine ? 0x3020_0073 : 0x1020_0073);
    }
    default:
      for (;;) {
        const number = random.below(4096);
        // With TVM set QEMU 7.2 gives no word for an illegal sinval.vma in mtval.
        const isInval = number >> 5 === 0x0b && privilege !== 3;
        if (number !== WFI && !RETURNS.includes(number) && !isInval)
          return fixedUnit(w.iType(w.SYSTEM, 0, 0, random.below(32), number));
      }
  }
};

const KINDS: readonly (readonly [weight: number, draw: Draw])[] = [
  [220, integer],
  [160, compressed],
  [130, float],
  [12, other],
  [25, upper],
  [40, constant],
  [60, base],
  [90, load],
  [80, store],
  [40, atomic],
  [80, branch],
  [20, indirect],
  [10, wild],
  [10, selfModifying],
  [25, csr],
  [15, status],
  [8, swap],
  [8, read],
  [15, system],
];

export const drawUnit: Draw = (context) => context.random.weighted(KINDS)(context);
