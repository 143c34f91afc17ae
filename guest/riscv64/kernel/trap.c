// What traps mean: from the kernel, and from a process.

#include "trap.h"

#include "../csr.h"
#include "machine.h"
#include "panic.h"
#include "task.h"
#include "user.h"

#define CAUSE_TIMER (CAUSE_INTERRUPT | 5)
#define SCOUNTEREN_TM 2

static const char *
name_of(uint64_t cause)
{
  // priv: Supervisor Cause Register (scause)
  static const char *const names[] = {
    "instruction address misaligned", "instruction access fault", "illegal instruction", "breakpoint",
    "load address misaligned", "load access fault", "store address misaligned", "store access fault",
    "environment call from U-mode", "environment call from S-mode", 0, 0,
    "instruction page fault", "load page fault", 0, "store page fault",
  };
  const char *name = cause < sizeof names / sizeof *names ? names[cause] : 0;

  return name != 0 ? name : "an unknown trap";
}

void
kernel_trapped(void)
{
  uint64_t cause = r_csr(scause);

  if (cause != CAUSE_TIMER)
    panic_at(name_of(cause), r_csr(sepc), r_csr(stval));
  timer_ticked();
  task_tick();
}

void
user_context_init(struct user_context *context, uint64_t entry, uint64_t stack_top)
{
  // SUM: what serves the process reads its bytes.
  *context = (struct user_context){.sepc = entry, .sstatus = SSTATUS_SPIE | SSTATUS_SUM};
  context->x[2] = stack_top;
  // Processes may read the time.
  set_csr(scounteren, SCOUNTEREN_TM);
}

enum user_event
user_run(struct user_context *context, struct user_fault *fault)
{
  uint64_t before = interrupts_off();
  enum user_event event;
  uint64_t cause;

  enter_user(context);
  cause = r_csr(scause);
  *fault = (struct user_fault){name_of(cause), context->sepc, r_csr(stval)};
  switch (cause) {
  case CAUSE_ECALL_U:
    event = USER_SYSCALL;
    break;
  case CAUSE_TIMER:
    timer_ticked();
    task_tick();
    event = USER_INTERRUPT;
    break;
  case CAUSE_FETCH_PAGE:
  case CAUSE_LOAD_PAGE:
  case CAUSE_STORE_PAGE:
    event = USER_PAGE_FAULT;
    break;
  default:
    event = USER_EXCEPTION;
  }
  interrupts_restore(before);
  return event;
}

// a7, and a0 to a5.
uint64_t
user_syscall_number(const struct user_context *context)
{
  return context->x[17];
}

uint64_t
user_syscall_argument(const struct user_context *context, unsigned index)
{
  return context->x[10 + index];
}

void
user_syscall_return(struct user_context *context, int64_t value)
{
  context->x[10] = (uint64_t)value;
  context->sepc += 4;
}

// What switch_stacks takes from a stack, from the lowest address up.
struct saved_registers {
  uint64_t ra;
  uint64_t s[12];
  uint64_t padding;
};

uint64_t
new_stack(uint64_t top, void (*begin)(void))
{
  struct saved_registers *saved = (struct saved_registers *)top - 1;

  *saved = (struct saved_registers){.ra = (uint64_t)begin};
  return (uint64_t)saved;
}
