// Two harts and one counter: the second wakes by a software interrupt, then both add to it.

#include "../../lib/console.h"
#include "../csr.h"
#include "../virt.h"
#include "bare.h"

#define ROUNDS 1000

static volatile uint64_t added, swapped, arrived;

static void
add(void)
{
  for (int i = 0; i < ROUNDS; i++) {
    uint64_t failed, old;

    asm volatile("amoadd.d zero, %1, (%0)" ::"r"(&added), "r"(3ul) : "memory");
    do
      asm volatile("lr.d %1, (%2)\naddi %1, %1, 5\nsc.d %0, %1, (%2)"
                   : "=&r"(failed), "=&r"(old)
                   : "r"(&swapped)
                   : "memory");
    while (failed != 0);
  }
}

// Called from start.S on the other harts, once woken.
void
hart_main(uint64_t hart)
{
  w32(CLINT_MSIP(hart), 0);
  asm volatile("amoadd.d zero, %1, (%0)" ::"r"(&arrived), "r"(1ul) : "memory");
  add();
  asm volatile("amoadd.d zero, %1, (%0)" ::"r"(&arrived), "r"(1ul) : "memory");
}

void
test_harts(void)
{
  uint64_t others = (uint64_t)hart_count - 1;

  for (uint64_t hart = 1; hart <= others; hart++)
    w32(CLINT_MSIP(hart), 1);
  while (arrived < others)
    ;
  add();
  while (arrived < 2 * others)
    ;
  put_fact("added by all harts", added);
  put_result("harts", added == 3 * ROUNDS * (others + 1) && swapped == 5 * ROUNDS * (others + 1));
}
