// The second flash bank: the word at its start, and that it answers a CFI query. (Intel command set.)

#include "../../lib/console.h"
#include "../virt.h"
#include "bare.h"

#define BANK (FLASH + FLASH_SIZE)
#define CFI_QUERY 0x98
#define READ_ARRAY 0xff

void
test_flash(void)
{
  uint32_t q, r, y;

  put_fact_hex("flash starts with", r32(BANK));
  // Two 16-bit chips side by side: each command goes to both.
  w32(BANK + 4 * 0x55, CFI_QUERY << 16 | CFI_QUERY);
  q = r32(BANK + 4 * 0x10);
  r = r32(BANK + 4 * 0x11);
  y = r32(BANK + 4 * 0x12);
  w32(BANK, READ_ARRAY << 16 | READ_ARRAY);
  put_result("flash", (q & 0xff) == 'Q' && (r & 0xff) == 'R' && (y & 0xff) == 'Y');
}
