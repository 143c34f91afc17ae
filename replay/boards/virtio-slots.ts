/** The virtio-mmio transports of a board, and who has which: as on QEMU, drives take them from the last one down. */
import type { BoardDevice } from '#core/machine/board.ts';
import { createVirtioBlk, virtioBlk } from '#devices/virtio/blk/blk.ts';
import { createVirtioConsole, virtioConsole } from '#devices/virtio/console/console.ts';
import { createEmptySlot, emptySlot } from '#devices/virtio/empty-slot.ts';
import type { BoardRequest } from './request.ts';

export interface VirtioSlots {
  readonly count: number;
  /** Of the first; the others follow it. */
  readonly base: number;
  readonly stride: number;
  /** Bytes that answer. */
  readonly windowSize: number;
}

/** In the order of addresses. */
export function virtioDevices(request: BoardRequest, slots: VirtioSlots): readonly BoardDevice[] {
  return Array.from({ length: slots.count }, (_, slot) => deviceIn(request, slots, slot));
}

export const virtioName = (slot: number): string => `virtio${slot}`;

/** That of the virtio console: the next after the drives'. */
export const consoleSlot = ({ drives }: BoardRequest, { count }: VirtioSlots): number => count - 1 - drives.length;

function deviceIn(request: BoardRequest, slots: VirtioSlots, slot: number): BoardDevice {
  const { virtioVersion: version, virtioLatency: latency } = request;
  const index = slots.count - 1 - slot;
  const base = slots.base + slot * slots.stride;
  const windows = [{ space: 'mmio', base, sizeBytes: slots.windowSize } as const];
  const name = virtioName(slot);
  const drive = request.drives[index];
  if (drive !== undefined) {
    const parameters = { version, latency, sizeBytes: drive.image.sizeBytes, isReadOnly: drive.isReadOnly, serial: '' };
    return { name, kind: virtioBlk, initialState: createVirtioBlk(parameters), windows, storage: `drive${index}` };
  }
  if (request.console === 'virtio' && slot === consoleSlot(request, slots))
    return { name, kind: virtioConsole, initialState: createVirtioConsole({ version, latency }), windows, storage: null };
  return { name, kind: emptySlot, initialState: createEmptySlot({ version }), windows, storage: null };
}
