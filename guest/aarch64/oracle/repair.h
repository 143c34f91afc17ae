// What QEMU 7.2 reports otherwise than the manual has it, in a way that would hide everything else, is made the same on both sides.
// arches/aarch64/README.md has the rules that decide.
#pragma once

#define FSC 0x3ful
#define FSC_EXTERNAL 0x10ul
#define FSC_LEVEL 3ul
#define S1PTW (1ul << 7)
// ISV, SAS, SSE, SRT, SF, AR.
#define ACCESS 0x1ffc000ul

// ISV and EX.
#define STEPPED (1ul << 24 | 1ul << 6)

#define SYSTEM_OP0 (3ul << 20)
#define SYSTEM_OP1_OP2 (0x3ful << 14)

static int
is_breakpoint(uint64_t class)
{
  return class == EC_BREAKPOINT || class == EC_BREAKPOINT_LOWER;
}

static int
is_step(uint64_t class)
{
  return class == EC_STEP || class == EC_STEP_LOWER;
}

static int
is_data_abort(uint64_t esr)
{
  return EC(esr) == EC_DATA_ABORT || EC(esr) == EC_DATA_ABORT_LOWER;
}

static int
is_abort(uint64_t esr)
{
  return is_data_abort(esr) || EC(esr) == EC_INSTRUCTION_ABORT || EC(esr) == EC_INSTRUCTION_ABORT_LOWER;
}

static void
repair(struct trap *t)
{
  if (is_abort(t->esr)) {
    // The level of a fault in stage 2 of a walk in stage 1 is stage 2's.
    if (t->esr & S1PTW)
      t->esr &= ~FSC_LEVEL;
    // Only of stage 2 is told what the access was.
    if (is_data_abort(t->esr) && t->level == 2 && !now->stage_2)
      t->esr &= ~ACCESS;
    // An access to where nothing is, at the address itself; that of a DC ZVA may be at the beginning of its block.
    if ((t->esr & FSC) == FSC_EXTERNAL)
      t->far &= ~63ul;
  }
  // Of a breakpoint FAR is UNKNOWN; and of a step behind an ERET or ISB, whether that counts as stepped.
  if (is_breakpoint(EC(t->esr)))
    t->far = 0;
  if (is_step(EC(t->esr)) && now->level != 0)
    t->esr &= ~STEPPED;
  // MSR (immediate) that is trapped, with op1 and op2 in each other's place.
  if (EC(t->esr) == EC_SYSTEM && (t->esr & SYSTEM_OP0) == 0)
    t->esr &= ~SYSTEM_OP1_OP2;
  // In the vectors of EL1, which step for EL2: flags are cleared when an exception is taken.
  if (t->level == 2 && t->pc - EL1_VECTORS < VECTORS_SIZE)
    t->spsr &= ~SPSR_FLAGS;
  // An illegal exception return restores PAN and UAO.
  if (t->spsr & SPSR_IL)
    t->spsr &= ~(SPSR_PAN | SPSR_UAO);
  if (t->level == 1) {
    w_sys(esr_el1, t->esr);
    w_sys(far_el1, t->far);
    w_sys(spsr_el1, t->spsr);
  } else {
    w_sys(esr_el2, t->esr);
    w_sys(far_el2, t->far);
    w_sys(spsr_el2, t->spsr);
  }
}
