import { describe, expect, it } from 'vitest';
import { DeviceDriver } from '#core/testing/device-driver.ts';
import { anyDeviceEvent, checkDeviceLaws } from '#core/testing/laws.ts';
import * as reg from '#core/virtio/registers.ts';
import { createVirtioBlk, virtioBlk } from './blk/blk.ts';
import { createEmptySlot, emptySlot } from './empty-slot.ts';
import { BUFFERS, type Desc, LATENCY, NUM, RAM_BASE, VirtioDriver } from './testing.ts';

const blank = (version: 1 | 2) =>
  new VirtioDriver(virtioBlk, createVirtioBlk({ version, latency: LATENCY, sizeBytes: 4096, isReadOnly: false, serial: '' }));

function started(version: 1 | 2) {
  const device = blank(version);
  device.start(1);
  return device;
}

/** A flush: header of zeros but type 4, then a status byte. */
const FLUSH: readonly Desc[] = [
  { address: BUFFERS, size: 16 },
  { address: BUFFERS + 0x100, size: 1, flags: reg.DESC_F_WRITE },
];

function offerFlush(device: ReturnType<typeof blank>): void {
  device.poke(BUFFERS, [4]);
  device.offer(0, FLUSH);
}

describe('virtio-mmio', () => {
  it('reads and writes registers by words, a doubleword as two', () => {
    const device = blank(1);
    expect(device.read(reg.MagicValue, 8)).toBe(0x1_7472_6976n);
    expect([device.read(reg.MagicValue, 1), device.read(reg.MagicValue, 2)]).toEqual([0n, 0n]);
    device.write(reg.Status, 1, 1);
    expect(device.read(reg.Status)).toBe(0n);
    expect([device.read(2, 4), device.read(0x200), device.write(0x200, 0)]).toEqual(['fault', 'fault', 'fault']);
    expect(device.read(0x1fc)).toBe(0xffff_ffffn);
  });

  it('offers queues of 1024, and none past the last', () => {
    const device = blank(1);
    expect(device.read(reg.QueueNumMax)).toBe(1024n);
    device.write(reg.QueueSel, 1);
    expect(device.read(reg.QueueNumMax)).toBe(0n);
    device.write(reg.QueuePFN, 5);
    expect(device.read(reg.QueuePFN)).toBe(0n);
    device.write(reg.QueueSel, 1024);
    device.write(reg.QueueSel, 0);
    expect(device.read(reg.QueueNumMax)).toBe(1024n);
  });

  it('keeps the page size over a reset and drops the rest', () => {
    const device = started(1);
    offerFlush(device);
    device.advanceTo(LATENCY);
    expect(device.read(reg.QueuePFN)).toBe(BigInt(RAM_BASE / 4096));
    device.write(reg.Status, 0);
    expect([reg.QueuePFN, reg.Status, reg.InterruptStatus].map((offset) => device.read(offset))).toEqual([0n, 0n, 0n]);
    device.write(reg.QueuePFN, 3);
    expect(device.read(reg.QueuePFN)).toBe(3n);
    expect(device.state.queues[0]).toMatchObject({ num: 256, desc: 3 * 4096, avail: 3 * 4096 + 4096, used: 5 * 4096 });
  });

  it('resets when a legacy driver writes 0 to QueuePFN', () => {
    const device = started(1);
    device.write(reg.QueuePFN, 0);
    expect(device.read(reg.Status)).toBe(0n);
  });

  it('has no legacy registers in version 2, and no new ones in version 1', () => {
    const modern = started(2);
    modern.write(reg.QueuePFN, 0);
    expect([modern.read(reg.Status), modern.read(reg.QueuePFN), modern.read(reg.QueueReady)]).toEqual([0xfn, 0n, 1n]);
    const legacy = started(1);
    legacy.write(reg.QueueReady, 1);
    legacy.write(reg.QueueDescLow, 0x1234);
    expect(legacy.read(reg.QueueReady)).toBe(0n);
    expect(legacy.state.queues[0]!.desc).toBe(RAM_BASE);
  });

  it('accepts the features a version 2 driver may take', () => {
    const device = blank(2);
    device.write(reg.DeviceFeaturesSel, 1);
    expect(device.read(reg.DeviceFeatures)).toBe(1n);
    device.write(reg.DriverFeaturesSel, 1);
    device.write(reg.DriverFeatures, 1);
    device.write(reg.Status, 0xb);
    expect(device.read(reg.Status)).toBe(0xbn);
    device.write(reg.DriverFeatures, 0);
    expect(device.state.driverFeatures).toEqual([0, 1]);
  });

  it.each([
    ['without VERSION_1', 0, 0],
    ['that are not offered', 1 << 29, 1],
    ['of the high word that are not offered', 0, 3],
  ])('does not accept features %s', (_, low, high) => {
    const device = blank(2);
    device.write(reg.DriverFeatures, low);
    device.write(reg.DriverFeaturesSel, 1);
    device.write(reg.DriverFeatures, high);
    device.write(reg.Status, 0xb);
    expect(device.read(reg.Status)).toBe(3n);
  });

  it('gives a legacy driver what is offered of what it asks', () => {
    const device = blank(1);
    device.write(reg.DriverFeatures, 0xffff_ffff);
    expect(device.state.driverFeatures).toEqual([0x1800_0244, 0]);
  });

  it('serves a legacy driver before DRIVER_OK, one of version 2 after it', () => {
    const legacy = started(1);
    legacy.write(reg.Status, 3);
    offerFlush(legacy);
    expect(legacy.deadline).toBe(LATENCY);
    const modern = started(2);
    modern.write(reg.Status, 0xb);
    offerFlush(modern);
    expect(modern.deadline).toBe(null);
    modern.write(reg.Status, 0xf);
    modern.write(reg.QueueNotify, 0);
    expect(modern.deadline).toBe(LATENCY);
  });

  it('keeps one deadline however often it is notified', () => {
    const device = started(1);
    offerFlush(device);
    device.advanceTo(10);
    device.write(reg.QueueNotify, 0);
    device.write(reg.QueueNotify, 9);
    expect(device.deadline).toBe(LATENCY);
    device.advanceTo(5 * LATENCY);
    expect(device.used(0)).toEqual([[0, 1]]);
  });

  it('forgets a pending request at reset', () => {
    const device = started(2);
    offerFlush(device);
    device.write(reg.Status, 0);
    expect(device.deadline).toBe(null);
    device.advanceTo(2 * LATENCY);
    expect(device.effects).toEqual([]);
  });

  it('interrupts unless the driver asks it not to', () => {
    const device = started(1);
    device.poke(device.availAt(0), [reg.AVAIL_F_NO_INTERRUPT, 0]);
    offerFlush(device);
    device.advanceTo(LATENCY);
    expect([device.used(0).length, device.lines]).toEqual([1, 0]);
  });

  it('wraps its ring counters', () => {
    const device = started(1);
    for (let round = 1; round <= 3 * NUM; round++) {
      offerFlush(device);
      device.advanceTo(round * LATENCY);
      expect(device.used(0)).toHaveLength(round);
    }
  });
});

