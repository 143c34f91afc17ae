#include "aspace.h"

#include "../lib/console.h"
#include "../lib/numbers.h"
#include "../lib/string.h"
#include "frames.h"
#include "paging.h"
#include "panic.h"

void
aspace_init(struct aspace *space, uint64_t start, uint64_t end)
{
  *space = (struct aspace){.start = start, .end = end, .root = page_table_new()};
}

void
aspace_map(struct aspace *space, uint64_t start, uint64_t size, unsigned access)
{
  uint64_t end = start + size;

  if (start < space->start || end > space->end || end <= start || (start | end) % PAGE_SIZE != 0)
    panic("an area outside its address space");
  for (unsigned i = 0; i < space->area_count; i++)
    if (start < space->areas[i].end && end > space->areas[i].start)
      panic("areas overlap");
  if (space->area_count == AREAS_MAX)
    panic("too many areas");
  space->areas[space->area_count++] = (struct area){start, end, access};
  for (uint64_t page = start; page < end; page += PAGE_SIZE)
    page_table_map(space->root, page, frames_take(1), access);
}

void
aspace_fill(struct aspace *space, uint64_t start, const void *bytes, uint64_t size)
{
  const char *from = bytes;

  while (size > 0) {
    uint64_t offset = start % PAGE_SIZE, count = PAGE_SIZE - offset;
    uint64_t frame = page_table_find(space->root, start - offset);

    if (frame == 0)
      panic("filling what is not mapped");
    if (count > size)
      count = size;
    memcpy(at_physical(frame + offset), from, count);
    start += count;
    from += count;
    size -= count;
  }
}

int
aspace_allows(const struct aspace *space, uint64_t start, uint64_t size, unsigned access)
{
  for (unsigned i = 0; i < space->area_count; i++) {
    const struct area *area = &space->areas[i];

    if (start >= area->start && start <= area->end && size <= area->end - start && (area->access & access) == access)
      return 1;
  }
  return 0;
}

void
aspace_print(const struct aspace *space)
{
  put_address(space->start);
  put_string("..");
  put_address(space->end);
  put_string(", root PA:");
  put_address(space->root);
  console_put('\n');
  for (unsigned i = 0; i < space->area_count; i++) {
    const struct area *area = &space->areas[i];

    put_string("  ");
    console_put(area->access & PAGE_READ ? 'r' : '-');
    console_put(area->access & PAGE_WRITE ? 'w' : '-');
    console_put(area->access & PAGE_EXECUTE ? 'x' : '-');
    put_string(" VA:");
    put_address(area->start);
    put_string("..VA:");
    put_address(area->end);
    put_string(", from PA:");
    put_address(page_table_find(space->root, area->start));
    console_put('\n');
  }
}

void
aspace_free(struct aspace *space)
{
  for (unsigned i = 0; i < space->area_count; i++)
    for (uint64_t page = space->areas[i].start; page < space->areas[i].end; page += PAGE_SIZE)
      frames_give(page_table_find(space->root, page), 1);
  page_table_free(space->root);
  space->area_count = 0;
}
