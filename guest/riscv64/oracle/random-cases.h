// What a case is and what is noted of a trap. The addresses and the record are also known to replay/oracle (layout.ts, case.ts).
#pragma once

#include <stdint.h>

#define CODE (RAM + 0x400000)
#define CODE_SIZE 0x40000ul
#define DATA (RAM + 0x600000)
#define DATA_SIZE 0x8000ul
#define TABLES (RAM + 0x800000)
#define GUEST_TABLES (RAM + 0xa00000)
#define TABLE_COUNT 64
#define CASES (RAM + 0x1000000)
// Where delegated traps go: nothing is there, and the fault of the fetch is not delegated.
#define VECTOR_HS 0x00900000ul
#define VECTOR_VS 0x00a00000ul
#define VECTOR_SIZE 0x100ul

#define PAGE 4096ul
#define PTE_V 1ul
// V, R, W, U, A, D
#define PTE_ALL_OF_GUEST 0xd7ul
#define OPCODE_AMO 0x2f
#define FUNCT5_LR 2
#define TRAPS_MAX 20000
#define LOG_SIZE 64

#define MSTATUS_MPV_SHIFT 39
#define MSTATUS_MPV (1ul << 39)
#define MSTATUS_GVA (1ul << 38)
#define SSTATUS_MXR (1ul << 19)
#define SSTATUS_SD (1ul << 63)
#define HSTATUS_GVA (1ul << 6)
#define MIP_S (1ul << 1 | 1ul << 5 | 1ul << 9)
#define MIP_VS (1ul << 2 | 1ul << 6 | 1ul << 10)

// The assembler of clang 14 knows it only with an extension that it calls experimental.
#define HFENCE_GVMA ".4byte 0x62000073\n"

// CSRs that a case gives values, in the order of its record; at the end vsstatus, which is read in a way of its own.
#define FOR_READ_CSRS(X) \
  X(medeleg) X(mideleg) X(mie) X(mcounteren) X(stvec) X(hstatus) X(hedeleg) X(hideleg) X(hcounteren) X(vstvec)
#define FOR_CASE_CSRS(X) FOR_READ_CSRS(X) X(vsstatus)
// Those that start with 0.
#define FOR_CLEARED_CSRS(X)                                                                                          \
  X(sscratch) X(sepc) X(scause) X(stval) X(scounteren) X(mcause) X(mtval) X(mtval2) X(mtinst) X(mip) X(hvip) X(htval) \
  X(htimedelta) X(henvcfg) X(vsscratch) X(vsepc) X(vscause) X(vstval)

enum {
#define CASE_CSR(name) CASE_CSR_##name,
  FOR_CASE_CSRS(CASE_CSR) CASE_CSR_COUNT
};

struct map {
  uint64_t address;
  uint64_t level;   // 0 is a 4 KiB page
  uint64_t pte;
};

struct case_record {
  uint64_t size;    // of the record; 0 ends the list
  uint64_t number;
  uint64_t mode;
  uint64_t is_virtual;
  uint64_t has_guest;       // to run in, to look into or to enter
  uint64_t satp_mode;
  uint64_t vsatp_mode;      // the tables are those of satp
  uint64_t hgatp_mode;
  uint64_t hidden_level;    // 1 more than the level of the first mapping's table that the second stage lacks; 0: it lacks none
  uint64_t inject;          // interrupts that come up at times
  uint64_t link;    // register that says where to go on after a jump to nowhere
  uint64_t rounds;
  uint64_t is_verbose;
  uint64_t seed;
  uint64_t mstatus;
  uint64_t fcsr;
  uint64_t code_size;
  uint64_t map_count;
  uint64_t guest_map_count;
  uint64_t csrs[CASE_CSR_COUNT];
  uint64_t x[32];
  uint64_t f[32];
  struct map maps[];   // then those of the second stage, then the code
};

struct frame {
  uint64_t x[32];
  uint64_t f[32];
};

struct trap {
  uint64_t level;   // 0: taken in M; 1: in HS; 2: in VS
  uint64_t cause, pc, value, value2, instruction;
  uint64_t mstatus, hstatus, vsstatus;
};