describe('virtio-mmio under a hostile driver', () => {
  const outside: Desc = { address: 0x1000, size: 16 };
  const inTable = BUFFERS + 0x4000;
  it.each<readonly [string, RegExp, readonly Desc[], readonly number[]]>([
    ['names a descriptor past the table', /descriptor 8 of 8/, [], [NUM]],
    ['links to one past the table', /descriptor 65535 of 8/, [{ address: BUFFERS, size: 16, flags: 1, next: 0xffff }], [0]],
    ['links a descriptor to itself', /looped/, [{ address: BUFFERS, size: 16, flags: 1, next: 0 }], [0]],
    ['gives a buffer outside RAM', /not in RAM/, [outside], [0]],
    ['gives a buffer that leaves RAM', /not in RAM/, [{ address: BUFFERS, size: 0xffff_ffff }], [0]],
    ['gives a buffer past 2^63', /not in RAM/, [{ address: 2 ** 63, size: 16 }], [0]],
    ['gives a buffer of no bytes', /no bytes/, [{ address: BUFFERS, size: 0 }], [0]],
    [
      'puts a readable buffer last',
      /after a writable/,
      [
        { address: BUFFERS, size: 16, flags: 3, next: 1 },
        { address: BUFFERS, size: 16 },
      ],
      [0],
    ],
    ['gives an indirect table of half a descriptor', /24 bytes/, [{ address: inTable, size: 24, flags: 4 }], [0]],
    ['gives an empty indirect table', /of 0 bytes/, [{ address: inTable, size: 0, flags: 4 }], [0]],
    ['gives an indirect table outside RAM', /not in RAM/, [{ address: 0x1000, size: 16, flags: 4 }], [0]],
    ['makes more available than fits', /index moved/, [], Array(NUM + 1).fill(0)],
  ])('breaks when it %s, until reset', (_, reason, descs, heads) => {
    const device = started(2);
    device.offerRaw(0, descs, heads);
    device.advanceTo(LATENCY);
    expect(device.state.broken).toMatch(reason);
    expect(device.read(reg.Status)).toBe(0x4fn);
    expect(device.read(reg.InterruptStatus)).toBe(BigInt(reg.INTERRUPT_CONFIG_CHANGE));
    device.write(reg.QueueNotify, 0);
    expect(device.deadline).toBe(null);
    device.write(reg.Status, 0xf);
    expect(device.read(reg.Status)).toBe(0x4fn);
    device.write(reg.Status, 0);
    expect([device.read(reg.Status), device.state.broken]).toEqual([0n, null]);
  });

  it('breaks on an indirect table in an indirect table, and on a loop in one', () => {
    for (const [desc, reason] of [
      [{ address: inTable, size: 16, flags: 4 }, /inside/],
      [{ address: BUFFERS, size: 16, flags: 1, next: 0 }, /looped/],
    ] as const) {
      const device = started(2);
      device.pokeDescs(inTable, [desc]);
      device.offer(0, [{ address: inTable, size: 16, flags: reg.DESC_F_INDIRECT }]);
      device.advanceTo(LATENCY);
      expect(device.state.broken).toMatch(reason);
    }
  });

  it('breaks when a ring is not in RAM', () => {
    const device = started(2);
    device.write(reg.QueueDriverHigh, 0xffff_ffff);
    device.write(reg.QueueReady, 1);
    offerFlush(device);
    device.advanceTo(LATENCY);
    expect(device.state.broken).toMatch(/available ring/);
  });

  it('tells a legacy driver nothing when it breaks', () => {
    const device = started(1);
    device.offerRaw(0, [], [NUM]);
    device.advanceTo(LATENCY);
    expect(device.state.broken).not.toBe(null);
    expect([device.read(reg.Status), device.read(reg.InterruptStatus)]).toEqual([7n, 0n]);
  });

  it('walks 1024 descriptors at most', () => {
    const device = started(2);
    const count = 1100;
    device.image = { ...device.image, ram: new Uint8Array(0x2_0000) };
    device.pokeDescs(
      inTable,
      Array.from({ length: count }, (_, index) => ({ address: BUFFERS, size: 1, flags: 1, next: index + 1 })),
    );
    device.offer(0, [{ address: inTable, size: 16 * count, flags: reg.DESC_F_INDIRECT }]);
    device.advanceTo(LATENCY);
    expect(device.state.broken).toMatch(/too long/);
  });
});

describe('an empty slot', () => {
  const slot = (version: 1 | 2) => new DeviceDriver(emptySlot, createEmptySlot({ version }), 4);

  it('obeys the reducer laws', () => {
    checkDeviceLaws({
      kind: emptySlot,
      initialState: createEmptySlot({ version: 1 }),
      event: anyDeviceEvent({ offsets: [0, 4, 8, 12, 0x70, 0x100] }),
    });
  });

  it('says that no device is there', () => {
    const words = (version: 1 | 2) => [0, 4, 8, 12, 16, 0x100].map((offset) => slot(version).read(offset));
    expect(words(1)).toEqual([0x7472_6976n, 1n, 0n, 0x554d_4551n, 0n, 0n]);
    expect(words(2)[1]).toBe(2n);
  });

  it('takes narrow and wide accesses inside its window', () => {
    expect([slot(1).read(0, 1), slot(1).read(0, 2), slot(1).read(0, 8)]).toEqual([0x76n, 0x6976n, 0x1_7472_6976n]);
    expect([slot(1).write(0x70, 1), slot(1).read(0x200), slot(1).write(0x200, 1)]).toEqual([undefined, 'fault', 'fault']);
  });
});
