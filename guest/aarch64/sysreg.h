// System registers by name.
#pragma once

#include <stdint.h>

#define r_sys(name) ({ uint64_t value_; asm volatile("mrs %0, " #name : "=r"(value_)); value_; })
#define w_sys(name, value) ({ uint64_t value_ = (value); asm volatile("msr " #name ", %0" :: "r"(value_) : "memory"); })
#define isb() asm volatile("isb" ::: "memory")

// The clang of the committed images knows GICv3's registers by their encodings alone.
#define ICC_PMR_EL1 S3_0_C4_C6_0
#define ICC_IAR1_EL1 S3_0_C12_C12_0
#define ICC_EOIR1_EL1 S3_0_C12_C12_1
#define ICC_SRE_EL1 S3_0_C12_C12_5
#define ICC_IGRPEN1_EL1 S3_0_C12_C12_7
// A macro's name must be expanded before it is made a string.
#define r_sys_of(name) r_sys(name)
#define w_sys_of(name, value) w_sys(name, value)

// ESR_EL1.EC. (Arm ARM: ESR_EL1, Exception Syndrome Register)
#define ESR_EC(esr) ((esr) >> 26 & 0x3f)
#define EC_SVC64 0x15
#define EC_INSTRUCTION_ABORT_LOWER 0x20
#define EC_DATA_ABORT_LOWER 0x24
