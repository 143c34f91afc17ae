// In and out of a case. All registers are the case's; mscratch points to the frame.

  .text
  .balign 4
  .globl oracle_vector
oracle_vector:
  csrrw x31, mscratch, x31
  .irp n, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30
  sd x\n, 8*\n(x31)
  .endr
  csrr x1, mscratch
  sd x1, 8*31(x31)
  csrw mscratch, x31
  la sp, stack_of_harness
  ld sp, 0(sp)
  call on_trap

// Registers from the frame, and off to mepc.
resume:
  csrr x31, mscratch
  .irp n, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30
  ld x\n, 8*\n(x31)
  .endr
  ld x31, 8*31(x31)
  mret

// void enter_case(struct frame *frame, uint64_t with_floats): returns after leave_case.
  .globl enter_case
enter_case:
  addi sp, sp, -112
  sd ra, 0(sp)
  .irp n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
  sd s\n, 8+8*\n(sp)
  .endr
  la t0, stack_of_harness
  sd sp, 0(t0)
  csrw mscratch, a0
  beqz a1, resume
  .irp n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
  fld f\n, 256+8*\n(a0)
  .endr
  j resume

  .globl leave_case
leave_case:
  la t0, stack_of_harness
  ld sp, 0(t0)
  ld ra, 0(sp)
  .irp n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
  ld s\n, 8+8*\n(sp)
  .endr
  addi sp, sp, 112
  ret

// void store_floats(uint64_t *f)
  .globl store_floats
store_floats:
  .irp n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
  fsd f\n, 8*\n(a0)
  .endr
  ret

  .bss
  .balign 8
stack_of_harness:
  .skip 8
