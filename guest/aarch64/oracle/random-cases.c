// Runs cases of random instructions and prints a hash of what each left behind: registers, system registers, exceptions, memory, tables.
// replay/oracle generates the cases, puts them behind this program and compares what it prints here and on QEMU.
//
// A case runs at EL2, EL1 or EL0. Every exception ends up here, is noted, and goes on behind the instruction; one that EL1 takes comes
// by way of an HVC in its vectors, or an SMC where HVC is disabled. The case ends at the BRK behind its last instruction. It can reach its own code, the data and nothing
// else, unless it has a bug to show.

#include "../../lib/console.h"
#include "../../lib/string.h"
#include "../sysreg.h"
#include "../virt.h"
#include "harness.h"
#include "random-cases.h"

// random-cases.S
void enter_case(uint64_t with_v);
void leave_case(void) __attribute__((noreturn));
void store_v(void);
extern char el2_vectors[];

#define frame ((struct frame *)FRAME)

static const struct case_record *now;
static uint64_t code_end;
static uint64_t traps, trap_hash;
static struct trap noted[LOG_SIZE];
static uint64_t last_spsr;

#include "repair.h"

static uint64_t
mix_trap(uint64_t hash, const struct trap *t)
{
  for (const uint64_t *at = (const uint64_t *)t; at < (const uint64_t *)(t + 1); at++)
    hash = mix(hash, *at);
  return hash;
}

static void
note(const struct trap *t)
{
  noted[traps % LOG_SIZE] = *t;
  trap_hash = mix_trap(trap_hash, t);
  if (++traps > TRAPS_MAX)
    leave_case();
}

// What was taken, by EL2 or, before that, by EL1.
static void
read_trap(struct trap *t)
{
  *t = (struct trap){2, frame->vector, r_sys(esr_el2), r_sys(elr_el2), r_sys(far_el2), r_sys(hpfar_el2), r_sys(spsr_el2)};
  if ((EC(t->esr) == EC_HVC && t->pc - 4 - EL1_VECTORS < VECTORS_SIZE) || (EC(t->esr) == EC_SMC && t->pc - EL1_VECTORS < VECTORS_SIZE))
    *t = (struct trap){1, (t->pc - EL1_VECTORS) >> 7, r_sys(esr_el1), r_sys(elr_el1), r_sys(far_el1), 0, r_sys(spsr_el1)};
}

// The state to go on with: the case's level, and of PSTATE what may be the case's.
static uint64_t
continuing_spsr(uint64_t spsr)
{
  uint64_t is_same_level = (spsr >> SPSR_LEVEL_SHIFT & 3) == now->level;
  uint64_t sp = now->level == 0 ? 0 : is_same_level ? spsr & SPSR_SP : SPSR_SP;

  return (spsr & SPSR_KEPT) | now->level << SPSR_LEVEL_SHIFT | sp;
}

// Sometimes makes virtual interrupts pending, of those that the case is for.
static void
inject(void)
{
  uint64_t chance = mix(now->seed, traps);

  frame->hcr_el2 &= ~HCR_VIRTUAL;
  if ((chance & 3) == 0)
    frame->hcr_el2 |= now->inject & chance >> 8;
}

// Whether the PE, if it steps, executes an instruction before it does so again: mostly, and so that the case goes on.
static uint64_t
step_bit(uint64_t class)
{
  return is_breakpoint(class) || is_step(class) || (mix(now->seed, traps) & 0x30) != 0 ? SPSR_SS : 0;
}

// How far behind an exception's return address the case goes on.
static uint64_t
size_of(uint32_t instruction, uint64_t class)
{
  if (class == EC_SVC || class == EC_HVC || is_breakpoint(class) || is_step(class))
    return 0;
  // A monitor that was not set: its store, which would fail before or after a look at the address, is left out.
  return (instruction & LOAD_EXCLUSIVE_MASK) == LOAD_EXCLUSIVE && !IS_CASP(instruction) ? 8 : 4;
}

