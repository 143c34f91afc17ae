// Device registers: eight million accesses to UART, virtio transport and distributor.

#include "../../bench/report.h"
#include "virt.h"

#define ROUNDS 2000000

#define UARTFR (UART + 0x18)
#define UARTIBRD (UART + 0x24)
#define GICD_IGROUPR0 (GICD + 0x80)

void
main(void)
{
  uint64_t sum = 0;

  start();
  for (uint32_t i = 0; i < ROUNDS; i++) {
    sum += r32(UARTFR);
    w32(UARTIBRD, i & 0xff);
    sum += r32(VIRTIO(0));            // MagicValue
    sum += r32(GICD_IGROUPR0);
  }
  report(sum + r32(UARTIBRD));
}
