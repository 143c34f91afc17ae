// Nothing: what starting and stopping a machine costs.

#include "report.h"

void
main(void)
{
  start();
  report(0);
}
