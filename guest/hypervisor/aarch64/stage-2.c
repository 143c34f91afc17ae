// Stage 2 tables: three levels of 4 KiB, 39 bits of guest physical address. (Arm ARM: VMSAv8-64 translation table format descriptors)

#include "../../lib/string.h"
#include "../machine.h"
#include "el2.h"

#define LEVELS 3
#define ENTRIES 512

#define PTE_VALID 0x1ul
#define PTE_TABLE 0x3ul
// A page, read and written, inner shareable, accessed.
#define PTE_PAGE 0x7c3ul
#define PTE_MEMORY (0xful << 2) // normal, write back
#define PTE_DEVICE (0x1ul << 2) // nGnRE
#define PTE_XN (1ul << 54)
#define PTE_ADDRESS 0x0000fffffffff000ul

static uint64_t next_table;

// Zeroed; 0 when there is no room.
static uint64_t
take_table(void)
{
  uint64_t table = next_table;

  if (table + PAGE_SIZE > TABLES + TABLES_SIZE)
    return 0;
  next_table += PAGE_SIZE;
  memset((void *)table, 0, PAGE_SIZE);
  return table;
}

uint64_t
stage2_init(void)
{
  next_table = TABLES;
  return take_table();
}

static uint64_t *
entry_at(uint64_t table, int level, uint64_t address)
{
  return (uint64_t *)table + (address >> (12 + 9 * level) & (ENTRIES - 1));
}

int
stage2_map(uint64_t guest, uint64_t host)
{
  uint64_t table = TABLES;

  for (int level = LEVELS - 1; level > 0; level--) {
    uint64_t *entry = entry_at(table, level, guest);

    if ((*entry & PTE_VALID) == 0) {
      table = take_table();
      if (table == 0)
        return 0;
      *entry = table | PTE_TABLE;
    } else {
      table = *entry & PTE_ADDRESS;
    }
  }
  *entry_at(table, 0, guest) = host | PTE_PAGE | (host >= RAM ? PTE_MEMORY : PTE_DEVICE | PTE_XN);
  return 1;
}

void
stage2_changed(void)
{
  asm volatile("dsb ishst\n\ttlbi vmalls12e1is\n\tdsb ish\n\tisb" ::: "memory");
}
