// Tables of four levels. The kernel's is in TTBR1_EL1, a process's in TTBR0_EL1: it has none of the kernel's mappings.

#include "paging.h"

#include "../sysreg.h"
#include "frames.h"
#include "machine.h"
#include "paging-registers.h"

#define ENTRIES 512
#define LEVELS 4

uint64_t kernel_root;
// What TTBR0_EL1 has while no process runs.
static uint64_t empty_root;

// Read-only, unless it may be written; never executable by the other of kernel and process.
static uint64_t
page_flags(unsigned access)
{
  uint64_t never = access & PAGE_USER ? PTE_PXN : PTE_UXN;
  uint64_t unless = access & PAGE_USER ? PTE_UXN : PTE_PXN;

  return PTE_PAGE | PTE_AF | never | (access & PAGE_EXECUTE ? 0 : unless) | (access & PAGE_WRITE ? 0 : PTE_READ_ONLY) |
         (access & PAGE_USER ? PTE_EL0 : 0);
}

// The entry of the last level for an address; tables on the way are made, or else 0 where one is missing.
static uint64_t *
find_entry(uint64_t root, uint64_t virtual, int is_to_make)
{
  uint64_t *table = at_physical(root);

  for (int level = LEVELS - 1; level > 0; level--) {
    uint64_t *entry = &table[virtual >> (12 + 9 * level) & (ENTRIES - 1)];

    if ((*entry & PTE_VALID) == 0) {
      if (!is_to_make)
        return 0;
      *entry = frames_take(1) | PTE_TABLE;
    }
    table = at_physical(*entry & PTE_ADDRESS);
  }
  return &table[virtual >> 12 & (ENTRIES - 1)];
}

static void
map_page(uint64_t root, uint64_t virtual, uint64_t physical, uint64_t flags)
{
  *find_entry(root, virtual, 1) = physical | flags;
  asm volatile("dsb ishst\n\tisb" ::: "memory");
}

void
page_table_map(uint64_t root, uint64_t virtual, uint64_t physical, unsigned access)
{
  map_page(root, virtual, physical, page_flags(access) | PTE_SH_INNER | PTE_ATTR(MAIR_NORMAL));
}

uint64_t
page_table_find(uint64_t root, uint64_t virtual)
{
  uint64_t *entry = find_entry(root, virtual, 0);

  return entry != 0 && (*entry & PTE_VALID) != 0 ? *entry & PTE_ADDRESS : 0;
}

uint64_t
page_table_new(void)
{
  return frames_take(1);
}

static void
free_tables(uint64_t table, int level)
{
  uint64_t *entry = at_physical(table);

  for (unsigned i = 0; level > 0 && i < ENTRIES; i++)
    if ((entry[i] & PTE_VALID) != 0)
      free_tables(entry[i] & PTE_ADDRESS, level - 1);
  frames_give(table, 1);
}

void
page_table_free(uint64_t root)
{
  free_tables(root, LEVELS - 1);
}

void
page_table_use(uint64_t root)
{
  w_sys(ttbr0_el1, root == kernel_root ? empty_root : root);
  isb();
  asm volatile("tlbi vmalle1\n\tdsb ish\n\tisb" ::: "memory");
}

// From and up to linear addresses.
static void
map_linear(const char *from, const char *to, unsigned access)
{
  for (; from < to; from += PAGE_SIZE)
    page_table_map(kernel_root, (uint64_t)from, physical_of(from), access);
}

static void
map_device_page(uint64_t physical)
{
  map_page(kernel_root, LINEAR + physical, physical, page_flags(PAGE_READ | PAGE_WRITE) | PTE_ATTR(MAIR_DEVICE));
}

void
map_kernel(void)
{
  kernel_root = frames_take(1);
  empty_root = frames_take(1);
  map_linear(text_start, rodata_start, PAGE_READ | PAGE_EXECUTE);
  map_linear(rodata_start, data_start, PAGE_READ);
  map_linear(data_start, at_physical(RAM_END), PAGE_READ | PAGE_WRITE);
  map_device_page(UART);
  map_device_page(GICD);
  map_device_page(GICC);
  map_device_page(GICR);
  map_device_page(GICR + 0x10000); // its SGIs and PPIs
  map_device_page(FLASH);
  w_sys(ttbr1_el1, kernel_root);
  page_table_use(kernel_root);
}
