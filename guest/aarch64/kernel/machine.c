// Interrupts, time, the off switch and the console.

#include "machine.h"

#include "../../lib/console.h"
#include "../sysreg.h"
#include "gic.h"
#include "psci.h"
#include "trap.h"

// Of the PL011: data, flags, interrupt mask.
#define UARTDR 0x00
#define UARTFR 0x18
#define UARTIMSC 0x38
#define FR_TXFF 0x20

#define DAIF_I 0x80
#define CNTP_CTL_ENABLE 1

static volatile uint32_t *
uart(unsigned offset)
{
  return (volatile uint32_t *)(LINEAR + UART + offset);
}

// Speed and FIFOs stay as who ran before has set them.
void
console_init(void)
{
  *uart(UARTIMSC) = 0;
}

static void
send(char byte)
{
  while ((*uart(UARTFR) & FR_TXFF) != 0)
    ;
  *uart(UARTDR) = (uint8_t)byte;
}

void
console_put(char byte)
{
  if (byte == '\n')
    send('\r');
  send(byte);
}

// PSCI has no word for failure.
void
machine_off(int status)
{
  (void)status;
  psci_call(PSCI_SYSTEM_OFF);
  for (;;)
    asm volatile("wfi");
}

// 1 when they were on.
uint64_t
interrupts_off(void)
{
  uint64_t before = r_sys(daif);

  asm volatile("msr daifset, #2" ::: "memory");
  return (before & DAIF_I) == 0;
}

void
interrupts_restore(uint64_t before)
{
  if (before)
    interrupts_on();
}

void
interrupts_on(void)
{
  asm volatile("msr daifclr, #2" ::: "memory");
}

void
interrupt_wait(void)
{
  asm volatile("dsb sy\n\twfi" ::: "memory");
}

uint64_t
time_now(void)
{
  isb();
  return r_sys(cntpct_el0);
}

static uint64_t deadline;

static void
set_deadline(uint64_t time)
{
  deadline = time;
  w_sys(cntp_cval_el0, time);
  isb();
}

void
timer_ticked(void)
{
  uint64_t now = time_now(), next = deadline + TIME_HZ / TICK_HZ;

  set_deadline(next > now ? next : now + TIME_HZ / TICK_HZ);
}

// The first tick is due at once. No device interrupts, but all that are enabled may come.
void
timer_start(void)
{
  gic_start(PHYSICAL_TIMER_INTID);
  set_deadline(0);
  w_sys(cntp_ctl_el0, CNTP_CTL_ENABLE);
  isb();
}
