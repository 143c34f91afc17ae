// Page walks: random accesses to 64 MiB in S-mode under Sv39, 4 KiB pages, with a fence now and then.

#include "../csr.h"
#include "../trap.h"
#include "../virt.h"
#include "../../bench/report.h"

#define AREA (64ul << 20)
#define AREA_AT (RAM + (64ul << 20))
#define AREA_VIRTUAL 0x40000000ul
#define ACCESSES 4000000
#define ACCESSES_A_FENCE 4096

#define PTE_VRWXAD 0xcful
#define PTE_V 1ul
#define SATP_SV39 (8ul << 60)

static uint64_t root[512] __attribute__((aligned(4096)));
static uint64_t middle[512] __attribute__((aligned(4096)));
static uint64_t leaves[AREA >> 12] __attribute__((aligned(4096)));
static uint8_t stack[4096] __attribute__((aligned(16)));

static void
wander(void)
{
  uint64_t x = 88172645463325252ul, sum = 0;

  w_csr(satp, SATP_SV39 | (uint64_t)root >> 12);
  asm volatile("sfence.vma" ::: "memory");
  for (int i = 0; i < ACCESSES; i++) {
    volatile uint64_t *at;

    x ^= x << 13;
    x ^= x >> 7;
    x ^= x << 17;
    at = (volatile uint64_t *)(AREA_VIRTUAL + (x & (AREA - 8)));
    sum += *at;
    *at = sum ^ x;
    if (i % ACCESSES_A_FENCE == 0)
      asm volatile("sfence.vma" ::: "memory");
  }
  w_csr(satp, 0);
  report(sum);
}

void
main(void)
{
  start();
  root[0] = PTE_VRWXAD;
  root[1] = (uint64_t)middle >> 2 | PTE_V;
  root[2] = RAM >> 2 | PTE_VRWXAD;
  for (uint64_t i = 0; i < AREA >> 12; i++)
    leaves[i] = (AREA_AT + (i << 12)) >> 2 | PTE_VRWXAD;
  for (uint64_t i = 0; i < AREA >> 21; i++)
    middle[i] = (uint64_t)(leaves + 512 * i) >> 2 | PTE_V;
  w_csr(mcounteren, 7);
  run_in_mode(MODE_S, (uint64_t)wander, (uint64_t)stack + sizeof stack, 0);
}
