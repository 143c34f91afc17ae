// Calls to whoever runs below: firmware or a hypervisor. (Arm Power State Coordination Interface, DEN 0022)
#pragma once

#include <stdint.h>

#define PSCI_SYSTEM_OFF 0x84000008ul

static inline int64_t
psci_call(uint64_t function)
{
  register uint64_t x0 asm("x0") = function;

  asm volatile("smc #0" : "+r"(x0)::"x1", "x2", "x3", "memory");
  return (int64_t)x0;
}
