// What a case is and what is noted of a trap. The addresses and the record are also known to replay/oracle (aarch64/layout.ts, case.ts).
#pragma once

// Mapped by the tables of every case that runs at EL2: EXCEPTION_CODE to execute, FRAME to write. EL1_VECTORS by those of EL1.
#define EXCEPTION_CODE 0x40200000
#define EL2_VECTORS 0x40200800
#define EL1_VECTORS 0x40210000
#define FRAME 0x40220000

#define CODE 0x40800000
#define DATA 0x40c00000
#define DATA_SIZE 0x30000
#define CASES 0x44000000

// Places in the frame, in bytes.
#define FRAME_SP 248
#define FRAME_VECTOR 256
#define FRAME_SCTLR 264
#define FRAME_HCR 272
#define FRAME_CPTR 280
#define FRAME_STACK 288   // of the harness
#define FRAME_V 304

// What the harness itself runs with: translation off, EL1 in AArch64, nothing trapped.
#define HARNESS_SCTLR 0x30c50830
#define HARNESS_HCR 0x80000000
#define HARNESS_CPTR 0x33ff

#ifndef __ASSEMBLER__
#include <stdint.h>

#define TRAPS_MAX 20000
#define LOG_SIZE 64
#define VECTORS_SIZE 0x800ul
#define VECTOR_SIZE 0x80ul

#define MDSCR_MDE (1ul << 15)

#define SPSR_LEVEL_SHIFT 2
#define SPSR_SP 1ul
#define SPSR_IL (1ul << 20)
#define SPSR_SS (1ul << 21)
#define SPSR_PAN (1ul << 22)
#define SPSR_UAO (1ul << 23)
#define SPSR_FLAGS (0xful << 28)
// N, Z, C, V; SSBS, PAN, UAO; D, A, I, F.
#define SPSR_KEPT (SPSR_FLAGS | 1ul << 12 | SPSR_PAN | SPSR_UAO | 0xful << 6)

#define HCR_HCD (1ul << 29)
#define HCR_VI (1ul << 7)
#define HCR_VF (1ul << 6)
#define HCR_VSE (1ul << 8)
#define HCR_VIRTUAL (HCR_VI | HCR_VF | HCR_VSE)

#define LOAD_EXCLUSIVE_MASK 0x3fc00000
#define LOAD_EXCLUSIVE 0x08400000
#define IS_CASP(instruction) (((instruction) & 0x80200000) == 0x00200000)

#define EC(esr) ((esr) >> 26 & 0x3f)
#define EC_SVC 0x15
#define EC_HVC 0x16
#define EC_SMC 0x17
#define EC_SYSTEM 0x18
#define EC_INSTRUCTION_ABORT_LOWER 0x20
#define EC_INSTRUCTION_ABORT 0x21
#define EC_DATA_ABORT_LOWER 0x24
#define EC_DATA_ABORT 0x25
#define EC_BREAKPOINT_LOWER 0x30
#define EC_BREAKPOINT 0x31
#define EC_STEP_LOWER 0x32
#define EC_STEP 0x33

// In the vectors of EL1, with the number from bit 5 on.
#define HVC 0xd4000002
#define SMC 0xd4000003

// Registers that a case gives values before each round, in the order of its record; then they are read.
#define FOR_CASE_REGISTERS(X)                                                                                             \
  X(sctlr_el1) X(tcr_el1) X(ttbr0_el1) X(ttbr1_el1) X(mair_el1) X(cpacr_el1) X(cntkctl_el1) X(csselr_el1) X(vtcr_el2)     \
  X(vttbr_el2) X(vpidr_el2) X(vmpidr_el2) X(cnthctl_el2) X(mdcr_el2) X(tcr_el2) X(ttbr0_el2) X(TTBR1_EL2) X(mair_el2) X(sp_el0) \
  X(sp_el1) X(fpcr) X(mdscr_el1) X(dbgbvr0_el1) X(dbgbcr0_el1) X(dbgbvr1_el1) X(dbgbcr1_el1) X(dbgbvr5_el1) X(dbgbcr5_el1)
// Those that start with 0.
#define FOR_CLEARED_REGISTERS(X)                                                                                           \
  X(esr_el1) X(far_el1) X(elr_el1) X(spsr_el1) X(par_el1) X(tpidr_el0) X(tpidrro_el0) X(tpidr_el1) X(contextidr_el1) \
  X(DISR_EL1) X(VDISR_EL2) X(VSESR_EL2) X(esr_el2) X(far_el2) X(hpfar_el2) X(CONTEXTIDR_EL2) X(fpsr)

// The assembler of clang 14 knows them only with extensions that it does not assume.
#define TTBR1_EL2 S3_4_C2_C0_1
#define DISR_EL1 S3_0_C12_C1_1
#define VDISR_EL2 S3_4_C12_C1_1
#define VSESR_EL2 S3_4_C5_C2_3
#define CONTEXTIDR_EL2 S3_4_C13_C0_1

enum {
#define CASE_REGISTER(name) CASE_##name,
  FOR_CASE_REGISTERS(CASE_REGISTER) CASE_REGISTER_COUNT
};

// A word of the case's tables.
struct poke {
  uint64_t address;
  uint64_t value;
};

struct case_record {
  uint64_t size;    // of the record; 0 ends the list
  uint64_t number;
  uint64_t level;   // that it runs at
  uint64_t stage_2; // does stage 2 translate?
  uint64_t inject;  // bits of HCR_EL2: virtual interrupts that come up at times
  uint64_t link;    // register that says where to go on after a jump to nowhere
  uint64_t rounds;
  uint64_t is_verbose;
  uint64_t seed;
  uint64_t spsr;    // to start with; the level is put in
  uint64_t sctlr_el2;
  uint64_t hcr_el2;
  uint64_t cptr_el2;
  uint64_t code_size;
  uint64_t poke_count;
  uint64_t registers[CASE_REGISTER_COUNT];
  uint64_t x[31];
  uint64_t sp;      // of EL2
  uint64_t v[64];
  struct poke pokes[];   // then the code
};

struct frame {
  uint64_t x[31];
  uint64_t sp;
  uint64_t vector;  // number of the entry by which the exception came
  uint64_t sctlr_el2;
  uint64_t hcr_el2;
  uint64_t cptr_el2;
  uint64_t stack;
  uint64_t padding;
  uint64_t v[64];
};

struct trap {
  uint64_t level;   // that took it
  uint64_t vector;
  uint64_t esr, pc, far, hpfar, spsr;
};
#endif
