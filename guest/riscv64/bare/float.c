// Single and double precision: values to the last bit, flags and rounding modes.

#include "../../lib/console.h"
#include "../csr.h"
#include "bare.h"

#define FLAG_NX 1
#define FLAG_DZ 8
#define FLAG_NV 16

static uint64_t
bits(double value)
{
  uint64_t b;

  asm("fmv.x.d %0, %1" : "=r"(b) : "f"(value));
  return b;
}

static uint64_t
square_root(uint64_t of)
{
  uint64_t b;
  double d;

  asm volatile("fmv.d.x %1, %2\nfsqrt.d %1, %1\nfmv.x.d %0, %1" : "=r"(b), "=&f"(d) : "r"(of));
  return b;
}

static uint64_t
divide(double a, double b)
{
  double q;

  asm volatile("fdiv.d %0, %1, %2" : "=f"(q) : "f"(a), "f"(b));
  return bits(q);
}

void
test_float(void)
{
  double sum = 0, e = 1, term = 1;
  float single = 0;
  uint64_t hash = 0;
  int ok = 1;

  for (int i = 0; i < 2000; i++)
    sum += (i & 1 ? -4.0 : 4.0) / (2 * i + 1);
  for (int i = 1; i < 25; i++)
    e += term /= i;
  for (int i = 1; i < 3000; i++)
    single = single * 0.75f + 1.0f / (float)i;
  put_fact_hex("pi, 2000 terms", bits(sum));
  put_fact_hex("e, 25 terms", bits(e));
  put_fact_hex("single", bits(single));
  put_fact_hex("square root of 2", square_root(bits(2.0)));
  ok &= square_root(bits(2.0)) == 0x3ff6a09e667f3bcdul;

  // 1/3 in the five rounding modes: to nearest, to zero, down, up, to nearest with ties away.
  for (uint64_t mode = 0; mode < 5; mode++) {
    w_csr(frm, mode);
    hash = hash * 31 + divide(1.0, 3.0) + divide(-1.0, 3.0);
  }
  w_csr(frm, 0);
  put_fact_hex("thirds", hash);
  w_csr(fflags, 0);
  ok &= divide(1.0, 3.0) == 0x3fd5555555555555ul && r_csr(fflags) == FLAG_NX;
  w_csr(fflags, 0);
  ok &= divide(1.0, 0.0) == 0x7ff0000000000000ul && r_csr(fflags) == FLAG_DZ;
  w_csr(fflags, 0);
  // The NaN of an invalid operation is the canonical one.
  ok &= square_root(bits(-1.0)) == 0x7ff8000000000000ul && r_csr(fflags) == FLAG_NV;
  w_csr(fflags, 0);
  put_result("float", ok);
}
