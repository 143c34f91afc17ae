// memcpy and friends: the compiler calls these by name.

#include <stddef.h>

#include "string.h"

void *
memcpy(void *to, const void *from, size_t size)
{
  char *d = to;
  const char *s = from;

  if ((((size_t)d | (size_t)s) & 7) == 0)
    for (; size >= 8; size -= 8, d += 8, s += 8)
      *(unsigned long *)d = *(const unsigned long *)s;
  while (size-- > 0)
    *d++ = *s++;
  return to;
}

void *
memmove(void *to, const void *from, size_t size)
{
  char *d = to;
  const char *s = from;

  if (d <= s || d >= s + size)
    return memcpy(to, from, size);
  while (size-- > 0)
    d[size] = s[size];
  return to;
}

void *
memset(void *to, int byte, size_t size)
{
  char *d = to;

  while (size-- > 0)
    *d++ = (char)byte;
  return to;
}

int
memcmp(const void *a, const void *b, size_t size)
{
  const unsigned char *p = a, *q = b;

  for (; size > 0; size--, p++, q++)
    if (*p != *q)
      return *p - *q;
  return 0;
}
