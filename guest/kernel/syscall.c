#include "syscall.h"

#include "../lib/console.h"
#include "../lib/syscall-numbers.h"
#include "paging.h"
#include "process.h"
#include "user.h"

// What a call that fails returns. errno.h
#define EBADF 9
#define EFAULT 14
#define ENOSYS 38

#ifndef SYSCALL_MESSAGE
#define SYSCALL_MESSAGE "handle_syscall ..."
#endif

static int64_t
sys_write(struct process *process, uint64_t descriptor, uint64_t bytes, uint64_t size)
{
  if (descriptor != 1 && descriptor != 2)
    return -EBADF;
  if (!aspace_allows(&process->space, bytes, size, PAGE_READ | PAGE_USER))
    return -EFAULT;
  // Its page table is in use.
  for (uint64_t i = 0; i < size; i++)
    console_put(((const volatile char *)bytes)[i]);
  return (int64_t)size;
}

void
handle_syscall(struct process *process)
{
  struct user_context *context = &process->context;
  uint64_t number = user_syscall_number(context);
  int64_t result;

  put_string(SYSCALL_MESSAGE "\n");
  switch (number) {
  case SYS_WRITE:
    result = sys_write(process, user_syscall_argument(context, 0), user_syscall_argument(context, 1), user_syscall_argument(context, 2));
    break;
  case SYS_EXIT:
    put_string("[SYS_EXIT]: process is exiting ..\n");
    task_exit((int)user_syscall_argument(context, 0));
  default:
    put_string("Unimplemented syscall: ");
    put_decimal(number);
    console_put('\n');
    result = -ENOSYS;
  }
  user_syscall_return(context, result);
}
