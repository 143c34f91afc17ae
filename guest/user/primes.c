// The process of guestmonolithickernel: counts primes for some ticks of the kernel's timer, says how many there are, and exits.

#include "print.h"
#include "system.h"

#ifndef USER_EXIT_STATUS
#define USER_EXIT_STATUS 0
#endif
#ifndef USER_MESSAGE
#define USER_MESSAGE " primes below 1000, says the user process"
#endif
#define WORK_MS 45

static unsigned
count_primes(unsigned below)
{
  unsigned count = 0;

  for (unsigned n = 2; n < below; n++) {
    unsigned factor = 2;

    while (factor * factor <= n && n % factor != 0)
      factor++;
    if (factor * factor > n)
      count++;
  }
  return count;
}

// Called from start.S; what it returns is the exit status.
int
user_main(void)
{
  uint64_t end = system_time() + TIME_HZ / 1000 * WORK_MS;
  unsigned count = count_primes(1000);

  // A tick that loses a register shows.
  while (system_time() < end)
    if (count_primes(1000) != count)
      return 1;
  print_line("", count, USER_MESSAGE);
  return USER_EXIT_STATUS;
}
