// The smallest guest: it asks to be switched off, and has no need of memory. (SBI: Legacy Extensions: System Shutdown.)

#define SBI_LEGACY_SHUTDOWN 8

  .section .text.start, "ax"
  .globl _start
  .type _start, @function
_start:
  li a7, SBI_LEGACY_SHUTDOWN
  ecall
1:
  wfi
  j 1b
