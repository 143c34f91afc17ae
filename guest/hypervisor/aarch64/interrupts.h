// The machine's GICv3 as far as the hypervisor needs it, and the one that the guest sees. The guest's CPU interface is the hart's virtual
// one; its distributor and redistributor are emulated, an access at a time.
#pragma once

#include <stdint.h>

void interrupts_start(void);
// The interrupt that is due. It stays active until the guest ends it, or interrupt_drop.
unsigned interrupt_acknowledge(void);
void interrupt_drop(unsigned intid);

// Gives the guest an interrupt of hardware: when it ends it, that ends. Waits until the guest has enabled it.
void guest_interrupt(unsigned intid);

// Is this an address of the guest's distributor or redistributor?
int is_guest_gic(uint64_t address);
uint64_t guest_gic_read(uint64_t address);
void guest_gic_write(uint64_t address, uint64_t value, unsigned size);
