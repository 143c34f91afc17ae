// Reads what a trap left, and repairs what QEMU 7.2 gets wrong in a way that would hide everything else. What is wrong goes back
// into the CSRs repaired, so that the case does not see it either. arches/riscv64/README.md has the sentences that decide.
#pragma once

#include "transformed.h"

#define CAUSE_LOAD_GUEST_PAGE 21
#define CAUSE_STORE_GUEST_PAGE 23
#define CAUSE_FETCH_GUEST_PAGE 20
#define CAUSE_VIRTUAL_INSTRUCTION 22
// Causes that report an address.
#define ADDRESS_CAUSES 0xb0b0f3ul
#define PSEUDO_READ 0x3000
#define PSEUDO_WRITE 0x3020

// QEMU 7.2 computes no SD here.
static uint64_t
r_vsstatus(void)
{
  return r_csr(vsstatus) & ~SSTATUS_SD;
}

static void
read_m(struct trap *t)
{
  *t = (struct trap){
    0, r_csr(mcause), r_csr(mepc), r_csr(mtval), r_csr(mtval2), r_csr(mtinst), r_csr(mstatus), r_csr(hstatus), r_vsstatus(),
  };
}

static void
read_hs(struct trap *t)
{
  t->level = 1;
  t->cause = r_csr(scause);
  t->pc = r_csr(sepc);
  t->value = r_csr(stval);
  t->value2 = r_csr(htval);
  t->instruction = r_csr(htinst);
}

static void
read_vs(struct trap *t)
{
  t->level = 2;
  t->cause = r_csr(vscause);
  t->pc = r_csr(vsepc);
  t->value = r_csr(vstval);
  t->value2 = t->instruction = 0;
}

static int
is_in_code(uint64_t pc);

static void
repair_cause(struct trap *t, uint32_t insn)
{
  int is_load_or_store = is_in_code(t->pc) && access_size(insn) != 0;
  int is_store = is_load_or_store && is_store_or_amo(insn);

  // A guest-page fault by way of MPRV is a plain page fault; by HLV and HSV it is not.
  if (t->value2 != 0 && (t->cause == CAUSE_LOAD_PAGE || t->cause == CAUSE_STORE_PAGE))
    t->cause += CAUSE_LOAD_GUEST_PAGE - CAUSE_LOAD_PAGE;
  // A fault of an implicit access is one of a load, whatever was under way.
  if (t->cause == CAUSE_LOAD_GUEST_PAGE && t->instruction == PSEUDO_READ)
    t->cause = !is_load_or_store ? CAUSE_FETCH_GUEST_PAGE : is_store ? CAUSE_STORE_GUEST_PAGE : CAUSE_LOAD_GUEST_PAGE;
  // An access fault of an AMO is reported as one of a load.
  if (t->cause == CAUSE_LOAD_ACCESS && is_store)
    t->cause = CAUSE_STORE_ACCESS;
}

static void
repair_value(struct trap *t, uint32_t insn)
{
  // A misaligned access fault is reported at the aligned address below, which the access does not touch.
  if (t->cause == CAUSE_LOAD_ACCESS || t->cause == CAUSE_STORE_ACCESS)
    t->value &= ~7ul;
  // The instruction is that of an earlier trap.
  if ((t->cause == CAUSE_ILLEGAL || t->cause == CAUSE_VIRTUAL_INSTRUCTION) && is_hypervisor_access(insn))
    t->value = 0;
}

static void
repair_status(struct trap *t)
{
  int is_address = t->cause < 24 && (ADDRESS_CAUSES >> t->cause & 1) && t->value != 0;

  // GVA says that V was 1, and stays; also for the trap to M behind a delegated one.
  if (t->level != 0 || !(t->mstatus & MSTATUS_MPV) || !is_address)
    t->mstatus &= ~MSTATUS_GVA;
  // A trap to VS writes hstatus.GVA and htval.
  if (t->level == 2)
    t->hstatus &= ~HSTATUS_GVA;
}

static void
repair(struct trap *t)
{
  const volatile uint16_t *parcels = (void *)t->pc;
  uint32_t insn = !is_in_code(t->pc) ? 0 : (parcels[0] & 3) == 3 ? parcels[0] | (uint32_t)parcels[1] << 16 : expand(parcels[0]);

  // There is none but for pseudoinstructions. That is allowed; here it must be the right one.
  if (t->instruction != PSEUDO_READ && t->instruction != PSEUDO_WRITE && t->instruction == transformed(insn, parcels, t->value))
    t->instruction = 0;
  repair_cause(t, insn);
  repair_value(t, insn);
  repair_status(t);
  w_csr(hstatus, t->hstatus);
  if (t->level == 0) {
    w_csr(mcause, t->cause);
    w_csr(mtval, t->value);
    w_csr(mtinst, t->instruction);
  } else if (t->level == 1) {
    w_csr(scause, t->cause);
    w_csr(stval, t->value);
  } else {
    w_csr(vscause, t->cause);
    w_csr(vstval, t->value);
    w_csr(htval, 0);
  }
}

// For HLV, HSV and MPRV with V of 0, QEMU 7.2 looks at neither SUM nor MXR of vsstatus: they are held where it has them.
static void
keep_vsstatus(void)
{
  w_csr(vsstatus, (r_vsstatus() | SSTATUS_SUM) & ~SSTATUS_MXR);
}
