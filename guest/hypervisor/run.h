// The run loop: one VM with one vCPU, from its first entry to its end.
#pragma once

void run_guest(void) __attribute__((noreturn));
