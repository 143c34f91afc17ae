/** Register map of the RISC-V Platform-Level Interrupt Controller Specification 1.0.0, section Memory Map. */

/** Offset from the device base, in bytes. */
export const PRIORITY = 0x00_0000; // of source s at 4 × s
export const PENDING = 0x00_1000; // a bit a source
export const ENABLE = 0x00_2000; // a bit a source, for context c at 0x80 × c
export const CONTEXT = 0x20_0000; // of context c at 0x1000 × c:
export const THRESHOLD = 0x0; //   priority threshold
export const CLAIM_COMPLETE = 0x4; //   claim by reading, complete by writing

export const ENABLE_STRIDE = 0x80;
export const CONTEXT_STRIDE = 0x1000;

/** Levels above 0, "never interrupt", in QEMU's `virt`: three bits. */
export const PRIORITY_MASK = 7;
