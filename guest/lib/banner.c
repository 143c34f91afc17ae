#include "banner.h"

// Each letter is made of itself. The hypervisor's own console text has the same drawing.
const char banner[] =
  "\n"
  "     AAA                                    OOOOO     SSSSSS\n"
  "    AA AA                                 OOO   OOO  SS    SS\n"
  "   AA   AA    rr rrrr    cccccc    eeeee  OO     OO  SS\n"
  "  AA     AA   rrrr  rr  cc    cc  ee   ee OO     OO   SSSSSS\n"
  "  AAAAAAAAA   rr        cc        eeeeeee OO     OO        SS\n"
  "  AA     AA   rr        cc        ee      OO     OO        SS\n"
  "  AA     AA   rr        cc    cc  ee   ee OOO   OOO  SS    SS\n"
  "  AA     AA   rr         cccccc    eeeee    OOOOO     SSSSSS\n"
  "\n";
