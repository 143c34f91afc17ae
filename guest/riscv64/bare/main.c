// A program for the bare riscv64-virt board: no firmware, no kernel. It visits every device and mode the board has
// and prints facts that a wrong machine gets wrong. The console is the same on QEMU's virt, apart from the time of day.

#include "bare.h"

#include "../../lib/console.h"
#include "../csr.h"
#include "../virt.h"

static const char banner[] =
  "\n"
  "    .--------.\n"
  "    | o    o |   bare\n"
  "    |  ----  |   riscv64-virt, from reset to power-off\n"
  "    '--------'\n"
  "     ||    ||\n"
  "\n";

// Called from start.S on hart 0 in M-mode, interrupts off.
void
main(const void *tree)
{
  put_string(banner);
  // With or without H: this program does not use it.
  put_fact_hex("misa", r_csr(misa) & ~MISA_H);
  test_tree(tree);
  test_exceptions();
  test_arithmetic();
  test_atomics();
  test_float();
  test_timer();
  test_rtc();
  test_flash();
  test_paging();
  test_harts();
  test_disk();
  test_keyboard();
  put_string(all_ok() ? "ALL TESTS PASSED\n" : "SOME TESTS FAILED\n");
  power_off(all_ok() ? 0 : 1);
}
