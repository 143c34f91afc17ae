import { describe, expect, it } from 'vitest';
import { DeviceDriver } from '#core/testing/device-driver.ts';
import { anyDeviceEvent, checkDeviceLaws } from '#core/testing/laws.ts';
import { createSifiveTest, sifiveTest } from './sifive-test.ts';

const finisher = () => new DeviceDriver(sifiveTest, createSifiveTest(), 4);

describe('sifive-test', () => {
  it('obeys the reducer laws', () => {
    checkDeviceLaws({
      kind: sifiveTest,
      initialState: createSifiveTest(),
      event: anyDeviceEvent({ offsets: [0, 4], values: [0x5555n, 0x7777n, 0x3333n, 0x7_3333n] }),
    });
  });

  it.each([
    ['PASS', 0x5555, { request: 'off', status: 0 }],
    ['FAIL with its code', 0x002a_3333, { request: 'off', status: 42 }],
    ['FAIL without a code', 0x0000_3333, { request: 'off', status: 1 }],
    ['FAIL with the largest code', 0xffff_3333, { request: 'off', status: 0xffff }],
    ['RESET', 0x7777, { request: 'reset', status: 0 }],
  ])('%s ends the machine', (_, value, request) => {
    const device = finisher();
    device.write(0, value);
    expect(device.effects).toEqual([{ type: 'power/requested', ...request }]);
  });

  it('takes PASS as a halfword', () => {
    const device = finisher();
    device.write(0, 0x5555, 2);
    expect(device.effects).toEqual([{ type: 'power/requested', request: 'off', status: 0 }]);
  });

  it('does nothing for other values and offsets', () => {
    const device = finisher();
    device.write(0, 0x1234);
    device.write(4, 0x5555);
    expect(device.effects).toEqual([]);
    expect(device.read(0)).toBe(0n);
  });

  it('faults as QEMU does', () => {
    const device = finisher();
    expect([device.read(0, 1), device.read(0, 8), device.read(2, 4), device.read(0x1000)]).toEqual(Array(4).fill('fault'));
    expect(device.write(0, 0x55, 1)).toBe('fault');
    expect(device.read(0xffe, 2)).toBe(0n);
  });
});
