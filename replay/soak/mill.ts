/** A program that runs for ever and lets every register work: mixing, memory, calls, and a timer that interrupts. */
import { bltu, bne, jal, jalr } from '#arches/riscv64/i/control.ts';
import { add, addi, andi, auipc, lui, or, slli, srli, sub, xor } from '#arches/riscv64/i/integer.ts';
import { ld, sb, sd } from '#arches/riscv64/i/loads-stores.ts';
import { mul } from '#arches/riscv64/m/multiplication.ts';
import { mret } from '#arches/riscv64/priv/privileged.ts';
import { csrrs, csrrw } from '#arches/riscv64/zicsr/zicsr.ts';
import { assemble } from '#core/isa/insn.ts';
import { assembleLines, type Line } from '#core/testing/assembler.ts';
import { type BoardRequest, DEFAULT_REQUEST } from '../boards/request.ts';

const [zero, ra, sp, gp, tp, t0, t1, t2] = [0, 1, 2, 3, 4, 5, 6, 7];
const [s0, s1, a0, a1, a2, a3, a4, a5, a6, a7] = [8, 9, 10, 11, 12, 13, 14, 15, 16, 17];
const [s2, s3, s4, s5, s6, s7, s8, s9, s10, s11] = [18, 19, 20, 21, 22, 23, 24, 25, 26, 27];
const [t3, t4, t5, t6] = [28, 29, 30, 31];
const CSR = { mstatus: 0x300n, mie: 0x304n, mtvec: 0x305n, mscratch: 0x340n, mepc: 0x341n, mcause: 0x342n };
/** 0.1 µs each: a timer interrupt every 12,500 steps. */
const TIMER_TICKS = 1000n;

const of3 = (insn: typeof add) => (rd: number, rs1: number, rs2: number) => assemble(insn, { rd, rs1, rs2 });
const ofImmediate = (insn: typeof addi) => (rd: number, rs1: number, imm: bigint) => assemble(insn, { rd, rs1, imm });
const [plus, minus, times, exclusive, either] = [add, sub, mul, xor, or].map(of3) as [Three, Three, Three, Three, Three];
const [plusImmediate, left, right, masked] = [addi, slli, srli, andi].map(ofImmediate) as [Imm, Imm, Imm, Imm];
type Three = ReturnType<typeof of3>;
type Imm = ReturnType<typeof ofImmediate>;
const load = (rd: number, rs1: number, imm: bigint) => assemble(ld, { rd, rs1, imm });
const store = (rs2: number, rs1: number, imm: bigint) => assemble(sd, { rs2, rs1, imm });
const high = (rd: number, imm: bigint) => assemble(lui, { rd, imm });
const swapCsr = (rd: number, csr: bigint, rs1: number) => assemble(csrrw, { rd, rs1, csr });
const setCsr = (csr: bigint, rs1: number) => assemble(csrrs, { rd: zero, rs1, csr });
const getCsr = (rd: number, csr: bigint) => assemble(csrrs, { rd, rs1: zero, csr });
/** Address of a label. Two words. */
const address = (rd: number, label: string): Line[] => [
  assemble(auipc, { rd, imm: 0n }),
  (to) => plusImmediate(rd, rd, to(label) + 4n),
];
const go =
  (label: string, rd = zero): Line =>
  (to) =>
    assemble(jal, { rd, imm: to(label) });
const unlessEqual =
  (rs1: number, rs2: number, label: string): Line =>
  (to) =>
    assemble(bne, { rs1, rs2, imm: to(label) });
const ifBelow =
  (rs1: number, rs2: number, label: string): Line =>
  (to) =>
    assemble(bltu, { rs1, rs2, imm: to(label) });

/** Programs the timer anew. Uses t0 and t1. */
const setTimer: readonly Line[] = [
  high(t0, 0x200_c000n),
  load(t1, t0, -8n), // mtime
  plusImmediate(t1, t1, TIMER_TICKS),
  high(t0, 0x200_4000n),
  store(t1, t0, 0n), // mtimecmp
];

