#include "panic.h"

#include "../lib/console.h"
#include "../lib/numbers.h"
#include "machine.h"

static void
put_why(const char *why)
{
  interrupts_off();
  put_string("kernel panic: ");
  put_string(why);
}

void
panic(const char *why)
{
  put_why(why);
  console_put('\n');
  machine_off(1);
}

void
panic_at(const char *why, uint64_t pc, uint64_t value)
{
  put_why(why);
  put_string(" at pc ");
  put_address(pc);
  put_string(", value ");
  put_address(value);
  console_put('\n');
  machine_off(1);
}
