import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDeviceEvent, checkDeviceLaws, viewOf } from '#core/testing/laws.ts';
import * as reg from '#core/virtio/blk-registers.ts';
import * as mmio from '#core/virtio/registers.ts';
import { BUFFERS, bytesOf, type Desc, LATENCY, NUM, RAM_BASE, VirtioDriver } from '../testing.ts';
import { createVirtioBlk, REQUEST_SIZE_MAX, virtioBlk } from './blk.ts';

const SECTORS = 16;
const { DESC_F_WRITE } = mmio;
const HEADER = BUFFERS;
const DATA = BUFFERS + 0x1000;
const STATUS = BUFFERS + 0x8000;
const NO_STATUS = 0xee;

/** Each byte of the disk is the number of its sector. */
const diskBytes = () => Uint8Array.from({ length: SECTORS * 512 + 100 }, (_, index) => index >> 9);
const parameters = (version: 1 | 2) => ({
  version,
  latency: LATENCY,
  sizeBytes: SECTORS * 512 + 100,
  isReadOnly: false,
  serial: 'disk-0',
});

function started(version: 1 | 2, change: Partial<ReturnType<typeof parameters>> = {}) {
  const device = new VirtioDriver(virtioBlk, createVirtioBlk({ ...parameters(version), ...change }), diskBytes());
  device.start(1);
  device.poke(STATUS, [NO_STATUS]);
  return device;
}

const header = (type: number, sector: number) => [...bytesOf(type, 4), 0, 0, 0, 0, ...bytesOf(sector, 8)];

/** Offers one request and lets it finish; its status and used length. */
function request(device: ReturnType<typeof started>, type: number, sector: number, data: readonly Desc[]) {
  device.poke(HEADER, header(type, sector));
  device.offer(0, [{ address: HEADER, size: 16 }, ...data, { address: STATUS, size: 1, flags: DESC_F_WRITE }]);
  device.advanceTo(device.now + LATENCY);
  return { status: device.peek(STATUS, 1)[0], length: device.used(0).at(-1)?.[1] };
}

