// Into the guest and out again. While it runs TPIDR_EL2 is its struct vcpu, and SP_EL2 is where vcpu_enter left it. The hypervisor keeps off
// what else the guest has: SP_EL0, SP_EL1 and the registers of EL1 and EL0.

#define PC 248
#define SPSR 256

  .macro vector target
  .balign 0x80
  b \target
  .endm

  .text
  .balign 0x800
  .globl el2_vectors
el2_vectors:
  // From EL2, which is not expected.
  .rept 8
  vector host_fault
  .endr
  // From a guest.
  vector guest_synchronous
  vector guest_interrupted
  vector guest_interrupted
  vector host_fault
  // From a guest of 32 bits.
  .rept 4
  vector host_fault
  .endr

host_fault:
  b host_trapped

// All that a guest has but x0 and x1, to or from the vcpu at x0.
  .macro guest_registers op
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

// int vcpu_enter(struct vcpu *)
  .globl vcpu_enter
  .type vcpu_enter, @function
vcpu_enter:
  stp x19, x20, [sp, #-96]!
  stp x21, x22, [sp, #16]
  stp x23, x24, [sp, #32]
  stp x25, x26, [sp, #48]
  stp x27, x28, [sp, #64]
  stp x29, x30, [sp, #80]
  msr tpidr_el2, x0
  ldp x30, x1, [x0, #8*30]
  ldr x2, [x0, #SPSR]
  msr elr_el2, x1
  msr spsr_el2, x2
  guest_registers ldp
  ldp x0, x1, [x0]
  eret

guest_synchronous:
  stp x0, x1, [sp, #-16]!
  mov x1, #0
  b vcpu_trapped
guest_interrupted:
  stp x0, x1, [sp, #-16]!
  mov x1, #1
  b vcpu_trapped

// x1 is what vcpu_enter returns.
  .type vcpu_trapped, @function
vcpu_trapped:
  mrs x0, tpidr_el2
  guest_registers stp
  ldp x2, x3, [sp], #16
  stp x2, x3, [x0]
  mrs x2, elr_el2
  mrs x3, spsr_el2
  stp x30, x2, [x0, #8*30]
  str x3, [x0, #SPSR]
  mov x0, x1
  ldp x21, x22, [sp, #16]
  ldp x23, x24, [sp, #32]
  ldp x25, x26, [sp, #48]
  ldp x27, x28, [sp, #64]
  ldp x29, x30, [sp, #80]
  ldp x19, x20, [sp], #96
  ret
