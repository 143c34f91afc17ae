// The Completely Fair Scheduler's order: whoever has run least is next. All tasks weigh the same, so virtual run time is a count of ticks.
#pragma once

#include <stdint.h>

struct task;

struct run_queue {
  struct task *first;       // by virtual run time; of equals, who came first
  uint64_t min_vruntime;    // of all that waits here; never falls
};

// A task that slept or is new has no more credit than those that waited all the time.
void cfs_add(struct run_queue *queue, struct task *task);
// Takes out who is next, or 0.
struct task *cfs_take(struct run_queue *queue);
// `running` had the processor for another tick. 1 if one that waits is owed it.
int cfs_tick(struct run_queue *queue, struct task *running);
