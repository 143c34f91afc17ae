// The transformed instruction that htinst and mtinst may report, worked out again. priv: Transformed Instruction or
// Pseudoinstruction for mtinst or htinst.
#pragma once

#include <stdint.h>

#define OPCODE_LOAD 0x03
#define OPCODE_LOAD_FP 0x07
#define OPCODE_STORE 0x23
#define OPCODE_STORE_FP 0x27
#define OPCODE_SYSTEM 0x73

static inline uint32_t
bits(uint32_t word, int high, int low)
{
  return word >> low & ((1u << (high - low + 1)) - 1);
}

static inline int
is_hypervisor_access(uint32_t insn)
{
  return (insn & 0x707f) == (OPCODE_SYSTEM | 4 << 12) && bits(insn, 31, 28) == 6;
}

// In bytes; 0 for what is no access.
static inline uint32_t
access_size(uint32_t insn)
{
  switch (insn & 0x7f) {
  case OPCODE_LOAD:
  case OPCODE_LOAD_FP:
  case OPCODE_STORE:
  case OPCODE_STORE_FP:
  case OPCODE_AMO:
    return 1u << bits(insn, 13, 12);
  case OPCODE_SYSTEM:
    return is_hypervisor_access(insn) ? 1u << bits(insn, 27, 26) : 0;
  default:
    return 0;
  }
}

static inline int
is_store_or_amo(uint32_t insn)
{
  switch (insn & 0x7f) {
  case OPCODE_STORE:
  case OPCODE_STORE_FP:
    return 1;
  case OPCODE_AMO:
    return insn >> 27 != FUNCT5_LR;
  case OPCODE_SYSTEM:
    return is_hypervisor_access(insn) && (insn >> 25 & 1);
  default:
    return 0;
  }
}

// The 32-bit form of a compressed load or store; 0 for anything else. unpriv: Load and Store Instructions of "C".
static uint32_t
expand(uint32_t c)
{
  static const uint8_t opcodes[8] = {0, OPCODE_LOAD_FP, OPCODE_LOAD, OPCODE_LOAD, 0, OPCODE_STORE_FP, OPCODE_STORE, OPCODE_STORE};
  uint32_t funct3 = bits(c, 15, 13), opcode = opcodes[funct3], is_store = funct3 >> 2, width = (funct3 & 3) == 2 ? 2 : 3;
  uint32_t base, other, offset;

  if (opcode == 0 || (c & 1))
    return 0;
  if ((c & 3) == 0) {
    base = 8 + bits(c, 9, 7);
    other = 8 + bits(c, 4, 2);
    offset = width == 2 ? bits(c, 12, 10) << 3 | bits(c, 6, 6) << 2 | bits(c, 5, 5) << 6 : bits(c, 12, 10) << 3 | bits(c, 6, 5) << 6;
  } else {
    base = 2;
    other = is_store ? bits(c, 6, 2) : bits(c, 11, 7);
    if (is_store)
      offset = width == 2 ? bits(c, 12, 9) << 2 | bits(c, 8, 7) << 6 : bits(c, 12, 10) << 3 | bits(c, 9, 7) << 6;
    else
      offset = bits(c, 12, 12) << 5 | (width == 2 ? bits(c, 6, 4) << 2 | bits(c, 3, 2) << 6 : bits(c, 6, 5) << 3 | bits(c, 4, 2) << 6);
  }
  return is_store ? offset >> 5 << 25 | other << 20 | base << 15 | width << 12 | (offset & 31) << 7 | opcode
                  : offset << 20 | base << 15 | width << 12 | other << 7 | opcode;
}

static uint64_t
transformed(uint32_t insn, const volatile uint16_t *parcels, uint64_t address)
{
  uint32_t opcode = insn & 0x7f, kept;
  uint64_t start;

  if (access_size(insn) == 0)
    return 0;
  start = frame.x[bits(insn, 19, 15)];
  if (opcode == OPCODE_LOAD || opcode == OPCODE_LOAD_FP) {
    kept = 0x7fff;
    start += (int64_t)((int32_t)insn >> 20);
  } else if (opcode == OPCODE_STORE || opcode == OPCODE_STORE_FP) {
    kept = 0x1f0707f;
    start += (int64_t)(((int32_t)insn >> 25) * 32) + bits(insn, 11, 7);
  } else {
    kept = ~(31u << 15);
  }
  kept &= ~(31u << 15);
  return ((insn & kept) | (address - start & 31) << 15) & ~((parcels[0] & 3) == 3 ? 0ul : 2ul);
}
