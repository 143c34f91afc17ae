// riscv64-virt: console, off switch, time, and what a guest may use itself.

#include "../../lib/console.h"
#include "../../riscv64/csr.h"
#include "../machine.h"

#define UART_RBR (UART + 0)
#define UART_THR (UART + 0)
#define UART_LSR (UART + 5)
#define LSR_DR 0x01
#define LSR_THRE 0x20

#define PLIC_SIZE 0x00600000ul

#define FINISHER_PASS 0x5555
#define FINISHER_FAIL (1 << 16 | 0x3333)

// All that a guest may reach besides its RAM. Of the flash, the second bank: the first is firmware's.
static const struct {
  uint64_t base, size;
} passed_devices[] = {
  {UART, PAGE_SIZE},
  {PLIC, PLIC_SIZE},
  {FLASH + FLASH_SIZE, FLASH_SIZE},
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
  while ((r8(UART_LSR) & LSR_THRE) == 0)
    ;
  w8(UART_THR, byte);
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
  return (r8(UART_LSR) & LSR_DR) != 0 ? r8(UART_RBR) : -1;
}

void
machine_off(int is_failure)
{
  w32(FINISHER, is_failure ? FINISHER_FAIL : FINISHER_PASS);
  for (;;)
    asm volatile("wfi");
}

uint64_t
time_now(void)
{
  return r_csr(time);
}

void
io_fence(void)
{
  asm volatile("fence iorw, iorw" ::: "memory");
}
