/**
 * SiFive test finisher: a write ends the machine. Halfwords and words answer; reads are 0.
 *
 * FAIL with code 0 is status 1 here, so that it never counts as success (QEMU exits with 0).
 *
 * | what a hostile guest can do | what bounds it                                           |
 * |-----------------------------|----------------------------------------------------------|
 * | end or reset the machine    | nothing: that is the device's purpose; it ends only the VM |
 */
import type { BusRead, BusWrite, DeviceEffect, DeviceKind } from '#core/bus/device.ts';
import { FAULTED, NO_EFFECTS, replied } from '#core/bus/reply.ts';
import { record } from '#core/shape.ts';
import * as reg from './registers.ts';

/** The finisher remembers nothing. */
export type SifiveTestState = Readonly<Record<never, never>>;

export function createSifiveTest(): SifiveTestState {
  return {};
}

export const sifiveTest: DeviceKind<SifiveTestState> = {
  digest: 'sifive-test/1',
  digestFields: [],
  reduce(state, event) {
    switch (event.type) {
      case 'bus/read':
        return { state, effects: isAnswered(event) ? replied(0) : FAULTED };
      case 'bus/write':
        return { state, effects: isAnswered(event) ? finish(event) : FAULTED };
      case 'time/reached':
      case 'line/changed':
      case 'input/received':
        return { state, effects: NO_EFFECTS };
    }
  },
  accepts: record({}),
};

function isAnswered({ offset, size }: BusRead | BusWrite): boolean {
  return (size === 2 || size === 4) && offset % size === 0 && offset < reg.WINDOW_SIZE;
}

function finish({ offset, value }: BusWrite): readonly DeviceEffect[] {
  if (offset !== reg.FINISHER) return NO_EFFECTS;
  const word = Number(value);
  switch (word & 0xffff) {
    case reg.FINISHER_PASS:
      return [{ type: 'power/requested', request: 'off', status: 0 }];
    case reg.FINISHER_FAIL:
      return [{ type: 'power/requested', request: 'off', status: Math.max(1, word >>> 16) }];
    case reg.FINISHER_RESET:
      return [{ type: 'power/requested', request: 'reset', status: 0 }];
    default:
      return NO_EFFECTS;
  }
}
