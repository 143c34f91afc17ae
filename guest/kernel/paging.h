// Page tables, by the physical address of their root. Supplied by the ISA.
#pragma once

#include <stdint.h>

#define PAGE_READ 1u
#define PAGE_WRITE 2u
#define PAGE_EXECUTE 4u
#define PAGE_USER 8u

// The kernel's own, from map_kernel on.
extern uint64_t kernel_root;

// A table with the kernel's mappings and no others.
uint64_t page_table_new(void);
void page_table_map(uint64_t root, uint64_t virtual, uint64_t physical, unsigned access);
// Where a page of the user's half is, or 0.
uint64_t page_table_find(uint64_t root, uint64_t virtual);
// Gives back the tables of the user's half, not the pages they map.
void page_table_free(uint64_t root);
// From now on addresses are translated by it.
void page_table_use(uint64_t root);
