// Control and status registers by name, and the bits used here. priv: Control and Status Registers.
#pragma once

#include <stdint.h>

#define r_csr(name)                                       \
  ({                                                      \
    uint64_t value_;                                      \
    asm volatile("csrr %0, " #name : "=r"(value_));       \
    value_;                                               \
  })
#define w_csr(name, value) asm volatile("csrw " #name ", %0" ::"rK"(value) : "memory")
#define set_csr(name, bits) asm volatile("csrs " #name ", %0" ::"rK"(bits) : "memory")
#define clear_csr(name, bits) asm volatile("csrc " #name ", %0" ::"rK"(bits) : "memory")

#define MENVCFG_STCE (1ul << 63)

#define MISA_H (1ul << 7)

#define MSTATUS_MIE (1ul << 3)
#define MSTATUS_MPIE (1ul << 7)
#define MSTATUS_MPP (3ul << 11)
#define MSTATUS_FS (3ul << 13)
#define MSTATUS_MPRV (1ul << 17)
#define SSTATUS_SIE (1ul << 1)
#define SSTATUS_SPIE (1ul << 5)
#define SSTATUS_SPP (1ul << 8)
#define SSTATUS_SUM (1ul << 18)

#define MODE_U 0
#define MODE_S 1
#define MODE_M 3

#define IRQ_MSI (1ul << 3)
#define IRQ_STI (1ul << 5)
#define IRQ_MTI (1ul << 7)
#define IRQ_MEI (1ul << 11)

#define CAUSE_INTERRUPT (1ul << 63)
#define CAUSE_ILLEGAL 2
#define CAUSE_BREAKPOINT 3
#define CAUSE_LOAD_ACCESS 5
#define CAUSE_STORE_ACCESS 7
#define CAUSE_ECALL_U 8
#define CAUSE_ECALL_S 9
#define CAUSE_FETCH_PAGE 12
#define CAUSE_LOAD_PAGE 13
#define CAUSE_STORE_PAGE 15
