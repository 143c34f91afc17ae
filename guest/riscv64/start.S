// Reset: every hart comes here in M-mode with its number in a0 and the device tree in a1.
// Hart 0 runs main(device tree); the others wait for a software interrupt and run hart_main(hart).

#define STACK_SHIFT 14
#define HARTS 8

  .section .text.start
  .globl _start
_start:
  li t0, HARTS
  bgeu a0, t0, never
  la sp, stacks
  addi t1, a0, 1
  slli t1, t1, STACK_SHIFT
  add sp, sp, t1
  li t0, 1 << 13                // mstatus.FS = Initial: floating point on
  csrs mstatus, t0
  csrw fcsr, zero
  csrw mscratch, zero
  la t0, trap_vector_m
  csrw mtvec, t0
  // S and U may touch all memory: one NAPOT entry over everything.
  li t0, -1
  csrw pmpaddr0, t0
  li t0, 0x1f
  csrw pmpcfg0, t0
  bnez a0, wait

  la t0, bss_start
  la t1, bss_end
1:
  bgeu t0, t1, 2f
  sd zero, 0(t0)
  addi t0, t0, 8
  j 1b
2:
  mv a0, a1
  call main
  j never

wait:
  csrwi mie, 8                  // MSIE: a pending software interrupt ends wfi
1:
  wfi
  csrr t0, mip
  andi t0, t0, 8
  beqz t0, 1b
  call hart_main
never:
  wfi
  j never

// For programs with one hart.
  .weak hart_main
hart_main:
  ret

  .section .stacks, "aw", @nobits
  .balign 16
stacks:
  .skip HARTS << STACK_SHIFT
