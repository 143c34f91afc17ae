#include "sync.h"

#include "machine.h"

void
mutex_lock(struct mutex *mutex)
{
  uint64_t before = interrupts_off();

  while (mutex->holder != 0)
    task_wait(&mutex->waiters);
  mutex->holder = current;
  interrupts_restore(before);
}

void
mutex_unlock(struct mutex *mutex)
{
  uint64_t before = interrupts_off();

  mutex->holder = 0;
  task_wake_all(&mutex->waiters);
  interrupts_restore(before);
}

void
condition_wait(struct condition *condition, struct mutex *mutex)
{
  uint64_t before = interrupts_off();

  mutex_unlock(mutex);
  task_wait(&condition->waiters);
  interrupts_restore(before);
  mutex_lock(mutex);
}

void
condition_wake_all(struct condition *condition)
{
  uint64_t before = interrupts_off();

  task_wake_all(&condition->waiters);
  interrupts_restore(before);
}
