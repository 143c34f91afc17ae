// Keys arrive by interrupt: UART to PLIC to hart. Waits a while for the first, then as long as keys keep coming.

#include "../../lib/console.h"
#include "../csr.h"
#include "../trap.h"
#include "../virt.h"
#include "bare.h"

#define UART_RBR (UART + 0)
#define UART_IER (UART + 1)
#define UART_LSR (UART + 5)
#define IER_ERBFI 1
#define LSR_DR 1

#define PATIENCE (MTIME_HZ / 4)

static volatile int keys, strangers;
static volatile int is_over;

static void
interrupted(struct trap *t)
{
  uint32_t irq;

  if (t->cause == (CAUSE_INTERRUPT | 7)) {
    is_over = 1;
    w64(CLINT_MTIMECMP(0), ~0ul);
    return;
  }
  irq = r32(PLIC_CLAIM(0));
  if (t->cause != (CAUSE_INTERRUPT | 11) || irq != UART_IRQ) {
    strangers++;
    return;
  }
  while (r8(UART_LSR) & LSR_DR) {
    uint8_t key = r8(UART_RBR);

    keys++;
    put_string("key ");
    put_hex(key, 2);
    console_put('\n');
  }
  w64(CLINT_MTIMECMP(0), r64(CLINT_MTIME) + PATIENCE);
  w32(PLIC_CLAIM(0), irq);
}

void
test_keyboard(void)
{
  put_string("press keys\n");
  handler_m[0] = interrupted;
  w32(PLIC_PRIORITY(UART_IRQ), 1);
  w32(PLIC_ENABLE(0), 1u << UART_IRQ);
  w32(PLIC_THRESHOLD(0), 0);
  w8(UART_IER, IER_ERBFI);
  w64(CLINT_MTIMECMP(0), r64(CLINT_MTIME) + PATIENCE);
  set_csr(mie, IRQ_MEI | IRQ_MTI);
  while (!is_over) {
    asm volatile("wfi");
    set_csr(mstatus, MSTATUS_MIE);
    clear_csr(mstatus, MSTATUS_MIE);
  }
  clear_csr(mie, IRQ_MEI | IRQ_MTI);
  w8(UART_IER, 0);
  w32(PLIC_ENABLE(0), 0);
  handler_m[0] = 0;
  put_fact("keys", (uint64_t)keys);
  put_result("keyboard", strangers == 0);
}
