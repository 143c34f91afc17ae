// PSCI as the hypervisor offers it to a guest of one vCPU, by HVC and by SMC. (Arm Power State Coordination Interface, DEN 0022)
#pragma once

#include "../exit.h"

// x: x0 to x3.
struct hypercall decode_call(const uint64_t *x);
