// S-mode under Sv39, and a program in U-mode above it. (priv: Sv39: Page-Based 39-bit Virtual-Memory System.)

#include "../../lib/console.h"
#include "../csr.h"
#include "../trap.h"
#include "../virt.h"
#include "bare.h"

#define PAGE 4096ul
#define PTE_V 0x01ul
#define PTE_R 0x02ul
#define PTE_W 0x04ul
#define PTE_X 0x08ul
#define PTE_U 0x10ul
#define PTE_A 0x40ul
#define PTE_D 0x80ul
#define SATP_SV39 (8ul << 60)

// What the kernel maps besides itself and the devices, which stay where they are.
#define USER_TEXT 0x40000000ul
#define USER_STACK 0x40001000ul
#define READ_ONLY 0x40002000ul
#define WRITABLE 0x40003000ul
#define UNMAPPED 0x40004000ul
#define SUPERPAGE 0x40200000ul
#define SUPERPAGE_AT 0x80200000ul

#define SYS_PUT 1
#define SYS_FACT 2
#define SYS_EXIT 3

static uint64_t root[512] __attribute__((aligned(4096)));
static uint64_t middle[512] __attribute__((aligned(4096)));
static uint64_t leaf[512] __attribute__((aligned(4096)));
static uint8_t spare[4096] __attribute__((aligned(4096)));
static uint8_t user_stack[4096] __attribute__((aligned(4096)));
static uint8_t kernel_stack[16384] __attribute__((aligned(16)));

extern char user_start[];

static struct trap last;
static volatile int timer_interrupts;
static uint64_t user_answer;
static int is_user_right;

static uint64_t
entry(const void *page, uint64_t flags)
{
  return (uint64_t)page >> 12 << 10 | flags | PTE_V;
}

static void
build_tables(void)
{
  uint64_t kernel = PTE_R | PTE_W | PTE_X | PTE_A | PTE_D;

  root[0] = entry((void *)0, kernel);
  root[1] = entry(middle, 0);
  root[2] = entry((void *)RAM, kernel);
  middle[0] = entry(leaf, 0);
  middle[1] = entry((void *)SUPERPAGE_AT, PTE_R | PTE_W);
  leaf[0] = entry(user_start, PTE_R | PTE_X | PTE_U);
  leaf[1] = entry(user_stack, PTE_R | PTE_W | PTE_U);
  leaf[2] = entry(spare, PTE_R);
  leaf[3] = entry(spare, PTE_R | PTE_W);
}

// Leaves the user program: back in S-mode behind enter_user.
extern void enter_user(uint64_t pc, uint64_t sp);
extern char user_left[];

static void
system_call(struct trap *t)
{
  switch (t->x[17]) {
  case SYS_PUT:
    console_put((char)t->x[10]);
    break;
  case SYS_FACT:
    put_fact("user says", t->x[10]);
    user_answer += t->x[10];
    break;
  case SYS_EXIT:
    is_user_right = (r_csr(sstatus) & SSTATUS_SPP) == 0;
    set_csr(sstatus, SSTATUS_SPP);
    t->pc = (uint64_t)user_left;
    return;
  default:
    t->x[10] = ~0ul;
  }
  t->pc += 4;
}

static void
supervisor_trap(struct trap *t)
{
  last = *t;
  if (t->cause == (CAUSE_INTERRUPT | 5)) {
    timer_interrupts++;
    w_csr(stimecmp, ~0ul);
  } else if (t->cause == CAUSE_ECALL_U) {
    system_call(t);
  } else if (t->cause == CAUSE_FETCH_PAGE) {
    t->pc = t->x[1];   // the caller's return address
  } else {
    t->pc += 4;
  }
}

static int
faulted(uint64_t cause, uint64_t value)
{
  put_string("fault ");
  put_decimal(last.cause);
  put_string(" at ");
  put_hex(last.value, 16);
  console_put('\n');
  return last.cause == cause && last.value == value;
}

static uint64_t
probe_load(uint64_t at)
{
  uint64_t value;

  asm volatile(".option push\n.option norvc\nld %0, 0(%1)\n.option pop" : "=r"(value) : "r"(at) : "memory");
  return value;
}

static void
probe_store(uint64_t at, uint64_t value)
{
  asm volatile(".option push\n.option norvc\nsd %0, 0(%1)\n.option pop" ::"r"(value), "r"(at) : "memory");
}

