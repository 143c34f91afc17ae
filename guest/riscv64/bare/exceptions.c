// Exceptions in M-mode: the cause, and the trap value that goes with it.

#include "../../lib/console.h"
#include "../csr.h"
#include "../trap.h"
#include "../virt.h"
#include "bare.h"

// Nothing answers here.
#define NOWHERE 0x00001234000ul

static struct trap last;

// Notes the trap and goes on behind the instruction. All of those below are 4 bytes long.
static void
note(struct trap *t)
{
  last = *t;
  t->pc += 4;
}

static int
came(uint64_t cause, uint64_t value)
{
  put_string("exception ");
  put_decimal(last.cause);
  put_string(" value ");
  put_hex(last.value, 16);
  console_put('\n');
  return last.cause == cause && last.value == value;
}

void
test_exceptions(void)
{
  uint64_t value;
  int ok;

  handler_m[0] = note;
  asm volatile(".option push\n.option norvc\n.word 0xffffffff\n.option pop" ::: "memory");
  ok = came(CAUSE_ILLEGAL, 0xffffffff);
  // A CSR that may not be written: cycle.
  asm volatile(".option push\n.option norvc\n.word 0xc0001073\n.option pop" ::: "memory");
  ok &= came(CAUSE_ILLEGAL, 0xc0001073);
  asm volatile(".option push\n.option norvc\nld %0, 0(%1)\n.option pop" : "=r"(value) : "r"(NOWHERE) : "memory");
  ok &= came(CAUSE_LOAD_ACCESS, NOWHERE);
  asm volatile(".option push\n.option norvc\necall\n.option pop" ::: "memory");
  ok &= came(11, 0);
  handler_m[0] = 0;

  put_result("exceptions", ok);
}
