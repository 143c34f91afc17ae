// The SBI as the hypervisor offers it to a guest of one vCPU. (RISC-V Supervisor Binary Interface Specification 2.0)
#pragma once

#include "../exit.h"

// a: a0 to a7.
struct hypercall decode_call(const uint64_t *a);
