/** Where things are on riscv64-virt: QEMU 7.2's `virt` machine, as `info mtree` shows it. Physical addresses and bytes. */

export const MROM = { base: 0x1000, sizeBytes: 0xf000 } as const;
export const TEST = { base: 0x10_0000, sizeBytes: 0x1000 } as const;
export const RTC = { base: 0x10_1000, sizeBytes: 0x1000 } as const;
export const CLINT = { base: 0x200_0000, sizeBytes: 0x1_0000 } as const;
export const PLIC = { base: 0xc00_0000, sizeBytes: 0x60_0000 } as const;
export const UART = { base: 0x1000_0000, sizeBytes: 0x100 } as const;
/** The first of the virtio-mmio transports; the others follow it. */
export const VIRTIO = { base: 0x1000_1000, sizeBytes: 0x1000 } as const;
/** Of one bank; the second follows it. */
export const FLASH = { base: 0x2000_0000, sizeBytes: 0x200_0000 } as const;
export const DRAM_BASE = 0x8000_0000;

/** The device tree gives whole pages to these, but registers end here, and so do their windows on the bus. */
export const RTC_WINDOW_SIZE = 0x24;
export const CLINT_WINDOW_SIZE = 0xc000;
export const UART_WINDOW_SIZE = 8;
export const VIRTIO_WINDOW_SIZE = 0x200;

export const FLASH_BANKS = 2;
export const FLASH_SECTOR_SIZE = 0x4_0000;
export const VIRTIO_SLOTS = 8;

/** Sources of the PLIC. The virtio transports have 1 to 8. */
export const VIRTIO_IRQ = 1;
export const UART_IRQ = 10;
export const RTC_IRQ = 11;
export const PLIC_SOURCES = 96;

/** Hz. */
export const TIMEBASE_FREQUENCY = 10_000_000;
export const UART_CLOCK = 3_686_400;
/** Bits a second at a divisor of 1, as QEMU passes it; not a sixteenth of the clock that the tree tells. */
export const UART_BAUD_BASE = 399_193;
