#pragma once

#include "isa.h"

// In trap.S: returns at the next exception, with interrupts off. 1 when that is an interrupt.
int enter_user(struct user_context *context);

// In machine.c: asks for the next tick.
void timer_ticked(void);

// In trap.c: what trap.S calls when the kernel was interrupted, and when it did what it must not.
void kernel_interrupted(void);
void kernel_faulted(void) __attribute__((noreturn));
