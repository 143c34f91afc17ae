// aarch64-virt: console, off switch, time, and what a guest may use itself.

#include "../../lib/console.h"
#include "../machine.h"
#include "el2.h"

#define UARTDR (UART + 0x00)
#define UARTFR (UART + 0x18)
#define FR_TXFF 0x20
#define FR_RXFE 0x10

#define PSCI_SYSTEM_OFF 0x84000008ul

// All that a guest may reach besides its RAM. Of the flash, the second bank: the first is firmware's.
static const struct {
  uint64_t base, size;
} passed_devices[] = {
  {UART, PAGE_SIZE},
  {FLASH_0 + FLASH_SIZE, FLASH_SIZE},
};

int
is_passed_device(uint64_t address)
{
  for (unsigned i = 0; i < sizeof passed_devices / sizeof *passed_devices; i++)
    if (address - passed_devices[i].base < passed_devices[i].size)
      return 1;
  return 0;
}

void
console_send(uint8_t byte)
{
  while ((r32(UARTFR) & FR_TXFF) != 0)
    ;
  w32(UARTDR, byte);
}

void
console_put(char byte)
{
  if (byte == '\n')
    console_send('\r');
  console_send((uint8_t)byte);
}

int
console_get(void)
{
  return (r32(UARTFR) & FR_RXFE) == 0 ? (int)(r32(UARTDR) & 0xff) : -1;
}

// PSCI has no word for failure: the console tells it.
void
machine_off(int is_failure)
{
  register uint64_t x0 asm("x0") = PSCI_SYSTEM_OFF;

  (void)is_failure;
  asm volatile("smc #0" : "+r"(x0)::"memory");
  for (;;)
    asm volatile("wfi");
}

uint64_t
time_now(void)
{
  isb();
  return r_sys(cntpct_el0);
}

void
io_fence(void)
{
  asm volatile("dsb sy" ::: "memory");
}
