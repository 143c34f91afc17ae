// Reset: hart 0 comes here at EL2. Harts that firmware never starts stay away.

#define STACK_SIZE 16384

  .section .text.start, "ax"
  .globl _start
  .type _start, @function
_start:
  msr daifset, #15
  adrp x0, stack_end
  add x0, x0, :lo12:stack_end
  mov sp, x0
  adrp x0, bss_start
  add x0, x0, :lo12:bss_start
  adrp x1, bss_end
  add x1, x1, :lo12:bss_end
1:
  cmp x0, x1
  b.hs 2f
  str xzr, [x0], #8
  b 1b
2:
  mov x29, xzr
  mrs x0, CurrentEL
  cmp x0, #2 << 2
  b.ne no_hypervisor_mode
  adr x0, el2_vectors
  msr vbar_el2, x0
  isb
  b hypervisor_main

  .bss
  .balign 16
stack:
  .skip STACK_SIZE
stack_end:
