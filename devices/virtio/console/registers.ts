/** Structures of the virtio console device (VIRTIO 1.2: Console Device). */

export const DEVICE_ID = 3;

export const RECEIVEQ = 0;
export const TRANSMITQ = 1;

/** Offset in the configuration space, in bytes; size of the screen before it reads 0, for it is not offered. */
export const CONFIG_MAX_NR_PORTS = 4; // u32
export const CONFIG_SIZE = 12;
