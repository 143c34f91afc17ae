// Runs cases of random instructions and prints a hash of what each left behind: registers, CSRs, traps, memory, page tables.
// replay/oracle generates the cases, puts them behind this program and compares what it prints here and on QEMU.
//
// A case runs in M, S or U. Every trap comes here, is noted, and goes on behind the instruction; the case ends at the ebreak
// behind its last instruction. A case can reach its own code, the data pages and nothing else, unless it has a bug to show.

#include "../../lib/console.h"
#include "../../lib/string.h"
#include "../csr.h"
#include "../virt.h"

// Also known to replay/oracle/layout.ts.
#define CODE (RAM + 0x400000)
#define CODE_SIZE 0x40000ul
#define DATA (RAM + 0x600000)
#define DATA_SIZE 0x8000ul
#define TABLES (RAM + 0x800000)
#define TABLE_COUNT 64
#define CASES (RAM + 0x1000000)

#define PAGE 4096ul
#define PTE_V 1ul
#define OPCODE_AMO 0x2f
#define FUNCT5_LR 2
#define TRAPS_MAX 20000
#define LOG_SIZE 64

struct map {
  uint64_t address;
  uint64_t level;   // 0 is a 4 KiB page
  uint64_t pte;
};

struct case_record {
  uint64_t size;    // of the record; 0 ends the list
  uint64_t number;
  uint64_t mode;
  uint64_t satp_mode;
  uint64_t link;    // register that says where to go on after a jump to nowhere
  uint64_t rounds;
  uint64_t is_verbose;
  uint64_t seed;
  uint64_t mstatus;
  uint64_t fcsr;
  uint64_t code_size;
  uint64_t map_count;
  uint64_t x[32];
  uint64_t f[32];
  struct map maps[];   // then the code
};

struct frame {
  uint64_t x[32];
  uint64_t f[32];
};

struct noted {
  uint64_t cause, pc, value, status;
};

// random-cases.S
void enter_case(struct frame *frame, uint64_t with_floats);
void leave_case(void) __attribute__((noreturn));
void store_floats(uint64_t *f);
extern char oracle_vector[];

struct frame frame;
static const struct case_record *now;
static uint64_t code_end;
static uint64_t traps, trap_hash;
static struct noted noted[LOG_SIZE];
static uint64_t last_status;
static uint64_t table_count;

static uint64_t
mix(uint64_t hash, uint64_t value)
{
  hash = (hash ^ value) * 0x9e3779b97f4a7c15ul;
  return hash ^ hash >> 29;
}

// What QEMU 7.2 gets wrong in a way that would hide everything else; the case must not see it either.
static void
normalize(uint64_t *cause, uint64_t *value, uint64_t pc)
{
  const volatile uint16_t *parcels = (void *)pc;

  if (*cause != CAUSE_LOAD_ACCESS && *cause != CAUSE_STORE_ACCESS)
    return;
  // A misaligned access fault is reported at the aligned address below, which the access does not touch. (priv: Machine Trap
  // Value Register: "the portion of the access that caused the fault".)
  *value &= ~7ul;
  // An AMO is reported as a load. (priv: Machine Cause Register: "Store/AMO access fault".)
  if (pc >= CODE && pc < code_end && (parcels[0] & 0x7f) == OPCODE_AMO && parcels[1] >> 11 != FUNCT5_LR)
    *cause = CAUSE_STORE_ACCESS;
  w_csr(mcause, *cause);
  w_csr(mtval, *value);
}

// Called from random-cases.S for every trap. The frame holds the registers.
void
on_trap(void)
{
  uint64_t cause = r_csr(mcause), pc = r_csr(mepc), value = r_csr(mtval), status = r_csr(mstatus);

  last_status = status;
  if (pc == code_end)
    leave_case();
  normalize(&cause, &value, pc);
  noted[traps % LOG_SIZE] = (struct noted){cause, pc, value, status};
  trap_hash = mix(mix(mix(mix(trap_hash, cause), pc), value), status);
  if (++traps > TRAPS_MAX)
    leave_case();
  if (pc >= CODE && pc < code_end) {
    const volatile uint16_t *parcels = (void *)pc;

    pc += (parcels[0] & 3) == 3 ? 4 : 2;
    // A reservation that was not made: its two SCs are left out. Whether an SC that fails anyway looks at the page is open.
    if ((parcels[0] & 0x7f) == OPCODE_AMO && parcels[1] >> 11 == FUNCT5_LR)
      pc += 8;
  } else {
    pc = frame.x[now->link];
    if (pc < CODE || pc > code_end)
      pc = code_end;
  }
  w_csr(mepc, pc);
  // In one go: with MPRV set and another MPP nothing here would be readable.
  w_csr(mstatus, (status & ~MSTATUS_MPP) | now->mode << 11);
  // With MPRV, mret from M to M changes how addresses translate; QEMU 7.2 goes on with what its TLB has.
  if (now->mode == MODE_M && now->satp_mode != 0)
    asm volatile("sfence.vma" ::: "memory");
}

// Enters a PTE into the tables, making those above it as needed.
static void
map(uint64_t levels, const struct map *m)
{
  uint64_t *table = (uint64_t *)TABLES;

  for (uint64_t level = levels - 1; level > m->level; level--) {
    uint64_t *entry = &table[m->address >> (12 + 9 * level) & 511];

    if (*entry == 0 && table_count < TABLE_COUNT)
      *entry = (TABLES + PAGE * table_count++) >> 2 | PTE_V;
    table = (uint64_t *)((*entry & 0x3ffffffffffc00ul) << 2);
  }
  table[m->address >> (12 + 9 * m->level) & 511] = m->pte;
}

