// riscv64-virt as a guest kernel sees it, in VS-mode or, alone on the board, in S-mode above an SBI firmware.
#pragma once

#include <stdint.h>

#define ARCH "riscv64"
#define PLATFORM "riscv64-qemu-virt"

// Physical p is mapped at LINEAR + p; link.ld has the same.
#define LINEAR 0xffffffc000000000ul
// The kernel uses RAM from its own image to here: 16 MiB from 0x80000000, whatever the board has.
#ifndef RAM_END
#define RAM_END 0x81000000ul
#endif
#define TIME_HZ 10000000ul

#define UART 0x10000000ul
// The PLIC's registers for the S-mode of hart 0; the first is the priority that an interrupt must exceed.
#define PLIC_CONTEXT_S 0x0c201000ul
// The second flash bank; the first is firmware's.
#define FLASH 0x22000000ul

// A process between its turns. trap.S has the same offsets.
struct user_context {
  uint64_t x[32];
  uint64_t sepc;
  uint64_t sstatus;
  uint64_t kernel_sp;
};
