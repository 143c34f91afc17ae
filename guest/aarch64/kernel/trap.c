// What exceptions mean: from the kernel, and from a process.

#include "trap.h"

#include "../sysreg.h"
#include "gic.h"
#include "machine.h"
#include "panic.h"
#include "task.h"
#include "user.h"

#define CNTKCTL_EL0PCTEN 1
// What SPSR_EL1 has for EL0, nothing masked.
#define SPSR_EL0 0

static const char *
name_of(uint64_t esr)
{
  // Arm ARM: ESR_EL1, Exception Syndrome Register: EC
  switch (ESR_EC(esr)) {
  case 0x00:
    return "undefined instruction";
  case 0x07:
    return "floating point is off";
  case 0x0e:
    return "illegal execution state";
  case EC_SVC64:
    return "supervisor call";
  case 0x18:
    return "system register";
  case EC_INSTRUCTION_ABORT_LOWER:
  case 0x21:
    return "instruction abort";
  case 0x22:
    return "pc alignment";
  case EC_DATA_ABORT_LOWER:
  case 0x25:
    return "data abort";
  case 0x26:
    return "sp alignment";
  case 0x3c:
    return "breakpoint";
  }
  return "an unknown exception";
}

void
kernel_faulted(void)
{
  panic_at(name_of(r_sys(esr_el1)), r_sys(elr_el1), r_sys(far_el1));
}

// The one interrupt there is may switch to another task, so it has ended by then.
static void
handle_interrupt(void)
{
  unsigned intid = gic_acknowledge();

  if (intid != PHYSICAL_TIMER_INTID)
    return; // it went away
  timer_ticked();
  gic_end(intid);
  task_tick();
}

void
kernel_interrupted(void)
{
  handle_interrupt();
}

void
user_context_init(struct user_context *context, uint64_t entry, uint64_t stack_top)
{
  *context = (struct user_context){.sp = stack_top, .elr = entry, .spsr = SPSR_EL0};
  // Processes may read the time.
  w_sys(cntkctl_el1, r_sys(cntkctl_el1) | CNTKCTL_EL0PCTEN);
}

enum user_event
user_run(struct user_context *context, struct user_fault *fault)
{
  uint64_t before = interrupts_off();
  int is_interrupt = enter_user(context);
  enum user_event event;
  uint64_t esr = r_sys(esr_el1);

  *fault = (struct user_fault){name_of(esr), context->elr, r_sys(far_el1)};
  if (is_interrupt) {
    handle_interrupt();
    event = USER_INTERRUPT;
  } else {
    switch (ESR_EC(esr)) {
    case EC_SVC64:
      event = USER_SYSCALL;
      break;
    case EC_INSTRUCTION_ABORT_LOWER:
    case EC_DATA_ABORT_LOWER:
      event = USER_PAGE_FAULT;
      break;
    default:
      event = USER_EXCEPTION;
    }
  }
  interrupts_restore(before);
  return event;
}

// x8, and x0 to x5.
uint64_t
user_syscall_number(const struct user_context *context)
{
  return context->x[8];
}

uint64_t
user_syscall_argument(const struct user_context *context, unsigned index)
{
  return context->x[index];
}

// "the preferred exception return address … is the address of the instruction following the SVC instruction"
void
user_syscall_return(struct user_context *context, int64_t value)
{
  context->x[0] = (uint64_t)value;
}

// What switch_stacks takes from a stack, from the lowest address up: x19 to x30.
struct saved_registers {
  uint64_t x[11];
  uint64_t lr;
};

uint64_t
new_stack(uint64_t top, void (*begin)(void))
{
  struct saved_registers *saved = (struct saved_registers *)top - 1;

  *saved = (struct saved_registers){.lr = (uint64_t)begin};
  return (uint64_t)saved;
}
