import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DeviceDriver } from '#core/testing/device-driver.ts';
import { anyDeviceEvent, checkDeviceLaws } from '#core/testing/laws.ts';
import { clint, createClint, selectMtime } from './clint.ts';
import * as reg from './registers.ts';

const parameters = { harts: 2, nsPerTick: 100 };
const NEVER = (1n << 64n) - 1n;
const [MSIP0, MTIP0, MSIP1, MTIP1] = [1, 2, 4, 8];

/** Both timers set to never. */
function quiet(): DeviceDriver<ReturnType<typeof createClint>> {
  const device = new DeviceDriver(clint, createClint(parameters), 8);
  device.write(reg.MTIMECMP, NEVER);
  device.write(reg.MTIMECMP + 8, NEVER);
  return device;
}

describe('clint', () => {
  it('obeys the reducer laws', () => {
    checkDeviceLaws({
      kind: clint,
      initialState: createClint(parameters),
      event: anyDeviceEvent({
        offsets: [0, 4, 8, 0x4000, 0x4004, 0x4008, 0x400c, 0x4010, 0xbff8, 0xbffc],
        values: [5n, 1000n, 100_000n, 1n << 53n, (1n << 64n) - 1000n],
        delay: 100_000,
      }),
    });
  });

  it('resets with MTIMECMP 0, so MTIP is up', () => {
    const device = new DeviceDriver(clint, createClint(parameters), 8);
    expect(device.lines).toBe(MTIP0 | MTIP1);
    expect(device.deadline).toBe(null);
  });

  it('raises MSIP of the hart whose bit 0 is set', () => {
    const device = quiet();
    device.write(4, 0xffff_ffff, 4);
    expect(device.lines).toBe(MSIP1);
    expect([device.read(0, 4), device.read(4, 4), device.read(8, 4)]).toEqual([0n, 1n, 0n]);
    device.write(0, 1, 4);
    device.write(4, 0xfffe, 4);
    expect(device.lines).toBe(MSIP0);
  });

  it('counts MTIME in ticks of 100 ns', () => {
    const device = quiet();
    device.advanceTo(12_345_699);
    expect(device.read(reg.MTIME)).toBe(123_456n);
    expect(device.read(reg.MTIME, 4)).toBe(123_456n);
    expect(device.read(reg.MTIME + 4, 4)).toBe(0n);
    expect(device.read(0, 8, 'sysreg')).toBe(123_456n);
  });

  it('raises MTIP at the tick that reaches MTIMECMP and drops it when that moves on', () => {
    const device = quiet();
    device.write(reg.MTIMECMP + 8, 50);
    expect(device.deadline).toBe(5000);
    device.advanceTo(4999);
    expect(device.lines).toBe(0);
    device.advanceTo(5000);
    expect(device.lines).toBe(MTIP1);
    expect(device.deadline).toBe(null);
    device.write(reg.MTIMECMP + 8, 70);
    expect(device.lines).toBe(0);
    expect(device.deadline).toBe(7000);
  });

  it('wakes for each hart in turn', () => {
    const device = quiet();
    device.write(reg.MTIMECMP, 70);
    device.write(reg.MTIMECMP + 8, 50);
    device.advanceTo(5000);
    expect([device.lines, device.deadline]).toEqual([MTIP1, 7000]);
    device.advanceTo(7000);
    expect([device.lines, device.deadline]).toEqual([MTIP0 | MTIP1, null]);
  });

  it('takes halves of MTIMECMP and MTIME by words', () => {
    const device = quiet();
    device.write(reg.MTIMECMP, 0x1111_1111, 4);
    device.write(reg.MTIMECMP + 4, 0x2222_2222, 4);
    expect(device.read(reg.MTIMECMP)).toBe(0x2222_2222_1111_1111n);
    expect(device.read(reg.MTIMECMP + 4, 4)).toBe(0x2222_2222n);
    device.write(reg.MTIME + 4, 3, 4);
    device.write(reg.MTIME, 7, 4);
    expect(device.read(reg.MTIME)).toBe(0x3_0000_0007n);
  });

  it('goes on from what is written to MTIME', () => {
    const device = quiet();
    device.advanceTo(1000);
    device.write(reg.MTIME, 1_000_000);
    device.write(reg.MTIMECMP, 1_000_005);
    expect(device.deadline).toBe(1500);
    device.advanceTo(1300);
    expect(device.read(reg.MTIME)).toBe(1_000_003n);
  });

  it('drops MTIP when MTIME wraps and raises it again after', () => {
    const device = quiet();
    device.write(reg.MTIMECMP, 5);
    device.write(reg.MTIME, NEVER - 9n);
    expect(device.lines).toBe(MTIP0);
    expect(device.deadline).toBe(900); // hart 1's own 2^64 - 1
    device.advanceTo(999);
    expect(device.lines).toBe(MTIP0 | MTIP1);
    device.advanceTo(1000);
    expect(device.read(reg.MTIME)).toBe(0n);
    expect(device.lines).toBe(0);
    device.advanceTo(1500);
    expect(device.lines).toBe(MTIP0);
  });

  it('never wakes for what lies past 2^53 ns', () => {
    const device = quiet();
    expect(device.deadline).toBe(null);
    device.write(reg.MTIMECMP, 90_071_992_547_409n); // × 100 ns is just below
    expect(device.deadline).toBe(9_007_199_254_740_900);
    device.write(reg.MTIMECMP, 90_071_992_547_410n);
    expect(device.deadline).toBe(null);
  });

  it('faults as QEMU does', () => {
    const device = quiet();
    for (const size of [1, 2, 8] as const) expect(device.read(0, size)).toBe('fault');
    for (const size of [1, 2] as const) expect(device.read(reg.MTIMECMP, size)).toBe('fault');
    expect(device.read(0xc000, 4)).toBe('fault');
    expect(device.write(reg.MTIMECMP + 4, 0, 8)).toBe('fault');
    expect(device.read(0x5000)).toBe(0n);
    expect(device.write(0x5000, 1)).toBeUndefined();
  });

  it('has the levels that comparing MTIME with MTIMECMP gives', () => {
    const tick = fc.oneof(fc.bigInt({ min: 0n, max: 200n }), fc.bigInt({ min: (1n << 64n) - 200n, max: NEVER }));
    fc.assert(
      fc.property(tick, tick, fc.nat({ max: 200 }), fc.nat({ max: 200 }), (mtime, compare, written, later) => {
        const device = quiet();
        device.advanceTo(written * 100);
        device.write(reg.MTIMECMP, compare);
        device.write(reg.MTIME, mtime);
        device.advanceTo((written + later) * 100);
        const value = selectMtime(device.state, device.now);
        expect(value).toBe(BigInt.asUintN(64, mtime + BigInt(later)));
        expect(device.lines & MTIP0).toBe(value >= compare ? MTIP0 : 0);
      }),
    );
  });
});
