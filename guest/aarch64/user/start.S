// Where a process begins, at EL0, its stack pointer set.

#include "../../lib/syscall-numbers.h"

  .section .text.start, "ax"
  .globl user_start
  .type user_start, @function
user_start:
  bl user_main
  mov x8, #SYS_EXIT
  svc #0
