import { describe, expect, it } from 'vitest';
import { DeviceDriver } from '#core/testing/device-driver.ts';
import { anyDeviceEvent, checkDeviceLaws } from '#core/testing/laws.ts';
import { createGoldfishRtc, goldfishRtc } from './goldfish-rtc.ts';
import * as reg from './registers.ts';

/** 2001-09-09 01:46:40 UTC, ns: 0x0de0_b6b3_a764_0000. */
const EPOCH = 1_000_000_000_000_000_000n;

const rtc = (epoch = EPOCH) => new DeviceDriver(goldfishRtc, createGoldfishRtc({ epoch }), 4);

function setAlarm(device: ReturnType<typeof rtc>, time: bigint): void {
  device.write(reg.ALARM_HIGH, time >> 32n);
  device.write(reg.ALARM_LOW, time & 0xffff_ffffn);
}

describe('goldfish-rtc', () => {
  it('obeys the reducer laws', () => {
    checkDeviceLaws({
      kind: goldfishRtc,
      initialState: createGoldfishRtc({ epoch: EPOCH }),
      event: anyDeviceEvent({ offsets: [0, 4, 8, 12, 16, 20, 24, 28, 32, 36], values: [EPOCH & 0xffff_ffffn, EPOCH >> 32n] }),
    });
  });

  it('shows the epoch at reset and the time that passed', () => {
    const device = rtc();
    expect(device.read(reg.TIME_LOW)).toBe(0xa764_0000n);
    expect(device.read(reg.TIME_HIGH)).toBe(0x0de0_b6b3n);
    device.advanceTo(5);
    expect(device.read(reg.TIME_LOW)).toBe(0xa764_0005n);
  });

  it('latches the high half with the low one', () => {
    const device = rtc(0x1_ffff_fffen);
    expect(device.read(reg.TIME_LOW)).toBe(0xffff_fffen);
    device.advanceTo(2);
    expect(device.read(reg.TIME_HIGH)).toBe(1n);
    expect(device.read(reg.TIME_LOW)).toBe(0n);
    expect(device.read(reg.TIME_HIGH)).toBe(2n);
  });

  it('rings at the alarm, once', () => {
    const device = rtc();
    device.write(reg.IRQ_ENABLED, 1);
    device.advanceTo(100);
    setAlarm(device, EPOCH + 1000n);
    expect([device.deadline, device.read(reg.ALARM_STATUS)]).toEqual([1000, 1n]);
    device.advanceTo(999);
    expect(device.lines).toBe(0);
    device.advanceTo(1000);
    expect([device.lines, device.deadline, device.read(reg.ALARM_STATUS)]).toEqual([1, null, 0n]);
    device.write(reg.CLEAR_INTERRUPT, 1);
    expect(device.lines).toBe(0);
  });

  it('rings at once for an alarm in the past', () => {
    const device = rtc();
    device.write(reg.IRQ_ENABLED, 1);
    setAlarm(device, EPOCH);
    expect([device.lines, device.deadline]).toEqual([1, null]);
  });

  it('keeps the interrupt pending while it is not enabled', () => {
    const device = rtc();
    setAlarm(device, 0n);
    expect(device.lines).toBe(0);
    device.write(reg.IRQ_ENABLED, 3);
    expect([device.lines, device.read(reg.IRQ_ENABLED)]).toEqual([1, 1n]);
  });

  it('forgets an alarm that is cleared', () => {
    const device = rtc();
    setAlarm(device, EPOCH + 10n);
    device.write(reg.CLEAR_ALARM, 1);
    expect([device.deadline, device.read(reg.ALARM_STATUS)]).toEqual([null, 0n]);
    expect(device.read(reg.ALARM_LOW)).toBe(0xa764_000an);
  });

  it('never wakes for an alarm past 2^53 ns, though it is armed', () => {
    const device = rtc(0n);
    setAlarm(device, (1n << 63n) - 1n);
    expect([device.deadline, device.read(reg.ALARM_STATUS)]).toEqual([null, 1n]);
  });

  it('takes a new time by halves and goes on from there', () => {
    const device = rtc();
    device.advanceTo(50);
    device.write(reg.TIME_HIGH, 7);
    device.write(reg.TIME_LOW, 9);
    device.advanceTo(51);
    expect(device.read(reg.TIME_LOW)).toBe(10n);
    expect(device.read(reg.TIME_HIGH)).toBe(7n);
  });

  it('splits doublewords and faults as QEMU does', () => {
    const device = rtc();
    expect(device.read(reg.TIME_LOW, 8)).toBe(EPOCH);
    device.write(reg.ALARM_LOW, 0x2_0000_0001n, 8);
    expect(device.read(reg.ALARM_LOW, 8)).toBe(0x2_0000_0001n);
    expect([device.read(0, 1), device.read(0, 2), device.read(0x20, 8), device.read(0x24)]).toEqual(Array(4).fill('fault'));
    expect(device.read(0x20)).toBe(0n);
  });
});