// Runs in S-mode.
static uint64_t
supervisor(uint64_t unused)
{
  int ok;

  (void)unused;
  w_csr(sscratch, 0);
  w_csr(stvec, trap_vector_s);
  handler_s = supervisor_trap;
  w_csr(satp, SATP_SV39 | (uint64_t)root >> 12);
  asm volatile("sfence.vma" ::: "memory");

  // One page at two addresses. The walk sets A on a read, D on a write.
  ok = (leaf[3] & (PTE_A | PTE_D)) == 0;
  (void)probe_load(WRITABLE);
  ok &= (leaf[3] & (PTE_A | PTE_D)) == PTE_A;
  probe_store(WRITABLE + 8, 0x5eed);
  ok &= (leaf[3] & (PTE_A | PTE_D)) == (PTE_A | PTE_D);
  ok &= probe_load(READ_ONLY + 8) == 0x5eed && *(volatile uint64_t *)(spare + 8) == 0x5eed;
  probe_store(SUPERPAGE + 0x123450, 0xfeed);
  ok &= probe_load(SUPERPAGE_AT + 0x123450) == 0xfeed;
  put_fact_hex("page table entry", leaf[3]);

  (void)probe_load(UNMAPPED + 16);
  ok &= faulted(CAUSE_LOAD_PAGE, UNMAPPED + 16);
  probe_store(READ_ONLY + 24, 1);
  ok &= faulted(CAUSE_STORE_PAGE, READ_ONLY + 24);
  // Not canonical: bits 63..39 must equal bit 38.
  (void)probe_load(1ul << 39);
  ok &= faulted(CAUSE_LOAD_PAGE, 1ul << 39);
  // Across a page boundary: the value is the address of the part that faults.
  (void)probe_load(UNMAPPED - 4);
  ok &= faulted(CAUSE_LOAD_PAGE, UNMAPPED);
  ((void (*)(void))READ_ONLY)();
  ok &= faulted(CAUSE_FETCH_PAGE, READ_ONLY);
  // The user's pages are not the kernel's, unless it says so.
  (void)probe_load(USER_STACK);
  ok &= faulted(CAUSE_LOAD_PAGE, USER_STACK);
  set_csr(sstatus, SSTATUS_SUM);
  ok &= probe_load(USER_STACK) == 0;
  clear_csr(sstatus, SSTATUS_SUM);
  put_result("paging", ok);

  // The supervisor's own timer.
  w_csr(stimecmp, r_csr(time) + MTIME_HZ / 1000);
  set_csr(sie, IRQ_STI);
  while (timer_interrupts == 0) {
    asm volatile("wfi");
    set_csr(sstatus, SSTATUS_SIE);
    clear_csr(sstatus, SSTATUS_SIE);
  }
  clear_csr(sie, IRQ_STI);
  put_result("supervisor timer", timer_interrupts == 1 && last.cause == (CAUSE_INTERRUPT | 5));

  enter_user(USER_TEXT, USER_STACK + PAGE);
  put_result("user", is_user_right && user_answer == 76127 + 6765);
  w_csr(satp, 0);
  asm volatile("sfence.vma" ::: "memory");
  asm volatile("ecall" ::: "memory");
  __builtin_unreachable();
}

// The supervisor's call to M-mode: it is done.
static void
supervisor_call(struct trap *t)
{
  leave_mode(t, t->cause == CAUSE_ECALL_S);
}

void
test_paging(void)
{
  uint64_t delegated = 1 << CAUSE_FETCH_PAGE | 1 << CAUSE_LOAD_PAGE | 1 << CAUSE_STORE_PAGE | 1 << CAUSE_ECALL_U;

  build_tables();
  handler_m[0] = supervisor_call;
  w_csr(medeleg, delegated);
  w_csr(mideleg, IRQ_STI);
  w_csr(mcounteren, 7);
  w_csr(menvcfg, MENVCFG_STCE);
  put_result("supervisor", run_in_mode(MODE_S, (uint64_t)supervisor, (uint64_t)kernel_stack + sizeof kernel_stack, 0) == 1);
  w_csr(medeleg, 0);
  w_csr(mideleg, 0);
  handler_m[0] = 0;
}
