/** Register map of the Goldfish RTC (GOLDFISH-VIRTUAL-HARDWARE.TXT, Goldfish real-time clock), with QEMU's ALARM_STATUS. */

/** Offset from the device base, in bytes; all are 32 bits wide. */
export const TIME_LOW = 0x00; // R: low half of the time, latches the high half; W: sets it
export const TIME_HIGH = 0x04; // R: high half as latched; W: sets it
export const ALARM_LOW = 0x08; // RW: low half of the alarm; a write arms it
export const ALARM_HIGH = 0x0c; // RW: high half of the alarm, to be written first
export const IRQ_ENABLED = 0x10; // RW: bit 0
export const CLEAR_ALARM = 0x14; // W: disarms
export const ALARM_STATUS = 0x18; // R: 1 while armed
export const CLEAR_INTERRUPT = 0x1c; // W: drops the pending interrupt
export const WINDOW_SIZE = 0x24;
