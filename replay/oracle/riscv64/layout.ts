/** Addresses that the harnesses in guest/riscv64/oracle also know. */

/** Where a harness finds what it is to do. */
export const REQUEST = 0x8100_0000;
export const CASES = 0x8100_0000;
export const CODE = 0x8040_0000;
export const CODE_SIZE_MAX = 0x4_0000;
export const DATA = 0x8060_0000;
export const DATA_SIZE = 0x8000;
/** Where delegated traps go, in HS and in VS; nothing is there. */
export const VECTOR_HS = 0x0090_0000;
export const VECTOR_VS = 0x00a0_0000;
