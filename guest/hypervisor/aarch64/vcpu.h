// The vCPU's registers while the hypervisor runs. vcpu.S has the same offsets.
#pragma once

#include <stdint.h>

struct vcpu {
  uint64_t x[31];
  uint64_t pc;
  uint64_t spsr;
};

// In vcpu.S: enters the guest as vcpu and the system registers say, and returns at its next exception to EL2: 1 for an interrupt.
int vcpu_enter(struct vcpu *vcpu);
