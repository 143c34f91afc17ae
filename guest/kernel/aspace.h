// The address space of a process: its areas, all their pages there from the start, and the kernel's half in the same table.
#pragma once

#include <stdint.h>

#define AREAS_MAX 4

struct area {
  uint64_t start;
  uint64_t end;
  unsigned access;              // PAGE_*
};

struct aspace {
  uint64_t start;
  uint64_t end;
  uint64_t root;
  unsigned area_count;
  struct area areas[AREAS_MAX];
};

void aspace_init(struct aspace *space, uint64_t start, uint64_t end);
// Maps zeroed pages; start and size are page aligned. Panics when they are not in the space, or overlap what is there.
void aspace_map(struct aspace *space, uint64_t start, uint64_t size, unsigned access);
// Writes to pages that are mapped, whatever access the process has.
void aspace_fill(struct aspace *space, uint64_t start, const void *bytes, uint64_t size);
// 1 if one area holds all of it, with this access.
int aspace_allows(const struct aspace *space, uint64_t start, uint64_t size, unsigned access);
void aspace_print(const struct aspace *space);
// Gives everything back. No task uses it any more.
void aspace_free(struct aspace *space);
