#include "frames.h"

#include "panic.h"

#define FRAMES_MAX 4096

static uint64_t first;
static unsigned frame_count;
static uint8_t is_taken[FRAMES_MAX];

void
frames_init(uint64_t start, uint64_t end)
{
  first = start;
  frame_count = (unsigned)((end - start) / PAGE_SIZE);
  if (frame_count > FRAMES_MAX)
    frame_count = FRAMES_MAX;
}

static void
clear_frames(uint64_t physical, unsigned count)
{
  uint64_t *word = at_physical(physical);

  for (uint64_t i = 0; i < count * PAGE_SIZE / sizeof *word; i++)
    word[i] = 0;
}

uint64_t
frames_take(unsigned count)
{
  unsigned free = 0;

  for (unsigned i = 0; i < frame_count; i++) {
    free = is_taken[i] ? 0 : free + 1;
    if (free < count)
      continue;
    for (unsigned j = 0; j < count; j++)
      is_taken[i - j] = 1;
    uint64_t physical = first + (i + 1 - count) * PAGE_SIZE;
    clear_frames(physical, count);
    return physical;
  }
  panic("out of memory");
}

void
frames_give(uint64_t physical, unsigned count)
{
  unsigned i = (unsigned)((physical - first) / PAGE_SIZE);

  while (count-- > 0)
    is_taken[i++] = 0;
}
