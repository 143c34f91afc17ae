/** Random words that do no harm, whatever they turn out to be: valid, reserved or illegal. */
import type { Random } from '../random.ts';
import type { Registers } from './registers.ts';
import { OP, OP_32, OP_FP, OP_IMM, OP_IMM_32, r4Type, rType } from './words.ts';

const INTEGER_FUNCT7 = [0x00, 0x00, 0x20, 0x01, 0x01, 0x10, 0x04, 0x05, 0x24, 0x30, 0x34, 0x14];
const SHIFT_FUNCT6 = [0x00, 0x00, 0x10, 0x18, 0x12, 0x1a, 0x0a, 0x02];
const UNARY_FUNCT12 = [0x600, 0x601, 0x602, 0x604, 0x605, 0x287, 0x6b8];
const ROUNDING_MODES = [0, 1, 2, 3, 4, 7, 7, 7, 7, 7, 5, 6];
const MULTIPLY_ADD_OPCODES = [0x43, 0x47, 0x4b, 0x4f];
/** funct7 of OP-FP, and how its rs2 and rm places are used. */
const FLOAT_FUNCT7 = [
  ...[0x00, 0x01, 0x04, 0x05, 0x08, 0x09, 0x0c, 0x0d].map((funct7) => ({ funct7, rs2: 32, funct3: [] })),
  ...[0x2c, 0x2d].map((funct7) => ({ funct7, rs2: 1, funct3: [] })),
  ...[0x10, 0x11, 0x50, 0x51].map((funct7) => ({ funct7, rs2: 32, funct3: [0, 1, 2] })),
  ...[0x14, 0x15].map((funct7) => ({ funct7, rs2: 32, funct3: [0, 1] })),
  ...[0x20, 0x21].map((funct7) => ({ funct7, rs2: 2, funct3: [] })),
  ...[0x60, 0x61, 0x68, 0x69].map((funct7) => ({ funct7, rs2: 4, funct3: [] })),
  ...[0x70, 0x71].map((funct7) => ({ funct7, rs2: 1, funct3: [0, 1] })),
  ...[0x78, 0x79].map((funct7) => ({ funct7, rs2: 1, funct3: [0] })),
];
/** Custom and reserved opcodes, vectors, MISC-MEM beyond the fences, and those of longer instructions. */
const OTHER_OPCODES = [0x0b, 0x2b, 0x5b, 0x7b, 0x57, 0x6b, 0x77, 0x1f, 0x3f, 0x5f, 0x7f];

/** Computation on integer registers, with reserved encodings among it. */
export function integerWord(random: Random, { free }: Registers): number {
  const rd = random.pick(free);
  const [rs1, rs2, funct3] = [random.below(32), random.below(32), random.below(8)];
  const opcode = random.pick([OP, OP, OP_32, OP_IMM, OP_IMM, OP_IMM_32]);
  if (opcode === OP || opcode === OP_32) {
    const funct7 = random.chance(3) ? random.below(128) : random.pick(INTEGER_FUNCT7);
    // zext.h has a zero there.
    return rType(opcode, funct3, funct7, rd, rs1, funct7 === 0x04 && random.chance(50) ? 0 : rs2);
  }
  const isShift = funct3 === 1 || funct3 === 5;
  const shift = () => (random.pick(SHIFT_FUNCT6) << 6) | random.below(64);
  const imm = isShift && random.chance(95) ? (random.chance(25) ? random.pick(UNARY_FUNCT12) : shift()) : random.below(4096);
  // cpopw for ctzw, which in QEMU 7.2 counts on into the upper word. unpriv: Count Leading/Trailing Zero Bits.
  const funct12 = opcode === OP_IMM_32 && imm === 0x601 ? 0x602 : imm;
  return rType(opcode, funct3, funct12 >> 5, rd, rs1, funct12 & 31);
}

export function floatWord(random: Random, { free }: Registers): number {
  const registers = [random.below(32), random.below(32), random.below(32)] as const;
  const mode = random.pick(ROUNDING_MODES);
  if (random.chance(20)) {
    const fmt = random.chance(95) ? random.below(2) : random.below(4);
    return r4Type(random.pick(MULTIPLY_ADD_OPCODES), mode, fmt, registers[0], registers[1], registers[2], random.below(32));
  }
  if (random.chance(3)) return rType(OP_FP, random.below(8), random.below(128), random.pick(free), registers[1], registers[2]);
  const { funct7, rs2, funct3 } = random.pick(FLOAT_FUNCT7);
  const writesInteger = funct7 >= 0x50 && (funct7 & 8) === 0;
  const rd = writesInteger ? random.pick(free) : registers[0];
  const place = random.chance(97) ? random.below(rs2) : random.below(32);
  return rType(OP_FP, funct3.length > 0 ? random.pick(funct3) : mode, funct7, rd, registers[1], place);
}

/** A word of an opcode that nobody uses. The registers it seems to name do not matter. */
export function otherWord(random: Random): number {
  if (random.chance(20)) return ((random.u32() & ~0x707f) | 0x0f | ((2 + random.below(6)) << 12)) >>> 0;
  return ((random.u32() & ~0x7f) | random.pick(OTHER_OPCODES)) >>> 0;
}

/** Any 16-bit instruction but a jump, a branch or an access through a register that is no base. */
export function compressedWord(random: Random, registers: Registers): number {
  for (;;) {
    const word = random.u32() & 0xffff;
    if ((word & 3) !== 3 && isSafe(word, registers)) return word;
  }
}

function isSafe(word: number, { bases, free }: Registers): boolean {
  const funct3 = word >> 13;
  const isFree = (x: number) => free.includes(x);
  const rd = (word >> 7) & 31;
  const rdShort = 8 + ((word >> 2) & 7);
  const rs1Short = 8 + ((word >> 7) & 7);
  switch (word & 3) {
    case 0: {
      if (funct3 === 0) return isFree(rdShort);
      if (funct3 === 4) return true;
      const writesInteger = funct3 === 2 || funct3 === 3;
      return bases.includes(rs1Short) && (!writesInteger || isFree(rdShort));
    }
    case 1:
      if (funct3 >= 5) return false;
      if (funct3 === 4) return isFree(rs1Short);
      return isFree(rd) || (funct3 === 3 && rd === 2);
    default: {
      const rs2 = (word >> 2) & 31;
      if (funct3 === 4) return rs2 !== 0 && isFree(rd);
      return funct3 === 1 || funct3 >= 5 || isFree(rd);
    }
  }
}
