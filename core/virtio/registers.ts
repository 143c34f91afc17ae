/** Register maps of Virtual I/O Device (VIRTIO) Version 1.2: MMIO Device Register Layout, and Legacy interface. */

/** Offset from the device base, in bytes; all are 32 bits wide. */
export const MagicValue = 0x000; // R
export const Version = 0x004; // R
export const DeviceID = 0x008; // R
export const VendorID = 0x00c; // R
export const DeviceFeatures = 0x010; // R
export const DeviceFeaturesSel = 0x014; // W
export const DriverFeatures = 0x020; // W
export const DriverFeaturesSel = 0x024; // W
export const GuestPageSize = 0x028; // W, legacy
export const QueueSel = 0x030; // W
export const QueueNumMax = 0x034; // R
export const QueueNum = 0x038; // W
export const QueueAlign = 0x03c; // W, legacy
export const QueuePFN = 0x040; // RW, legacy
export const QueueReady = 0x044; // RW
export const QueueNotify = 0x050; // W
export const InterruptStatus = 0x060; // R
export const InterruptACK = 0x064; // W
export const Status = 0x070; // RW
export const QueueDescLow = 0x080; // W
export const QueueDescHigh = 0x084; // W
export const QueueDriverLow = 0x090; // W
export const QueueDriverHigh = 0x094; // W
export const QueueDeviceLow = 0x0a0; // W
export const QueueDeviceHigh = 0x0a4; // W
export const SHMLenLow = 0x0b0; // R
export const SHMLenHigh = 0x0b4; // R
export const ConfigGeneration = 0x0fc; // R
export const Config = 0x100; // RW, device-specific
export const WINDOW_SIZE = 0x200;

export const MAGIC = 0x7472_6976; // 'virt'
export const VENDOR = 0x554d_4551; // 'QEMU'

export const INTERRUPT_USED_BUFFER = 1 << 0;
export const INTERRUPT_CONFIG_CHANGE = 1 << 1;

export const STATUS_ACKNOWLEDGE = 1 << 0;
export const STATUS_DRIVER = 1 << 1;
export const STATUS_DRIVER_OK = 1 << 2;
export const STATUS_FEATURES_OK = 1 << 3;
export const STATUS_DEVICE_NEEDS_RESET = 1 << 6;
export const STATUS_FAILED = 1 << 7;

/** Feature bits of every device; those of the high word are counted from bit 32. */
export const F_ANY_LAYOUT = 2 ** 27; // legacy: headers need no descriptor of their own
export const F_INDIRECT_DESC = 2 ** 28;
export const F_HIGH_VERSION_1 = 1 << 0;

/** Split virtqueues: sizes of the structures, and flags. */
export const DESCRIPTOR_SIZE = 16;
export const DESC_F_NEXT = 1;
export const DESC_F_WRITE = 2;
export const DESC_F_INDIRECT = 4;
export const AVAIL_F_NO_INTERRUPT = 1;
export const AVAIL_RING = 4;
export const USED_RING = 4;
export const USED_ELEMENT_SIZE = 8;
