// Reset: the board comes here at EL2 with translation off.

#define STACK_SIZE 16384

  .section .vectors.start, "ax"
  .globl _start
  .type _start, @function
_start:
  msr daifset, #15
  ldr x0, =stack_end
  mov sp, x0
  ldr x0, =bss_start
  ldr x1, =bss_end
1:
  cmp x0, x1
  b.hs 2f
  str xzr, [x0], #8
  b 1b
2:
  mov x29, xzr
  ldr x0, =main
  br x0
  .ltorg

  .bss
  .balign 16
stack:
  .skip STACK_SIZE
stack_end:
