// Runs cases of random instructions and prints a hash of what each left behind: registers, CSRs, traps, memory, page tables.
// replay/oracle generates the cases, puts them behind this program and compares what it prints here and on QEMU.
//
// A case runs in M, S, U, VS or VU. Every trap ends up here, is noted, and goes on behind the instruction; one that was delegated
// comes by way of a vector where nothing can be fetched. The case ends at the ebreak behind its last instruction. It can reach its
// own code, the data pages and nothing else, unless it has a bug to show.

#include "../../lib/console.h"
#include "../../lib/string.h"
#include "../csr.h"
#include "../virt.h"
#include "random-cases.h"

// random-cases.S
void enter_case(struct frame *frame, uint64_t with_floats);
void leave_case(void) __attribute__((noreturn));
void store_floats(uint64_t *f);
extern char oracle_vector[];

struct frame frame;
static const struct case_record *now;
static uint64_t code_end;
static uint64_t traps, trap_hash;
static struct trap noted[LOG_SIZE];
static uint64_t last_status;
static uint64_t table_count, guest_table_count;

#include "repair.h"

static uint64_t
mix(uint64_t hash, uint64_t value)
{
  hash = (hash ^ value) * 0x9e3779b97f4a7c15ul;
  return hash ^ hash >> 29;
}

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

static int
is_in_code(uint64_t pc)
{
  return pc >= CODE && pc < code_end;
}

static void
fence_all(void)
{
  asm volatile("sfence.vma" ::: "memory");
  if (now->has_guest)
    asm volatile(HFENCE_GVMA ::: "memory");
}

// Sometimes makes interrupts pending, of those that the case is for.
static void
inject(void)
{
  uint64_t chance = mix(now->seed, traps), bits = now->inject & chance >> 8;

  if ((chance & 3) != 0)
    return;
  set_csr(mip, bits & MIP_S);
  set_csr(hvip, bits & MIP_VS);
}

