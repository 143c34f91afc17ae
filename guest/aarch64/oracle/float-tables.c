// Instructions that compute with V registers, on tables of operands, as hashes: replay/oracle compares them with QEMU's.
//
// Operands depend only on instruction, mode, index and the pool's seed, so that a difference can be looked at closer: the same range again
// with a line for every result, which shows the operands.

#include "../../lib/console.h"
#include "../sysreg.h"
#include "../virt.h"
#include "harness.h"

// What to do, put here by replay/oracle (aarch64/float.ts).
#define REQUEST 0x44000000ul
#define MODES_MAX 64
#define NAME_SIZE 64

enum kind { HALF, SINGLE, DOUBLE, INTEGER, KINDS };

struct row {
  uint64_t instruction;
  uint64_t kind;
  uint64_t modes;   // a bit each
  uint64_t counts[2];   // of results: in the first modes, in the others
  uint64_t is_last;     // of its encoding
  char name[NAME_SIZE];
};

struct request {
  uint64_t first;
  uint64_t every;         // results a line; 1 shows operands too
  uint64_t pool_seed;
  uint64_t plain_modes;   // those that have the first count
  uint64_t is_summed;     // a line for all modes of an encoding
  uint64_t row_count;
  uint64_t fpcr[MODES_MAX];
  struct row rows[];
};

struct outcome {
  uint64_t operands[8];
  uint64_t v[2];
  uint64_t x;
  uint64_t status;   // FPSR, and N, Z, C, V from bit 32 on
};

// float-tables.S
uint64_t run_loop(uint64_t hash, uint64_t first, uint64_t count, const uint64_t *pool, struct outcome *last);
extern uint32_t tried_instruction[];

#define POOL_SIZE 8192

static uint64_t pools[KINDS][POOL_SIZE] __attribute__((aligned(16)));
static uint64_t state;

// splitmix64
static uint64_t
draw(void)
{
  uint64_t z = state += 0x9e3779b97f4a7c15ul;

  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9ul;
  z = (z ^ z >> 27) * 0x94d049bb133111ebul;
  return z ^ z >> 31;
}

struct format {
  unsigned exponent_bits, fraction_bits;
};

static const struct format formats[] = {{5, 10}, {8, 23}, {11, 52}};

// A number of a format: special, like a power of two or near one, near `near`, an integer or nearly one, subnormal, of ordinary size, any.
static uint64_t
number(const struct format *f, uint64_t near)
{
  uint64_t r = draw(), top = (1ul << f->exponent_bits) - 1, bias = top >> 1, fraction_mask = (1ul << f->fraction_bits) - 1;
  uint64_t sign = r >> 63 << (f->exponent_bits + f->fraction_bits), exponent, fraction = draw() & fraction_mask;
  static const uint64_t ends[] = {0, 1, 2, 3};

  switch (r & 15) {
  case 0:
  case 1:
    exponent = (r >> 8 & 1) ? top : 0;
    fraction = (r >> 9 & 1) ? ends[r >> 10 & 3] : (ends[r >> 10 & 3] << (f->fraction_bits - 2)) | ends[r >> 12 & 3];
    break;
  case 2:
    exponent = (r >> 8 & 1) ? top - 1 - (r >> 9 & 1) : 1 + (r >> 9 & 1);
    fraction = (r >> 10 & 1) ? fraction_mask - ends[r >> 11 & 3] : ends[r >> 11 & 3];
    break;
  case 3:
    return near ^ sign ^ 1ul << (draw() % (f->exponent_bits + f->fraction_bits));
  case 4:
    return near ^ (r >> 8 & 1) << (f->exponent_bits + f->fraction_bits);
  case 5:
  case 6:
    exponent = ((near >> f->fraction_bits) + r % 9 - 4) & top;
    break;
  case 7:
    // Integers of all sizes, and halves between them.
    exponent = bias + (r >> 8) % (f->fraction_bits + 3);
    fraction &= ~0ul << (f->fraction_bits + 1 - (r >> 16) % (f->fraction_bits + 1));
    break;
  case 8:
    exponent = 0;
    fraction >>= (r >> 8) % f->fraction_bits;
    break;
  case 9:
    exponent = bias - 1 + (r >> 8 & 3);
    fraction = (r >> 10 & 1) ? fraction_mask - ends[r >> 11 & 3] : ends[r >> 11 & 3];
    break;
  case 10:
    // Limits of integers.
    exponent = bias + 7 + (r >> 8) % 58;
    fraction = (r >> 16 & 1) ? fraction_mask - ends[r >> 17 & 3] : ends[r >> 17 & 3];
    break;
  case 11:
    return draw() & ((sign | 1ul << (f->exponent_bits + f->fraction_bits)) * 2 - 1);
  default:
    exponent = bias - 6 + (r >> 8) % 12;
  }
  return sign | (exponent & top) << f->fraction_bits | (fraction & fraction_mask);
}

