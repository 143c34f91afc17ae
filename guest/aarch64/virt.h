// Addresses and interrupt numbers of the aarch64-virt board (QEMU's `virt`).
#pragma once

#include <stdint.h>

#define FLASH_0 0x00000000ul
#define FLASH_SIZE 0x04000000ul
#define GICD 0x08000000ul
#define GICC 0x08010000ul       // GICv2
#define GICR 0x080a0000ul       // GICv3, the first hart's
#define UART 0x09000000ul
#define VIRTIO(n) (0x0a000000ul + 0x200ul * (n))
#define VIRTIO_COUNT 32
#define RAM 0x40000000ul

// PPIs as INTIDs.
#define VIRTUAL_TIMER_INTID 27
#define PHYSICAL_TIMER_INTID 30
#define MAINTENANCE_INTID 25

#define COUNTER_HZ 62500000ul

static inline uint32_t r32(uint64_t at) { return *(volatile uint32_t *)at; }
static inline void w32(uint64_t at, uint32_t v) { *(volatile uint32_t *)at = v; }

// Ends the machine by PSCI.
void power_off(int status) __attribute__((noreturn));
