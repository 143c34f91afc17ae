// aarch64-virt as a guest kernel sees it, at EL1 under a hypervisor, beside one that has left, or alone on the board from EL2 on.
#pragma once

#include <stdint.h>

#include "../virt.h"

#define ARCH "aarch64"
#define PLATFORM "aarch64-qemu-virt"

// Physical p is mapped at LINEAR + p; link.ld has the same.
#define LINEAR 0xffff000000000000ul
// The kernel uses RAM from its own image to here: 16 MiB from 0x44000000, whatever the board has.
#ifndef RAM_END
#define RAM_END 0x45000000ul
#endif
#define TIME_HZ COUNTER_HZ
// The second flash bank; the first is firmware's.
#define FLASH (FLASH_0 + FLASH_SIZE)

// A process between its turns. trap.S has the same offsets.
struct user_context {
  uint64_t x[31];
  uint64_t sp;
  uint64_t elr;
  uint64_t spsr;
};