static uint64_t
integer(void)
{
  uint64_t r = draw();

  switch (r & 7) {
  case 0:
    return (r >> 8 & 1 ? 0x7f80017f80ff0100ul : 0x7fff80000001fffful) ^ (r >> 9 & 1 ? ~0ul : 0);
  case 1:
    return (r >> 8 & 1 ? 0x7fffffff80000000ul : 0x8000000000000000ul) + (r >> 9 & 3) - 1;
  case 2:
    return draw() >> (r >> 8 & 63);
  case 3:
    return (uint64_t)((int64_t)draw() >> (r >> 8 & 63));
  case 4:
    return (1ul << (r >> 8 & 63)) - (r >> 16 & 3);
  case 5:
    // Small numbers in bytes, such as amounts of shifts and indices.
    return draw() & 0x1f0f3f7f1f0f3f07ul;
  default:
    return draw();
  }
}

static void
fill_pool(enum kind kind)
{
  for (unsigned i = 0; i < POOL_SIZE; i++) {
    unsigned lane_bits = 16u << kind;
    uint64_t near = i < 2 ? 0 : pools[kind][i - 2], value = 0;

    if (kind == INTEGER) {
      pools[kind][i] = integer();
      continue;
    }
    for (unsigned at = 0; at < 64; at += lane_bits) {
      uint64_t mask = lane_bits == 64 ? ~0ul : (1ul << lane_bits) - 1;

      value |= (number(&formats[kind], near >> at & mask) & mask) << at;
    }
    pools[kind][i] = value;
  }
}

static void
put_outcome(const struct outcome *o)
{
  for (unsigned i = 0; i < 8; i += 2) {
    put_hex(o->operands[i + 1], 16);
    console_put('_');
    put_hex(o->operands[i], 16);
    console_put(' ');
  }
  put_string("= ");
  put_hex(o->v[1], 16);
  console_put('_');
  put_hex(o->v[0], 16);
  put_string(" x ");
  put_hex(o->x, 16);
  put_string(" fpsr ");
  put_hex(o->status & 0xffffffff, 8);
  put_string(" vczn ");
  put_hex(o->status >> 32, 1);
}

static void
put_line(const struct row *row, uint64_t mode, uint64_t index)
{
  put_string(row->name);
  put_string(" mode ");
  put_decimal(mode);
  put_string(" to ");
  put_decimal(index);
  console_put(' ');
}

static uint64_t
run(const struct request *request, const struct row *row, uint64_t mode, uint64_t hash)
{
  uint64_t base = (row->instruction << 6 | mode) << 26, end;
  struct outcome last __attribute__((aligned(16)));

  w_sys(fpcr, request->fpcr[mode]);
  end = request->first + row->counts[mode < request->plain_modes ? 0 : 1];
  for (uint64_t i = request->first; i < end; i += request->every) {
    hash = run_loop(hash, base + i, request->every, pools[row->kind], &last);
    if (request->is_summed)
      continue;
    put_line(row, mode, i + request->every);
    if (request->every == 1)
      put_outcome(&last);
    else
      put_hex(hash, 16);
    console_put('\n');
  }
  return hash;
}

void
main(void)
{
  const struct request *request = (const struct request *)REQUEST;
  uint64_t hash = 0;

  w_sys(cptr_el2, 0x33ff);
  isb();
  state = request->pool_seed;
  for (unsigned kind = 0; kind < KINDS; kind++)
    fill_pool((enum kind)kind);
  for (uint64_t i = 0; i < request->row_count; i++) {
    const struct row *row = &request->rows[i];

    tried_instruction[0] = (uint32_t)row->instruction;
    code_changed((uint64_t)tried_instruction, (uint64_t)tried_instruction + 4);
    for (uint64_t mode = 0; mode < MODES_MAX; mode++)
      if (row->modes >> mode & 1)
        hash = run(request, row, mode, request->is_summed ? hash : 0);
    if (request->is_summed && row->is_last) {
      put_line(row, 0, request->first + row->counts[0]);
      put_hex(hash, 16);
      console_put('\n');
      hash = 0;
    }
  }
  put_string("done\n");
  power_off(0);
}
