// Addresses and interrupt numbers of the riscv64-virt board (QEMU's `virt`).
#pragma once

#include <stdint.h>

#define FINISHER 0x00100000ul
#define RTC 0x00101000ul
#define CLINT 0x02000000ul
#define PLIC 0x0c000000ul
#define UART 0x10000000ul
#define VIRTIO(n) (0x10001000ul + 0x1000ul * (n))
#define VIRTIO_COUNT 8
#define FLASH 0x20000000ul
#define FLASH_SIZE 0x02000000ul
#define RAM 0x80000000ul

#define VIRTIO_IRQ(n) (1 + (n))
#define UART_IRQ 10

// The CLINT's registers, and the rate of mtime.
#define CLINT_MSIP(hart) (CLINT + 4 * (hart))
#define CLINT_MTIMECMP(hart) (CLINT + 0x4000 + 8 * (hart))
#define CLINT_MTIME (CLINT + 0xbff8)
#define MTIME_HZ 10000000ul

// The PLIC's; context 2 * hart is that hart's M-mode.
#define PLIC_PRIORITY(irq) (PLIC + 4 * (irq))
#define PLIC_ENABLE(context) (PLIC + 0x2000 + 0x80 * (context))
#define PLIC_THRESHOLD(context) (PLIC + 0x200000 + 0x1000 * (context))
#define PLIC_CLAIM(context) (PLIC + 0x200004 + 0x1000 * (context))

static inline uint8_t r8(uint64_t at) { return *(volatile uint8_t *)at; }
static inline uint32_t r32(uint64_t at) { return *(volatile uint32_t *)at; }
static inline uint64_t r64(uint64_t at) { return *(volatile uint64_t *)at; }
static inline void w8(uint64_t at, uint8_t v) { *(volatile uint8_t *)at = v; }
static inline void w32(uint64_t at, uint32_t v) { *(volatile uint32_t *)at = v; }
static inline void w64(uint64_t at, uint64_t v) { *(volatile uint64_t *)at = v; }

// Ends the machine through the finisher; status 0 is success.
void power_off(int status) __attribute__((noreturn));
