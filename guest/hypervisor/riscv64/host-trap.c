// The hypervisor's own ends: it must not trap, and it needs a hart with the H extension.

#include "../../lib/console.h"
#include "../../lib/numbers.h"
#include "../machine.h"

void host_trapped(const char *mode, uint64_t cause, uint64_t pc, uint64_t value) __attribute__((noreturn));
void no_hypervisor_mode(void) __attribute__((noreturn));

// Called from start.S.
void
host_trapped(const char *mode, uint64_t cause, uint64_t pc, uint64_t value)
{
  put_string("Hypervisor trapped into ");
  put_string(mode);
  put_string("-mode: cause=");
  put_address(cause);
  put_string(", pc=");
  put_address(pc);
  put_string(", value=");
  put_address(value);
  console_put('\n');
  machine_off(1);
}

void
no_hypervisor_mode(void)
{
  put_string("This hart has no H extension\n");
  machine_off(1);
}
