#pragma once

#include "isa.h"

// In trap.S.
void enter_user(struct user_context *context);

// In machine.c: asks for the next tick.
void timer_ticked(void);

// In trap.c: what trap.S calls when the kernel was interrupted.
void kernel_trapped(void);
