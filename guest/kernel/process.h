// A process: an address space, and a task that runs a program in it.
#pragma once

#include <stdint.h>

#include "aspace.h"
#include "isa.h"
#include "task.h"

#define USER_SPACE_END 0x40000000ul
#define USER_PROGRAM 0x1000ul
#define USER_STACK_SIZE 0x10000ul

struct process {
  struct aspace space;
  struct user_context context;
  struct task *task;
  int has_faulted;              // it did something that no process may, and was ended
};

// What a process that has faulted exits with.
#define FAULT_STATUS (-1)

// Makes the address space and loads the program, which is linked at USER_PROGRAM.
void process_load(struct process *process, const void *program, uint64_t size);
void process_start(struct process *process);
// Waits until it has exited, and takes the address space down. Its status.
int process_wait(struct process *process);
