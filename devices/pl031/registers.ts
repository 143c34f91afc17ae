/** PrimeCell Real Time Clock (PL031) TRM, DDI 0224: Summary of registers. Offsets in bytes; each register is 32 bits wide. */
export const WINDOW_SIZE = 0x1000;

/** Seconds. */
export const RTCDR = 0x000;
export const RTCMR = 0x004;
export const RTCLR = 0x008;
export const RTCCR = 0x00c;
export const RTCIMSC = 0x010;
export const RTCRIS = 0x014;
export const RTCMIS = 0x018;
export const RTCICR = 0x01c;
/** RTCPeriphID0 to 3, then RTCPCellID0 to 3. */
export const RTCPeriphID0 = 0xfe0;
export const IDENTIFICATION: readonly number[] = [0x31, 0x10, 0x14, 0x00, 0x0d, 0xf0, 0x05, 0xb1];
