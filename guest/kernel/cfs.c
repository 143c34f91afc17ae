#include "cfs.h"

#include "task.h"

void
cfs_add(struct run_queue *queue, struct task *task)
{
  struct task **link = &queue->first;

  if (task->vruntime < queue->min_vruntime)
    task->vruntime = queue->min_vruntime;
  while (*link != 0 && (*link)->vruntime <= task->vruntime)
    link = &(*link)->next;
  task->next = *link;
  *link = task;
}

struct task *
cfs_take(struct run_queue *queue)
{
  struct task *task = queue->first;

  if (task == 0)
    return 0;
  queue->first = task->next;
  task->next = 0;
  if (task->vruntime > queue->min_vruntime)
    queue->min_vruntime = task->vruntime;
  return task;
}

int
cfs_tick(struct run_queue *queue, struct task *running)
{
  running->vruntime++;
  return queue->first != 0 && running->vruntime > queue->first->vruntime;
}
