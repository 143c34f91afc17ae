import { describe, expect, it } from 'vitest';
import { DeviceDriver } from '#core/testing/device-driver.ts';
import { anyDeviceEvent, checkDeviceLaws } from '#core/testing/laws.ts';
import { createPl031, pl031 } from './pl031.ts';
import * as reg from './registers.ts';

/** 2024-01-01 00:00:00 UTC. */
const EPOCH = 1_704_067_200;
const SECOND = 1_000_000_000;
const rtc = (epoch = EPOCH) => new DeviceDriver(pl031, createPl031({ epoch }), 4);

describe('pl031', () => {
  it('obeys the reducer laws', () => {
    checkDeviceLaws({
      kind: pl031,
      initialState: createPl031({ epoch: EPOCH }),
      event: anyDeviceEvent({
        offsets: [0, 4, 8, 0xc, 0x10, 0x14, 0x18, 0x1c, 0xfe0, 0x1000],
        values: [BigInt(EPOCH), BigInt(EPOCH + 1), 0n, 1n],
        delay: 3 * SECOND,
      }),
    });
  });

  it('shows the epoch at reset and the seconds that passed', () => {
    const device = rtc();
    expect([device.read(reg.RTCDR), device.read(reg.RTCCR)]).toEqual([BigInt(EPOCH), 1n]);
    device.advanceTo(2 * SECOND - 1);
    expect(device.read(reg.RTCDR)).toBe(BigInt(EPOCH + 1));
  });

  it('identifies itself', () => {
    const device = rtc();
    const words = Array.from({ length: 8 }, (_, index) => device.read(0xfe0 + 4 * index));
    expect(words).toEqual([0x31n, 0x10n, 0x14n, 0n, 0x0dn, 0xf0n, 0x05n, 0xb1n]);
  });

  it('takes a new time and goes on from there', () => {
    const device = rtc();
    device.advanceTo(5 * SECOND);
    device.write(reg.RTCLR, 1000);
    device.advanceTo(7 * SECOND);
    expect([device.read(reg.RTCDR), device.read(reg.RTCLR)]).toEqual([1002n, 1000n]);
  });

  it('raises its interrupt at the match, once', () => {
    const device = rtc();
    device.write(reg.RTCIMSC, 1);
    device.advanceTo(SECOND / 2);
    device.write(reg.RTCMR, EPOCH + 3);
    expect(device.deadline).toBe(3 * SECOND);
    device.advanceTo(3 * SECOND - 1);
    expect(device.lines).toBe(0);
    device.advanceTo(3 * SECOND);
    expect([device.lines, device.deadline, device.read(reg.RTCMIS)]).toEqual([1, null, 1n]);
    device.write(reg.RTCICR, 1);
    expect([device.lines, device.read(reg.RTCRIS)]).toEqual([0, 0n]);
  });

  it('raises it at once for the present second, masked or not', () => {
    const device = rtc();
    device.write(reg.RTCMR, EPOCH);
    expect([device.read(reg.RTCRIS), device.read(reg.RTCMIS), device.lines, device.deadline]).toEqual([1n, 0n, 0, null]);
    device.write(reg.RTCIMSC, 3);
    expect([device.lines, device.read(reg.RTCIMSC)]).toEqual([1, 1n]);
  });

  it('wraps around after 2^32 seconds', () => {
    const device = rtc(0xffff_ffff);
    device.write(reg.RTCMR, 1);
    expect(device.deadline).toBe(2 * SECOND);
    device.advanceTo(SECOND);
    expect(device.read(reg.RTCDR)).toBe(0n);
  });
});
