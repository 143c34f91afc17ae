/** Structures of the virtio block device (VIRTIO 1.2: Block Device): shared by the device and by drivers of it. */

export const DEVICE_ID = 2;
export const SECTOR_SIZE = 512;

export const F_SEG_MAX = 1 << 2; // config.seg_max is valid
export const F_RO = 1 << 5; // read-only
export const F_BLK_SIZE = 1 << 6; // config.blk_size is valid
export const F_FLUSH = 1 << 9;

/** Offsets in the configuration space, in bytes. */
export const CONFIG_CAPACITY = 0; // u64, sectors
export const CONFIG_SEG_MAX = 12; // u32
export const CONFIG_BLK_SIZE = 20; // u32
export const CONFIG_SIZE = 60;

/** Offsets in a request's header, in bytes. */
export const HEADER_TYPE = 0; // u32
export const HEADER_SECTOR = 8; // u64
export const HEADER_SIZE = 16;

export const T_IN = 0; // read
export const T_OUT = 1; // write; in QEMU a flag of the others
export const T_FLUSH = 4;
export const T_GET_ID = 8;
export const T_BARRIER = 0x8000_0000; // legacy flag, ignored

export const S_OK = 0;
export const S_IOERR = 1;
export const S_UNSUPP = 2;

/** Bytes of the answer to T_GET_ID. */
export const ID_SIZE = 20;