describe('virtio-blk', () => {
  it.each([1, 2] as const)('obeys the reducer laws, version %i', (version) => {
    const device = started(version);
    device.poke(HEADER, header(reg.T_IN, 1));
    device.pokeDescs(device.descAt(0), [
      { address: HEADER, size: 16, flags: 1, next: 1 },
      { address: DATA, size: 512, flags: 3, next: 2 },
      { address: STATUS, size: 1, flags: 2, next: 0 },
    ]);
    const good = device.image;
    // A ring as a driver leaves it, with bytes of it overwritten at random.
    const memory = fc
      .array(fc.record({ at: fc.nat({ max: 0x120 }), byte: fc.nat({ max: 255 }) }), { maxLength: 6 })
      .map((changes) => {
        const ram = good.ram.slice();
        ram[16 * NUM + 2] = 3;
        for (const { at, byte } of changes) ram[at] = byte;
        return { ...good, ram };
      });
    checkDeviceLaws({
      kind: virtioBlk,
      initialState: device.state,
      memory,
      event: anyDeviceEvent({
        offsets: [
          0, 0x10, 0x14, 0x20, 0x24, 0x28, 0x30, 0x34, 0x38, 0x3c, 0x40, 0x44, 0x50, 0x50, 0x60, 0x64, 0x70, 0x80, 0xfc, 0x100,
        ],
        values: [0n, 1n, 7n, 0xfn, 4096n, BigInt(RAM_BASE / 4096)],
        delay: 3 * LATENCY,
      }),
    });
  });

  it('describes itself as on QEMU 7.2, with the features it has', () => {
    const device = started(1);
    const words = [mmio.MagicValue, mmio.Version, mmio.DeviceID, mmio.VendorID].map((offset) => device.read(offset));
    expect(words).toEqual([0x7472_6976n, 1n, 2n, 0x554d_4551n]);
    device.write(mmio.DeviceFeaturesSel, 0);
    expect(device.read(mmio.DeviceFeatures)).toBe(0x1800_0244n); // INDIRECT_DESC, ANY_LAYOUT, FLUSH, BLK_SIZE, SEG_MAX
    expect(device.read(mmio.Config, 8)).toBe(16n);
    expect(device.read(mmio.Config + 12)).toBe(254n);
    expect(device.read(mmio.Config + 20)).toBe(512n);
    expect(device.read(mmio.Config + 60, 1)).toBe(0xffn);
    expect(device.read(mmio.Config + 64, 8)).toBe((1n << 64n) - 1n);
  });

  describe.each([1, 2] as const)('version %i', (version) => {
    it('reads sectors after the latency, and not before', () => {
      const device = started(version);
      device.poke(HEADER, header(reg.T_IN, 3));
      device.offer(0, [
        { address: HEADER, size: 16 },
        { address: DATA, size: 1024, flags: DESC_F_WRITE },
        { address: STATUS, size: 1, flags: DESC_F_WRITE },
      ]);
      expect(device.deadline).toBe(LATENCY);
      device.advanceTo(LATENCY - 1);
      expect([device.used(0), device.lines]).toEqual([[], 0]);
      device.advanceTo(LATENCY);
      expect(device.used(0)).toEqual([[0, 1025]]);
      expect([...new Set(device.peek(DATA, 512))]).toEqual([3]);
      expect([...new Set(device.peek(DATA + 512, 512))]).toEqual([4]);
      expect(device.peek(STATUS, 1)[0]).toBe(reg.S_OK);
      expect([device.lines, device.read(mmio.InterruptStatus)]).toEqual([1, 1n]);
      device.write(mmio.InterruptACK, 1);
      expect([device.lines, device.deadline]).toEqual([0, null]);
    });

    it('writes sectors to its storage', () => {
      const device = started(version);
      device.poke(
        DATA,
        Array.from({ length: 512 }, () => 0xaa),
      );
      const data = [
        { address: DATA, size: 200 },
        { address: DATA + 200, size: 312 },
      ];
      expect(request(device, reg.T_OUT, 5, data)).toEqual({ status: reg.S_OK, length: 1 });
      expect([4, 5, 6].map((sector) => device.image.storage[sector * 512 + 511])).toEqual([4, 0xaa, 6]);
    });

    it('serves what is available one after another', () => {
      const device = started(version);
      device.poke(HEADER, header(reg.T_FLUSH, 0));
      const descs = [
        { address: HEADER, size: 16, flags: 1, next: 1 },
        { address: STATUS, size: 1, flags: DESC_F_WRITE },
      ];
      device.offerRaw(0, descs, [0, 0, 0]);
      device.advanceTo(2 * LATENCY);
      expect([device.used(0).length, device.deadline]).toEqual([2, 3 * LATENCY]);
      device.advanceTo(3 * LATENCY);
      expect([device.used(0), device.deadline]).toEqual([Array(3).fill([0, 1]), null]);
    });
  });

  it('takes a header and a status that share or span buffers', () => {
    const device = started(1);
    device.poke(HEADER, header(reg.T_IN, 2));
    device.offer(0, [
      { address: HEADER, size: 7 },
      { address: HEADER + 7, size: 9 },
      { address: DATA, size: 100, flags: DESC_F_WRITE },
      { address: DATA + 100, size: 413, flags: DESC_F_WRITE },
    ]);
    device.advanceTo(LATENCY);
    expect([...new Set(device.peek(DATA, 512))]).toEqual([2]);
    expect(device.peek(DATA + 512, 1)[0]).toBe(reg.S_OK);
    expect(device.used(0)).toEqual([[0, 513]]);
  });

  it('reads through an indirect table', () => {
    const device = started(2);
    const table = BUFFERS + 0x4000;
    device.poke(HEADER, header(reg.T_IN, 7));
    device.pokeDescs(table, [
      { address: HEADER, size: 16, flags: 1, next: 2 },
      { address: STATUS, size: 1, flags: DESC_F_WRITE },
      { address: DATA, size: 512, flags: DESC_F_WRITE | 1, next: 1 },
    ]);
    device.offer(0, [{ address: table, size: 48, flags: mmio.DESC_F_INDIRECT }]);
    device.advanceTo(LATENCY);
    expect(device.used(0)).toEqual([[0, 513]]);
    expect(device.peek(DATA + 511, 1)[0]).toBe(7);
  });

  it('gives its serial, with a NUL if there is room', () => {
    const device = started(1);
    device.poke(
      DATA,
      Array.from({ length: 32 }, () => 0xff),
    );
    const target = [{ address: DATA, size: 20, flags: DESC_F_WRITE }];
    expect(request(device, reg.T_GET_ID, 0, target)).toEqual({ status: reg.S_OK, length: 21 });
    expect(String.fromCharCode(...device.peek(DATA, 8))).toBe('disk-0\0\xff');
    const long = started(1, { serial: '0123456789abcdefghijklm' });
    request(long, reg.T_GET_ID, 0, target);
    expect(String.fromCharCode(...long.peek(DATA, 21))).toBe('0123456789abcdefghij\0');
  });

  it.each([
    ['past the last whole sector', reg.T_IN, SECTORS, 512, reg.S_IOERR],
    ['across the end', reg.T_IN, SECTORS - 1, 1024, reg.S_IOERR],
    ['at sector 2^63', reg.T_IN, 2 ** 63, 512, reg.S_IOERR],
    ['of a part of a sector', reg.T_IN, 0, 511, reg.S_IOERR],
    ['of no sector at the end', reg.T_IN, SECTORS, 0, reg.S_OK],
    ['of a SCSI command', 2, 0, 512, reg.S_UNSUPP],
    ['of a type without meaning', 77, 0, 512, reg.S_UNSUPP],
    ['with the barrier flag', reg.T_IN + reg.T_BARRIER, 0, 512, reg.S_OK],
    ['of a flush', reg.T_FLUSH, 0, 0, reg.S_OK],
  ])('answers a request %s', (_, type, sector, size, status) => {
    const device = started(1);
    const data = size === 0 ? [] : [{ address: DATA, size, flags: DESC_F_WRITE }];
    expect(request(device, type, sector, data)).toEqual({ status, length: size + 1 });
    expect(device.read(mmio.Status)).toBe(7n);
  });

  it.each([
    [SECTORS - 1, 1024],
    [SECTORS, 512],
    [2 ** 40, 512],
  ])('refuses to write from sector %i %i bytes', (sector, size) => {
    const device = started(1);
    expect(request(device, reg.T_OUT, sector, [{ address: DATA, size }])).toEqual({ status: reg.S_IOERR, length: 1 });
    expect(device.effects.some(({ type }) => type === 'storage/wrote')).toBe(false);
  });

  it('refuses to write a read-only disk, and says it is one', () => {
    const device = started(1, { isReadOnly: true });
    expect(Number(device.read(mmio.DeviceFeatures)) & reg.F_RO).toBe(reg.F_RO);
    expect(request(device, reg.T_OUT, 0, [{ address: DATA, size: 512 }])).toEqual({ status: reg.S_IOERR, length: 1 });
    expect(device.effects.some(({ type }) => type === 'storage/wrote')).toBe(false);
  });

  it.each([
    ['refuses a transfer past the limit unread', 1, [0, reg.S_IOERR]],
    ['asks the disk for one at the limit', 0, [1, reg.S_IOERR]],
  ])('%s', (_, extra, expected) => {
    const device = started(2, { sizeBytes: 2 * REQUEST_SIZE_MAX });
    const size = 0x4_0000;
    const count = REQUEST_SIZE_MAX / size + extra;
    const table = BUFFERS + 0x1_0000;
    device.image = { ...device.image, ram: Uint8Array.from({ length: size }, (_, index) => device.image.ram[index] ?? 0) };
    device.poke(HEADER, header(reg.T_IN, 0));
    // The same 256 KiB again and again.
    const data = Array.from({ length: count }, (_, index) => ({ address: RAM_BASE, size, flags: 3, next: index + 2 }));
    device.pokeDescs(table, [
      { address: HEADER, size: 16, flags: 1, next: 1 },
      ...data,
      { address: STATUS, size: 1, flags: DESC_F_WRITE },
    ]);
    device.offer(0, [{ address: table, size: 16 * (count + 2), flags: mmio.DESC_F_INDIRECT }]);
    let reads = 0;
    const memory = { readRam: viewOf(device.image).readRam, readStorage: () => void reads++ };
    const { effects } = virtioBlk.reduce(device.state, { type: 'time/reached', now: LATENCY, memory });
    expect([reads, effects[0]?.type === 'dma/wrote' && effects[0].bytes[0]]).toEqual(expected);
  });

  it.each([
    [
      'a request without header',
      [
        { address: HEADER, size: 15 },
        { address: STATUS, size: 1, flags: DESC_F_WRITE },
      ],
    ],
    ['a request without status', [{ address: HEADER, size: 16 }]],
  ])('breaks on %s', (reason, descs) => {
    const device = started(2);
    device.offer(0, descs);
    device.advanceTo(LATENCY);
    expect(device.state.broken).toBe(reason);
    expect(device.read(mmio.Status)).toBe(0x4fn);
    expect(device.read(mmio.InterruptStatus)).toBe(2n);
  });
});
