// Where a process begins, in U- or VU-mode, its stack pointer set.

#include "../../lib/syscall-numbers.h"

  .section .text.start, "ax"
  .globl user_start
  .type user_start, @function
user_start:
  call user_main
  li a7, SYS_EXIT
  ecall
