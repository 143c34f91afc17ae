// What a process can ask of its kernel, and of the machine.
#pragma once

#include <stdint.h>

#define TIME_HZ 62500000ul
// Of the kernel's image, where no process may look.
#define KERNEL_ADDRESS 0xffff000044200000ul

static inline int64_t
system_call(uint64_t number, uint64_t argument0, uint64_t argument1, uint64_t argument2)
{
  register uint64_t x0 asm("x0") = argument0;
  register uint64_t x1 asm("x1") = argument1;
  register uint64_t x2 asm("x2") = argument2;
  register uint64_t x8 asm("x8") = number;

  asm volatile("svc #0" : "+r"(x0) : "r"(x1), "r"(x2), "r"(x8) : "memory");
  return (int64_t)x0;
}

static inline uint64_t
system_time(void)
{
  uint64_t time;

  asm volatile("isb\n\tmrs %0, cntpct_el0" : "=r"(time));
  return time;
}
