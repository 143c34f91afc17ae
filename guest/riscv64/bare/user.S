// The user program, and how S-mode enters it. It counts primes and Fibonacci numbers and says so through system calls.

  .text
// void enter_user(uint64_t pc, uint64_t sp): returns when the program exits.
  .globl enter_user
enter_user:
  addi sp, sp, -112
  sd ra, 0(sp)
  .irp n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
  sd s\n, 8+8*\n(sp)
  .endr
  la t0, user_stack_of_kernel
  sd sp, 0(t0)
  csrw sscratch, sp
  li t0, 0x100
  csrc sstatus, t0
  csrw sepc, a0
  mv sp, a1
  sret

// Where the exit system call sends its trap, in S-mode.
  .globl user_left
user_left:
  la t0, user_stack_of_kernel
  ld sp, 0(t0)
  csrw sscratch, zero
  ld ra, 0(sp)
  .irp n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
  ld s\n, 8+8*\n(sp)
  .endr
  addi sp, sp, 112
  ret

  .bss
  .balign 8
user_stack_of_kernel:
  .skip 8

#define SYS_PUT 1
#define SYS_FACT 2
#define SYS_EXIT 3

  .section .user, "ax"
  .balign 4096
  .globl user_start
user_start:
  lla s0, greeting
1:
  lbu a0, 0(s0)
  beqz a0, 2f
  li a7, SYS_PUT
  ecall
  addi s0, s0, 1
  j 1b
2:
  // The sum of the primes below 1000.
  li s1, 0
  li s2, 2
3:
  li t0, 2
4:
  mul t1, t0, t0
  bgtu t1, s2, 5f
  remu t1, s2, t0
  beqz t1, 6f
  addi t0, t0, 1
  j 4b
5:
  add s1, s1, s2
6:
  addi s2, s2, 1
  li t0, 1000
  bltu s2, t0, 3b
  mv a0, s1
  li a7, SYS_FACT
  ecall
  // The 20th Fibonacci number, by recursion on the user's stack.
  li a0, 20
  call fibonacci
  li a7, SYS_FACT
  ecall
  li a7, SYS_EXIT
  ecall

fibonacci:
  li t0, 2
  bltu a0, t0, 1f
  addi sp, sp, -32
  sd ra, 0(sp)
  sd s0, 8(sp)
  sd s1, 16(sp)
  mv s0, a0
  addi a0, a0, -1
  call fibonacci
  mv s1, a0
  addi a0, s0, -2
  call fibonacci
  add a0, a0, s1
  ld ra, 0(sp)
  ld s0, 8(sp)
  ld s1, 16(sp)
  addi sp, sp, 32
1:
  ret

greeting:
  .asciz "hello from user mode\n"
