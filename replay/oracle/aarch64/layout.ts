/** Addresses that the harnesses in guest/aarch64/oracle also know. */

/** Where a harness finds what it is to do. */
export const REQUEST = 0x4400_0000;
export const CASES = 0x4400_0000;
export const CODE = 0x4080_0000;
export const CODE_SIZE_MAX = 0x4_0000;
export const DATA = 0x40c0_0000;
/** What is filled and compared; tables show all of it but the last 64 KiB, into which offsets reach. */
export const DATA_SIZE = 0x3_0000;
export const SHOWN_DATA_SIZE = 0x2_0000;
/** Tables of stage 1 and of stage 2. */
export const TABLES = 0x4100_0000;
export const UPPER_TABLES = 0x4140_0000;
export const GUEST_TABLES = 0x4180_0000;
export const RAM = 0x4000_0000;

/** What the harness needs in a case's tables, 64 KiB each: its code to execute, its frame to write; the vectors of EL1 to execute. */
export const EXCEPTION_CODE = 0x4020_0000;
export const EL1_VECTORS = 0x4021_0000;
export const FRAME = 0x4022_0000;
