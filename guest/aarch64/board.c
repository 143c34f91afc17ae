// The board's console and off switch.

#include "../lib/console.h"
#include "sysreg.h"
#include "virt.h"

#define UARTDR (UART + 0x00)
#define UARTFR (UART + 0x18)
#define FR_TXFF 0x20

#define PSCI_SYSTEM_OFF 0x84000008ul

void
console_put(char byte)
{
  while ((r32(UARTFR) & FR_TXFF) != 0)
    ;
  w32(UARTDR, (uint8_t)byte);
}

// PSCI has no word for failure: the console tells it.
void
power_off(int status)
{
  register uint64_t x0 asm("x0") = PSCI_SYSTEM_OFF;

  (void)status;
  asm volatile("smc #0" : "+r"(x0)::"memory");
  for (;;)
    asm volatile("wfi");
}

// Called from start.S.
void
unexpected_exception(uint64_t esr, uint64_t pc, uint64_t address)
{
  put_string("unexpected exception\n");
  put_fact_hex("esr", esr);
  put_fact_hex("pc", pc);
  put_fact_hex("address", address);
  power_off(1);
}
