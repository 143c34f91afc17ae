// System registers of EL2, and the bits used here. (Arm ARM: AArch64 System Register Descriptions)
#pragma once

#include "../../aarch64/sysreg.h"

#define HCR_VM (1ul << 0)
#define HCR_FMO (1ul << 3)
#define HCR_IMO (1ul << 4)
#define HCR_AMO (1ul << 5)
#define HCR_TWI (1ul << 13)
#define HCR_TSC (1ul << 19)
#define HCR_RW (1ul << 31)

// The guest has the physical counter and timer itself.
#define CNTHCTL_EL1PCTEN (1ul << 0)
#define CNTHCTL_EL1PCEN (1ul << 1)

#define EC_WFX 0x01
#define EC_HVC64 0x16
#define EC_SMC64 0x17

// ISS of a data abort.
#define ISS_ISV (1ul << 24)
#define ISS_SAS(esr) ((esr) >> 22 & 3)
#define ISS_SSE (1ul << 21)
#define ISS_SRT(esr) ((esr) >> 16 & 31)
#define ISS_SF (1ul << 15)
#define ISS_S1PTW (1ul << 7)
#define ISS_WNR (1ul << 6)
#define ISS_FSC_TYPE(esr) ((esr) & 0x3c)
#define FSC_TRANSLATION 0x04

#define ICC_DIR_EL1 S3_0_C12_C11_1
#define ICC_CTLR_EL1 S3_0_C12_C12_4
#define ICC_CTLR_EOIMODE 2
#define ICC_SRE_EL2 S3_4_C12_C9_5
#define ICH_HCR_EL2 S3_4_C12_C11_0
#define ICH_LR0_EL2 S3_4_C12_C12_0
#define ICH_HCR_EN 1
#define LR_STATE (3ul << 62)
#define LR_PENDING (1ul << 62)
#define LR_HW (1ul << 61)
#define LR_GROUP1 (1ul << 60)
#define LR_PRIORITY(priority) ((uint64_t)(priority) << 48)
#define LR_PINTID(intid) ((uint64_t)(intid) << 32)
