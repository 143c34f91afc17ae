// Text for people, a value at a time: no formats, no buffer.
#pragma once

#include <stdint.h>

// Supplied by the board.
void console_put(char byte);

void put_string(const char *text);
void put_decimal(uint64_t value);
// The low `digits` hex digits, with 0x before them.
void put_hex(uint64_t value, int digits);

// `name: value` lines.
void put_fact(const char *name, uint64_t value);
void put_fact_hex(const char *name, uint64_t value);

// Prints `test NAME: OK` or `FAILED`, and remembers the latter.
void put_result(const char *name, int ok);
// 1 while no put_result has failed.
int all_ok(void);
