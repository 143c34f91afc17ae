#include "process.h"

#include "../lib/console.h"
#include "../lib/numbers.h"
#include "frames.h"
#include "paging.h"
#include "syscall.h"
#include "user.h"

void
process_load(struct process *process, const void *program, uint64_t size)
{
  uint64_t stack = USER_SPACE_END - USER_STACK_SIZE;

  aspace_init(&process->space, 0, USER_SPACE_END);
  aspace_map(&process->space, USER_PROGRAM, (size + PAGE_SIZE - 1) & -PAGE_SIZE, PAGE_READ | PAGE_EXECUTE | PAGE_USER);
  aspace_fill(&process->space, USER_PROGRAM, program, size);
  put_string("Mapping user stack: VA:");
  put_address(stack);
  put_string(" -> VA:");
  put_address(USER_SPACE_END);
  console_put('\n');
  aspace_map(&process->space, stack, USER_STACK_SIZE, PAGE_READ | PAGE_WRITE | PAGE_USER);
  put_string("New user address space: ");
  aspace_print(&process->space);
}

static void
put_fault(const struct user_fault *fault)
{
  put_string("User process ended: ");
  put_string(fault->what);
  put_string(" at pc ");
  put_address(fault->pc);
  put_string(", value ");
  put_address(fault->value);
  console_put('\n');
}

// The process's task.
static void
run_process(void *argument)
{
  struct process *process = argument;
  struct user_fault fault;

  put_string("Enter user space: entry=");
  put_address(USER_PROGRAM);
  put_string(", ustack=VA:");
  put_address(USER_SPACE_END);
  console_put('\n');
  for (;;) {
    switch (user_run(&process->context, &fault)) {
    case USER_SYSCALL:
      handle_syscall(process);
      break;
    case USER_INTERRUPT:
      break;
    case USER_PAGE_FAULT:
    case USER_EXCEPTION:
      put_fault(&fault);
      process->has_faulted = 1;
      task_exit(FAULT_STATUS);
    }
  }
}

void
process_start(struct process *process)
{
  user_context_init(&process->context, USER_PROGRAM, USER_SPACE_END);
  process->task = task_spawn("userboot", run_process, process, process->space.root);
}

int
process_wait(struct process *process)
{
  int status = task_join(process->task);

  aspace_free(&process->space);
  return status;
}
