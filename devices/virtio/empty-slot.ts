/**
 * A virtio-mmio transport with no device behind it: DeviceID 0, which drivers skip. Everything but the magic number,
 * version and vendor reads 0, and writes do nothing, so there is nothing a hostile guest can do to it.
 */
import type { BusRead, BusWrite, DeviceKind } from '#core/bus/device.ts';
import { FAULTED, NO_EFFECTS, replied, replied64 } from '#core/bus/reply.ts';
import { same } from '#core/shape.ts';
import * as reg from '#core/virtio/registers.ts';

export interface EmptySlotState {
  readonly version: 1 | 2;
}

export function createEmptySlot({ version }: EmptySlotState): EmptySlotState {
  return { version };
}

export const emptySlot: DeviceKind<EmptySlotState> = {
  digest: 'virtio-mmio-empty/1',
  digestFields: [],
  reduce(state, event) {
    switch (event.type) {
      case 'bus/read':
        return { state, effects: isAnswered(event) ? read(state, event) : FAULTED };
      case 'bus/write':
        return { state, effects: isAnswered(event) ? NO_EFFECTS : FAULTED };
      case 'time/reached':
      case 'line/changed':
      case 'input/received':
        return { state, effects: NO_EFFECTS };
    }
  },
  accepts: (value, initial) => same(initial)(value),
};

function isAnswered({ offset, size }: BusRead | BusWrite): boolean {
  return offset % size === 0 && offset < reg.WINDOW_SIZE;
}

/** Narrow reads give the low bytes of the register they name, as QEMU's. */
function read(state: EmptySlotState, { offset, size }: BusRead) {
  const low = registerAt(state, offset);
  if (size === 8) return replied64((BigInt(registerAt(state, offset + 4)) << 32n) | BigInt(low));
  return replied(size === 4 ? low : low & (size === 2 ? 0xffff : 0xff));
}

function registerAt({ version }: EmptySlotState, offset: number): number {
  switch (offset) {
    case reg.MagicValue:
      return reg.MAGIC;
    case reg.Version:
      return version;
    case reg.VendorID:
      return reg.VENDOR;
    default:
      return 0;
  }
}
