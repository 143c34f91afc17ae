// A bytecode interpreter: every instruction of the program below is an indirect call.

#include "report.h"

#define LIMIT 20000

struct vm {
  const uint8_t *pc;
  uint64_t *sp;
  uint64_t local[4];
  uint64_t stack[16];
  int is_done;
};

enum { CONST, GET, SET, ADD, MUL3, SHR, ODD, LESS, BRANCH, BRANCH_IF, IS_ONE, HALT };

static void op_const(struct vm *m) { *m->sp++ = *m->pc++; }
static void op_get(struct vm *m) { *m->sp++ = m->local[*m->pc++]; }
static void op_set(struct vm *m) { m->local[*m->pc++] = *--m->sp; }
static void op_add(struct vm *m) { m->sp--; m->sp[-1] += m->sp[0]; }
static void op_mul3(struct vm *m) { m->sp[-1] *= 3; }
static void op_shr(struct vm *m) { m->sp[-1] >>= 1; }
static void op_odd(struct vm *m) { m->sp[-1] &= 1; }
static void op_less(struct vm *m) { m->sp--; m->sp[-1] = m->sp[-1] < m->sp[0]; }
static void op_branch(struct vm *m) { m->pc += (int8_t)*m->pc; }
static void op_branch_if(struct vm *m) { m->pc += *--m->sp ? (int8_t)*m->pc : 1; }
static void op_is_one(struct vm *m) { m->sp[-1] = m->sp[-1] == 1; }
static void op_halt(struct vm *m) { m->is_done = 1; }

static void (*const operations[])(struct vm *) = {
  op_const, op_get, op_set, op_add, op_mul3, op_shr, op_odd, op_less, op_branch, op_branch_if, op_is_one, op_halt,
};

// Locals: 0 the start of a Collatz sequence, 1 its current value, 2 steps taken in all, 3 the limit.
static const uint8_t program[] = {
  /*  0 */ GET, 0, SET, 1,
  /*  4 */ GET, 1, IS_ONE, BRANCH_IF, 30,   // to 38
  /*  9 */ GET, 2, CONST, 1, ADD, SET, 2,
  /* 16 */ GET, 1, ODD, BRANCH_IF, 8,       // to 28
  /* 21 */ GET, 1, SHR, SET, 1,
  /* 26 */ BRANCH, (uint8_t)-23,            // to 4
  /* 28 */ GET, 1, MUL3, CONST, 1, ADD, SET, 1,
  /* 36 */ BRANCH, (uint8_t)-33,            // to 4
  /* 38 */ GET, 0, CONST, 1, ADD, SET, 0,
  /* 45 */ GET, 0, GET, 3, LESS, BRANCH_IF, (uint8_t)-51,   // to 0
  /* 52 */ HALT,
};

void
main(void)
{
  static struct vm m;

  start();
  m.pc = program;
  m.sp = m.stack;
  m.local[0] = 1;
  m.local[3] = LIMIT;
  while (!m.is_done)
    operations[*m.pc++](&m);
  report(m.local[2]);
}
