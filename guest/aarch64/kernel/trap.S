// Where exceptions come in. While a process runs TPIDR_EL1 is the address of its user_context, and SP_EL1 is where enter_user left it.

#define ELR 256
#define SPSR 264

  .macro vector target
  .balign 0x80
  b \target
  .endm

  .text
  .balign 0x800
  .globl trap_vectors
trap_vectors:
  // From the kernel with SP_EL0, which it does not use.
  vector kernel_fault
  vector kernel_fault
  vector kernel_fault
  vector kernel_fault
  // From the kernel.
  vector kernel_fault
  vector kernel_irq
  vector kernel_fault
  vector kernel_fault
  // From a process.
  vector user_synchronous
  vector user_interrupted
  vector user_interrupted
  vector kernel_fault
  // From a process of 32 bits.
  vector kernel_fault
  vector kernel_fault
  vector kernel_fault
  vector kernel_fault

kernel_fault:
  bl kernel_faulted

// What a C function may change is saved, and where to go on, since other tasks run meanwhile.
  .type kernel_irq, @function
kernel_irq:
  sub sp, sp, #176
  stp x0, x1, [sp, #0]
  stp x2, x3, [sp, #16]
  stp x4, x5, [sp, #32]
  stp x6, x7, [sp, #48]
  stp x8, x9, [sp, #64]
  stp x10, x11, [sp, #80]
  stp x12, x13, [sp, #96]
  stp x14, x15, [sp, #112]
  stp x16, x17, [sp, #128]
  stp x18, x30, [sp, #144]
  mrs x0, elr_el1
  mrs x1, spsr_el1
  stp x0, x1, [sp, #160]
  bl kernel_interrupted
  ldp x0, x1, [sp, #160]
  msr elr_el1, x0
  msr spsr_el1, x1
  ldp x18, x30, [sp, #144]
  ldp x16, x17, [sp, #128]
  ldp x14, x15, [sp, #112]
  ldp x12, x13, [sp, #96]
  ldp x10, x11, [sp, #80]
  ldp x8, x9, [sp, #64]
  ldp x6, x7, [sp, #48]
  ldp x4, x5, [sp, #32]
  ldp x2, x3, [sp, #16]
  ldp x0, x1, [sp, #0]
  add sp, sp, #176
  eret

// What a C function keeps.
  .macro save_callee
  sub sp, sp, #96
  stp x19, x20, [sp, #0]
  stp x21, x22, [sp, #16]
  stp x23, x24, [sp, #32]
  stp x25, x26, [sp, #48]
  stp x27, x28, [sp, #64]
  stp x29, x30, [sp, #80]
  .endm
  .macro restore_callee
  ldp x19, x20, [sp, #0]
  ldp x21, x22, [sp, #16]
  ldp x23, x24, [sp, #32]
  ldp x25, x26, [sp, #48]
  ldp x27, x28, [sp, #64]
  ldp x29, x30, [sp, #80]
  add sp, sp, #96
  .endm

// All that a process has but x0 and x1, to or from the user_context at x0.
  .macro user_registers op
  \op x2, x3, [x0, #16]
  \op x4, x5, [x0, #32]
  \op x6, x7, [x0, #48]
  \op x8, x9, [x0, #64]
  \op x10, x11, [x0, #80]
  \op x12, x13, [x0, #96]
  \op x14, x15, [x0, #112]
  \op x16, x17, [x0, #128]
  \op x18, x19, [x0, #144]
  \op x20, x21, [x0, #160]
  \op x22, x23, [x0, #176]
  \op x24, x25, [x0, #192]
  \op x26, x27, [x0, #208]
  \op x28, x29, [x0, #224]
  .endm

// int enter_user(struct user_context *)
  .globl enter_user
  .type enter_user, @function
enter_user:
  save_callee
  msr tpidr_el1, x0
  ldp x30, x1, [x0, #8*30]
  ldp x2, x3, [x0, #ELR]
  msr sp_el0, x1
  msr elr_el1, x2
  msr spsr_el1, x3
  user_registers ldp
  ldp x0, x1, [x0]
  eret

user_synchronous:
  stp x0, x1, [sp, #-16]!
  mov x1, #0
  b from_user
user_interrupted:
  stp x0, x1, [sp, #-16]!
  mov x1, #1
  b from_user

// x1 is what enter_user returns.
  .type from_user, @function
from_user:
  mrs x0, tpidr_el1
  user_registers stp
  ldp x2, x3, [sp], #16
  stp x2, x3, [x0]
  mrs x2, sp_el0
  stp x30, x2, [x0, #8*30]
  mrs x2, elr_el1
  mrs x3, spsr_el1
  stp x2, x3, [x0, #ELR]
  mov x0, x1
  restore_callee
  ret

// void switch_stacks(uint64_t *saved, uint64_t other): new_stack makes what this takes from the other stack.
  .globl switch_stacks
  .type switch_stacks, @function
switch_stacks:
  save_callee
  mov x2, sp
  str x2, [x0]
  mov sp, x1
  restore_callee
  ret
