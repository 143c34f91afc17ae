// Floating-point operations on tables of operands, as hashes: replay/oracle compares them with QEMU's.
//
// Operands depend only on operation, rounding mode and index, so that a difference can be looked at closer: the same range
// again with a hash for every result, then the operands themselves.

#include "../../lib/console.h"
#include "../csr.h"
#include "../virt.h"

// What to do, put here by replay/oracle.
#define REQUEST (RAM + 0x1000000)

struct request {
  uint64_t first_operation, operation_count;
  uint64_t first_mode, mode_count;
  uint64_t first, count;
  // Results a line; 1 prints operands too.
  uint64_t every;
};

// Operands and result are bits. `code` takes three operands and uses as many as it has.
struct operation {
  const char *name;
  uint64_t (*code)(uint64_t, uint64_t, uint64_t);
  char operands;   // 's', 'd' or, for integers, 'x'
};

// Defines a function around one instruction, rounding as frm says.
#define FROM_FLOATS(function, text, result)                                                          \
  static uint64_t function(uint64_t a, uint64_t b, uint64_t c)                                       \
  {                                                                                                  \
    asm volatile("fmv.d.x fa0, %0\nfmv.d.x fa1, %1\nfmv.d.x fa2, %2\n" text "\n" result              \
                 : "+r"(a) : "r"(b), "r"(c) : "fa0", "fa1", "fa2");                                  \
    return a;                                                                                        \
  }
#define TO_FLOAT(function, text)                                                                     \
  static uint64_t function(uint64_t a, uint64_t b, uint64_t c)                                       \
  {                                                                                                  \
    (void)b;                                                                                         \
    (void)c;                                                                                         \
    asm volatile(text "\nfmv.x.d %0, fa0" : "+r"(a) : : "fa0");                                      \
    return a;                                                                                        \
  }
#define F1(op, t) FROM_FLOATS(op##_##t, #op "." #t " fa0, fa0", "fmv.x.d %0, fa0")
#define F2(op, t) FROM_FLOATS(op##_##t, #op "." #t " fa0, fa0, fa1", "fmv.x.d %0, fa0")
#define F3(op, t) FROM_FLOATS(op##_##t, #op "." #t " fa0, fa0, fa1, fa2", "fmv.x.d %0, fa0")
#define X1(op, t) FROM_FLOATS(op##_##t, #op "." #t " %0, fa0", "")
#define X2(op, t) FROM_FLOATS(op##_##t, #op "." #t " %0, fa0, fa1", "")
#define CONVERT(i, t)                                                   \
  FROM_FLOATS(fcvt_##i##_##t, "fcvt." #i "." #t " %0, fa0, dyn", "")    \
  TO_FLOAT(fcvt_##t##_##i, "fcvt." #t "." #i " fa0, %0")
#define ALL(t)                                                                               \
  F2(fadd, t) F2(fsub, t) F2(fmul, t) F2(fdiv, t) F1(fsqrt, t)                               \
  F3(fmadd, t) F3(fmsub, t) F3(fnmadd, t) F3(fnmsub, t)                                      \
  F2(fmin, t) F2(fmax, t) F2(fsgnj, t) F2(fsgnjn, t) F2(fsgnjx, t)                           \
  X2(feq, t) X2(flt, t) X2(fle, t) X1(fclass, t)                                             \
  CONVERT(w, t) CONVERT(wu, t) CONVERT(l, t) CONVERT(lu, t)

ALL(s)
ALL(d)
FROM_FLOATS(fcvt_d_s, "fcvt.d.s fa0, fa0", "fmv.x.d %0, fa0")
FROM_FLOATS(fcvt_s_d, "fcvt.s.d fa0, fa0", "fmv.x.d %0, fa0")
FROM_FLOATS(fmv_x_w, "fmv.x.w %0, fa0", "")
TO_FLOAT(fmv_w_x, "fmv.w.x fa0, %0")

#define ENTRY(op, t, kind) {#op "." #t, op##_##t, kind},
#define ENTRIES(t, kind)                                                                     \
  ENTRY(fadd, t, kind) ENTRY(fsub, t, kind) ENTRY(fmul, t, kind) ENTRY(fdiv, t, kind)        \
  ENTRY(fsqrt, t, kind) ENTRY(fmadd, t, kind) ENTRY(fmsub, t, kind) ENTRY(fnmadd, t, kind)   \
  ENTRY(fnmsub, t, kind) ENTRY(fmin, t, kind) ENTRY(fmax, t, kind) ENTRY(fsgnj, t, kind)     \
  ENTRY(fsgnjn, t, kind) ENTRY(fsgnjx, t, kind) ENTRY(feq, t, kind) ENTRY(flt, t, kind)      \
  ENTRY(fle, t, kind) ENTRY(fclass, t, kind)                                                 \
  ENTRY(fcvt_w, t, kind) ENTRY(fcvt_wu, t, kind) ENTRY(fcvt_l, t, kind) ENTRY(fcvt_lu, t, kind) \
  ENTRY(fcvt_##t, w, 'x') ENTRY(fcvt_##t, wu, 'x') ENTRY(fcvt_##t, l, 'x') ENTRY(fcvt_##t, lu, 'x')

static const struct operation operations[] = {
  ENTRIES(s, 's')
  ENTRIES(d, 'd')
  ENTRY(fcvt_d, s, 's')
  ENTRY(fcvt_s, d, 'd')
  ENTRY(fmv_x, w, 's')
  ENTRY(fmv_w, x, 'x')
  {0, 0, 0},
};

static uint64_t
mix(uint64_t hash, uint64_t value)
{
  hash = (hash ^ value) * 0x9e3779b97f4a7c15ul;
  return hash ^ hash >> 29;
}

// splitmix64
static uint64_t state;

static uint64_t
draw(void)
{
  uint64_t z = state += 0x9e3779b97f4a7c15ul;

  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9ul;
  z = (z ^ z >> 27) * 0x94d049bb133111ebul;
  return z ^ z >> 31;
}

// Zeros, subnormals, the least normal, one and its neighbours, integers' limits, the greatest, infinity, NaNs.
static const uint64_t corners_d[] = {
  0x0000000000000000, 0x0000000000000001, 0x0000000000000002, 0x000fffffffffffff, 0x0008000000000000, 0x0010000000000000,
  0x0010000000000001, 0x001fffffffffffff, 0x0020000000000000, 0x3c90000000000000, 0x3ca0000000000000, 0x3cb0000000000000,
  0x3fdfffffffffffff, 0x3fe0000000000000, 0x3fe0000000000001, 0x3fefffffffffffff, 0x3ff0000000000000, 0x3ff0000000000001,
  0x3ff8000000000000, 0x4000000000000000, 0x4004000000000000, 0x4008000000000000, 0x41dfffffffc00000, 0x41dfffffffe00000,
  0x41e0000000000000, 0x41e0000000100000, 0x41efffffffe00000, 0x41effffffff00000, 0x41f0000000000000, 0x4330000000000000,
  0x433fffffffffffff, 0x4340000000000000, 0x43dfffffffffffff, 0x43e0000000000000, 0x43e0000000000001, 0x43efffffffffffff,
  0x43f0000000000000, 0x36a0000000000000, 0x3690000000000000, 0x380fffffffffffff, 0x3810000000000000, 0x380fffffe0000000,
  0x380ffffff0000000, 0x47efffffe0000000, 0x47efffffefffffff, 0x47effffff0000000, 0x47f0000000000000, 0x7fdfffffffffffff,
  0x7fe0000000000000, 0x7feffffffffffffe, 0x7fefffffffffffff, 0x7ff0000000000000, 0x7ff0000000000001, 0x7ff7ffffffffffff,
  0x7ff8000000000000, 0x7ff8000000000001, 0x7fffffffffffffff,
};
static const uint32_t corners_s[] = {
  0x00000000, 0x00000001, 0x00000002, 0x007fffff, 0x00400000, 0x00800000, 0x00800001, 0x00ffffff, 0x01000000, 0x33000000,
  0x33800000, 0x34000000, 0x3effffff, 0x3f000000, 0x3f000001, 0x3f7fffff, 0x3f800000, 0x3f800001, 0x3fc00000, 0x40000000,
  0x40200000, 0x40400000, 0x4effffff, 0x4f000000, 0x4f000001, 0x4f7fffff, 0x4f800000, 0x4b000000, 0x4b7fffff, 0x4b800000,
  0x5effffff, 0x5f000000, 0x5f000001, 0x5f7fffff, 0x5f800000, 0x7e7fffff, 0x7f000000, 0x7f7ffffe, 0x7f7fffff, 0x7f800000,
  0x7f800001, 0x7fbfffff, 0x7fc00000, 0x7fc00001, 0x7fffffff,
};
static const uint64_t corners_x[] = {
  0, 1, 2, 3, 0x7fffff, 0x800000, 0xffffff, 0x1000000, 0x1000001, 0x1000003, 0x7fffffff, 0x80000000, 0x80000001, 0xffffffff,
  0x100000000, 0xfffffffffffff, 0x1fffffffffffff, 0x20000000000000, 0x20000000000001, 0x20000000000003, 0x7fffffffffffffff,
  0x8000000000000000, 0x8000000000000001, 0xfffffffffffff800, 0xfffffffffffffc00, 0xfffffffffffffbff, 0xffffff8000000000,
  0xffffff7fffffffff,
};

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

// `near` is the operand before: exponents close to its are where additions round and cancel.
static uint64_t
double_operand(uint64_t near)
{
  uint64_t r = draw(), sign = r & 1ul << 63;

  switch (r & 7) {
  case 0:
  case 1:
    return sign | corners_d[draw() % COUNT(corners_d)];
  case 2:
    return draw();
  case 3:
    return near ^ sign ^ (1ul << (draw() & 63));
  case 4: {
    // A few bits set, at both ends of the fraction.
    uint64_t fraction = (draw() & draw() & draw()) | (r >> 8 & 0xf);

    return sign | (0x3ff - 60 + draw() % 120) << 52 | (fraction & 0xffffffffffffful);
  }
  case 5:
    return sign | ((near >> 52 & 0x7ff) + draw() % 9 - 4 & 0x7ff) << 52 | (draw() & 0xffffffffffffful);
  case 6:
    // Subnormal, or nearly.
    return sign | (draw() & 0x1ffffffffffffful) >> (draw() % 54);
  default:
    return sign | (0x3ff - 8 + draw() % 72) << 52 | (draw() & 0xffffffffffffful);
  }
}

static uint64_t
single_operand(uint64_t near)
{
  uint64_t r = draw(), boxed = 0xffffffff00000000ul;
  uint32_t sign = (uint32_t)r & 0x80000000, n = (uint32_t)near, bits;

  switch (r & 7) {
  case 0:
  case 1:
    bits = sign | corners_s[draw() % COUNT(corners_s)];
    break;
  case 2:
    bits = (uint32_t)draw();
    break;
  case 3:
    bits = n ^ sign ^ (1u << (draw() & 31));
    break;
  case 4:
    bits = sign | (uint32_t)(0x7f - 30 + draw() % 60) << 23 | ((uint32_t)(draw() & draw() & draw()) & 0x7fffff) | (r >> 8 & 7);
    break;
  case 5:
    bits = sign | ((n >> 23 & 0xff) + (uint32_t)(draw() % 9) - 4 & 0xff) << 23 | ((uint32_t)draw() & 0x7fffff);
    break;
  case 6:
    bits = sign | ((uint32_t)draw() & 0xffffff) >> draw() % 25;
    break;
  default:
    bits = sign | (uint32_t)(0x7f - 8 + draw() % 72) << 23 | ((uint32_t)draw() & 0x7fffff);
  }
  // Not NaN-boxed now and then.
  return (r >> 16 & 63) == 0 ? (draw() << 32 | bits) : boxed | bits;
}

static uint64_t
integer_operand(void)
{
  uint64_t r = draw();

  switch (r & 3) {
  case 0:
    return corners_x[draw() % COUNT(corners_x)] ^ (r & 4 ? ~0ul : 0);
  case 1:
    return draw() >> (r >> 8 & 63);
  case 2:
    return (uint64_t)((int64_t)draw() >> (r >> 8 & 63));
  default:
    // A run of ones: halfway and nearly halfway once converted.
    return ((1ul << (r >> 8 & 63)) - (r >> 16 & 3)) << (r >> 24 & 7);
  }
}

static uint64_t
operand(char kind, uint64_t near)
{
  return kind == 's' ? single_operand(near) : kind == 'd' ? double_operand(near) : integer_operand();
}

static void
put_line(const struct operation *o, uint64_t mode, uint64_t index)
{
  put_string(o->name);
  put_string(" mode ");
  put_decimal(mode);
  put_string(" to ");
  put_decimal(index);
  console_put(' ');
}

static void
run(const struct operation *o, uint64_t operation, uint64_t mode, const struct request *request)
{
  uint64_t hash = 0;

  for (uint64_t i = request->first; i < request->first + request->count; i++) {
    uint64_t a, b, c, result, flags;

    state = (operation * 8 + mode) * 0x100000000ul + i;
    a = operand(o->operands, draw());
    b = operand(o->operands, a);
    c = operand(o->operands, b);
    w_csr(fcsr, mode << 5);
    result = o->code(a, b, c);
    flags = r_csr(fflags);
    hash = mix(mix(hash, result), flags);
    if ((i + 1 - request->first) % request->every != 0)
      continue;
    put_line(o, mode, i + 1);
    if (request->every == 1) {
      put_hex(a, 16);
      console_put(' ');
      put_hex(b, 16);
      console_put(' ');
      put_hex(c, 16);
      put_string(" = ");
      put_hex(result, 16);
      put_string(" flags ");
      put_hex(flags, 2);
    } else {
      put_hex(hash, 16);
    }
    console_put('\n');
  }
}

void
main(void)
{
  const struct request *request = (void *)REQUEST;
  uint64_t last = request->first_operation + request->operation_count;

  for (uint64_t n = 0; operations[n].name != 0; n++)
    if (n >= request->first_operation && n < last)
      for (uint64_t mode = request->first_mode; mode < request->first_mode + request->mode_count; mode++)
        run(&operations[n], n, mode, request);
  put_string("done\n");
  power_off(0);
}
