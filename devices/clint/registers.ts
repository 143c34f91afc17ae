/** Register map of the SiFive CLINT, kept by the RISC-V ACLINT specification, as QEMU's `virt` places it. */

/** Offset from the device base, in bytes. */
export const MSIP = 0x0000; // MSIP of hart h at 4 × h, 32 bits
export const MTIMECMP = 0x4000; // MTIMECMP of hart h at 8 × h, 64 bits
export const MTIME = 0xbff8; // 64 bits
export const WINDOW_SIZE = 0xc000; // what answers; the memory map leaves 0x10000
