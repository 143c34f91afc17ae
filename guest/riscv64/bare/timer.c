// The machine timer: interrupts a millisecond apart, waited for with wfi.

#include "../../lib/console.h"
#include "../csr.h"
#include "../trap.h"
#include "../virt.h"
#include "bare.h"

#define TICK (MTIME_HZ / 1000)
#define TICKS 20

static volatile int ticks;
static volatile int early;

static void
tick(struct trap *t)
{
  uint64_t due = r64(CLINT_MTIMECMP(0));

  if (t->cause != (CAUSE_INTERRUPT | 7) || r64(CLINT_MTIME) < due)
    early++;
  ticks++;
  w64(CLINT_MTIMECMP(0), due + TICK);
}

void
test_timer(void)
{
  uint64_t start = r64(CLINT_MTIME);
  uint64_t took;

  handler_m[0] = tick;
  w64(CLINT_MTIMECMP(0), start + TICK);
  set_csr(mie, IRQ_MTI);
  while (ticks < TICKS) {
    // Interrupts stay off around the test, or a tick between it and wfi would be slept through.
    asm volatile("wfi");
    set_csr(mstatus, MSTATUS_MIE);
    clear_csr(mstatus, MSTATUS_MIE);
  }
  took = r64(CLINT_MTIME) - start;
  clear_csr(mie, IRQ_MTI);
  w64(CLINT_MTIMECMP(0), ~0ul);
  handler_m[0] = 0;
  put_fact("ticks", (uint64_t)ticks);
  put_result("timer", early == 0 && took >= TICKS * TICK && (r_csr(mip) & IRQ_MTI) == 0);
}
