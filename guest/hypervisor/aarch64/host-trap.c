// The hypervisor's own ends: it must not trap, and it needs a hart that starts at EL2.

#include "../../lib/console.h"
#include "../../lib/numbers.h"
#include "../machine.h"
#include "el2.h"

void host_trapped(void) __attribute__((noreturn));
void no_hypervisor_mode(void) __attribute__((noreturn));

// Called from vcpu.S, on whatever stack there was.
void
host_trapped(void)
{
  put_string("Hypervisor trapped: esr=");
  put_address(r_sys(esr_el2));
  put_string(", elr=");
  put_address(r_sys(elr_el2));
  put_string(", far=");
  put_address(r_sys(far_el2));
  console_put('\n');
  machine_off(1);
}

void
no_hypervisor_mode(void)
{
  put_string("This hart did not start at EL2\n");
  machine_off(1);
}
