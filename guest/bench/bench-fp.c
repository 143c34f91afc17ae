// Doubles: matrix products by fused multiply-add.

#include "report.h"

#define N 96
#define ROUNDS 90

static double a[N][N], b[N][N], c[N][N];

void
main(void)
{
  uint64_t sum = 0;

  start();
  for (int i = 0; i < N; i++)
    for (int j = 0; j < N; j++) {
      a[i][j] = (double)(i * 7 + j * 3 % 11) / 97.0;
      b[i][j] = (double)(i * 5 - j * 2) / 89.0;
    }
  for (int round = 0; round < ROUNDS; round++) {
    for (int i = 0; i < N; i++)
      for (int j = 0; j < N; j++) {
        double s = c[i][j] * 0.5;

        for (int k = 0; k < N; k++)
          s = __builtin_fma(a[i][k], b[k][j], s);
        c[i][j] = s;
      }
    a[round % N][round * 7 % N] -= c[round * 3 % N][round % N] / 4096.0;
  }
  for (int i = 0; i < N; i++)
    for (int j = 0; j < N; j++) {
      union { double value; uint64_t bits; } element = {c[i][j]};

      sum = sum * 31 + element.bits;
    }
  report(sum);
}
