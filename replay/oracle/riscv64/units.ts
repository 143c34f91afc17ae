/** Random units of a case: what kinds there are and how often each comes. */

import type { Random } from '../random.ts';
import { drawValue } from '../values.ts';
import { fixedUnit } from './case.ts';
import { clearMprv, csr, read, status, swap } from './csr-units.ts';
import { GUEST_KINDS } from './guest-units.ts';
import { drawFree } from './registers.ts';
import { compressedWord, floatWord, integerWord, otherWord } from './safe-words.ts';
import type { Draw, Kinds } from './unit-context.ts';
import * as w from './words.ts';

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

/**
 * Code that changes the instruction at its end, there and back, and fences. In M with MPRV clear: QEMU takes a page that M fetches
 * from for one that it may also read and write, whatever MPRV says.
 */
const selfModifying: Draw = ({ random, registers, traits: { privilege } }) => {
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

const WFI = 0x105;
/** Returns, which change where control goes. */
const RETURNS = [0x102, 0x302, 0x002, 0x202, 0x702, 0x7b2];
/** sfence.vma, sinval.vma, the others of Svinval; and hfence and hinval, of VVMA and of GVMA. By bits 11 to 5. */
const FENCES = [0x09, 0x0b, 0x0c, 0x11, 0x13, 0x31, 0x33];
const INVALS = [0x0b, 0x13, 0x33];

const sfence: Draw = ({ random }) => fixedUnit(w.rType(w.SYSTEM, 0, 0x09, 0, random.below(32), random.below(32)));

/**
 * sret or mret, to an address where nothing is. From M with MPRV clear, as a return to S or U leaves it; QEMU 7.2 does not.
 * priv: Privilege and Global Interrupt-Enable Stack in mstatus register.
 */
const returnToNowhere: Draw = ({ random, registers, traits: { privilege, isVirtual } }) => {
  const [isMachine, epc] = random.chance(50) || (isVirtual && privilege === 0) ? [true, 0x341] : [false, 0x141];
  const [bit] = drawFree(random, registers, 1) as [number];
  const clear = clearMprv(privilege, bit);
  const distance = 4 * (4 + clear.length);
  const words = [w.auipc(registers.link, 0), w.addi(registers.link, registers.link, distance), ...clear, w.csrrw(0, epc, 0)];
  return fixedUnit(...words, isMachine ? 0x3020_0073 : 0x1020_0073);
};

/** Any word without registers to write, but returns and, where it would wait, wfi. */
const plainSystem: Draw = ({ random, traits: { privilege, isVirtual, hasGuest } }) => {
  for (;;) {
    const number = random.below(4096);
    // QEMU 7.2 gives no word for a refused sinval.vma or hinval in mtval, and in VU it has them illegal. M with a guest may be in VS.
    const isOff = isVirtual ? FENCES.includes(number >> 5) : (privilege !== 3 || hasGuest) && INVALS.includes(number >> 5);
    if (number !== WFI && !RETURNS.includes(number) && !isOff)
      return fixedUnit(w.iType(w.SYSTEM, 0, 0, random.below(32), number));
  }
};

const system: Draw = (context) => {
  const { random, traits } = context;
  switch (random.below(6)) {
    case 0:
      return fixedUnit(0x0000_0073); // ecall
    case 1:
      return fixedUnit(random.chance(50) ? w.EBREAK : 0x9002);
    case 2:
      return traits.isVirtual && traits.privilege === 0 ? plainSystem(context) : sfence(context);
    case 3:
      return fixedUnit(random.pick([0x0ff0_000f, w.FENCE_I, 0x8330_000f, 0x0100_000f])); // fences, pause
    case 4:
      return returnToNowhere(context);
    default:
      return plainSystem(context);
  }
};

const KINDS: Kinds = [
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

export const drawUnit: Draw = (context) =>
  context.random.weighted(context.traits.hasGuest ? [...KINDS, ...GUEST_KINDS] : KINDS)(context);
