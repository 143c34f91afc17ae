// What a process can ask of its kernel, and of the machine.
#pragma once

#include <stdint.h>

#define TIME_HZ 10000000ul
// Of the kernel's image, where no process may look.
#define KERNEL_ADDRESS 0xffffffc080200000ul

static inline int64_t
system_call(uint64_t number, uint64_t argument0, uint64_t argument1, uint64_t argument2)
{
  register uint64_t a0 asm("a0") = argument0;
  register uint64_t a1 asm("a1") = argument1;
  register uint64_t a2 asm("a2") = argument2;
  register uint64_t a7 asm("a7") = number;

  asm volatile("ecall" : "+r"(a0) : "r"(a1), "r"(a2), "r"(a7) : "memory");
  return (int64_t)a0;
}

static inline uint64_t
system_time(void)
{
  uint64_t time;

  asm volatile("rdtime %0" : "=r"(time));
  return time;
}
