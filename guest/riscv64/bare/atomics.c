// Reservations and atomic memory operations on one hart.

#include "../../lib/console.h"
#include "bare.h"

static uint64_t
store_conditional(volatile uint64_t *at, uint64_t value, int reserved)
{
  uint64_t failed, old;

  if (reserved)
    asm volatile("lr.d %1, (%2)\nsc.d %0, %3, (%2)" : "=&r"(failed), "=&r"(old) : "r"(at), "r"(value) : "memory");
  else
    asm volatile("sc.d %0, %2, (%1)" : "=&r"(failed) : "r"(at), "r"(value) : "memory");
  return failed;
}

void
test_atomics(void)
{
  volatile uint64_t word = 40;
  volatile uint32_t half[2] = {0xfffffffe, 7};
  uint64_t old, narrow;
  int ok;

  ok = store_conditional(&word, 41, 1) == 0 && word == 41;
  // The reservation went with the first store.
  ok &= store_conditional(&word, 99, 0) != 0 && word == 41;
  asm volatile("amoadd.d %0, %2, (%1)" : "=r"(old) : "r"(&word), "r"(1ul) : "memory");
  ok &= old == 41 && word == 42;
  asm volatile("amomax.w %0, %2, (%1)" : "=r"(narrow) : "r"(&half[0]), "r"(5ul) : "memory");
  // Results of word operations are sign-extended, and -2 < 5.
  ok &= narrow == 0xfffffffffffffffeul && half[0] == 5 && half[1] == 7;
  asm volatile("amominu.d %0, %2, (%1)" : "=r"(old) : "r"(&word), "r"(~0ul) : "memory");
  ok &= old == 42 && word == 42;
  asm volatile("amoswap.w %0, %2, (%1)" : "=r"(narrow) : "r"(&half[1]), "r"(0x80000000ul) : "memory");
  ok &= narrow == 7 && half[1] == 0x80000000;
  put_fact("atomic word", word);
  put_result("atomics", ok);
}
