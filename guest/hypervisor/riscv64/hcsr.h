// CSRs of a hypervisor, and the bits used here. priv: "H" Extension for Hypervisor Support.
#pragma once

#include "../../riscv64/csr.h"

#define HSTATUS_SPV (1ul << 7)
#define HSTATUS_SPVP (1ul << 8)
#define HSTATUS_VSXL_64 (2ul << 32)
#define VSSTATUS_UXL_64 (2ul << 32)
#define MSTATUS_MPP_S (1ul << 11)
#define MSTATUS_FS_INITIAL (1ul << 13)
#define HGATP_SV39X4 (8ul << 60)

#define IRQ_VSSI (1ul << 2)
#define IRQ_VSTI (1ul << 6)
#define IRQ_VSEI (1ul << 10)

#define CAUSE_ECALL_VS 10
#define CAUSE_FETCH_GUEST_PAGE 20
#define CAUSE_LOAD_GUEST_PAGE 21
#define CAUSE_STORE_GUEST_PAGE 23

// The assembler of clang 14 does not know the instructions. rs1 and rs2 are x0: all addresses, all VMIDs or ASIDs.
static inline void
hfence_gvma_all(void)
{
  asm volatile(".insn r 0x73, 0, 0x31, x0, x0, x0" ::: "memory");
}

static inline void
hfence_vvma_all(void)
{
  asm volatile(".insn r 0x73, 0, 0x11, x0, x0, x0" ::: "memory");
}
