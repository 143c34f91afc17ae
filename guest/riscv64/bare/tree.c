// The device tree the board hands over: how many harts, how much memory. (Devicetree Specification: Flattened Devicetree Format.)

#include "../../lib/console.h"
#include "bare.h"

#define FDT_MAGIC 0xd00dfeed
#define FDT_BEGIN_NODE 1
#define FDT_END_NODE 2
#define FDT_PROP 3
#define FDT_END 9

int hart_count;

static uint32_t
be32(const void *at)
{
  const uint8_t *p = at;

  return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static int
starts_with(const char *text, const char *start)
{
  while (*start != 0)
    if (*text++ != *start++)
      return 0;
  return 1;
}

static int
equal(const char *a, const char *b)
{
  while (*a != 0 && *a == *b)
    a++, b++;
  return *a == *b;
}

void
test_tree(const void *tree)
{
  const char *base = tree;
  const char *at, *strings;
  const char *node = "";
  uint64_t memory = 0;

  if (be32(base) != FDT_MAGIC) {
    put_result("tree", 0);
    return;
  }
  at = base + be32(base + 8);
  strings = base + be32(base + 12);
  for (;;) {
    uint32_t token = be32(at);

    at += 4;
    if (token == FDT_END)
      break;
    if (token == FDT_BEGIN_NODE) {
      int length = 0;

      node = at;
      while (node[length] != 0)
        length++;
      at += (length + 4) & ~3;
      if (starts_with(node, "cpu@"))
        hart_count++;
    } else if (token == FDT_PROP) {
      uint32_t size = be32(at);

      if (starts_with(node, "memory@") && equal(strings + be32(at + 4), "reg") && size == 16)
        memory = (uint64_t)be32(at + 16) << 32 | be32(at + 20);
      at += 8 + ((size + 3) & ~3u);
    }
  }
  put_fact("harts", (uint64_t)hart_count);
  put_fact("memory MiB", memory >> 20);
  put_result("tree", hart_count > 0 && memory > 0);
}
