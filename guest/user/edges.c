// A process that asks for what it can't have, and at last takes it: for trying the kernel, in place of primes.c.

#include "print.h"
#include "system.h"

#define SYS_NONE 1000
#define NEVER_MAPPED 0x20000000ul
#define STACK_TOP 0x40000000ul

static int64_t
write(uint64_t descriptor, uint64_t at, uint64_t size)
{
  return system_call(SYS_WRITE, descriptor, at, size);
}

int
user_main(void)
{
  print_line("unknown call: ", system_call(SYS_NONE, 0, 0, 0), "");
  print_line("write to no file: ", write(7, STACK_TOP - 8, 8), "");
  print_line("write from the kernel: ", write(STDOUT, KERNEL_ADDRESS, 8), "");
  print_line("write from past the stack: ", write(STDOUT, STACK_TOP - 8, 16), "");
  print_line("write from around the end of all: ", write(STDOUT, STACK_TOP - 8, ~0ul), "");
  print_line("write of nothing: ", write(STDOUT, STACK_TOP, 0), "");
  *(volatile uint64_t *)NEVER_MAPPED = 1;
  return 0;
}
