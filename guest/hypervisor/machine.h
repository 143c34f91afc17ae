// What an ISA supplies: a board, a vCPU and second-stage tables. Its board.h, in guest/hypervisor/ISA, has
//   ARCH, PLATFORM             what the hypervisor says of itself
//   GUEST_RAM, GUEST_RAM_SIZE  RAM as the guest sees it
//   GUEST_RAM_HOST             where that is in the machine
//   GUEST_ENTRY                where the guest's file is loaded and entered, guest physical
//   DISK_SLOTS, DISK_SLOT(n)   virtio transports that may be the disk
//   r32, w32, TIME_HZ
//   HART_CALLS                 defined where a guest calls to have its timer armed, itself interrupted, or code and translations fenced
// Its start code zeroes bss and calls hypervisor_main on a stack, in the mode of a hypervisor, with interrupts off.
#pragma once

#include <stdint.h>

#include "board.h"
#include "exit.h"

#define PAGE_SIZE 4096ul

void hypervisor_main(void) __attribute__((noreturn));

// The board. console_put makes CR LF of '\n', console_send sends what it is given.
void console_send(uint8_t byte);
// The byte typed next, or -1.
int console_get(void);
// 1 when the guest may use the device at this address itself.
int is_passed_device(uint64_t address);
void machine_off(int is_failure) __attribute__((noreturn));
// In ticks of TIME_HZ.
uint64_t time_now(void);
// Orders memory and devices' registers.
void io_fence(void);

// Second-stage tables. Their root's address, physical.
uint64_t stage2_init(void);
// Maps one page. 0 when there is no room for tables.
int stage2_map(uint64_t guest, uint64_t host);
// Once tables are in use: a hart may remember what they were, even that there was no entry.
void stage2_changed(void);

// The one vCPU: after vcpu_init(root) it is about to be entered at GUEST_ENTRY with no register set.
void vcpu_init(uint64_t root);
// Runs the guest until it stops.
struct vcpu_exit vcpu_run(void);
// The guest goes on behind its call.
void vcpu_answer(const struct hypercall *call, struct answer answer);
void vcpu_inject_timer(void);
#ifdef HART_CALLS
// Arms the guest's timer, and takes back an interrupt of the last.
void vcpu_set_timer(uint64_t deadline);
void vcpu_interrupt_self(void);
void vcpu_fence(void);
#endif
// The last exit, in the ISA's words, as a line.
void vcpu_report(void);