// Called from random-cases.S for every exception to EL2. The frame holds the registers.
void
on_trap(void)
{
  struct trap t;
  uint64_t pc;

  read_trap(&t);
  repair(&t);
  pc = t.pc;
  last_spsr = t.spsr;
  if (pc == code_end)
    leave_case();
  note(&t);
  if ((t.vector & 3) != 0) {
    // An interrupt, before the instruction.
    frame->hcr_el2 &= ~HCR_VIRTUAL;
  } else {
    if (pc >= CODE && pc < code_end && (pc & 3) == 0)
      pc += size_of(*(const uint32_t *)pc, EC(t.esr));
    else
      pc = frame->x[now->link];
    if (pc < CODE || pc > code_end)
      pc = code_end;
    if (now->inject != 0)
      inject();
  }
  // The instruction at a breakpoint is executed without; from the next trap on there are breakpoints again.
  w_sys(mdscr_el1, now->registers[CASE_mdscr_el1] & ~(is_breakpoint(EC(t.esr)) ? MDSCR_MDE : 0));
  w_sys(elr_el2, pc);
  w_sys(spsr_el2, continuing_spsr(t.spsr) | step_bit(EC(t.esr)));
}

static void
flush_translations(void)
{
  asm volatile("dsb sy\ntlbi alle1\ntlbi alle2\ndsb sy\nisb" ::: "memory");
}

static void
fill_data(uint64_t seed)
{
  uint64_t x = seed | 1;

  for (uint64_t *at = (uint64_t *)DATA; at < (uint64_t *)(DATA + DATA_SIZE); at++) {
    x ^= x << 13;
    x ^= x >> 7;
    x ^= x << 17;
    *at = x;
  }
}

// The tables of the case before are gone: one that reaches beyond its own meets zeros.
static void
clear_tables(void)
{
  if (now != 0)
    for (uint64_t i = 0; i < now->poke_count; i++)
      *(uint64_t *)now->pokes[i].address = 0;
}

// How EL1 comes here.
static void
write_el1_vectors(uint32_t instruction)
{
  for (uint64_t number = 0; number < VECTORS_SIZE / VECTOR_SIZE; number++)
    *(uint32_t *)(EL1_VECTORS + VECTOR_SIZE * number) = instruction | number << 5;
  code_changed(EL1_VECTORS, EL1_VECTORS + VECTORS_SIZE);
}

static void
prepare(const struct case_record *c)
{
  clear_tables();
  now = c;
  traps = trap_hash = 0;
  fill_data(c->seed);
  for (uint64_t i = 0; i < c->poke_count; i++)
    *(uint64_t *)c->pokes[i].address = c->pokes[i].value;
  memcpy((void *)CODE, &c->pokes[c->poke_count], c->code_size);
  code_end = CODE + c->code_size - 4;
  code_changed(CODE, CODE + c->code_size);
  write_el1_vectors(c->hcr_el2 & HCR_HCD ? SMC : HVC);
  memcpy(frame->x, c->x, sizeof frame->x);
  memcpy(frame->v, c->v, sizeof frame->v);
  frame->sp = c->sp;
#define CLEAR(name) w_sys_of(name, 0);
  FOR_CLEARED_REGISTERS(CLEAR)
}

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static void
print_trap(uint64_t number, const struct trap *t)
{
  static const char *const names[] = {" level ", " vector ", " esr ", " pc ", " far ", " hpfar ", " spsr "};
  const uint64_t *words = (const uint64_t *)t;

  put_string("trap ");
  put_decimal(number);
  for (uint64_t i = 0; i < COUNT(names); i++) {
    put_string(names[i]);
    put_hex(words[i], i < 2 ? 1 : 16);
  }
  console_put('\n');
}

static void
print_numbered(char letter, const uint64_t *values, uint64_t count)
{
  for (uint64_t i = 0; i < count; i++) {
    console_put(letter);
    put_decimal(i);
    put_fact_hex("", values[i]);
  }
}

static void
print_data(void)
{
  for (uint64_t page = DATA; page < DATA + DATA_SIZE; page += 4096) {
    uint64_t sum = 0;

    for (const uint64_t *at = (uint64_t *)page; at < (uint64_t *)(page + 4096); at++)
      sum = mix(sum, *at);
    put_string("page ");
    put_hex(page, 8);
    put_fact_hex("", sum);
  }
}

