// Page walks: random accesses to 64 MiB at EL1 with 39-bit addresses, 4 KiB pages, with an invalidation now and then.

#include "../../bench/report.h"
#include "sysreg.h"
#include "virt.h"

#define AREA (64ul << 20)
#define AREA_AT (RAM + (64ul << 20))
#define AREA_VIRTUAL 0x80000000ul
#define ACCESSES 4000000
#define ACCESSES_A_FENCE 4096

#define TABLE 3ul
#define PAGE 0x703ul                  // AF, inner shareable, the first memory type
#define BLOCK 0x701ul
#define DEVICE_BLOCK 0x405ul          // the second
#define MAIR 0x04fful                 // normal write-back, Device-nGnRE
#define TCR_39_BITS_4K (25ul | 1ul << 23 | 2ul << 32)
#define SCTLR_M 1ul

static uint64_t root[512] __attribute__((aligned(4096)));
static uint64_t middle[512] __attribute__((aligned(4096)));
static uint64_t leaves[AREA >> 12] __attribute__((aligned(4096)));

static void
fence(void)
{
  asm volatile("tlbi vmalle1\n dsb ish\n isb" ::: "memory");
}

void
main(void)
{
  uint64_t x = 88172645463325252ul, sum = 0, sctlr = r_sys(sctlr_el1);

  start();
  root[0] = DEVICE_BLOCK;             // devices at their place
  root[1] = RAM | BLOCK;
  root[2] = (uint64_t)middle | TABLE;
  for (uint64_t i = 0; i < AREA >> 12; i++)
    leaves[i] = (AREA_AT + (i << 12)) | PAGE;
  for (uint64_t i = 0; i < AREA >> 21; i++)
    middle[i] = (uint64_t)(leaves + 512 * i) | TABLE;
  w_sys(mair_el1, MAIR);
  w_sys(tcr_el1, TCR_39_BITS_4K);
  w_sys(ttbr0_el1, (uint64_t)root);
  fence();
  w_sys(sctlr_el1, sctlr | SCTLR_M);
  isb();
  for (int i = 0; i < ACCESSES; i++) {
    volatile uint64_t *at;

    x ^= x << 13;
    x ^= x >> 7;
    x ^= x << 17;
    at = (volatile uint64_t *)(AREA_VIRTUAL + (x & (AREA - 8)));
    sum += *at;
    *at = sum ^ x;
    if (i % ACCESSES_A_FENCE == 0)
      fence();
  }
  w_sys(sctlr_el1, sctlr);
  isb();
  report(sum);
}
