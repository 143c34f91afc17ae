#include "numbers.h"

#include "console.h"

void
put_signed(int64_t value)
{
  if (value < 0)
    console_put('-');
  put_decimal(value < 0 ? 0 - (uint64_t)value : (uint64_t)value);
}

static void
put_hex_digits(uint64_t value, const char *digits)
{
  int shift = 60;

  put_string("0x");
  while (shift > 0 && value >> shift == 0)
    shift -= 4;
  for (; shift >= 0; shift -= 4)
    console_put(digits[value >> shift & 15]);
}

void
put_address(uint64_t value)
{
  put_hex_digits(value, "0123456789abcdef");
}

void
put_address_capital(uint64_t value)
{
  put_hex_digits(value, "0123456789ABCDEF");
}
