// Device registers: eight million accesses to UART, virtio transport and CLINT.

#include "../virt.h"
#include "../../bench/report.h"

#define ROUNDS 2000000

void
main(void)
{
  uint64_t sum = 0, before = r64(CLINT_MTIME);

  start();
  for (uint32_t i = 0; i < ROUNDS; i++) {
    sum += r8(UART + 5);              // LSR
    w8(UART + 7, (uint8_t)i);         // SCR
    sum += r32(VIRTIO(0));            // MagicValue
    sum += r64(CLINT_MTIME) < before;
  }
  report(sum + r8(UART + 7));
}
