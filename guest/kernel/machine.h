// What an ISA supplies besides its isa.h: start, console, interrupts, time, off switch.
//
// isa.h, in guest/ISA/kernel, has the words ARCH and PLATFORM, the addresses LINEAR and RAM_END, TIME_HZ, and struct user_context.
// Its start code zeroes bss, maps the kernel somehow and calls kernel_start with interrupts off.
#pragma once

#include <stdint.h>

#include "isa.h"

// The linker script's: where the kernel's parts begin, all at LINEAR + physical.
extern char text_start[], rodata_start[], data_start[], image_end[];

void kernel_start(void) __attribute__((noreturn));

// Maps what the kernel uses, each part with the access it needs, and leaves the start code's tables.
void map_kernel(void);
// After map_kernel.
void console_init(void);

// For good: status 0 is success, all else failure.
void machine_off(int status) __attribute__((noreturn));

// Keeps interrupts off until interrupts_restore of what it returned.
uint64_t interrupts_off(void);
void interrupts_restore(uint64_t before);
void interrupts_on(void);
// With interrupts off: returns when one is pending.
void interrupt_wait(void);

// In ticks of TIME_HZ.
uint64_t time_now(void);

// TICK_HZ times a second from now on, task_tick is called with interrupts off.
#define TICK_HZ 100
void timer_start(void);

// The stack pointer of a task that has not run: switch_stacks to it enters `begin` with interrupts off. `top` is 16-byte aligned.
uint64_t new_stack(uint64_t top, void (*begin)(void));
// Saves the stack pointer of this task and goes on with another's, where that called switch_stacks.
void switch_stacks(uint64_t *saved, uint64_t other);
