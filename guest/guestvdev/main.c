// Two threads share a queue that holds one item, while ticks preempt them.
//
// How the threads' work interleaves depends on when ticks come; what they print does not: each prints while it holds the queue, and
// an item is taken before the next is put. So the console is the same on a machine with another speed.

#include "../kernel/machine.h"
#include "../kernel/panic.h"
#include "../kernel/paging.h"
#include "../kernel/sync.h"
#include "../kernel/task.h"
#include "../lib/console.h"

#define LAST_ITEM 256
#define MILLISECONDS (TIME_HZ / 1000)
// What each thread spends before the first item, side by side with the other, and then on each item.
#define FIRST_TIME (60 * MILLISECONDS)
#define ITEM_TIME (MILLISECONDS / 10)
// A host that is busy elsewhere eats ticks: then the threads go on for longer, up to this.
#define FIRST_TIME_MAX (600 * MILLISECONDS)
#define PREEMPTIONS_MIN 4
#define DIGEST_ROUNDS 200

static struct {
  struct mutex lock;
  struct condition changed;
  int has_begun;                // main has seen both workers
  unsigned worker_count;        // workers that have said who they are
  int is_full;
  uint64_t item;
  uint64_t digest;
} queue;

static void
announce(const char *name, unsigned turn)
{
  mutex_lock(&queue.lock);
  while (queue.worker_count != turn)
    condition_wait(&queue.changed, &queue.lock);
  put_string(name);
  put_string(" ... ThreadId(");
  put_decimal(current->id);
  put_string(")\n");
  queue.worker_count++;
  condition_wake_all(&queue.changed);
  while (!queue.has_begun)
    condition_wait(&queue.changed, &queue.lock);
  mutex_unlock(&queue.lock);
}

static void
put_item(const char *name, uint64_t item)
{
  put_string(name);
  put_string(" [");
  put_decimal(item);
  put_string("]\n");
}

static uint64_t
digest_of(uint64_t item)
{
  uint64_t x = item + 0x9e3779b97f4a7c15;

  for (int i = 0; i < DIGEST_ROUNDS; i++) {
    x ^= x << 13;
    x ^= x >> 7;
    x ^= x << 17;
  }
  return x;
}

static int
is_more_to_do(uint64_t end)
{
  uint64_t time = task_run_time();

  return time < end || (time < FIRST_TIME_MAX && preemption_count < PREEMPTIONS_MIN);
}

// An item's digest, computed again and again until this thread has run for so long: a switch that loses a register shows.
static uint64_t
work_on(uint64_t item, uint64_t end)
{
  uint64_t digest = digest_of(item);

  while (is_more_to_do(end))
    if (digest_of(item) != digest)
      panic("a thread's registers changed");
  return digest;
}

static void
run_producer(void *unused)
{
  (void)unused;
  announce("worker1", 0);
  work_on(0, FIRST_TIME);
  for (uint64_t item = 0; item <= LAST_ITEM; item++) {
    uint64_t digest = work_on(item, task_run_time() + ITEM_TIME);

    mutex_lock(&queue.lock);
    while (queue.is_full)
      condition_wait(&queue.changed, &queue.lock);
    queue.item = item;
    queue.digest = digest;
    queue.is_full = 1;
    put_item("worker1", item);
    if (item == LAST_ITEM)
      put_string("worker1 ok!\n");
    condition_wake_all(&queue.changed);
    mutex_unlock(&queue.lock);
  }
}

static void
run_consumer(void *unused)
{
  uint64_t item, digest;

  (void)unused;
  announce("worker2", 1);
  work_on(0, FIRST_TIME);
  do {
    mutex_lock(&queue.lock);
    while (!queue.is_full)
      condition_wait(&queue.changed, &queue.lock);
    item = queue.item;
    digest = queue.digest;
    queue.is_full = 0;
    put_item("worker2", item);
    if (item == LAST_ITEM)
      put_string("worker2 ok!\n");
    condition_wake_all(&queue.changed);
    mutex_unlock(&queue.lock);
    if (work_on(item, task_run_time() + ITEM_TIME) != digest)
      panic("an item is not what was put");
  } while (item < LAST_ITEM);
}

int
main(void)
{
  struct task *producer, *consumer;

  tasks_start();
  put_string("Multi-task(Preemptible) is starting ...\n");
  producer = task_spawn("worker1", run_producer, 0, kernel_root);
  consumer = task_spawn("worker2", run_consumer, 0, kernel_root);
  mutex_lock(&queue.lock);
  while (queue.worker_count < 2)
    condition_wait(&queue.changed, &queue.lock);
  put_string("Wait for workers to exit ...\n");
  queue.has_begun = 1;
  condition_wake_all(&queue.changed);
  mutex_unlock(&queue.lock);
  task_join(producer);
  task_join(consumer);
  if (preemption_count < PREEMPTIONS_MIN) {
    put_string("Hardly preempted\n");
    return 1;
  }
  put_string("Multi-task(Preemptible) ok!\n");
  return 0;
}
