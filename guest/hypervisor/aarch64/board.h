// Where the hypervisor has everything on aarch64-virt. Its own image lies in the RAM below TABLES.
#pragma once

#include <stdint.h>

#include "../../aarch64/virt.h"

#define ARCH "aarch64"
#define PLATFORM "aarch64-qemu-virt"

// Of the second stage, in the machine.
#define TABLES 0x40400000ul
#define TABLES_SIZE 0x00200000ul

#define GUEST_RAM 0x44000000ul
#ifndef GUEST_RAM_SIZE
#define GUEST_RAM_SIZE (16ul << 20)
#endif
#define GUEST_RAM_HOST 0x45000000ul
#define GUEST_ENTRY 0x44200000ul

#define DISK_SLOTS VIRTIO_COUNT
#define DISK_SLOT(n) VIRTIO(n)

#define TIME_HZ COUNTER_HZ