static void
print_tables(const struct case_record *c)
{
  for (uint64_t i = 0; i < c->poke_count; i++) {
    put_string("entry ");
    put_hex(c->pokes[i].address, 8);
    put_fact_hex("", *(uint64_t *)c->pokes[i].address);
  }
}

static void
print_all(const struct case_record *c, const char *const *names, const uint64_t *values, uint64_t count)
{
  print_numbered('x', frame->x, 31);
  put_fact_hex("sp", frame->sp);
  print_numbered('v', frame->v, 64);
  for (uint64_t i = 0; i < count; i++)
    put_fact_hex(names[i], values[i]);
  print_data();
  print_tables(c);
  put_fact("traps", traps);
  for (uint64_t i = traps > LOG_SIZE ? traps - LOG_SIZE : 0; i < traps; i++)
    print_trap(i, &noted[i % LOG_SIZE]);
}

static uint64_t
collect(uint64_t hash, const struct case_record *c)
{
#define NAME(name) #name,
#define READ(name) r_sys_of(name),
  static const char *const names[] = {"spsr", "sctlr_el2", "hcr_el2", FOR_CASE_REGISTERS(NAME) FOR_CLEARED_REGISTERS(NAME)};
  const uint64_t values[] = {
    last_spsr, frame->sctlr_el2, frame->hcr_el2, FOR_CASE_REGISTERS(READ) FOR_CLEARED_REGISTERS(READ)
  };

  store_v();
  hash = mix(mix(mix(hash, trap_hash), traps), frame->sp);
  for (uint64_t i = 0; i < COUNT(frame->x); i++)
    hash = mix(hash, frame->x[i]);
  for (uint64_t i = 0; i < COUNT(frame->v); i++)
    hash = mix(hash, frame->v[i]);
  for (uint64_t i = 0; i < COUNT(values); i++)
    hash = mix(hash, values[i]);
  for (const uint64_t *at = (uint64_t *)DATA; at < (uint64_t *)(DATA + DATA_SIZE); at += 2)
    hash = mix(hash, at[0] ^ (at[1] << 1 | at[1] >> 63));
  for (uint64_t i = 0; i < c->poke_count; i++)
    hash = mix(hash, *(uint64_t *)c->pokes[i].address);
  if (c->is_verbose)
    print_all(c, names, values, COUNT(values));
  return hash;
}

static void
run_round(const struct case_record *c, uint64_t round)
{
#define WRITE(name) w_sys_of(name, c->registers[CASE_##name]);
  FOR_CASE_REGISTERS(WRITE)
  frame->sctlr_el2 = c->sctlr_el2;
  frame->hcr_el2 = c->hcr_el2;
  frame->cptr_el2 = c->cptr_el2;
  w_sys(vbar_el1, EL1_VECTORS);
  flush_translations();
  w_sys(elr_el2, CODE);
  w_sys(spsr_el2, continuing_spsr(c->spsr) | (c->spsr & SPSR_SS));
  enter_case(round == 0);
  // The case may have changed its code.
  code_changed(CODE, CODE + c->code_size);
}

void
main(void)
{
  w_sys(vbar_el2, (uint64_t)el2_vectors);
  w_sys(oslar_el1, 0);
  w_sys(hcr_el2, HARNESS_HCR);
  w_sys(cptr_el2, HARNESS_CPTR);
  isb();
  for (const struct case_record *c = (void *)CASES; c->size != 0; c = (void *)((uint64_t)c + c->size)) {
    uint64_t hash = 0;

    prepare(c);
    for (uint64_t round = 0; round < c->rounds; round++) {
      run_round(c, round);
      hash = collect(hash, c);
    }
    put_string("case ");
    put_decimal(c->number);
    put_string(": ");
    put_hex(hash, 16);
    put_string(" traps ");
    put_decimal(traps);
    console_put('\n');
  }
  put_string("done\n");
  power_off(0);
}
