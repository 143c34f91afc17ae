// Traps into M and S mode, and running code in a lower mode.
#pragma once

#include <stdint.h>

// What trap.S saves. A handler may change any of it; pc is where the trap returns to.
struct trap {
  uint64_t x[32];
  uint64_t pc;
  uint64_t cause;
  uint64_t value;
};

// Who handles traps into M-mode on a hart, and into S-mode. Without one the machine stops and says why.
typedef void (*trap_handler)(struct trap *);
extern trap_handler handler_m[8];
extern trap_handler handler_s;

extern char trap_vector_m[], trap_vector_s[];

// Runs code in `mode` on a stack of its own until leave_mode, and answers with what that was given. M-mode only.
uint64_t run_in_mode(uint64_t mode, uint64_t pc, uint64_t sp, uint64_t argument);
// From a handler in M-mode: the trap returns behind run_in_mode, with interrupts off.
void leave_mode(struct trap *t, uint64_t answer);
