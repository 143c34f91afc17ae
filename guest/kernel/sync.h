// A lock and a condition, for tasks: who can't go on sleeps.
#pragma once

#include "task.h"

struct mutex {
  struct task *holder;
  struct wait_queue waiters;
};

struct condition {
  struct wait_queue waiters;
};

void mutex_lock(struct mutex *mutex);
void mutex_unlock(struct mutex *mutex);
// Unlocks, sleeps until condition_wake_all, locks.
void condition_wait(struct condition *condition, struct mutex *mutex);
void condition_wake_all(struct condition *condition);
