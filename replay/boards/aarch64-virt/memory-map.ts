/** Where things are on aarch64-virt: QEMU 7.2's `virt` machine, as `info mtree` shows it. Physical addresses and bytes. */

/** Of one bank; the second follows it. */
export const FLASH = { base: 0, sizeBytes: 0x400_0000 } as const;
export const GICD = { base: 0x800_0000, sizeBytes: 0x1_0000 } as const;
/** Of a GICv2: each gets this much from the device tree. */
export const GICV2_FRAMES = { GICC: 0x801_0000, GICH: 0x803_0000, GICV: 0x804_0000, sizeBytes: 0x1_0000 } as const;
/** Of a GICv3: two frames a hart, one hart after the other. The device tree gives them all the room there is up to the UART. */
export const GICR = { base: 0x80a_0000, sizeBytes: 0xf6_0000, hartSizeBytes: 0x2_0000 } as const;
export const UART = { base: 0x900_0000, sizeBytes: 0x1000 } as const;
export const RTC = { base: 0x901_0000, sizeBytes: 0x1000 } as const;
/** The first of the virtio-mmio transports; the others follow it. */
export const VIRTIO = { base: 0xa00_0000, sizeBytes: 0x200 } as const;
export const RAM_BASE = 0x4000_0000;

export const FLASH_BANKS = 2;
export const FLASH_SECTOR_SIZE = 0x4_0000;
export const VIRTIO_SLOTS = 32;

/** Numbers of shared peripheral interrupts. */
export const UART_SPI = 1;
export const RTC_SPI = 2;
export const VIRTIO_SPI = 16;
export const SPI_COUNT = 256;
/** INTIDs of private peripheral interrupts. */
export const MAINTENANCE_INTID = 25;
export const timerIntid = { physical: 30, virtual: 27, hypervisorPhysical: 26, hypervisorVirtual: 28, secure: 29 } as const;

/** Hz. */
export const UART_CLOCK = 24_000_000;
/** Of the counters, at 62.5 MHz. */
export const NS_PER_TICK = 16;
