// Where traps come in. While the kernel runs sscratch is 0; while a process runs it is the address of its user_context.

#define SEPC 256
#define SSTATUS 264
#define KERNEL_SP 272

  .text
  .balign 4
  .globl trap_vector
  .type trap_vector, @function
trap_vector:
  csrrw sp, sscratch, sp
  bnez sp, from_user

// The kernel was interrupted: what a C function may change is saved, and where to go on, since other tasks run meanwhile.
  csrrw sp, sscratch, zero
  addi sp, sp, -144
  .irp n, 1, 5, 6, 7, 10, 11, 12, 13, 14, 15, 16, 17
  sd x\n, 8*(\n-1)(sp)
  .endr
  sd x28, 8*1(sp)
  sd x29, 8*2(sp)
  sd x30, 8*3(sp)
  sd x31, 8*7(sp)
  csrr t0, sepc
  csrr t1, sstatus
  sd t0, 8*8(sp)
  sd t1, 8*17(sp)
  call kernel_trapped
  ld t0, 8*8(sp)
  ld t1, 8*17(sp)
  csrw sepc, t0
  csrw sstatus, t1
  ld x31, 8*7(sp)
  ld x30, 8*3(sp)
  ld x29, 8*2(sp)
  ld x28, 8*1(sp)
  .irp n, 1, 5, 6, 7, 10, 11, 12, 13, 14, 15, 16, 17
  ld x\n, 8*(\n-1)(sp)
  .endr
  addi sp, sp, 144
  sret

// void enter_user(struct user_context *): returns at the next trap, with interrupts off.
  .globl enter_user
  .type enter_user, @function
enter_user:
  addi sp, sp, -112
  sd ra, 0(sp)
  .irp n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
  sd s\n, 8+8*\n(sp)
  .endr
  sd sp, KERNEL_SP(a0)
  csrw sscratch, a0
  ld t0, SEPC(a0)
  ld t1, SSTATUS(a0)
  csrw sepc, t0
  csrw sstatus, t1
  .irp n, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
  ld x\n, 8*\n(a0)
  .endr
  ld a0, 8*10(a0)
  sret

  .type from_user, @function
from_user:
  .irp n, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
  sd x\n, 8*\n(sp)
  .endr
  csrrw t0, sscratch, zero
  csrr t1, sepc
  csrr t2, sstatus
  sd t0, 8*2(sp)
  sd t1, SEPC(sp)
  sd t2, SSTATUS(sp)
  ld sp, KERNEL_SP(sp)
  ld ra, 0(sp)
  .irp n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
  ld s\n, 8+8*\n(sp)
  .endr
  addi sp, sp, 112
  ret

// void switch_stacks(uint64_t *saved, uint64_t other): new_stack makes what this takes from the other stack.
  .globl switch_stacks
  .type switch_stacks, @function
switch_stacks:
  addi sp, sp, -112
  sd ra, 0(sp)
  .irp n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
  sd s\n, 8+8*\n(sp)
  .endr
  sd sp, 0(a0)
  mv sp, a1
  ld ra, 0(sp)
  .irp n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
  ld s\n, 8+8*\n(sp)
  .endr
  addi sp, sp, 112
  ret