// Called from random-cases.S for every trap. The frame holds the registers.
void
on_trap(void)
{
  struct trap t;
  uint64_t pc, status;

  read_m(&t);
  if (t.pc - VECTOR_HS < VECTOR_SIZE)
    read_hs(&t);
  else if (t.pc - VECTOR_VS < VECTOR_SIZE)
    read_vs(&t);
  pc = t.pc;
  status = t.mstatus;
  last_status = status & ~MSTATUS_GVA;
  repair(&t);
  if (pc == code_end)
    leave_case();
  note(&t);
  if (t.cause & CAUSE_INTERRUPT) {
    clear_csr(mip, MIP_S);
    clear_csr(hvip, MIP_VS);
  } else if (is_in_code(pc)) {
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
  if (now->inject != 0 && !(t.cause & CAUSE_INTERRUPT))
    inject();
  if (now->has_guest && !now->is_virtual)
    keep_vsstatus();
  w_csr(mepc, pc);
  // In one go: with MPRV set and another MPP nothing here would be readable.
  w_csr(mstatus, (status & ~(MSTATUS_MPP | MSTATUS_MPV | MSTATUS_GVA)) | now->mode << 11 | now->is_virtual << MSTATUS_MPV_SHIFT);
  // With MPRV, mret from M to M changes how addresses translate; QEMU 7.2 goes on with what its TLB has, and with the guest
  // physical address of the last fault until it next fills it.
  if (now->has_guest || (now->mode == MODE_M && now->satp_mode != 0))
    fence_all();
}

// Enters a PTE into the tables below `table`, making those above it as needed. Answers with the table it is in.
static uint64_t *
map(uint64_t *table, uint64_t levels, const struct map *m, uint64_t tables, uint64_t *count, uint64_t flags)
{
  uint64_t index_bits = tables == GUEST_TABLES ? 11 : 9;

  for (uint64_t level = levels - 1; level > m->level; level--) {
    uint64_t *entry = &table[m->address >> (12 + 9 * level) & ((1 << index_bits) - 1)];

    index_bits = 9;
    if (*entry == 0 && *count < TABLE_COUNT)
      *entry = (tables + PAGE * (*count)++) >> 2 | flags;
    table = (uint64_t *)((*entry & 0x3ffffffffffc00ul) << 2);
  }
  table[m->address >> (12 + 9 * m->level) & ((1 << index_bits) - 1)] = m->pte;
  return table;
}

static void
map_own(uint64_t levels, const struct map *m)
{
  map((uint64_t *)TABLES, levels, m, TABLES, &table_count, PTE_V);
}

static void
map_guest(uint64_t levels, const struct map *m)
{
  map((uint64_t *)GUEST_TABLES, levels, m, GUEST_TABLES, &guest_table_count, PTE_V);
}

// The table that holds the PTE of a given level for an address.
static uint64_t
table_of(uint64_t address, uint64_t levels, uint64_t at_level)
{
  uint64_t table = TABLES;

  for (uint64_t level = levels - 1; level > at_level; level--)
    table = (((uint64_t *)table)[address >> (12 + 9 * level) & 511] & 0x3ffffffffffc00ul) << 2;
  return table;
}

// The tables of the first stage are where they are for the guest too, but for one that it may lack.
static void
map_tables(const struct case_record *c, uint64_t levels)
{
  uint64_t hidden = c->hidden_level == 0 ? 0 : table_of(c->maps[0].address, levels, c->hidden_level - 1);

  for (uint64_t table = TABLES; table < TABLES + PAGE * table_count; table += PAGE) {
    struct map m = {table, 0, table == hidden ? 0 : table >> 2 | PTE_ALL_OF_GUEST};

    map_guest(c->hgatp_mode - 5, &m);
  }
}

static void
clear_pages(uint64_t pages, uint64_t count)
{
  for (uint64_t *at = (uint64_t *)pages; at < (uint64_t *)(pages + PAGE * count); at++)
    *at = 0;
}

static void
build_tables(const struct case_record *c)
{
  uint64_t satp_mode = c->satp_mode | c->vsatp_mode, levels = satp_mode - 5;

  clear_pages(TABLES, table_count);
  clear_pages(GUEST_TABLES, guest_table_count);
  table_count = 1;
  guest_table_count = 4;
  for (uint64_t i = 0; i < c->map_count; i++)
    map_own(levels, &c->maps[i]);
  for (uint64_t i = 0; i < c->guest_map_count; i++)
    map_guest(c->hgatp_mode - 5, &c->maps[c->map_count + i]);
  if (c->hgatp_mode != 0 && satp_mode != 0)
    map_tables(c, levels);
}

static uint64_t
atp(uint64_t mode, uint64_t root)
{
  return mode == 0 ? 0 : mode << 60 | root >> 12;
}

static void
prepare(const struct case_record *c)
{
  uint64_t x = c->seed | 1;
  const char *code = (const char *)&c->maps[c->map_count + c->guest_map_count];

  now = c;
  traps = trap_hash = 0;
  for (uint64_t *at = (uint64_t *)DATA; at < (uint64_t *)(DATA + DATA_SIZE); at++) {
    x ^= x << 13;
    x ^= x >> 7;
    x ^= x << 17;
    *at = x;
  }
  build_tables(c);
  memcpy((void *)CODE, code, c->code_size);
  code_end = CODE + c->code_size - 4;
  memcpy(frame.x, c->x, sizeof frame.x);
  memcpy(frame.f, c->f, sizeof frame.f);
  w_csr(fcsr, c->fcsr);
#define CLEAR(name) w_csr(name, 0);
  FOR_CLEARED_CSRS(CLEAR)
  w_csr(vsatp, atp(c->vsatp_mode, TABLES));
  w_csr(hgatp, atp(c->hgatp_mode, GUEST_TABLES));
  asm volatile("fence.i" ::: "memory");
  fence_all();
}

static uint64_t
mix_tables(uint64_t hash, uint64_t tables, uint64_t count)
{
  for (const uint64_t *at = (uint64_t *)tables; at < (uint64_t *)(tables + PAGE * count); at++)
    if (*at != 0)
      hash = mix(hash, *at);
  return hash;
}

static void
print_tables(uint64_t tables, uint64_t count)
{
  for (const uint64_t *at = (uint64_t *)tables; at < (uint64_t *)(tables + PAGE * count); at++)
    if (*at != 0) {
      put_string("pte ");
      put_hex((uint64_t)at, 8);
      put_fact_hex("", *at);
    }
}

static void
print_trap(uint64_t number, const struct trap *t)
{
  static const char *const names[] = {" level ", " cause ", " pc ", " value ", " value2 ", " inst ", " mstatus ", " hstatus ", " vsstatus "};
  const uint64_t *words = (const uint64_t *)t;

  put_string("trap ");
  put_decimal(number);
  for (uint64_t i = 0; i < sizeof *t / sizeof *words; i++) {
    put_string(names[i]);
    put_hex(words[i], i == 0 ? 1 : 16);
  }
  console_put('\n');
}

// The rest: registers are in the frame, CSRs as the case left them.
static uint64_t
collect(uint64_t hash, int is_verbose)
{
#define NAME(name) #name,
#define READ(name) r_csr(name),
  static const char *const names[] = {"mstatus", "fcsr", "vsstatus", FOR_READ_CSRS(NAME) FOR_CLEARED_CSRS(NAME)};
  uint64_t csrs[] = {last_status, 0, r_vsstatus(), FOR_READ_CSRS(READ) FOR_CLEARED_CSRS(READ)};

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
  hash = mix_tables(mix_tables(hash, TABLES, table_count), GUEST_TABLES, guest_table_count);
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
  print_tables(TABLES, table_count);
  print_tables(GUEST_TABLES, guest_table_count);
  put_fact("traps", traps);
  for (uint64_t i = traps > LOG_SIZE ? traps - LOG_SIZE : 0; i < traps; i++)
    print_trap(i, &noted[i % LOG_SIZE]);
  return hash;
}

static void
run_round(const struct case_record *c, uint64_t round)
{
#define WRITE(name) w_csr(name, c->csrs[CASE_CSR_##name]);
  FOR_CASE_CSRS(WRITE)
  w_csr(mstatus, (c->mstatus & ~MSTATUS_MPP) | c->mode << 11 | MSTATUS_FS | c->is_virtual << MSTATUS_MPV_SHIFT);
  w_csr(satp, atp(c->satp_mode, TABLES));
  fence_all();
  w_csr(mepc, CODE);
  enter_case(&frame, round == 0);
  w_csr(satp, 0);
  asm volatile("fence.i" ::: "memory");
  fence_all();
}

void
main(void)
{
  w_csr(mtvec, oracle_vector);
  // Time is not what is compared here.
  w64(CLINT_MTIMECMP(0), ~0ul);
  for (const struct case_record *c = (void *)CASES; c->size != 0; c = (void *)((uint64_t)c + c->size)) {
    uint64_t hash = 0;

    prepare(c);
    for (uint64_t round = 0; round < c->rounds; round++) {
      run_round(c, round);
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
