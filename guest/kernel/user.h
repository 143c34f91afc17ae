// Running a process, a turn at a time. Supplied by the ISA; struct user_context is in its isa.h.
#pragma once

#include <stdint.h>

#include "isa.h"

enum user_event { USER_SYSCALL, USER_INTERRUPT, USER_PAGE_FAULT, USER_EXCEPTION };

// A page fault or another exception: where, and the address or what else the ISA says of it.
struct user_fault {
  const char *what;
  uint64_t pc;
  uint64_t value;
};

void user_context_init(struct user_context *context, uint64_t entry, uint64_t stack_top);
// With its page table in use, runs it until something happens. An interrupt has been handled by then, and other tasks may have run.
enum user_event user_run(struct user_context *context, struct user_fault *fault);

uint64_t user_syscall_number(const struct user_context *context);
uint64_t user_syscall_argument(const struct user_context *context, unsigned index);
// The process goes on after the call.
void user_syscall_return(struct user_context *context, int64_t value);
