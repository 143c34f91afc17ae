// The goldfish real-time clock: nanoseconds since 1970. Reading the low half latches the high one.

#include "../../lib/console.h"
#include "../virt.h"
#include "bare.h"

#define TIME_LOW (RTC + 0)
#define TIME_HIGH (RTC + 4)
#define NS_PER_TICK (1000000000 / MTIME_HZ)

static uint64_t
now(void)
{
  uint64_t low = r32(TIME_LOW);

  return (uint64_t)r32(TIME_HIGH) << 32 | low;
}

void
test_rtc(void)
{
  uint64_t first = now();
  uint64_t start = r64(CLINT_MTIME);

  put_fact("seconds since 1970", first / 1000000000);
  while (r64(CLINT_MTIME) - start < MTIME_HZ / 1000)
    ;
  put_result("rtc", now() - first >= 1000000 - NS_PER_TICK); // MTIME counts whole ticks
}
