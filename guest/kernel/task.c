#include "task.h"

#include "frames.h"
#include "machine.h"
#include "paging.h"
#include "panic.h"

struct task *current;
uint64_t preemption_count;

static struct task tasks[TASKS_MAX];
static unsigned task_count;
static struct task *idle;
static struct run_queue ready;

// Exited tasks whose stacks are to be freed, and the collector, which can't be one of them.
static struct task *dead;
static struct wait_queue collector;

// With interrupts off. `current` has been put where it now belongs.
static void
switch_to_next(void)
{
  struct task *before = current, *next = cfs_take(&ready);
  uint64_t now;

  if (next == 0)
    next = idle;
  next->state = TASK_RUNNING;
  if (next == before)
    return;
  now = time_now();
  before->run_time += now - before->running_since;
  next->running_since = now;
  if (next->root != before->root)
    page_table_use(next->root);
  current = next;
  switch_stacks(&before->sp, next->sp);
}

static void
make_ready(struct task *task)
{
  task->state = TASK_READY;
  cfs_add(&ready, task);
}

void
task_wait(struct wait_queue *queue)
{
  struct task **link = &queue->first;

  while (*link != 0)
    link = &(*link)->next;
  *link = current;
  current->next = 0;
  current->state = TASK_BLOCKED;
  switch_to_next();
}

void
task_wake_all(struct wait_queue *queue)
{
  while (queue->first != 0) {
    struct task *task = queue->first;

    queue->first = task->next;
    make_ready(task);
  }
}

void
task_tick(void)
{
  if (current == idle ? ready.first == 0 : !cfs_tick(&ready, current))
    return;
  if (current != idle) {
    preemption_count++;
    make_ready(current);
  }
  switch_to_next();
}

static struct task *
new_task(const char *name)
{
  struct task *task = &tasks[task_count];

  if (task_count == TASKS_MAX)
    panic("too many tasks");
  task_count++;
  task->id = task_count;
  task->name = name;
  task->root = kernel_root;
  return task;
}

// Where a task begins, with interrupts off.
static void
begin(void)
{
  interrupts_on();
  current->entry(current->argument);
  task_exit(0);
}

static struct task *
prepare_task(const char *name, void (*entry)(void *), void *argument)
{
  struct task *task = new_task(name);

  task->entry = entry;
  task->argument = argument;
  task->stack = frames_take(KERNEL_STACK_PAGES);
  task->sp = new_stack((uint64_t)at_physical(task->stack + KERNEL_STACK_PAGES * PAGE_SIZE), begin);
  return task;
}

struct task *
task_spawn(const char *name, void (*entry)(void *), void *argument, uint64_t root)
{
  uint64_t before = interrupts_off();
  struct task *task = prepare_task(name, entry, argument);

  task->root = root;
  make_ready(task);
  interrupts_restore(before);
  return task;
}

void
task_exit(int status)
{
  interrupts_off();
  current->status = status;
  current->state = TASK_EXITED;
  task_wake_all(&current->joiners);
  current->next = dead;
  dead = current;
  task_wake_all(&collector);
  switch_to_next();
  __builtin_unreachable();
}

int
task_join(struct task *task)
{
  uint64_t before = interrupts_off();

  while (task->state != TASK_EXITED)
    task_wait(&task->joiners);
  interrupts_restore(before);
  return task->status;
}

uint64_t
task_run_time(void)
{
  uint64_t before = interrupts_off();
  uint64_t time = current->run_time + time_now() - current->running_since;

  interrupts_restore(before);
  return time;
}

static void
run_idle(void *unused)
{
  (void)unused;
  for (;;) {
    interrupts_off();
    if (ready.first != 0)
      switch_to_next();
    else
      interrupt_wait();
    interrupts_on();
  }
}

static void
run_collector(void *unused)
{
  (void)unused;
  for (;;) {
    interrupts_off();
    while (dead != 0) {
      frames_give(dead->stack, KERNEL_STACK_PAGES);
      dead = dead->next;
    }
    task_wait(&collector);
    interrupts_on();
  }
}

void
tasks_start(void)
{
  idle = prepare_task("idle", run_idle, 0);
  current = new_task("main");
  current->state = TASK_RUNNING;
  current->running_since = time_now();
  task_spawn("collector", run_collector, 0, kernel_root);
  timer_start();
  interrupts_on();
}
