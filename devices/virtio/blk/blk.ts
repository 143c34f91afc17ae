/**
 * virtio block device (VIRTIO 1.2: Block Device) over its storage: read, write, flush, get id.
 *
 * Sectors are 512 bytes; a part of one at the end of the storage is not seen. The used length is that of all writable
 * buffers, and the length, sector and direction checks are those of QEMU 7.2.
 * Not modelled: discard, write zeroes, topology, write-cache control, lifetime, several queues, SCSI commands.
 *
 * | what a hostile guest can do              | what bounds it                                             |
 * |------------------------------------------|------------------------------------------------------------|
 * | read or write past the disk              | checked against the capacity: S_IOERR                      |
 * | ask for huge transfers                   | `REQUEST_SIZE_MAX`, then S_IOERR                           |
 * | leave out header or status               | the device is broken until it is reset                     |
 * | write a read-only disk                   | S_IOERR                                                    |
 */
import type { DeviceEffect, MemoryView } from '#core/bus/device.ts';
import { same } from '#core/shape.ts';
import * as reg from '#core/virtio/blk-registers.ts';
import { createVirtio, type Served, type VirtioModel, type VirtioParameters, type VirtioState, virtioKind } from '../mmio.ts';
import { type Chain, readSegments, type Segment, sizeOf, sliceSegments, u32At, writeSegments } from '../queue.ts';

/** Bytes of one transfer; room for any driver that reads a whole file at once. */
export const REQUEST_SIZE_MAX = 128 * 1024 * 1024;
const QUEUE_SIZE = 256;

export interface VirtioBlkParameters extends VirtioParameters {
  /** Bytes of the storage. */
  readonly sizeBytes: number;
  readonly isReadOnly: boolean;
  /** Answer of T_GET_ID, ASCII; cut at 20. */
  readonly serial: string;
}

export interface BlkState {
  /** Sectors. */
  readonly capacity: number;
  readonly isReadOnly: boolean;
  readonly serial: string;
}

export function createVirtioBlk(parameters: VirtioBlkParameters): VirtioState<BlkState> {
  const { sizeBytes, isReadOnly, serial } = parameters;
  const capacity = Math.floor(sizeBytes / reg.SECTOR_SIZE);
  return createVirtio(model, parameters, { capacity, isReadOnly, serial });
}

const model: VirtioModel<BlkState> = {
  deviceId: reg.DEVICE_ID,
  queueSizes: [QUEUE_SIZE],
  features: ({ isReadOnly }) => reg.F_SEG_MAX | reg.F_BLK_SIZE | reg.F_FLUSH | (isReadOnly ? reg.F_RO : 0),
  config({ capacity }) {
    const config = new Uint8Array(reg.CONFIG_SIZE);
    const view = new DataView(config.buffer);
    view.setUint32(reg.CONFIG_CAPACITY, capacity % 2 ** 32, true);
    view.setUint32(reg.CONFIG_CAPACITY + 4, Math.floor(capacity / 2 ** 32), true);
    view.setUint32(reg.CONFIG_SEG_MAX, QUEUE_SIZE - 2, true); // two descriptors go to header and status
    view.setUint32(reg.CONFIG_BLK_SIZE, reg.SECTOR_SIZE, true);
    return config;
  },
  wants: () => true,
  serve: serveRequest,
  receive: (device) => device,
  accepts: (value, initial) => same(initial)(value),
};

export const virtioBlk = virtioKind('virtio-blk/1', model);

/** One request: header, data and status in any layout of buffers. */
function serveRequest(device: BlkState, _queue: number, chain: Chain, memory: MemoryView): Served<BlkState> {
  const header = readSegments(sliceSegments(chain.readable, 0, reg.HEADER_SIZE), memory);
  if (header === undefined || header.length < reg.HEADER_SIZE) return { kind: 'broken', reason: 'a request without header' };
  const writtenBytes = sizeOf(chain.writable);
  if (writtenBytes === 0) return { kind: 'broken', reason: 'a request without status' };
  const { status, effects } = perform(device, header, chain, memory);
  const statusByte = sliceSegments(chain.writable, writtenBytes - 1);
  return { kind: 'used', device, writtenBytes, effects: [...effects, ...writeSegments(statusByte, Uint8Array.of(status))] };
}

interface Performed {
  readonly status: number;
  readonly effects: readonly DeviceEffect[];
}

const IO_ERROR: Performed = { status: reg.S_IOERR, effects: [] };

function perform(device: BlkState, header: Uint8Array, chain: Chain, memory: MemoryView): Performed {
  const type = u32At(header, reg.HEADER_TYPE);
  const sector = u32At(header, reg.HEADER_SECTOR) + u32At(header, reg.HEADER_SECTOR + 4) * 2 ** 32;
  const target = sliceSegments(chain.writable, 0, sizeOf(chain.writable) - 1);
  switch ((type & ~(reg.T_OUT | reg.T_BARRIER)) >>> 0) {
    case reg.T_IN:
      return type & reg.T_OUT
        ? writeSectors(device, sector, sliceSegments(chain.readable, reg.HEADER_SIZE), memory)
        : readSectors(device, sector, target, memory);
    case reg.T_FLUSH:
      return { status: reg.S_OK, effects: [] };
    case reg.T_GET_ID:
      return { status: reg.S_OK, effects: writeSegments(target, idBytes(device.serial)) };
    default:
      return { status: reg.S_UNSUPP, effects: [] };
  }
}

function isInDisk({ capacity }: BlkState, sector: number, sizeBytes: number): boolean {
  if (sizeBytes % reg.SECTOR_SIZE !== 0 || sizeBytes > REQUEST_SIZE_MAX) return false;
  return sector <= capacity && sizeBytes / reg.SECTOR_SIZE <= capacity - sector;
}

function readSectors(device: BlkState, sector: number, target: readonly Segment[], memory: MemoryView): Performed {
  const sizeBytes = sizeOf(target);
  if (!isInDisk(device, sector, sizeBytes)) return IO_ERROR;
  const bytes = memory.readStorage(sector * reg.SECTOR_SIZE, sizeBytes);
  return bytes === undefined ? IO_ERROR : { status: reg.S_OK, effects: writeSegments(target, bytes) };
}

function writeSectors(device: BlkState, sector: number, source: readonly Segment[], memory: MemoryView): Performed {
  if (device.isReadOnly || !isInDisk(device, sector, sizeOf(source))) return IO_ERROR;
  const bytes = readSegments(source, memory);
  if (bytes === undefined) return IO_ERROR;
  const offset = sector * reg.SECTOR_SIZE;
  return { status: reg.S_OK, effects: bytes.length === 0 ? [] : [{ type: 'storage/wrote', offset, bytes }] };
}

/** As on QEMU: one NUL ends it if there is room; the rest of the 20 bytes, which virtio 1.2 has NUL-padded, stays as it was. */
function idBytes(serial: string): Uint8Array {
  const size = Math.min(serial.length + 1, reg.ID_SIZE);
  return Uint8Array.from({ length: size }, (_, index) => (index < serial.length ? serial.charCodeAt(index) : 0));
}
