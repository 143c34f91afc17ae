// Integers: products, quotients and their corners, bit manipulation, and accesses at any alignment.

#include "../../lib/console.h"
#include "../../lib/string.h"
#include "bare.h"

#define OP(text, a, b)                                       \
  ({                                                         \
    uint64_t d_;                                             \
    asm volatile(text " %0, %1, %2" : "=r"(d_) : "r"(a), "r"(b)); \
    d_;                                                      \
  })
#define OP1(text, a)                                 \
  ({                                                 \
    uint64_t d_;                                     \
    asm volatile(text " %0, %1" : "=r"(d_) : "r"(a)); \
    d_;                                              \
  })

static const uint64_t minus_one = ~0ul;
static const uint64_t smallest = 1ul << 63;

static uint64_t
xorshift(uint64_t x)
{
  x ^= x << 13;
  x ^= x >> 7;
  return x ^ x << 17;
}

void
test_arithmetic(void)
{
  static char bytes[8200] __attribute__((aligned(4096)));
  uint64_t hash = 0, x = 88172645463325252ul, word;
  int ok = 1;

  ok &= OP("div", 7ul, 0ul) == minus_one && OP("rem", 7ul, 0ul) == 7;
  ok &= OP("div", smallest, minus_one) == smallest && OP("rem", smallest, minus_one) == 0;
  ok &= OP("mulhsu", minus_one, minus_one) == minus_one && OP("mulhu", minus_one, minus_one) == minus_one - 1;
  ok &= OP("divw", 0x80000000ul, minus_one) == 0xffffffff80000000ul;
  ok &= OP1("cpop", 0xf0f0ul) == 8 && OP1("clz", 1ul) == 63 && OP1("ctz", 0ul) == 64;
  ok &= OP1("rev8", 0x0102030405060708ul) == 0x0807060504030201ul && OP1("orc.b", 0x00010000ff000020ul) == 0x00ff0000ff0000fful;
  ok &= OP("clmul", 0xfful, 0xfful) == 0x5555 && OP("sh3add", 5ul, 2ul) == 42;

  for (int i = 0; i < 1000; i++) {
    uint64_t y = xorshift(x);

    hash = hash * 31 + OP("mulh", x, y);
    hash = hash * 31 + OP("div", x, (y >> (i & 63)) | 1);
    hash = hash * 31 + OP("remuw", x, y | 1);
    hash = hash * 31 + OP("clmulr", x, y);
    hash = hash * 31 + OP("ror", x, y);
    hash = hash * 31 + OP("max", x, y) - OP("andn", y, x);
    x = y;
  }
  put_fact_hex("integers", hash);

  // Across a page boundary, at every offset.
  hash = 0;
  for (uint64_t i = 0; i < sizeof bytes; i++)
    bytes[i] = (char)(i * 7);
  for (int at = 4088; at <= 4096; at++) {
    word = *(volatile uint64_t *)(bytes + at);
    hash = hash * 31 + word;
    *(volatile uint64_t *)(bytes + at) = hash;
  }
  for (int i = 4080; i < 4112; i++)
    hash = hash * 31 + (uint8_t)bytes[i];
  put_fact_hex("misaligned", hash);
  put_result("arithmetic", ok);
}
