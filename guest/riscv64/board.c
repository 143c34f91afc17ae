// The board's console and off switch.

#include "../lib/console.h"
#include "virt.h"

#define UART_THR (UART + 0)
#define UART_LSR (UART + 5)
#define LSR_THRE 0x20

#define FINISHER_FAIL 0x3333
#define FINISHER_PASS 0x5555

void
console_put(char byte)
{
  while ((r8(UART_LSR) & LSR_THRE) == 0)
    ;
  w8(UART_THR, (uint8_t)byte);
}

void
power_off(int status)
{
  w32(FINISHER, status == 0 ? FINISHER_PASS : ((uint32_t)status << 16) | FINISHER_FAIL);
  for (;;)
    asm volatile("wfi");
}
