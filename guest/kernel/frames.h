// Physical memory, a frame at a time: the first that is free. All of it is mapped at LINEAR.
#pragma once

#include <stdint.h>

#include "isa.h"

#define PAGE_SIZE 4096ul

static inline void *at_physical(uint64_t physical) { return (void *)(LINEAR + physical); }
static inline uint64_t physical_of(const void *linear) { return (uint64_t)linear - LINEAR; }

// What is free at the start; both page aligned.
void frames_init(uint64_t start, uint64_t end);
// `count` frames in a row, zeroed. Panics when there are none.
uint64_t frames_take(unsigned count);
void frames_give(uint64_t physical, unsigned count);
