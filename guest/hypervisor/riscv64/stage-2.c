// Sv39x4 tables. (priv: Two-Stage Address Translation, Guest Physical Address Translation.)

#include "../../lib/string.h"
#include "../machine.h"
#include "hcsr.h"

// "The root page table is 16 KiB and must be aligned to a 16-KiB boundary."
#define ROOT_SIZE (4 * PAGE_SIZE)
#define LEVELS 3
#define ENTRIES 512
#define ROOT_ENTRIES 2048

#define PTE_V 0x01ul
// V, R, W, X, A, D; and U, as every access under this stage counts as a user's.
#define PTE_LEAF 0xdful

_Static_assert(TABLES % ROOT_SIZE == 0, "the root must be aligned to its size");

static uint64_t next_table;

// Zeroed; 0 when there is no room.
static uint64_t
take_table(uint64_t size)
{
  uint64_t table = next_table;

  if (table + size > TABLES + TABLES_SIZE)
    return 0;
  next_table += size;
  memset((void *)table, 0, size);
  return table;
}

uint64_t
stage2_init(void)
{
  next_table = TABLES;
  return take_table(ROOT_SIZE);
}

static uint64_t *
entry_at(uint64_t table, int level, uint64_t address)
{
  uint64_t index = address >> (12 + 9 * level);

  return (uint64_t *)table + (index & ((level == LEVELS - 1 ? ROOT_ENTRIES : ENTRIES) - 1));
}

int
stage2_map(uint64_t guest, uint64_t host)
{
  uint64_t table = TABLES;

  for (int level = LEVELS - 1; level > 0; level--) {
    uint64_t *entry = entry_at(table, level, guest);

    if ((*entry & PTE_V) == 0) {
      table = take_table(PAGE_SIZE);
      if (table == 0)
        return 0;
      *entry = table >> 12 << 10 | PTE_V;
    } else {
      table = *entry >> 10 << 12;
    }
  }
  *entry_at(table, 0, guest) = host >> 12 << 10 | PTE_LEAF;
  return 1;
}

void
stage2_changed(void)
{
  hfence_gvma_all();
}
