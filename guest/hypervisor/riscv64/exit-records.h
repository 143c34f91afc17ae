// What the hart said of each exit, in memory, for whoever reads that: a debugger, or a comparison with another hypervisor.
#pragma once

#include <stdint.h>

// x: the guest's registers.
void record_exit(const uint64_t *x);
