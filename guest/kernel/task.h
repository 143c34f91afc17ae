// Tasks: threads of the kernel, one of them running. Idle is 1, main is 2, the collector of dead tasks is 3; what main spawns comes after.
#pragma once

#include <stdint.h>

#include "cfs.h"

#define TASKS_MAX 16
#define KERNEL_STACK_PAGES 4

enum task_state { TASK_READY, TASK_RUNNING, TASK_BLOCKED, TASK_EXITED };

// Who waits for something, in the order they came.
struct wait_queue {
  struct task *first;
};

struct task {
  unsigned id;
  const char *name;             // for people
  enum task_state state;
  uint64_t vruntime;
  struct task *next;            // in the one queue that it is in
  uint64_t stack;               // physical
  uint64_t sp;                  // while it does not run
  uint64_t root;                // of its page table
  void (*entry)(void *);
  void *argument;
  int status;                   // once it has exited
  struct wait_queue joiners;
  uint64_t run_time;            // of all its turns that have ended
  uint64_t running_since;
};

extern struct task *current;
// Switches that a tick made.
extern uint64_t preemption_count;

// The caller becomes main, and ticks begin.
void tasks_start(void);
struct task *task_spawn(const char *name, void (*entry)(void *), void *argument, uint64_t root);
void task_exit(int status) __attribute__((noreturn));
// Waits until it has exited; returns its status.
int task_join(struct task *task);
// How long the caller has run, in ticks of TIME_HZ.
uint64_t task_run_time(void);

// With interrupts off: until another task wakes the queue.
void task_wait(struct wait_queue *queue);
void task_wake_all(struct wait_queue *queue);

// Called by the timer's interrupt with interrupts off, as the last thing it does: may switch.
void task_tick(void);
