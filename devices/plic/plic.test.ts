import { describe, expect, it } from 'vitest';
import { DeviceDriver } from '#core/testing/device-driver.ts';
import { anyDeviceEvent, checkDeviceLaws } from '#core/testing/laws.ts';
import { createPlic, plic } from './plic.ts';
import * as reg from './registers.ts';

const parameters = { sources: 96, contexts: 2, windowSize: 0x60_0000 };
const priorityOf = (source: number) => reg.PRIORITY + 4 * source;
const enableOf = (context: number, word: number) => reg.ENABLE + reg.ENABLE_STRIDE * context + 4 * word;
const thresholdOf = (context: number) => reg.CONTEXT + reg.CONTEXT_STRIDE * context + reg.THRESHOLD;
const claimOf = (context: number) => reg.CONTEXT + reg.CONTEXT_STRIDE * context + reg.CLAIM_COMPLETE;

const bare = () => new DeviceDriver(plic, createPlic(parameters), 4);

/** Sources 1 to 31 and 32 to 63 of priority 1, enabled for context 0. */
function open(): DeviceDriver<ReturnType<typeof createPlic>> {
  const device = bare();
  for (let source = 1; source < 64; source++) device.write(priorityOf(source), 1);
  device.write(enableOf(0, 0), 0xffff_ffff);
  device.write(enableOf(0, 1), 0xffff_ffff);
  return device;
}

describe('plic', () => {
  it('obeys the reducer laws', () => {
    checkDeviceLaws({
      kind: plic,
      initialState: createPlic(parameters),
      event: anyDeviceEvent({
        offsets: [4, 0x28, 0x180, 0x1000, 0x2000, 0x2004, 0x2080, 0x20_0000, 0x20_0004, 0x20_1004, 0x20_2004],
        values: [7n, 10n, 32n, 96n, 0xffff_ffffn],
        lines: 100,
      }),
    });
  });

  it('keeps three bits of a priority and of a threshold', () => {
    const device = bare();
    for (const offset of [priorityOf(1), priorityOf(96), thresholdOf(0), thresholdOf(1)]) {
      device.write(offset, 0xffff_ffff);
      expect(device.read(offset)).toBe(7n);
    }
  });

  it('has neither source 0 nor sources past the last', () => {
    const device = bare();
    for (const offset of [priorityOf(0), priorityOf(97), thresholdOf(2), enableOf(2, 0), enableOf(0, 4)]) {
      device.write(offset, 0xffff_ffff);
      expect(device.read(offset)).toBe(0n);
    }
    for (let word = 0; word < 4; word++) device.write(enableOf(1, word), 0xffff_ffff);
    const enabled = [0, 1, 2, 3].map((word) => device.read(enableOf(1, word)));
    expect(enabled).toEqual([0xffff_fffen, 0xffff_ffffn, 0xffff_ffffn, 1n]);
  });

  it('claims, holds back while in service, and completes', () => {
    const device = open();
    device.line(10, true);
    expect(device.lines).toBe(1);
    expect(device.read(reg.PENDING)).toBe(1n << 10n);
    expect(device.read(claimOf(0))).toBe(10n);
    expect(device.lines).toBe(0);
    expect(device.read(reg.PENDING)).toBe(0n);
    device.line(10, false);
    device.line(10, true);
    expect(device.lines).toBe(0);
    device.line(10, false);
    device.write(claimOf(0), 10);
    expect([device.lines, device.read(claimOf(0))]).toEqual([0, 0n]);
  });

  it('pends again at completion while the line is up', () => {
    const device = open();
    device.line(33, true);
    expect(device.read(claimOf(0))).toBe(33n);
    device.write(claimOf(0), 33);
    expect(device.lines).toBe(1);
    expect(device.read(reg.PENDING + 4)).toBe(2n);
  });

  it('keeps a request whose line has fallen', () => {
    const device = open();
    device.line(5, true);
    device.line(5, false);
    expect(device.lines).toBe(1);
    expect(device.read(claimOf(0))).toBe(5n);
  });

  it('gives the highest priority first, then the lowest id', () => {
    const device = open();
    device.write(priorityOf(40), 3);
    for (const source of [7, 40, 3]) device.line(source, true);
    expect([1, 2, 3, 4].map(() => device.read(claimOf(0)))).toEqual([40n, 3n, 7n, 0n]);
  });

  it('interrupts only above the threshold, yet lets a claim take any', () => {
    const device = open();
    device.line(3, true);
    device.write(thresholdOf(0), 1);
    expect(device.lines).toBe(0);
    expect(device.read(claimOf(0))).toBe(3n);
  });

  it('never interrupts for priority 0', () => {
    const device = open();
    device.write(priorityOf(3), 0);
    device.line(3, true);
    expect([device.lines, device.read(claimOf(0))]).toEqual([0, 0n]);
    device.write(priorityOf(3), 2);
    expect(device.lines).toBe(1);
  });

  it('shows a source to every context that enables it, and one of them claims it', () => {
    const device = open();
    device.write(enableOf(1, 0), 1 << 9);
    device.line(9, true);
    expect(device.lines).toBe(0b11);
    expect(device.read(claimOf(1))).toBe(9n);
    expect(device.lines).toBe(0);
  });

  it('ignores a completion of what the context has not enabled', () => {
    const device = open();
    device.line(9, true);
    device.read(claimOf(0));
    device.write(claimOf(1), 9);
    expect(device.lines).toBe(0);
    device.write(claimOf(0), 9);
    expect(device.lines).toBe(1);
    device.write(claimOf(0), 0xffff_ffff);
    expect(device.lines).toBe(1);
  });

  it('does not let pending bits be written', () => {
    const device = open();
    device.write(reg.PENDING, 0xffff_ffff);
    expect(device.read(reg.PENDING)).toBe(0n);
  });

  it('answers aligned words only, and 0 where nothing is', () => {
    const device = bare();
    for (const size of [1, 2, 8] as const) expect(device.read(priorityOf(2), size)).toBe('fault');
    expect(device.read(2)).toBe('fault');
    expect(device.read(0x60_0000)).toBe('fault');
    expect(device.read(0x5f_fffc)).toBe(0n);
    expect(device.write(0x5f_fffc, 1)).toBeUndefined();
  });
});
