/**
 * A driver of virtio block devices behind MMIO, one request at a time, polled. `VIRTIO 1.2: Device Initialization, Block Device`
 *
 * Interrupts are not used, so that the guest finds its interrupt controller as it was at reset.
 */
import * as blk from '../virtio/blk-registers.ts';
import * as reg from '../virtio/registers.ts';
import type { Effects, Memory } from './guest-isa.ts';
import type { BusReadAsked, BusWriteAsked, MemoryWrote } from './seat.ts';
import { RING_OFFSET, type VmConfig } from './vm.ts';

const QUEUE_SIZE = 8;
/** Parts of the ring's page. */
const DESCRIPTORS = RING_OFFSET;
const AVAIL = RING_OFFSET + 0x200;
const USED = RING_OFFSET + 0x400;
const HEADER = RING_OFFSET + 0x600;
const STATUS = RING_OFFSET + 0x700;

const FEATURES_OK = reg.STATUS_ACKNOWLEDGE | reg.STATUS_DRIVER | reg.STATUS_FEATURES_OK;

export interface Disk {
  /** Of its registers. */
  readonly base: number;
  /** Requests made so far. */
  readonly requests: number;
}

export const readRegister = (base: number, offset: number): BusReadAsked => ({
  type: 'bus/read',
  address: base + offset,
  size: 4,
});

const writeRegister = (base: number, offset: number, value: number): BusWriteAsked => ({
  type: 'bus/write',
  address: base + offset,
  size: 4,
  value: BigInt(value >>> 0),
});

/** As far as FEATURES_OK; whether it stayed is for the driver to read in `Status`. */
export function negotiate(base: number): Effects {
  return [
    writeRegister(base, reg.Status, 0),
    writeRegister(base, reg.Status, reg.STATUS_ACKNOWLEDGE),
    writeRegister(base, reg.Status, reg.STATUS_ACKNOWLEDGE | reg.STATUS_DRIVER),
    writeRegister(base, reg.DriverFeaturesSel, 0),
    writeRegister(base, reg.DriverFeatures, 0),
    writeRegister(base, reg.DriverFeaturesSel, 1),
    writeRegister(base, reg.DriverFeatures, reg.F_HIGH_VERSION_1),
    writeRegister(base, reg.Status, FEATURES_OK),
  ];
}

export const acceptsFeatures = (status: bigint): boolean => (Number(status) & reg.STATUS_FEATURES_OK) !== 0;

export function start({ workspace }: VmConfig, base: number): Effects {
  return [
    { type: 'memory/wrote', address: workspace + AVAIL, bytes: u16s(reg.AVAIL_F_NO_INTERRUPT, 0) },
    writeRegister(base, reg.QueueSel, 0),
    writeRegister(base, reg.QueueNum, QUEUE_SIZE),
    writeRegister(base, reg.QueueDescLow, workspace + DESCRIPTORS),
    writeRegister(base, reg.QueueDescHigh, 0),
    writeRegister(base, reg.QueueDriverLow, workspace + AVAIL),
    writeRegister(base, reg.QueueDriverHigh, 0),
    writeRegister(base, reg.QueueDeviceLow, workspace + USED),
    writeRegister(base, reg.QueueDeviceHigh, 0),
    writeRegister(base, reg.QueueReady, 1),
    writeRegister(base, reg.Status, FEATURES_OK | reg.STATUS_DRIVER_OK),
  ];
}

/** Asks for `count` sectors at an address of the machine. */
export function requestSectors({ workspace }: VmConfig, disk: Disk, sector: number, count: number, address: number): Effects {
  const header = new DataView(new ArrayBuffer(blk.HEADER_SIZE));
  header.setUint32(blk.HEADER_TYPE, blk.T_IN, true);
  header.setBigUint64(blk.HEADER_SECTOR, BigInt(sector), true);
  const descriptors = [
    descriptor(workspace + HEADER, blk.HEADER_SIZE, reg.DESC_F_NEXT, 1),
    descriptor(address, count * blk.SECTOR_SIZE, reg.DESC_F_NEXT | reg.DESC_F_WRITE, 2),
    descriptor(workspace + STATUS, 1, reg.DESC_F_WRITE, 0),
  ];
  return [
    wrote(workspace + HEADER, new Uint8Array(header.buffer)),
    wrote(workspace + STATUS, Uint8Array.of(0xff)),
    ...descriptors.map((bytes, index) => wrote(workspace + DESCRIPTORS + index * reg.DESCRIPTOR_SIZE, bytes)),
    wrote(workspace + AVAIL + reg.AVAIL_RING + 2 * (disk.requests % QUEUE_SIZE), u16s(0)),
    wrote(workspace + AVAIL + 2, u16s(disk.requests + 1)),
    writeRegister(disk.base, reg.QueueNotify, 0),
  ];
}

/** Is the last request done, and did it go well? */
export function completionOf({ workspace }: VmConfig, disk: Disk, memory: Memory): 'pending' | 'fine' | 'failed' {
  const used = memory.readRam(workspace + USED + 2, 2);
  if (used === undefined || (used[0]! | (used[1]! << 8)) !== (disk.requests & 0xffff)) return 'pending';
  return memory.readRam(workspace + STATUS, 1)?.[0] === blk.S_OK ? 'fine' : 'failed';
}

const wrote = (address: number, bytes: Uint8Array): MemoryWrote => ({ type: 'memory/wrote', address, bytes });

function u16s(...values: readonly number[]): Uint8Array {
  return Uint8Array.from(values.flatMap((value) => [value & 0xff, (value >> 8) & 0xff]));
}

function descriptor(address: number, sizeBytes: number, flags: number, next: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(reg.DESCRIPTOR_SIZE));
  view.setBigUint64(0, BigInt(address), true);
  view.setUint32(8, sizeBytes, true);
  view.setUint16(12, flags, true);
  view.setUint16(14, next, true);
  return new Uint8Array(view.buffer);
}
