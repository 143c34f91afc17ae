// Reads flash, which the hypervisor maps when the read faults, through the page table that the kernel made.

#include "../kernel/frames.h"
#include "../lib/console.h"
#include "../lib/numbers.h"

#define MAGIC_SIZE 4

static const char magic[MAGIC_SIZE] = "pfld";

int
main(void)
{
  const volatile uint32_t *bank = at_physical(FLASH);
  uint32_t word;

  put_string("Reading PFlash at physical address ");
  put_address(FLASH);
  put_string("...\n");
  word = *bank;
  put_string("Try to access pflash dev region [");
  put_address_capital((uint64_t)bank);
  put_string("], got ");
  put_address_capital(word);
  console_put('\n');
  for (unsigned i = 0; i < MAGIC_SIZE; i++) {
    if ((char)(word >> 8 * i) != magic[i]) {
      put_string("No pflash magic\n");
      return 1;
    }
  }
  put_string("Got pflash magic: ");
  for (unsigned i = 0; i < MAGIC_SIZE; i++)
    console_put(magic[i]);
  console_put('\n');
  return 0;
}
