/**
 * A program that runs for ever at EL2 and lets every kind of register work: mixing, memory, calls, SIMD, and a timer that interrupts,
 * by a GICv3. The one of aarch64; `mill.ts` has riscv64's.
 */
import { type BoardRequest, DEFAULT_REQUEST } from '../boards/request.ts';

/** From reset on, with words and text of another assembler; a label stands in front of the instruction that is branched to. */
const PROGRAM = [
  0x1000_4000, // adr x0, vectors
  0xd51c_c000, // msr vbar_el2, x0
  0xd280_0700, // mov x0, #0x38
  0xf2b0_0000, // movk x0, #0x8000, lsl #16
  0xd51c_1100, // msr hcr_el2, x0
  0x103f_ff7b, // adr x27, data
  0x9142_0360, // add x0, x27, #0x80, lsl #12
  0x9100_001f, // mov sp, x0
  0x52a1_0000, // mov w0, #0x8000000
  0x5280_0241, // mov w1, #0x12
  0xb900_0001, // str w1, [x0]
  0x52a1_0140, // mov w0, #0x80a0000
  0xb900_141f, // str wzr, [x0, #0x14]
  0x9140_4000, // add x0, x0, #0x10, lsl #12
  0x52a0_8001, // mov w1, #0x4000000
  0xb900_8001, // str w1, [x0, #0x80]
  0xb901_0001, // str w1, [x0, #0x100]
  0xd280_01e1, // mov x1, #0xf
  0xd51c_c9a1, // msr s3_4_c12_c9_5, x1 (ICC_SRE_EL2)
  0xd503_3fdf, // isb
  0xd280_1e01, // mov x1, #0xf0
  0xd518_4601, // msr s3_0_c4_c6_0, x1 (ICC_PMR_EL1)
  0xd280_0021, // mov x1, #1
  0xd518_cce1, // msr s3_0_c12_c12_7, x1 (ICC_IGRPEN1_EL1)
  0xd53b_e021, // mrs x1, cntpct_el0
  0x9130_d421, // add x1, x1, #3125
  0xd51c_e241, // msr cnthp_cval_el2, x1
  0xd280_0021, // mov x1, #1
  0xd51c_e221, // msr cnthp_ctl_el2, x1
  0xd280_7d22, // mov x2, #1001
  0xd280_7d63, // mov x3, #1003
  0xd280_7da4, // mov x4, #1005
  0xd280_7de5, // mov x5, #1007
  0xd280_7e26, // mov x6, #1009
  0xd280_7e67, // mov x7, #1011
  0xd280_7ea8, // mov x8, #1013
  0xd280_7ee9, // mov x9, #1015
  0xd280_7f2a, // mov x10, #1017
  0xd280_7f6b, // mov x11, #1019
  0xd280_7fac, // mov x12, #1021
  0xd280_7ffd, // mov x29, #1023
  0x9e67_0041, // fmov d1, x2
  0x1e6f_1002, // fmov d2, #1.5
  0xd503_42ff, // msr daifclr, #2
  0xaa02_03e0, // main: mov x0, x2
  0xaa03_03e1, // mov x1, x3
  0x9400_0021, // bl mix
  0xca00_0042, // eor x2, x2, x0
  0x8b00_0084, // add x4, x4, x0
  0x927d_1c0d, // and x13, x0, #0x7f8
  0xf86d_6b6e, // ldr x14, [x27, x13]
  0xca04_01ce, // eor x14, x14, x4
  0xf82d_6b6e, // str x14, [x27, x13]
  0x8b0e_00a5, // add x5, x5, x14
  0xca45_1cc6, // eor x6, x6, x5, lsr #7
  0x9b07_7ccf, // mul x15, x6, x7
  0x8b0f_0108, // add x8, x8, x15
  0xeb06_011f, // cmp x8, x6
  0x5400_0063, // b.lo smaller
  0x9100_0529, // add x9, x9, #1
  0xca09_03bd, // eor x29, x29, x9
  0x9a89_254a, // smaller: csinc x10, x10, x9, hs
  0xcb1d_00e7, // sub x7, x7, x29
  0xb240_00e7, // orr x7, x7, #1
  0x9100_0463, // add x3, x3, #1
  0x9e67_00e0, // fmov d0, x7
  0x4ee0_8421, // add v1.2d, v1.2d, v0.2d
  0x6e21_1c63, // eor v3.16b, v3.16b, v1.16b
  0x9e63_0064, // ucvtf d4, x3
  0x1e62_0884, // fmul d4, d4, d2
  0x1e64_28a5, // fadd d5, d5, d4
  0x5280_0190, // mov w16, #12
  0xca0b_356b, // turn: eor x11, x11, x11, lsl #13
  0xca4b_1d6b, // eor x11, x11, x11, lsr #7
  0xca0b_456b, // eor x11, x11, x11, lsl #17
  0x8b0b_018c, // add x12, x12, x11
  0x7100_0610, // subs w16, w16, #1
  0x54ff_ff61, // b.ne turn
  0x17ff_ffde, // b main
  0xa9be_0bfe, // mix: stp x30, x2, [sp, #-32]!
  0xf900_0be4, // str x4, [sp, #16]
  0xca00_3400, // eor x0, x0, x0, lsl #13
  0xca40_1c00, // eor x0, x0, x0, lsr #7
  0x8b01_0011, // add x17, x0, x1
  0xd36f_ba32, // lsl x18, x17, #17
  0xaa07_0253, // orr x19, x18, x7
  0xca13_0220, // eor x0, x17, x19
  0x8b15_0014, // add x20, x0, x21
  0x9100_0e95, // add x21, x20, #3
  0x93d5_2eb6, // ror x22, x21, #11
  0xcb16_02f7, // sub x23, x23, x22
  0xf940_0be4, // ldr x4, [sp, #16]
  0xa8c2_0bfe, // ldp x30, x2, [sp], #32
  0xd65f_03c0, // ret
] as const;

