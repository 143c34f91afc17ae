// The parts of the program. Each prints what it computed and whether that is right.
#pragma once

#include <stdint.h>

void test_tree(const void *tree);
void test_exceptions(void);
void test_arithmetic(void);
void test_atomics(void);
void test_float(void);
void test_timer(void);
void test_rtc(void);
void test_flash(void);
void test_paging(void);
void test_harts(void);
void test_disk(void);
void test_keyboard(void);

// Harts the device tree names. Known after test_tree.
extern int hart_count;
