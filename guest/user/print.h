// A line on the console, in one system call.
#pragma once

#include <stdint.h>

#include "../lib/syscall-numbers.h"
#include "system.h"

#define STDOUT 1
#define LINE_MAX 120

struct line {
  unsigned length;
  char text[LINE_MAX];
};

static inline void
add_char(struct line *line, char c)
{
  if (line->length < LINE_MAX)
    line->text[line->length++] = c;
}

static inline void
add_string(struct line *line, const char *from)
{
  while (*from != 0)
    add_char(line, *from++);
}

static inline void
add_decimal(struct line *line, int64_t value)
{
  uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value, unit = 1;

  if (value < 0)
    add_char(line, '-');
  while (rest / unit >= 10)
    unit *= 10;
  for (; unit > 0; unit /= 10)
    add_char(line, (char)('0' + rest / unit % 10));
}

// `before`, the value, `after`.
static inline void
print_line(const char *before, int64_t value, const char *after)
{
  struct line line;

  line.length = 0;
  add_string(&line, before);
  add_decimal(&line, value);
  add_string(&line, after);
  add_char(&line, '\n');
  system_call(SYS_WRITE, STDOUT, (uint64_t)line.text, line.length);
}
