#include "trap.h"

#include "../lib/console.h"
#include "csr.h"
#include "virt.h"

trap_handler handler_m[8];
trap_handler handler_s;

extern char mode_left[];

static void
unexpected(const char *mode, struct trap *t)
{
  put_string("unexpected trap into ");
  put_string(mode);
  put_string("-mode\n");
  put_fact_hex("cause", t->cause);
  put_fact_hex("pc", t->pc);
  put_fact_hex("value", t->value);
  power_off(1);
}

// Called from trap.S in M-mode with interrupts off.
void
trap_from_m(struct trap *t)
{
  trap_handler handle = handler_m[r_csr(mhartid)];

  if (handle == 0)
    unexpected("M", t);
  handle(t);
}

// Called from trap.S in S-mode with interrupts off.
void
trap_from_s(struct trap *t)
{
  if (handler_s == 0)
    unexpected("S", t);
  handler_s(t);
}

void
leave_mode(struct trap *t, uint64_t answer)
{
  t->pc = (uint64_t)mode_left;
  t->x[10] = answer;
  set_csr(mstatus, MSTATUS_MPP);
  clear_csr(mstatus, MSTATUS_MPIE);
}
