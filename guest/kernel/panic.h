#pragma once

// Says why and ends the machine with failure.
void panic(const char *why) __attribute__((noreturn));
// As panic, for an exception in the kernel itself.
void panic_at(const char *why, unsigned long pc, unsigned long address) __attribute__((noreturn));
