import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDeviceEvent, checkDeviceLaws } from '#core/testing/laws.ts';
import * as mmio from '#core/virtio/registers.ts';
import { BUFFERS, LATENCY, RAM_BASE, VirtioDriver } from '../testing.ts';
import { createVirtioConsole, INPUT_SIZE, virtioConsole } from './console.ts';
import * as reg from './registers.ts';

function started(version: 1 | 2 = 1) {
  const device = new VirtioDriver(virtioConsole, createVirtioConsole({ version, latency: LATENCY }));
  device.start(2);
  return device;
}

const room = (size: number) => [{ address: BUFFERS, size, flags: mmio.DESC_F_WRITE }];
const text = (device: ReturnType<typeof started>, size: number) => String.fromCharCode(...device.peek(BUFFERS, size));

describe('virtio-console', () => {
  it('obeys the reducer laws', () => {
    const device = started();
    device.offer(reg.RECEIVEQ, room(3), 4);
    device.offer(reg.TRANSMITQ, [{ address: BUFFERS, size: 5 }], 3);
    checkDeviceLaws({
      kind: virtioConsole,
      initialState: device.state,
      memory: fc.constant(device.image),
      event: anyDeviceEvent({
        offsets: [0, 0x30, 0x38, 0x40, 0x44, 0x50, 0x50, 0x60, 0x64, 0x70, 0x100],
        values: [0n, 1n, 7n, BigInt(RAM_BASE / 4096)],
        delay: 3 * LATENCY,
      }),
    });
  });

  it('is a console of one port without features', () => {
    const device = started();
    expect(device.read(mmio.DeviceID)).toBe(3n);
    expect(device.read(mmio.DeviceFeatures)).toBe(0x1800_0000n);
    expect([0, 4, 8].map((offset) => device.read(mmio.Config + offset))).toEqual([0n, 1n, 0n]);
  });

  it.each([1, 2] as const)('sends what the driver transmits, version %i', (version) => {
    const device = started(version);
    device.poke(BUFFERS, new TextEncoder().encode('hello, world'));
    device.offer(reg.TRANSMITQ, [
      { address: BUFFERS, size: 7 },
      { address: BUFFERS + 7, size: 5 },
    ]);
    expect(device.output).toBe('');
    device.advanceTo(LATENCY);
    expect(device.output).toBe('hello, world');
    expect(device.used(reg.TRANSMITQ)).toEqual([[0, 0]]);
    expect(device.lines).toBe(1);
  });

  it('fills buffers with input that comes later', () => {
    const device = started();
    device.offer(reg.RECEIVEQ, room(64));
    expect(device.deadline).toBe(null);
    device.advanceTo(5);
    device.input('ls\n');
    expect(device.deadline).toBe(5 + LATENCY);
    device.advanceTo(5 + LATENCY);
    expect(device.used(reg.RECEIVEQ)).toEqual([[0, 3]]);
    expect(text(device, 3)).toBe('ls\n');
    expect(device.state.device.input).toHaveLength(0);
  });

  it('gives input that waited, over as many buffers as it takes', () => {
    const device = started();
    device.input('abcdefg');
    device.offer(reg.RECEIVEQ, room(3), 2);
    device.advanceTo(2 * LATENCY);
    expect(device.used(reg.RECEIVEQ)).toEqual([
      [0, 3],
      [0, 3],
    ]);
    expect([text(device, 3), device.deadline]).toEqual(['def', null]);
    device.offer(reg.RECEIVEQ, room(3));
    device.advanceTo(3 * LATENCY);
    expect(text(device, 1)).toBe('g');
    expect(device.used(reg.RECEIVEQ)[2]).toEqual([0, 1]);
  });

  it('keeps input over a reset', () => {
    const device = started();
    device.input('x');
    device.start(2);
    device.offer(reg.RECEIVEQ, room(3));
    device.advanceTo(LATENCY);
    expect(text(device, 1)).toBe('x');
  });

  it('drops input that nobody takes', () => {
    const device = started();
    device.input(new Uint8Array(INPUT_SIZE - 1));
    device.input('ab');
    expect(device.state.device.input).toHaveLength(INPUT_SIZE);
    expect(device.state.device.input.at(-1)).toBe(0x61);
  });

  it('serves both queues when both are due', () => {
    const device = started();
    device.input('in');
    device.poke(BUFFERS + 0x100, [0x6f]);
    device.offer(reg.RECEIVEQ, room(8));
    device.offer(reg.TRANSMITQ, [{ address: BUFFERS + 0x100, size: 1 }]);
    device.advanceTo(LATENCY);
    expect([device.output, text(device, 2), device.deadline]).toEqual(['o', 'in', null]);
  });

  it('breaks when a transmitted buffer is not in RAM', () => {
    const device = started();
    device.offer(reg.TRANSMITQ, [{ address: 0x1000, size: 4 }]);
    device.advanceTo(LATENCY);
    expect(device.state.broken).toBe('a buffer that is not in RAM');
  });
});
