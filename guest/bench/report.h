// What every benchmark prints: how many instructions it retired, and a checksum that only right results give.
#pragma once

#include <stdint.h>

// Starts counting. A program calls it once, before the work.
void start(void);
// Prints and ends the machine.
void report(uint64_t checksum) __attribute__((noreturn));
