/**
 * Words of instructions, written down once more from the manual: were the decoder's own tables used, an encoding that is
 * wrong there would not be noticed. unpriv: Base Instruction Formats, RV32/64G Instruction Set Listings.
 */
export const NOP = 0x0000_0013;
export const EBREAK = 0x0010_0073;
export const FENCE_I = 0x0000_100f;

export const OP = 0x33;
export const OP_32 = 0x3b;
export const OP_IMM = 0x13;
export const OP_IMM_32 = 0x1b;
export const LOAD = 0x03;
export const LOAD_FP = 0x07;
export const STORE = 0x23;
export const STORE_FP = 0x27;
export const AMO = 0x2f;
export const OP_FP = 0x53;
export const SYSTEM = 0x73;
export const BRANCH = 0x63;

export const rType = (opcode: number, funct3: number, funct7: number, rd: number, rs1: number, rs2: number): number =>
  ((funct7 << 25) | (rs2 << 20) | (rs1 << 15) | (funct3 << 12) | (rd << 7) | opcode) >>> 0;

export const r4Type = (opcode: number, rm: number, fmt: number, rd: number, rs1: number, rs2: number, rs3: number): number =>
  rType(opcode, rm, (rs3 << 2) | fmt, rd, rs1, rs2);

export const iType = (opcode: number, funct3: number, rd: number, rs1: number, imm: number): number =>
  (((imm & 0xfff) << 20) | (rs1 << 15) | (funct3 << 12) | (rd << 7) | opcode) >>> 0;

export const sType = (opcode: number, funct3: number, rs1: number, rs2: number, imm: number): number =>
  rType(opcode, funct3, (imm >> 5) & 0x7f, imm & 0x1f, rs1, rs2);

export const bType = (funct3: number, rs1: number, rs2: number, offset: number): number =>
  sType(BRANCH, funct3, rs1, rs2, (offset & ~0x801 & 0xfff) | ((offset >> 11) & 1) | ((offset >> 1) & 0x800)) >>> 0;

export const lui = (rd: number, imm: number): number => ((imm & 0xffff_f000) | (rd << 7) | 0x37) >>> 0;
export const auipc = (rd: number, imm: number): number => ((imm & 0xffff_f000) | (rd << 7) | 0x17) >>> 0;
export const addi = (rd: number, rs1: number, imm: number): number => iType(OP_IMM, 0, rd, rs1, imm);
export const jalr = (rd: number, rs1: number, imm: number): number => iType(0x67, 0, rd, rs1, imm);
export const csrrw = (rd: number, csr: number, rs1: number): number => iType(SYSTEM, 1, rd, rs1, csr);
export const csrrs = (rd: number, csr: number, rs1: number): number => iType(SYSTEM, 2, rd, rs1, csr);

export const jal = (rd: number, offset: number): number =>
  (((offset & 0x10_0000) << 11) | ((offset & 0x7fe) << 20) | ((offset & 0x800) << 9) | (offset & 0xf_f000) | (rd << 7) | 0x6f) >>>
  0;

export const cJ = (offset: number): number => {
  const bit = (from: number, to: number) => ((offset >> from) & 1) << to;
  return (
    0xa001 |
    bit(11, 12) |
    bit(4, 11) |
    bit(9, 10) |
    bit(8, 9) |
    bit(10, 8) |
    bit(6, 7) |
    bit(7, 6) |
    bit(3, 5) |
    bit(2, 4) |
    bit(1, 3) |
    bit(5, 2)
  );
};

/** c.beqz or c.bnez; `rs1` is x8 to x15. */
export const cBranch = (isNonzero: boolean, rs1: number, offset: number): number => {
  const bit = (from: number, to: number) => ((offset >> from) & 1) << to;
  const imm = bit(8, 12) | bit(4, 11) | bit(3, 10) | bit(7, 6) | bit(6, 5) | bit(2, 4) | bit(1, 3) | bit(5, 2);
  return 0xc001 | (isNonzero ? 0x2000 : 0) | ((rs1 - 8) << 7) | imm;
};

export const cJr = (rs1: number): number => 0x8002 | (rs1 << 7);
export const cJalr = (rs1: number): number => 0x9002 | (rs1 << 7);

/** Instructions that put a 64-bit constant into `rd`. unpriv: RV64I Integer Register-Immediate Instructions. */
export function li(rd: number, value: bigint): number[] {
  const signed = BigInt.asIntN(64, value);
  if (signed === BigInt.asIntN(12, signed)) return [addi(rd, 0, Number(signed))];
  if (signed === BigInt.asIntN(32, signed)) {
    const low = Number(BigInt.asIntN(12, signed));
    const high = Number(BigInt.asIntN(32, signed - BigInt(low)));
    return low === 0 ? [lui(rd, high)] : [lui(rd, high), iType(OP_IMM_32, 0, rd, rd, low)];
  }
  const low = BigInt.asIntN(12, signed);
  const rest = li(rd, BigInt.asIntN(64, signed - low) >> 12n);
  const shift = iType(OP_IMM, 1, rd, rd, 12);
  return low === 0n ? [...rest, shift] : [...rest, shift, addi(rd, rd, Number(low))];
}
