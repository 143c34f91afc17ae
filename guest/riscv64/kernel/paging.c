// Sv39 tables. The kernel has the upper half of the root, a process the lower. (priv: Sv39: Page-Based 39-bit Virtual-Memory System.)

#include "paging.h"

#include "../csr.h"
#include "frames.h"
#include "machine.h"

#define PTE_V 0x01ul
#define PTE_R 0x02ul
#define PTE_W 0x04ul
#define PTE_X 0x08ul
#define PTE_U 0x10ul
#define PTE_A 0x40ul
#define PTE_D 0x80ul
#define SATP_SV39 (8ul << 60)
#define ENTRIES 512

uint64_t kernel_root;

static uint64_t *
table_of(uint64_t entry)
{
  return at_physical(entry >> 10 << 12);
}

// Set from the start, so that no walk has to write them.
static uint64_t
leaf_flags(unsigned access)
{
  return PTE_V | PTE_A | (access & PAGE_READ ? PTE_R : 0) | (access & PAGE_WRITE ? PTE_W | PTE_D : 0) |
         (access & PAGE_EXECUTE ? PTE_X : 0) | (access & PAGE_USER ? PTE_U : 0);
}

// The entry of the last level for an address; tables on the way are made, or else 0 where one is missing.
static uint64_t *
find_entry(uint64_t root, uint64_t virtual, int is_to_make)
{
  uint64_t *table = at_physical(root);

  for (int level = 2; level > 0; level--) {
    uint64_t *entry = &table[virtual >> (12 + 9 * level) & (ENTRIES - 1)];

    if ((*entry & PTE_V) == 0) {
      if (!is_to_make)
        return 0;
      *entry = frames_take(1) >> 12 << 10 | PTE_V;
    }
    table = table_of(*entry);
  }
  return &table[virtual >> 12 & (ENTRIES - 1)];
}

void
page_table_map(uint64_t root, uint64_t virtual, uint64_t physical, unsigned access)
{
  *find_entry(root, virtual, 1) = physical >> 12 << 10 | leaf_flags(access);
}

uint64_t
page_table_find(uint64_t root, uint64_t virtual)
{
  uint64_t *entry = find_entry(root, virtual, 0);

  return entry != 0 && (*entry & PTE_V) != 0 ? *entry >> 10 << 12 : 0;
}

uint64_t
page_table_new(void)
{
  uint64_t root = frames_take(1);
  uint64_t *to = at_physical(root), *from = at_physical(kernel_root);

  for (unsigned i = ENTRIES / 2; i < ENTRIES; i++)
    to[i] = from[i];
  return root;
}

static void
free_tables(uint64_t table, int level, unsigned entries)
{
  uint64_t *entry = at_physical(table);

  for (unsigned i = 0; level > 0 && i < entries; i++)
    if ((entry[i] & PTE_V) != 0)
      free_tables(entry[i] >> 10 << 12, level - 1, ENTRIES);
  frames_give(table, 1);
}

void
page_table_free(uint64_t root)
{
  free_tables(root, 2, ENTRIES / 2);
}

void
page_table_use(uint64_t root)
{
  w_csr(satp, SATP_SV39 | root >> 12);
  asm volatile("sfence.vma" ::: "memory");
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
  page_table_map(kernel_root, LINEAR + physical, physical, PAGE_READ | PAGE_WRITE);
}

void
map_kernel(void)
{
  kernel_root = frames_take(1);
  map_linear(text_start, rodata_start, PAGE_READ | PAGE_EXECUTE);
  map_linear(rodata_start, data_start, PAGE_READ);
  map_linear(data_start, at_physical(RAM_END), PAGE_READ | PAGE_WRITE);
  map_device_page(UART);
  map_device_page(PLIC_CONTEXT_S);
  map_device_page(FLASH);
  page_table_use(kernel_root);
}
