#include "console.h"

static int failures;

void
put_string(const char *text)
{
  for (; *text != 0; text++)
    console_put(*text);
}

void
put_decimal(uint64_t value)
{
  char digits[20];
  int n = 0;

  do {
    digits[n++] = (char)('0' + value % 10);
    value /= 10;
  } while (value > 0);
  while (n > 0)
    console_put(digits[--n]);
}

void
put_hex(uint64_t value, int digits)
{
  put_string("0x");
  while (digits-- > 0)
    console_put("0123456789abcdef"[(value >> (4 * digits)) & 15]);
}

void
put_fact(const char *name, uint64_t value)
{
  put_string(name);
  put_string(": ");
  put_decimal(value);
  console_put('\n');
}

void
put_fact_hex(const char *name, uint64_t value)
{
  put_string(name);
  put_string(": ");
  put_hex(value, 16);
  console_put('\n');
}

void
put_result(const char *name, int ok)
{
  put_string("test ");
  put_string(name);
  put_string(ok ? ": OK\n" : ": FAILED\n");
  if (!ok)
    failures++;
}

int
all_ok(void)
{
  return failures == 0;
}