static uint64_t
prepare(const struct case_record *c)
{
  uint64_t x = c->seed | 1;
  const char *code = (const char *)&c->maps[c->map_count];

  now = c;
  traps = trap_hash = 0;
  for (uint64_t *at = (uint64_t *)DATA; at < (uint64_t *)(DATA + DATA_SIZE); at++) {
    x ^= x << 13;
    x ^= x >> 7;
    x ^= x << 17;
    *at = x;
  }
  memset((void *)TABLES, 0, PAGE * TABLE_COUNT);
  table_count = 1;
  for (uint64_t i = 0; i < c->map_count; i++)
    map(c->satp_mode - 5, &c->maps[i]);
  memcpy((void *)CODE, code, c->code_size);
  code_end = CODE + c->code_size - 4;
  memcpy(frame.x, c->x, sizeof frame.x);
  memcpy(frame.f, c->f, sizeof frame.f);
  w_csr(fcsr, c->fcsr);
  w_csr(sscratch, 0);
  w_csr(sepc, 0);
  w_csr(scause, 0);
  w_csr(stval, 0);
  w_csr(stvec, 0);
  w_csr(scounteren, 0);
  w_csr(mcounteren, 0);
  w_csr(mtval, 0);
  w_csr(mcause, 0);
  asm volatile("fence.i\nsfence.vma" ::: "memory");
  return c->satp_mode == 0 ? 0 : c->satp_mode << 60 | TABLES >> 12;
}

// The rest: registers are in the frame, CSRs as the case left them.
static uint64_t
collect(uint64_t hash, int is_verbose)
{
  static const char *const names[] = {
    "mstatus", "fcsr", "sscratch", "sepc", "scause", "stval", "stvec", "scounteren", "mcounteren", "mcause", "mtval", "medeleg", "mideleg", "mie",
  };
  uint64_t csrs[] = {
    last_status, 0, r_csr(sscratch), r_csr(sepc), r_csr(scause), r_csr(stval), r_csr(stvec), r_csr(scounteren), r_csr(mcounteren),
    r_csr(mcause), r_csr(mtval), r_csr(medeleg), r_csr(mideleg), r_csr(mie),
  };

  w_csr(mstatus, MSTATUS_FS);
  csrs[1] = r_csr(fcsr);
  store_floats(frame.f);
  hash = mix(mix(hash, trap_hash), traps);
  for (int i = 0; i < 32; i++)
    hash = mix(mix(hash, frame.x[i]), frame.f[i]);
  for (uint64_t i = 0; i < sizeof csrs / sizeof csrs[0]; i++)
    hash = mix(hash, csrs[i]);
  for (const uint64_t *at = (uint64_t *)DATA; at < (uint64_t *)(DATA + DATA_SIZE); at++)
    hash = mix(hash, *at);
  for (const uint64_t *at = (uint64_t *)TABLES; at < (uint64_t *)(TABLES + PAGE * table_count); at++)
    if (*at != 0)
      hash = mix(hash, *at);
  if (!is_verbose)
    return hash;

  for (int i = 0; i < 32; i++) {
    console_put('x');
    put_decimal((uint64_t)i);
    put_fact_hex("", frame.x[i]);
  }
  for (int i = 0; i < 32; i++) {
    console_put('f');
    put_decimal((uint64_t)i);
    put_fact_hex("", frame.f[i]);
  }
  for (uint64_t i = 0; i < sizeof csrs / sizeof csrs[0]; i++)
    put_fact_hex(names[i], csrs[i]);
  for (uint64_t page = DATA; page < DATA + DATA_SIZE; page += PAGE) {
    uint64_t sum = 0;

    for (const uint64_t *at = (uint64_t *)page; at < (uint64_t *)(page + PAGE); at++)
      sum = mix(sum, *at);
    put_string("page ");
    put_hex(page, 8);
    put_fact_hex("", sum);
  }
  for (const uint64_t *at = (uint64_t *)TABLES; at < (uint64_t *)(TABLES + PAGE * table_count); at++)
    if (*at != 0) {
      put_string("pte ");
      put_hex((uint64_t)at, 8);
      put_fact_hex("", *at);
    }
  put_fact("traps", traps);
  for (uint64_t i = traps > LOG_SIZE ? traps - LOG_SIZE : 0; i < traps; i++) {
    const struct noted *n = &noted[i % LOG_SIZE];

    put_string("trap ");
    put_decimal(i);
    put_string(" cause ");
    put_hex(n->cause, 16);
    put_string(" pc ");
    put_hex(n->pc, 16);
    put_string(" value ");
    put_hex(n->value, 16);
    put_fact_hex(" mstatus", n->status);
  }
  return hash;
}

void
main(void)
{
  w_csr(mtvec, oracle_vector);
  // Interrupts are not what is compared here.
  w64(CLINT_MTIMECMP(0), ~0ul);
  for (const struct case_record *c = (void *)CASES; c->size != 0; c = (void *)((uint64_t)c + c->size)) {
    uint64_t satp = prepare(c), hash = 0;

    for (uint64_t round = 0; round < c->rounds; round++) {
      w_csr(mstatus, (c->mstatus & ~MSTATUS_MPP) | c->mode << 11 | MSTATUS_FS);
      w_csr(satp, satp);
      asm volatile("sfence.vma" ::: "memory");
      w_csr(mepc, CODE);
      enter_case(&frame, round == 0);
      w_csr(satp, 0);
      asm volatile("fence.i\nsfence.vma" ::: "memory");
      hash = collect(hash, c->is_verbose != 0);
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
