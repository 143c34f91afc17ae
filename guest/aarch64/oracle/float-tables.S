// The loop around the instruction that is tried: it takes V0 to V4 and x0 to x3, and leaves something in V0, x0 or the flags.

  .arch armv8.2-a
  .arch_extension fp
  .arch_extension simd

// uint64_t run_loop(uint64_t hash, uint64_t first, uint64_t count, const uint64_t *pool, struct outcome *last)
// Operands come from the pool, 64 KiB, by a hash (splitmix64) of the number of the result. Answers with `hash` mixed with all results.
  .text
  .globl run_loop
run_loop:
  mov x17, x4
  mov x4, x0
  mov x5, x1
  mov x6, x2
  mov x7, x3
  ldr x8, =0x9e3779b97f4a7c15
  ldr x9, =0xbf58476d1ce4e5b9
  ldr x10, =0x94d049bb133111eb
  mov x16, #0xfff0
  ldr q4, [x7]
1:
  mul x12, x5, x8
  eor x12, x12, x12, lsr #30
  mul x12, x12, x9
  eor x12, x12, x12, lsr #27
  mul x12, x12, x10
  eor x12, x12, x12, lsr #31
  and x13, x16, x12
  and x14, x16, x12, lsr #16
  and x15, x16, x12, lsr #32
  // Every other time V2 is what the pool has after V1, which is near it: where sums cancel.
  add x11, x13, #16
  and x11, x11, x16
  tst x12, #1
  csel x14, x11, x14, ne
  add x11, x14, #16
  and x11, x11, x16
  ldr q0, [x7, x15]
  ldr q1, [x7, x13]
  ldr q2, [x7, x14]
  ldr q3, [x7, x11]
  ldr x0, [x7, x15]
  ldr x1, [x7, x13]
  ldr x2, [x7, x14]
  ldr x3, [x7, x11]
  stp q0, q1, [x17]
  stp q2, q3, [x17, #32]
  msr fpsr, xzr
  cmp x12, x0
  .globl tried_instruction
tried_instruction:
  nop
  cset x11, mi
  cset x12, eq
  cset x13, hs
  cset x14, vs
  orr x11, x11, x12, lsl #1
  orr x11, x11, x13, lsl #2
  orr x11, x11, x14, lsl #3
  mrs x15, fpsr
  orr x15, x15, x11, lsl #32
  fmov x13, d0
  fmov x14, v0.d[1]
  .irp value, x13, x14, x0, x15
  eor x4, x4, \value
  mul x4, x4, x8
  eor x4, x4, x4, lsr #29
  .endr
  add x5, x5, #1
  subs x6, x6, #1
  b.ne 1b
  stp x13, x14, [x17, #64]
  stp x0, x15, [x17, #80]
  mov x0, x4
  ret
  .ltorg
