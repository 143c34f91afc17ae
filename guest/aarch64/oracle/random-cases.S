// In and out of a case. All registers are the case's; TPIDR_EL2 is the harness's alone.

#include "random-cases.h"

  .arch armv8.2-a
  .arch_extension fp

// The vectors of EL2: note which, and where x0 to x30 and the stack pointer were.
  .section .vectors.el2, "ax"
  .balign 2048
  .globl el2_vectors
el2_vectors:
  .set number, 0
  .rept 16
  .balign 128
  msr tpidr_el2, x30
  mov x30, #FRAME
  stp x0, x1, [x30]
  mov x0, #number
  b save
  .set number, number + 1
  .endr
  .balign 128

save:
  str x0, [x30, #FRAME_VECTOR]
  .irp n, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29
  str x\n, [x30, #8*\n]
  .endr
  mrs x0, tpidr_el2
  mov x1, sp
  stp x0, x1, [x30, #240]
  // Out of the case's address space first, then out of its E2H.
  mrs x0, sctlr_el2
  mrs x1, hcr_el2
  mrs x2, cptr_el2
  str x0, [x30, #FRAME_SCTLR]
  str x1, [x30, #FRAME_HCR]
  str x2, [x30, #FRAME_CPTR]
  mov x0, #(HARNESS_SCTLR & 0xffff)
  movk x0, #(HARNESS_SCTLR >> 16), lsl #16
  msr sctlr_el2, x0
  isb
  mov x0, #HARNESS_HCR
  msr hcr_el2, x0
  isb
  mov x0, #HARNESS_CPTR
  msr cptr_el2, x0
  isb
  ldr x0, [x30, #FRAME_STACK]
  mov sp, x0
  ldr x0, =on_trap
  blr x0

// Registers from the frame, and off to ELR_EL2.
resume:
  mov x30, #FRAME
  ldr x0, [x30, #FRAME_CPTR]
  ldr x1, [x30, #FRAME_HCR]
  ldr x2, [x30, #FRAME_SCTLR]
  msr cptr_el2, x0
  msr hcr_el2, x1
  isb
  msr sctlr_el2, x2
  isb
  ldr x0, [x30, #FRAME_SP]
  mov sp, x0
  .irp n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30
  ldr x\n, [x30, #8*\n]
  .endr
  eret

// void enter_case(uint64_t with_v): the frame is filled. Returns after leave_case.
  .globl enter_case
enter_case:
  sub sp, sp, #96
  stp x19, x20, [sp]
  stp x21, x22, [sp, #16]
  stp x23, x24, [sp, #32]
  stp x25, x26, [sp, #48]
  stp x27, x28, [sp, #64]
  stp x29, x30, [sp, #80]
  mov x1, #FRAME
  mov x2, sp
  str x2, [x1, #FRAME_STACK]
  cbz x0, resume
  add x1, x1, #FRAME_V
  .irp n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
  ldr q\n, [x1, #16*\n]
  .endr
  b resume
  .ltorg

  .text
  .globl leave_case
leave_case:
  mov x1, #FRAME
  ldr x0, [x1, #FRAME_STACK]
  mov sp, x0
  ldp x19, x20, [sp]
  ldp x21, x22, [sp, #16]
  ldp x23, x24, [sp, #32]
  ldp x25, x26, [sp, #48]
  ldp x27, x28, [sp, #64]
  ldp x29, x30, [sp, #80]
  add sp, sp, #96
  ret

// void store_v(void): V0 to V31 to the frame.
  .globl store_v
store_v:
  mov x1, #FRAME
  add x1, x1, #FRAME_V
  .irp n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
  str q\n, [x1, #16*\n]
  .endr
  ret

// Room for the vectors of EL1, which each have one instruction that goes to EL2.
  .section .vectors.el1, "ax"
  .balign 2048
  .skip 2048
