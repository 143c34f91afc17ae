#pragma once

#include <stdint.h>

// Says why and ends the machine with failure.
void panic(const char *why) __attribute__((noreturn));
// As panic, for an exception in the kernel itself.
void panic_at(const char *why, uint64_t pc, uint64_t value) __attribute__((noreturn));
