// Traps: three million round trips by svc from EL0 to EL1.

#define TRIPS 3000000
#define SPSR_EL0_MASKED 0x3c0
#define EC_SVC64 0x15

  .globl main
main:
  bl start
  adrp x0, vectors_of_main
  add x0, x0, :lo12:vectors_of_main
  msr vbar_el1, x0
  mov x0, #SPSR_EL0_MASKED
  msr spsr_el1, x0
  adr x0, user
  msr elr_el1, x0
  adrp x0, frame
  add x0, x0, :lo12:frame
  msr tpidr_el1, x0
  mov x19, xzr
  ldr x20, =TRIPS
  isb
  eret

user:
  mov x0, x19
  svc #0
  add x19, x19, x0
  subs x20, x20, #1
  b.ne user
  mov x8, #1
  svc #0

  .balign 2048
vectors_of_main:
  .skip 0x400
  b handler                     // synchronous, from EL0
  .skip 0x400 - 4

  // Saves what a small kernel would, counts, and returns x0 + 1.
handler:
  msr tpidrro_el0, x18
  mrs x18, tpidr_el1
  stp x9, x10, [x18]
  str x30, [x18, #16]
  mrs x9, esr_el1
  lsr x9, x9, #26
  cmp x9, #EC_SVC64
  b.ne failed
  cmp x8, #1
  b.eq done
  mrs x9, elr_el1
  mrs x10, spsr_el1
  msr elr_el1, x9
  msr spsr_el1, x10
  and x0, x0, #0xff
  add x0, x0, #1
  ldr x30, [x18, #16]
  ldp x9, x10, [x18]
  mrs x18, tpidrro_el0
  eret

failed:
  mov x19, #-1
done:
  mov x0, x19
  b report

  .bss
  .balign 16
frame:
  .skip 32
