// The vCPU's registers while the hypervisor runs. vcpu.S has the same offsets.
#pragma once

#include <stdint.h>

struct vcpu {
  uint64_t x[32];
  uint64_t pc;
  uint64_t host_sp;
};

// In vcpu.S: enters the guest as vcpu and the CSRs say, and returns at its next trap into HS.
void vcpu_enter(struct vcpu *vcpu);
