// The disk, in sectors. Both answer with 0, or why not.
#pragma once

#include <stdint.h>

#define SECTOR_SIZE 512

// Finds it, and makes it ready.
const char *disk_start(void);
const char *disk_read(uint64_t sector, unsigned count, void *to);
