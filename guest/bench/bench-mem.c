// Memory: copies of 4 MiB, and a shell sort of half a million words.

#include "../lib/string.h"
#include "virt.h"
#include "report.h"

#define COPY_SIZE (4ul << 20)
#define COPIES 48
#define WORDS 500000

#define SOURCE ((uint64_t *)(RAM + (16ul << 20)))
#define TARGET ((uint64_t *)(RAM + (32ul << 20)))

static void
sort(uint32_t *a, long n)
{
  for (long gap = n / 2; gap > 0; gap = gap == 2 ? 1 : gap * 5 / 11)
    for (long i = gap; i < n; i++) {
      uint32_t v = a[i];
      long j = i;

      for (; j >= gap && a[j - gap] > v; j -= gap)
        a[j] = a[j - gap];
      a[j] = v;
    }
}

void
main(void)
{
  uint32_t *words = (uint32_t *)TARGET;
  uint64_t sum = 0;
  uint32_t x = 1;

  start();
  for (uint64_t i = 0; i < COPY_SIZE / 8; i++)
    SOURCE[i] = i * 0x9e3779b97f4a7c15ul;
  for (int i = 0; i < COPIES; i++) {
    memcpy(TARGET, SOURCE, COPY_SIZE);
    sum += TARGET[i * 1001];
    SOURCE[i * 77] ^= sum;
  }
  for (int i = 0; i < WORDS; i++) {
    x ^= x << 13;
    x ^= x >> 17;
    x ^= x << 5;
    words[i] = x;
  }
  sort(words, WORDS);
  for (int i = 0; i < WORDS; i++)
    sum = sum * 31 + words[i];
  report(sum);
}
