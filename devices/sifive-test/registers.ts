/** SiFive test finisher, `sifive,test1` and `sifive,test0` of the device tree; there is no datasheet beyond QEMU's device. */

/** Offset from the device base, in bytes. */
export const FINISHER = 0;
export const WINDOW_SIZE = 0x1000;

/** Low 16 bits of a write; the high 16 are the exit code of FAIL. */
export const FINISHER_FAIL = 0x3333;
export const FINISHER_PASS = 0x5555;
export const FINISHER_RESET = 0x7777;