/** Whatever faults is passed over, so that nothing ends a run. */
const SYNCHRONOUS = [
  0xd53c_403c, // mrs x28, elr_el2
  0x9100_139c, // add x28, x28, #4
  0xd51c_403c, // msr elr_el2, x28
  0xd69f_03e0, // eret
] as const;

/** The timer is programmed anew, 50 µs from now; every 2,048th time a character is sent. */
const IRQ = [
  0xa93f_0760, // stp x0, x1, [x27, #-16]
  0xd538_cc00, // mrs x0, s3_0_c12_c12_0 (ICC_IAR1_EL1)
  0xd53b_e021, // mrs x1, cntpct_el0
  0x9130_d421, // add x1, x1, #3125
  0xd51c_e241, // msr cnthp_cval_el2, x1
  0xd518_cc20, // msr s3_0_c12_c12_1, x0 (ICC_EOIR1_EL1)
  0x9100_0718, // add x24, x24, #1
  0xf240_2b1f, // tst x24, #0x7ff
  0x5400_0081, // b.ne done
  0x52a1_2000, // mov w0, #0x9000000
  0x5280_05c1, // mov w1, #0x2e
  0xb900_0001, // str w1, [x0]
  0xa97f_0760, // done: ldp x0, x1, [x27, #-16]
  0xd69f_03e0, // eret
] as const;

/** What lies where: the vectors of the level that runs, behind the program. */
const PIECES = [
  [0, PROGRAM],
  [0xa00, SYNCHRONOUS],
  [0xa80, IRQ],
] as const;

function image(): Uint8Array {
  const bytes = new Uint8Array(0xa80 + 4 * IRQ.length);
  const view = new DataView(bytes.buffer);
  for (const [offset, words] of PIECES)
    for (const [index, word] of words.entries()) view.setUint32(offset + 4 * index, word, true);
  return bytes;
}

export const aarch64MillRequest: BoardRequest = {
  ...DEFAULT_REQUEST,
  ramSizeBytes: 4 * 2 ** 20,
  kernel: { name: 'mill', bytes: image() },
};
