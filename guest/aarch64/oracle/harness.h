// What both harnesses share.
#pragma once

#include <stdint.h>

static inline uint64_t
mix(uint64_t hash, uint64_t value)
{
  hash = (hash ^ value) * 0x9e3779b97f4a7c15ul;
  return hash ^ hash >> 29;
}

// Code that is in the caches as it was before has been written.
static inline void
code_changed(uint64_t start, uint64_t end)
{
  for (uint64_t at = start & ~63ul; at < end; at += 64)
    asm volatile("dc cvau, %0\ndsb ish\nic ivau, %0" :: "r"(at) : "memory");
  asm volatile("dsb ish\nisb" ::: "memory");
}
