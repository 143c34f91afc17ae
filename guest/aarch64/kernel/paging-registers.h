// VMSAv8-64 descriptors with a granule of 4 KiB, and the registers that go with them; for C and assembly. (Arm ARM: The AArch64 Virtual
// Memory System Architecture)
#pragma once

#ifdef __ASSEMBLER__
#define U64(value) value
#else
#define U64(value) value##ul
#endif

#define PTE_BLOCK U64(0x1)
#define PTE_TABLE U64(0x3)
#define PTE_PAGE U64(0x3)
#define PTE_VALID U64(0x1)
#define PTE_ATTR(index) (U64(0x4) * (index))
#define PTE_EL0 U64(0x40)       // AP[1]
#define PTE_READ_ONLY U64(0x80) // AP[2]
#define PTE_SH_INNER U64(0x300)
#define PTE_AF U64(0x400)
#define PTE_PXN (U64(1) << 53)
#define PTE_UXN (U64(1) << 54)
#define PTE_ADDRESS U64(0x0000fffffffff000)

#define MAIR_DEVICE 0
#define MAIR_NORMAL 1
// Device-nGnRE; normal, write back.
#define MAIR_VALUE 0xff04

// 48 bits of address in both halves, granules of 4 KiB, tables in cacheable memory; 40 bits of physical address.
#define TCR_VALUE 0x2b5103510

// MMU and caches on, stack alignment checks, and what is reserved as one.
#define SCTLR_VALUE 0x30d0181d
