// A kernel that makes an address space for a process, runs it to its end, and says how it ended.

#include "../kernel/process.h"
#include "../kernel/task.h"
#include "../lib/console.h"
#include "../lib/numbers.h"

// In program.S: linked at USER_PROGRAM.
extern char user_program[], user_program_end[];

static struct process process;

int
main(void)
{
  int status;

  tasks_start();
  process_load(&process, user_program, (uint64_t)(user_program_end - user_program));
  process_start(&process);
  status = process_wait(&process);
  put_string("monolithic kernel exit [");
  put_signed(status);
  put_string(process.has_faulted ? "] by a fault!\n" : "] normally!\n");
  return status;
}
