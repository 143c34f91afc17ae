// What the hart said of each exit, in memory, for whoever reads that: a debugger, or a comparison with another hypervisor.
#pragma once

#include <stdint.h>

// x: the guest's registers. An interrupt leaves no syndrome: all its bits are set then.
void record_exit(int is_interrupt, const uint64_t *x);
