// In the place of report.c: the program begins anew instead of ending, for recordings of any length.

#include "report.h"

void main(void);

void
start(void)
{
}

// Each time takes a few hundred bytes of stack.
void
report(uint64_t checksum)
{
  (void)checksum;
  for (;;)
    main();
}
