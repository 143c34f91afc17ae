// Calls to whoever runs below: firmware or a hypervisor. (RISC-V Supervisor Binary Interface.)
#pragma once

#include <stdint.h>

#define SBI_TIME 0x54494d45ul
#define SBI_TIME_SET_TIMER 0
#define SBI_SRST 0x53525354ul
#define SBI_SRST_RESET 0
#define SRST_TYPE_SHUTDOWN 0
#define SRST_REASON_NONE 0
#define SRST_REASON_SYSTEM_FAILURE 1

// The error; 0 is success.
static inline int64_t
sbi_call(uint64_t extension, uint64_t function, uint64_t argument0, uint64_t argument1)
{
  register uint64_t a0 asm("a0") = argument0;
  register uint64_t a1 asm("a1") = argument1;
  register uint64_t a6 asm("a6") = function;
  register uint64_t a7 asm("a7") = extension;

  asm volatile("ecall" : "+r"(a0), "+r"(a1) : "r"(a6), "r"(a7) : "memory");
  return (int64_t)a0;
}
