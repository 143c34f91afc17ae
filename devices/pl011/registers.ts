/** PrimeCell UART (PL011) TRM, DDI 0183: Summary of registers. Offsets in bytes; each register is 32 bits wide. */
export const WINDOW_SIZE = 0x1000;

export const UARTDR = 0x000;
/** Write: UARTECR, any value clears. */
export const UARTRSR = 0x004;
export const UARTFR = 0x018;
export const UARTILPR = 0x020;
export const UARTIBRD = 0x024;
export const UARTFBRD = 0x028;
export const UARTLCR_H = 0x02c;
export const UARTCR = 0x030;
export const UARTIFLS = 0x034;
export const UARTIMSC = 0x038;
export const UARTRIS = 0x03c;
export const UARTMIS = 0x040;
export const UARTICR = 0x044;
export const UARTDMACR = 0x048;
/** UARTPeriphID0 to 3, then UARTPCellID0 to 3. */
export const UARTPeriphID0 = 0xfe0;
/** Revision 1p5, as QEMU's, of a part 0x011 by ARM. */
export const IDENTIFICATION: readonly number[] = [0x11, 0x10, 0x14, 0x00, 0x0d, 0xf0, 0x05, 0xb1];

export const DR_OE = 1 << 11;

export const RSR_OE = 1 << 3;

export const FR_RXFE = 1 << 4;
export const FR_RXFF = 1 << 6;
export const FR_TXFE = 1 << 7;

export const LCR_H_FEN = 1 << 4;

export const CR_UARTEN = 1 << 0;
export const CR_LBE = 1 << 7;
export const CR_TXE = 1 << 8;
export const CR_RXE = 1 << 9;

/** Bits of UARTIMSC, UARTRIS, UARTMIS and UARTICR. */
export const INTERRUPT_RX = 1 << 4;
export const INTERRUPT_TX = 1 << 5;
export const INTERRUPT_RT = 1 << 6;
export const INTERRUPT_OE = 1 << 10;
export const INTERRUPTS = 0x7ff;