const SAVED = [t0, t1, t2];
const seeds = [gp, tp, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11];

const program: readonly Line[] = [
  ...address(t0, 'trap'),
  swapCsr(zero, CSR.mtvec, t0),
  assemble(auipc, { rd: sp, imm: 0x10_0000n }),
  assemble(auipc, { rd: s0, imm: 0x2_0000n }),
  ...seeds.map((register, index) => plusImmediate(register, zero, BigInt(2 * index + 1001))),
  ...setTimer,
  plusImmediate(t0, zero, 0x80n),
  setCsr(CSR.mie, t0),
  plusImmediate(t0, zero, 8n),
  setCsr(CSR.mstatus, t0),

  'main:',
  plusImmediate(a0, s2, 0n),
  plusImmediate(a1, s3, 0n),
  go('mix', ra),
  exclusive(s2, s2, a0),
  plus(s4, s4, a0),
  masked(t0, a0, 0x7f8n),
  plus(t0, t0, s0),
  load(t1, t0, 0n),
  exclusive(t1, t1, s4),
  store(t1, t0, 0n),
  plus(s5, s5, t1),
  right(t2, s5, 7n),
  exclusive(s6, s6, t2),
  times(t3, s6, s7),
  plus(s8, s8, t3),
  ifBelow(s8, s6, 'smaller'),
  plusImmediate(s9, s9, 1n),
  exclusive(gp, gp, s9),
  'smaller:',
  minus(tp, tp, gp),
  plusImmediate(s3, s3, 1n),
  plusImmediate(t4, zero, 12n),
  'turn:',
  left(t5, s10, 13n),
  exclusive(s10, s10, t5),
  right(t6, s10, 7n),
  exclusive(s10, s10, t6),
  plus(s11, s11, s10),
  plusImmediate(t4, t4, -1n),
  unlessEqual(t4, zero, 'turn'),
  go('main'),

  'mix:',
  plusImmediate(sp, sp, -32n),
  store(ra, sp, 0n),
  store(s2, sp, 8n),
  left(a2, a0, 13n),
  exclusive(a0, a0, a2),
  right(a3, a0, 7n),
  exclusive(a0, a0, a3),
  plus(a4, a0, a1),
  left(a5, a4, 17n),
  either(a6, a5, tp),
  exclusive(a0, a4, a6),
  plus(a7, a0, s1),
  plusImmediate(s1, a7, 3n),
  load(ra, sp, 0n),
  load(s2, sp, 8n),
  plusImmediate(sp, sp, 32n),
  assemble(jalr, { rd: zero, rs1: ra, imm: 0n }),

  // A timer is programmed anew; whatever faults is passed over, so that nothing ends a run.
  'trap:',
  swapCsr(sp, CSR.mscratch, sp),
  assemble(auipc, { rd: sp, imm: 0x20_0000n }),
  ...SAVED.map((register, index) => store(register, sp, BigInt(8 * index))),
  getCsr(t0, CSR.mcause),
  right(t0, t0, 63n),
  unlessEqual(t0, zero, 'timer'),
  getCsr(t0, CSR.mepc),
  plusImmediate(t0, t0, 4n),
  swapCsr(zero, CSR.mepc, t0),
  go('restore'),
  'timer:',
  ...setTimer,
  load(t2, sp, 64n),
  plusImmediate(t2, t2, 1n),
  store(t2, sp, 64n),
  masked(t2, t2, 0x7ffn),
  unlessEqual(t2, zero, 'restore'),
  high(t0, 0x1000_0000n),
  plusImmediate(t1, zero, 0x2en),
  assemble(sb, { rs2: t1, rs1: t0, imm: 0n }),
  'restore:',
  ...SAVED.map((register, index) => load(register, sp, BigInt(8 * index))),
  swapCsr(sp, CSR.mscratch, sp),
  assemble(mret, {}),
];

export const millRequest: BoardRequest = {
  ...DEFAULT_REQUEST,
  ramSizeBytes: 4 * 2 ** 20,
  kernel: { name: 'mill', bytes: assembleLines(program) },
};
