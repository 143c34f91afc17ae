// Integers and branches: linked records, short strings, calls, a state machine and a sieve, all in a few KiB.

#include "report.h"

#define ROUNDS 130000

struct record {
  struct record *next;
  int kind, count;
  char name[24];
};

static struct record records[16];
static uint8_t composite[2048];

static int __attribute__((noinline))
compare(const char *a, const char *b)
{
  while (*a != 0 && *a == *b)
    a++, b++;
  return *a - *b;
}

static void __attribute__((noinline))
name_record(struct record *r, uint32_t number)
{
  static const char stem[] = "A RECORD OF NUMBER ";
  int i = 0;

  for (; stem[i] != 0; i++)
    r->name[i] = stem[i];
  r->name[i++] = (char)('A' + number % 26);
  r->name[i] = 0;
}

static uint32_t __attribute__((noinline))
classify(uint32_t state, uint32_t symbol)
{
  switch (state) {
  case 0: return symbol & 1 ? 1 : 2;
  case 1: return symbol < 3 ? 3 : 0;
  case 2: return symbol == 5 ? 4 : symbol & 2 ? 1 : 0;
  case 3: return symbol > 6 ? 2 : 4;
  case 4: return symbol & 4 ? 5 : 3;
  default: return symbol == 0 ? 5 : 0;
  }
}

static uint64_t
sieve(uint32_t step)
{
  uint64_t primes = 0;

  for (int i = 0; i < 2048; i++)
    composite[i] = 0;
  for (uint32_t i = 2; i < 2048; i++)
    if (!composite[i]) {
      primes += i ^ step;
      for (uint32_t j = i * 2; j < 2048; j += i)
        composite[j] = 1;
    }
  return primes;
}

void
main(void)
{
  uint64_t sum = 0;
  uint32_t x = 12345, state = 0;

  start();
  for (int i = 0; i < 16; i++) {
    records[i].next = &records[(i * 5 + 1) & 15];
    name_record(&records[i], (uint32_t)i);
  }
  for (uint32_t round = 0; round < ROUNDS; round++) {
    struct record *r = &records[round & 15];

    for (int i = 0; i < 40; i++) {
      x = x * 1664525 + 1013904223;
      state = classify(state, x >> 29);
      if (state == 5)
        r->count++;
      r = r->next;
      sum += (uint64_t)r->count * state;
    }
    name_record(r, round);
    for (struct record *s = r->next; s != r; s = s->next) {
      if (compare(s->name, r->name) == 0)
        sum++;
      s->kind = (s->kind + (int)round) / 3;
    }
    if (round % 64 == 0)
      sum += sieve(round);
  }
  for (int i = 0; i < 16; i++)
    sum = sum * 31 + (uint64_t)records[i].kind + (uint64_t)records[i].count;
  report(sum);
}
