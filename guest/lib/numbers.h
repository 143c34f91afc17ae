// More ways to print a number.
#pragma once

#include <stdint.h>

void put_signed(int64_t value);
// 0x and no more digits than there are.
void put_address(uint64_t value);
// 0x and capital digits, no more than there are.
void put_address_capital(uint64_t value);
