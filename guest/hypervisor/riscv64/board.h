// Where the hypervisor has everything on riscv64-virt. Its own image lies at the start of RAM, below TABLES.
#pragma once

#include "../../riscv64/virt.h"

#define ARCH "riscv64"
#define PLATFORM "riscv64-qemu-virt"

// Of the second stage, in the machine.
#define TABLES 0x80400000ul
#define TABLES_SIZE 0x00200000ul

#define GUEST_RAM 0x80000000ul
#ifndef GUEST_RAM_SIZE
#define GUEST_RAM_SIZE (16ul << 20)
#endif
#define GUEST_RAM_HOST 0x81000000ul
#define GUEST_ENTRY 0x80200000ul

#define DISK_SLOTS VIRTIO_COUNT
#define DISK_SLOT(n) VIRTIO(n)

#define TIME_HZ MTIME_HZ

#define HART_CALLS
