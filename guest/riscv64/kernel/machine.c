// Interrupts, time, the off switch and the console.

#include "machine.h"

#include "../../lib/console.h"
#include "../csr.h"
#include "sbi.h"

// Of the 16550: interrupt enable, line control, line status, and the byte to send.
#define UART_THR 0
#define UART_IER 1
#define UART_LCR 3
#define UART_LSR 5
#define LCR_8N1 3
#define LSR_THRE 0x20

static volatile uint8_t *
uart(unsigned offset)
{
  return (volatile uint8_t *)(LINEAR + UART + offset);
}

// Speed and FIFOs stay as who ran before has set them.
void
console_init(void)
{
  *uart(UART_IER) = 0;
  *uart(UART_LCR) = LCR_8N1;
}

static void
send(char byte)
{
  while ((*uart(UART_LSR) & LSR_THRE) == 0)
    ;
  *uart(UART_THR) = (uint8_t)byte;
}

void
console_put(char byte)
{
  if (byte == '\n')
    send('\r');
  send(byte);
}

void
machine_off(int status)
{
  sbi_call(SBI_SRST, SBI_SRST_RESET, SRST_TYPE_SHUTDOWN, status == 0 ? SRST_REASON_NONE : SRST_REASON_SYSTEM_FAILURE);
  for (;;)
    asm volatile("wfi");
}

uint64_t
interrupts_off(void)
{
  uint64_t before;

  asm volatile("csrrci %0, sstatus, 2" : "=r"(before)::"memory");
  return before & SSTATUS_SIE;
}

void
interrupts_restore(uint64_t before)
{
  set_csr(sstatus, before);
}

void
interrupts_on(void)
{
  set_csr(sstatus, SSTATUS_SIE);
}

void
interrupt_wait(void)
{
  asm volatile("wfi" ::: "memory");
}

uint64_t
time_now(void)
{
  return r_csr(time);
}

static uint64_t deadline;

static void
set_deadline(uint64_t at)
{
  deadline = at;
  sbi_call(SBI_TIME, SBI_TIME_SET_TIMER, at, 0);
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
  *(volatile uint32_t *)(LINEAR + PLIC_CONTEXT_S) = 0;
  set_deadline(0);
  set_csr(sie, IRQ_STI);
}
