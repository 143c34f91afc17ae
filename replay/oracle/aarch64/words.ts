/** Words of the instructions that units put together themselves. arm: A64 Base Instruction Descriptions. */

/** The register number that is SP as a base, and zero elsewhere. */
export const SP = 31;
export const ZERO = 31;

export const BRK = 0xd420_0000;
export const ISB = 0xd503_3fdf;
export const ERET = 0xd69f_03e0;
export const WFI = 0xd503_207f;
export const CLREX = 0xd503_3f5f;

const register = (at: number, number: number): number => number << at;
const u32 = (word: number): number => word >>> 0;

export const movz = (rd: number, value: number, half: number): number =>
  u32(0xd280_0000 | (half << 21) | (value << 5) | register(0, rd));
export const movk = (rd: number, value: number, half: number): number =>
  u32(0xf280_0000 | (half << 21) | (value << 5) | register(0, rd));

/** Instructions that put a 64-bit constant into `rd`. */
export function li(rd: number, value: bigint): number[] {
  const halves = [0, 1, 2, 3].map((half) => ({ half, bits: Number((value >> BigInt(16 * half)) & 0xffffn) }));
  const set = halves.filter(({ bits }) => bits !== 0);
  if (set.length === 0) return [movz(rd, 0, 0)];
  return set.map(({ half, bits }, i) => (i === 0 ? movz(rd, bits, half) : movk(rd, bits, half)));
}

/** ADD (immediate): either may be SP. `imm` is below 4096. */
export const addImmediate = (rd: number, rn: number, imm: number): number =>
  u32(0x9100_0000 | (imm << 10) | register(5, rn) | register(0, rd));

/** `rd` and `rn` without the low `bits` bits of `rn`, which is not SP. */
export const clearLow = (rd: number, rn: number, bits: number): number =>
  // AND (immediate): a run of 64 - bits ones, rotated right by as many.
  u32(0x9240_0000 | ((64 - bits) << 16) | ((63 - bits) << 10) | register(5, rn) | register(0, rd));

/** `rn` is not SP. */
export const eor = (rd: number, rn: number, rm: number): number =>
  u32(0xca00_0000 | register(16, rm) | register(5, rn) | register(0, rd));
export const orr = (rd: number, rn: number, rm: number): number =>
  u32(0xaa00_0000 | register(16, rm) | register(5, rn) | register(0, rd));
export const bic = (rd: number, rn: number, rm: number): number =>
  u32(0x8a20_0000 | register(16, rm) | register(5, rn) | register(0, rd));

export const adr = (rd: number, offset: number): number =>
  u32(0x1000_0000 | ((offset & 3) << 29) | (((offset >> 2) & 0x7_ffff) << 5) | register(0, rd));
export const br = (rn: number): number => u32(0xd61f_0000 | register(5, rn));
export const blr = (rn: number): number => u32(0xd63f_0000 | register(5, rn));
export const ret = (rn: number): number => u32(0xd65f_0000 | register(5, rn));

/** B and BL, B.cond, CBZ and CBNZ, TBZ and TBNZ: `word` with another offset. */
export const withOffset26 = (word: number, offset: number): number => u32((word & ~0x3ff_ffff) | ((offset >> 2) & 0x3ff_ffff));
export const withOffset19 = (word: number, offset: number): number =>
  u32((word & ~0xff_ffe0) | (((offset >> 2) & 0x7_ffff) << 5));
export const withOffset14 = (word: number, offset: number): number => u32((word & ~0x7_ffe0) | (((offset >> 2) & 0x3fff) << 5));

/** 32 bits, unsigned offset of 0. */
export const ldr32 = (rt: number, rn: number): number => u32(0xb940_0000 | register(5, rn) | register(0, rt));
export const str32 = (rt: number, rn: number): number => u32(0xb900_0000 | register(5, rn) | register(0, rt));

/** `number` is op0:op1:CRn:CRm:op2. */
export const mrs = (rt: number, number: number): number => u32(0xd520_0000 | (number << 5) | register(0, rt));
export const msr = (number: number, rt: number): number => u32(0xd500_0000 | (number << 5) | register(0, rt));
