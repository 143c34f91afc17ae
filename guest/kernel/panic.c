#include "panic.h"

#include "../lib/console.h"
#include "../lib/numbers.h"
#include "machine.h"

void
panic(const char *why)
{
  interrupts_off();
  put_string("kernel panic: ");
  put_string(why);
  console_put('\n');
  machine_off(1);
}

void
panic_at(const char *why, unsigned long pc, unsigned long address)
{
  interrupts_off();
  put_string("kernel panic: ");
  put_string(why);
  put_string(" at pc ");
  put_address(pc);
  put_string(", address ");
  put_address(address);
  console_put('\n');
  machine_off(1);
}
