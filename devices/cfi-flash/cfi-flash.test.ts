import { describe, expect, it } from 'vitest';
import { DeviceDriver } from '#core/testing/device-driver.ts';
import { anyDeviceEvent, checkDeviceLaws } from '#core/testing/laws.ts';
import { cfiFlash, createFlash } from './cfi-flash.ts';
import { queryByte } from './query.ts';

const VIRT = { sizeBytes: 32 * 1024 * 1024, sectorBytes: 256 * 1024 };
const SMALL = { sizeBytes: 4096, sectorBytes: 1024 };
const image = (sizeBytes: number) => ({ ramBase: 0, ram: new Uint8Array(0), storage: new Uint8Array(sizeBytes) });

/** A command to both chips. */
const both = (command: number) => (command | (command << 16)) >>> 0;

function flash({ isReadOnly = false, geometry = SMALL } = {}) {
  return new DeviceDriver(cfiFlash, createFlash({ ...geometry, isReadOnly }), 4, image(geometry === SMALL ? SMALL.sizeBytes : 0));
}

describe('cfi-flash', () => {
  it('obeys the reducer laws', () => {
    const commands = [0x10, 0x40, 0x20, 0xd0, 0x50, 0x60, 0x70, 0x90, 0x98, 0xe8, 0xff, 0x01];
    checkDeviceLaws({
      kind: cfiFlash,
      initialState: createFlash({ ...SMALL, isReadOnly: false }),
      event: anyDeviceEvent({ offsets: [0, 4, 0x20, 0x400, 0xffc], values: commands.map((command) => BigInt(both(command))) }),
    });
  });

  it('reads its storage in array mode alone', () => {
    const device = flash();
    expect(cfiFlash.selectReadsStorage?.(device.state)).toBe(true);
    device.write(0, both(0x70));
    expect(cfiFlash.selectReadsStorage?.(device.state)).toBe(false);
    device.write(0, both(0xff));
    expect(cfiFlash.selectReadsStorage?.(device.state)).toBe(true);
  });

  it('shows the status in the lane of each chip', () => {
    const device = flash();
    device.write(0, both(0x70));
    expect([device.read(0), device.read(8, 8), device.read(6, 2), device.read(1, 1)]).toEqual([
      0x80_0080n,
      0x80_0080_0080_0080n,
      0x80n,
      0x80n,
    ]);
    device.write(0, both(0x50));
    device.write(0, both(0x70));
    expect(device.read(0)).toBe(0n);
  });

  it('identifies as Intel', () => {
    const device = flash();
    device.write(0, both(0x90));
    expect([device.read(0), device.read(4), device.read(8), device.read(0x400), device.read(1, 1)]).toEqual([
      0x89_0089n,
      0x18_0018n,
      0n,
      0x89_0089n,
      0x89n,
    ]);
    expect(device.read(0, 8)).toBe(0x18_0018_0089_0089n);
  });

  it('describes itself as on QEMU 7.2', () => {
    const table = Array.from({ length: 0x60 }, (_, index) => queryByte(VIRT, index));
    const expected = new Map([
      [0x10, [0x51, 0x52, 0x59, 0x01, 0x00, 0x31]],
      [0x1b, [0x45, 0x55]],
      [0x1f, [0x07, 0x07, 0x0a, 0x00, 0x04, 0x04, 0x04, 0x00, 0x18, 0x02, 0x00, 0x0b, 0x00, 0x01, 0x7f, 0x00, 0x00, 0x02]],
      [0x31, [0x50, 0x52, 0x49, 0x31, 0x30]],
      [0x3f, [0x01]],
    ]);
    const whole = Array.from({ length: 0x60 }, () => 0);
    for (const [start, bytes] of expected) whole.splice(start, bytes.length, ...bytes);
    expect(table).toEqual(whole);
  });

  it('answers the query at word addresses and leaves it by read array only', () => {
    const device = flash({ geometry: VIRT });
    device.write(0x55 * 4, both(0x98));
    expect([0x40, 0x44, 0x48].map((offset) => device.read(offset))).toEqual([0x51_0051n, 0x52_0052n, 0x59_0059n]);
    device.write(0, both(0x70));
    expect(device.read(0x40)).toBe(0x51_0051n);
    device.write(0, both(0xff));
    expect(cfiFlash.selectReadsStorage?.(device.state)).toBe(true);
  });

  it.each([0x10, 0x40])('programs a word after %i, then shows the status', (command) => {
    const device = flash();
    device.write(0x10, both(command));
    device.write(0x10, 0x1234_5678);
    expect(device.effects).toEqual([{ type: 'storage/wrote', offset: 0x10, bytes: Uint8Array.of(0x78, 0x56, 0x34, 0x12) }]);
    expect(device.read(0)).toBe(0x80_0080n);
  });

  it('programs bytes and halfwords where they point', () => {
    const device = flash();
    device.write(0x11, 0x40, 1);
    device.write(0x11, 0xab, 1);
    device.write(0x12, 0x40, 2);
    device.write(0x12, 0xcdef, 2);
    expect([...device.image.storage.slice(0x10, 0x15)]).toEqual([0, 0xab, 0xef, 0xcd, 0]);
  });

  it('writes a buffer of as many words as it was told', () => {
    const device = flash();
    device.write(0x400, both(0xe8));
    expect(device.read(0x400)).toBe(0x80_0080n);
    device.write(0x400, both(2));
    for (let index = 0; index < 3; index++) device.write(0x400 + 4 * index, 0x0101_0101 * (index + 1));
    expect(device.effects).toEqual([]);
    device.write(0x400, both(0xd0));
    expect([...device.image.storage.slice(0x400, 0x410)]).toEqual([1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 0, 0, 0, 0]);
    expect(device.read(0x400)).toBe(0x80_0080n);
    device.write(0x400, both(0xff));
    expect(cfiFlash.selectReadsStorage?.(device.state)).toBe(true);
  });

  it('stores of a buffer only what was given', () => {
    const device = flash();
    for (const [offset, value] of [
      [0, both(0xe8)],
      [0, both(1)],
      [0x10, 0x1111_1111],
      [0x20, 0x2222_2222],
      [0, both(0xd0)],
    ])
      device.write(offset!, value!);
    expect(device.effects).toEqual([
      { type: 'storage/wrote', offset: 0x10, bytes: new Uint8Array(4).fill(0x11) },
      { type: 'storage/wrote', offset: 0x20, bytes: new Uint8Array(4).fill(0x22) },
    ]);
  });

  it('refuses a buffer that leaves the block of its count, until the error is cleared', () => {
    const device = flash({ geometry: VIRT });
    const writes = (...pairs: (readonly [number, number])[]) => {
      for (const [offset, value] of pairs) device.write(offset, value);
    };
    writes([0x3000, both(0xe8)], [0x1000, both(0)], [0x3000, 1]);
    expect(device.read(0)).toBe(0x90_0090n);
    writes([0, both(0xd0)]);
    expect([device.state.mode, device.effects]).toEqual(['array', []]);
    writes([0, both(0x50)], [0x3000, both(0xe8)], [0x1000, both(0)], [0x1000, 1], [0, both(0xd0)]);
    expect([device.state.mode, device.effects.length]).toEqual(['status', 1]);
  });

  it('forgets a buffer that is not confirmed', () => {
    const device = flash();
    for (const value of [both(0xe8), both(0), 7, both(0xff)]) device.write(0, value);
    expect([device.state.mode, device.effects]).toEqual(['array', []]);
  });

  it('erases the sector of the confirmation, and nothing without one', () => {
    const device = flash();
    device.write(0x404, both(0x20));
    device.write(0x404, both(0xff));
    expect(device.effects).toEqual([]);
    device.write(0x404, both(0x20));
    device.write(0x404, both(0xd0));
    expect(device.image.storage.indexOf(0xff)).toBe(0x400);
    expect(device.image.storage.lastIndexOf(0xff)).toBe(0x7ff);
    expect(device.read(0)).toBe(0x80_0080n);
  });

  it('accepts lock commands', () => {
    const device = flash();
    for (const command of [0x01, 0xd0]) {
      device.write(0, both(0x60));
      device.write(0, both(command));
      expect(device.read(0)).toBe(0x80_0080n);
    }
    device.write(0, both(0x60));
    device.write(0, both(0x2f));
    expect(cfiFlash.selectReadsStorage?.(device.state)).toBe(true);
  });

  it.each([0xb0, 0xd0, 0x00, 0xf0])('returns to the array for %i', (command) => {
    const device = flash();
    device.write(0, both(0x70));
    device.write(0, both(command));
    expect(cfiFlash.selectReadsStorage?.(device.state)).toBe(true);
  });

  it('refuses to change a read-only bank and tells why', () => {
    const device = flash({ isReadOnly: true });
    device.write(0, both(0x40));
    device.write(0, 0);
    expect(device.read(0)).toBe(0x90_0090n);
    device.write(0, both(0x50));
    device.write(0, both(0x20));
    device.write(0, both(0xd0));
    expect(device.read(0)).toBe(0xa0_00a0n);
    expect(device.effects).toEqual([]);
  });

  it('takes a doubleword as two words', () => {
    const device = flash();
    device.write(0x10, (0xaabb_ccddn << 32n) | 0x40n, 8);
    expect([...device.image.storage.slice(0x10, 0x18)]).toEqual([0, 0, 0, 0, 0xdd, 0xcc, 0xbb, 0xaa]);
  });

  it('faults outside and when not aligned', () => {
    const device = flash();
    expect([device.read(4096), device.write(4096, 0), device.write(2, 0, 4)]).toEqual(['fault', 'fault', 'fault']);
  });
});
