import { describe, expect, it } from 'vitest';
import { createMachine, type Machine } from '#core/machine/machine.ts';
import type { MachineEffect } from '#core/machine/state.ts';
import { virtioBlk } from '#devices/virtio/blk/blk.ts';
import { virtioConsole } from '#devices/virtio/console/console.ts';
import { emptySlot } from '#devices/virtio/empty-slot.ts';
import { ImageError } from '../images/image-error.ts';
import { buildElf } from '../images/testing.ts';
import { type BoardRequest, DEFAULT_REQUEST, RequestError } from './request.ts';
import { setUpRiscv64Virt } from './riscv64-virt.ts';
import { SparseImage } from './sparse-image.ts';
import { listFdt } from './testing.ts';

const MIB = 2 ** 20;
const image = (name: string, sizeBytes: number) => ({ name, bytes: new Uint8Array(sizeBytes).fill(0x5a) });
const drive = (name: string, sizeBytes: number) => ({
  name,
  image: SparseImage.of(new Uint8Array(sizeBytes).fill(0x5a)),
  isReadOnly: false,
});
const bank = (name: string) => drive(name, 32 * MIB);
const setUp = (change: Partial<BoardRequest> = {}) => setUpRiscv64Virt({ ...DEFAULT_REQUEST, ...change });

/** Physical addresses of what lies in RAM, and the 64-bit words that the reset ROM tells: start, device tree, next. */
function layoutOf(change: Partial<BoardRequest>) {
  const { contents, notes } = setUp(change);
  const rom = contents.find(({ region }) => region === 'mrom')!.bytes;
  const word = (offset: number) => Number(new DataView(rom.buffer).getBigUint64(offset, true)).toString(16);
  const inRam = contents.filter(({ region }) => region === 'ram').map(({ offset }) => (0x8000_0000 + offset).toString(16));
  return { inRam, start: word(0x18), tree: word(0x20), next: word(0x38), notes };
}

function refusal(change: Partial<BoardRequest>): string {
  try {
    setUp(change);
    return 'none';
  } catch (error) {
    expect(error instanceof ImageError || error instanceof RequestError).toBe(true);
    return (error as Error).message;
  }
}

describe('boot', () => {
  it("has QEMU's reset ROM", () => {
    // QEMU 7.2.22: -M virt -bios none -m 1G -kernel K, `xp /20wx 0x1000`.
    const dump = `
      00000297 02828613 f1402573 0202b583 0182b283 00028067 80000000 00000000
      bfe00000 00000000 4942534f 00000000 00000002 00000000 80000000 00000000
      00000001 00000000 00000000 00000000 00000000 00000000`;
    const { bytes } = setUp({ ramSizeBytes: 1024 * MIB, kernel: image('k', 5000) }).contents[0]!;
    const words = Array.from({ length: bytes.length / 4 }, (_, index) => new DataView(bytes.buffer).getUint32(4 * index, true));
    expect(words.map((word) => word.toString(16).padStart(8, '0'))).toEqual(dump.trim().split(/\s+/));
  });

  /** Addresses from QEMU 7.2.22, `info roms` and `xp 0x1000`, with the same options and file sizes; `-M virt` throughout. */
  it.each<[string, Partial<BoardRequest>, ReturnType<typeof layoutOf>]>([
    ['-bios none', {}, { inRam: ['87e00000'], start: '80000000', tree: '87e00000', next: '0', notes: [] }],
    [
      '-bios none -kernel K -m 1G -initrd I',
      { ramSizeBytes: 1024 * MIB, kernel: image('k', 5000), initrd: image('i', 3000), append: 'a b' },
      { inRam: ['80000000', '88000000', 'bfe00000'], start: '80000000', tree: 'bfe00000', next: '80000000', notes: [] },
    ],
    [
      '-bios F -kernel K -initrd I',
      { bios: image('fw', 300_000), kernel: image('k', 5000), initrd: image('i', 3000) },
      {
        inRam: ['80000000', '80200000', '84200000', '87e00000'],
        start: '80000000',
        tree: '87e00000',
        next: '80200000',
        notes: [],
      },
    ],
    ['-m 8G', { ramSizeBytes: 8192 * MIB }, { inRam: ['bfe00000'], start: '80000000', tree: 'bfe00000', next: '0', notes: [] }],
    [
      '-m 100M -smp 2',
      { ramSizeBytes: 100 * MIB, harts: 2 },
      { inRam: ['86200000'], start: '80000000', tree: '86200000', next: '0', notes: [] },
    ],
    [
      'flash unit 0 and -kernel K',
      { pflash: [bank('p0')], kernel: image('k', 5000) },
      { inRam: ['80000000', '87e00000'], start: '20000000', tree: '87e00000', next: '80000000', notes: [] },
    ],
    [
      'flash unit 1',
      { pflash: [null, bank('p1')] },
      { inRam: ['87e00000'], start: '80000000', tree: '87e00000', next: '22000000', notes: [] },
    ],
    [
      '-bios ELF -kernel K',
      {
        bios: { name: 'fw', bytes: buildElf({ segments: [{ address: 0x8040_0000n, bytes: Uint8Array.of(1) }] }) },
        kernel: image('k', 5000),
      },
      { inRam: ['80400000', '80600000', '87e00000'], start: '80000000', tree: '87e00000', next: '80600000', notes: [] },
    ],
  ])('puts things where QEMU does: %s', (_, change, layout) => {
    expect(layoutOf(change)).toEqual(layout);
  });

  it('drops segments outside RAM and says so, and says where the hart starts', () => {
    const segments = [
      { address: 0x1_0000n, bytes: Uint8Array.of(1, 2) },
      { address: 0x8040_0000n, bytes: Uint8Array.of(3) },
    ];
    const { inRam, notes } = layoutOf({ kernel: { name: 'k.elf', bytes: buildElf({ segments, entry: 0x8040_0000n }) } });
    expect(inRam).toEqual(['80400000', '87e00000']);
    expect(notes).toEqual([
      'k.elf segment 0 is dropped: no RAM at 0x10000 to 0x10002',
      'the hart starts at 0x80000000 as on QEMU, not at the entry of the image, 0x80400000',
    ]);
  });

  it('tells the tree what it needs to know', () => {
    const { contents } = setUp({
      kernel: image('k', 4096),
      initrd: image('i', 0x123),
      append: 'console=ttyS0 quiet',
      ramSizeBytes: 64 * MIB,
    });
    const lines = listFdt(contents.find(({ offset }) => offset === 0x3e0_0000)!.bytes);
    expect(lines).toContain('/chosen bootargs "console=ttyS0 quiet"');
    expect(lines).toContain('/chosen linux,initrd-start 82000000');
    expect(lines).toContain('/chosen linux,initrd-end 82000123');
    expect(lines).toContain('/memory@80000000 reg 00000000 80000000 00000000 04000000');
  });

  it.each<[string, Partial<BoardRequest>, string | RegExp]>([
    ['an initrd without a kernel', { initrd: image('i', 1) }, '--initrd is for a kernel: give one with --kernel'],
    ['a command line without a kernel', { append: 'x' }, '--append is for a kernel: give one with --kernel'],
    [
      'an image for another machine',
      {
        kernel: { name: 'k', bytes: buildElf({ machine: 183, segments: [{ address: 0x8000_0000n, bytes: Uint8Array.of(1) }] }) },
      },
      'k: is for aarch64, the board is riscv64',
    ],
    ['an empty image', { bios: image('fw', 0) }, 'fw: is empty'],
    [
      'an image larger than RAM',
      { ramSizeBytes: 4 * MIB, kernel: image('k', 5 * MIB) },
      'k: 5242880 bytes at 0x80000000 do not fit into RAM, which is 0x80000000 to 0x80400000; give more with -m',
    ],
    [
      'a kernel over the device tree',
      { ramSizeBytes: 4 * MIB, kernel: image('k', 3 * MIB) },
      'k (0x80000000 to 0x80300000) and the device tree (0x80200000 to 0x80300000) overlap',
    ],
    ['too little RAM', { ramSizeBytes: 4096 }, '-m: 4096 bytes of RAM have no room for the device tree; give 2M or more'],
    ['RAM of half a page', { ramSizeBytes: 2 * MIB + 2048 }, '-m: a multiple of 4096 bytes, not 2099200'],
    ['too much RAM', { ramSizeBytes: 65 * 1024 * MIB }, '-m: at most 64G, not 69793218560 bytes'],
    ['no hart', { harts: 0 }, '--smp: 1 to 15, not 0'],
    ['too many harts', { harts: 16 }, '--smp: 1 to 15, not 16'],
    ['a shift of half a bit', { shift: 0.5 }, '--icount-shift: 0 to 10, not 0.5'],
    ['turns of no length', { quantum: 0 }, 'quantum: 1 to 1048576, not 0'],
    ['a time before 1970', { rtcEpoch: -1 }, 'rtcEpoch: 0 to 8589934592, not -1'],
    ['a latency that is no number', { virtioLatency: Number.NaN }, 'virtioLatency: 0 to 1000000000, not NaN'],
    ['a seed of more than 64 bits', { seed: 2n ** 64n }, 'seed: 0 to 2^64 - 1, not 18446744073709551616'],
    [
      'a flash image of another size',
      { pflash: [drive('p', 4)] },
      'p: a flash bank has 33554432 bytes, this file 4; try truncate -s 32M',
    ],
    [
      'too many disks',
      { drives: Array.from({ length: 8 }, () => drive('d', 512)), console: 'virtio' },
      '--drive: the board has 8 virtio slots, 9 are asked for',
    ],
    [
      'an ELF file of huge size in memory',
      {
        kernel: {
          name: 'k',
          bytes: buildElf({ segments: [{ address: 0x8000_0000n, bytes: Uint8Array.of(1), memorySize: 2n ** 52n }] }),
        },
      },
      /^k: loads nothing into RAM/,
    ],
    [
      'an initrd past 4 GiB',
      {
        ramSizeBytes: 8192 * MIB,
        kernel: { name: 'k', bytes: buildElf({ segments: [{ address: 0x1_0000_0000n, bytes: Uint8Array.of(1) }] }) },
        initrd: image('i', 1),
      },
      'i: would end at 0x108000001, but the tree tells 32-bit addresses',
    ],
  ])('refuses %s', (_, change, message) => {
    if (typeof message === 'string') expect(refusal(change)).toBe(message);
    else expect(refusal(change)).toMatch(message);
  });
});

describe('devices', () => {
  it('are in QEMU’s windows, which do not overlap', () => {
    const placed = setUp().board.devices.flatMap(({ name, windows }) => windows.map((window) => ({ name, ...window })));
    const windows = placed
      .filter(({ space }) => space === 'mmio')
      .map(({ name, base, sizeBytes }) => `${name} ${base.toString(16)}+${sizeBytes.toString(16)}`);
    // QEMU 7.2.22 `info mtree -f`; CLINT there as two windows, 0x4000 and 0x8000.
    expect(windows).toEqual([
      ...['test 100000+1000', 'rtc 101000+24', 'clint 2000000+c000', 'plic c000000+600000', 'serial 10000000+8'],
      ...['flash0 20000000+2000000', 'flash1 22000000+2000000'],
      ...['virtio0 10001000+200', 'virtio1 10002000+200', 'virtio2 10003000+200', 'virtio3 10004000+200'],
      ...['virtio4 10005000+200', 'virtio5 10006000+200', 'virtio6 10007000+200', 'virtio7 10008000+200'],
    ]);
  });

  it('give disks the slots from the last one down, and the virtio console the next', () => {
    const drives = [drive('a', 512), drive('b', 513)];
    const { board, console } = setUp({ drives, console: 'virtio' });
    const kinds = board.devices.slice(7).map(({ name, kind, storage }) => [name, kind, storage]);
    expect(kinds.slice(4)).toEqual([
      ['virtio4', emptySlot, null],
      ['virtio5', virtioConsole, null],
      ['virtio6', virtioBlk, 'drive1'],
      ['virtio7', virtioBlk, 'drive0'],
    ]);
    expect(console).toBe('virtio5');
    expect(setUp().console).toBe('serial');
    expect(board.regions.filter(({ kind }) => kind === 'storage').map(({ name, sizeBytes }) => `${name} ${sizeBytes}`)).toEqual([
      ...['flash0 33554432', 'flash1 33554432', 'drive0 4096', 'drive1 4096'],
    ]);
  });

  it('are wired to the PLIC and the harts', () => {
    const shown = setUp({ harts: 2 }).board.wires.map(
      ({ from, to }) => `${from.device}.${from.line} ${'hart' in to ? `hart${to.hart}.${to.bit}` : `${to.device}.${to.line}`}`,
    );
    expect(shown).toEqual([
      ...['serial.0 plic.10', 'rtc.0 plic.11'],
      ...['virtio0.0 plic.1', 'virtio1.0 plic.2', 'virtio2.0 plic.3', 'virtio3.0 plic.4'],
      ...['virtio4.0 plic.5', 'virtio5.0 plic.6', 'virtio6.0 plic.7', 'virtio7.0 plic.8'],
      ...['clint.0 hart0.3', 'clint.1 hart0.7', 'plic.0 hart0.11', 'plic.1 hart0.9'],
      ...['clint.2 hart1.3', 'clint.3 hart1.7', 'plic.2 hart1.11', 'plic.3 hart1.9'],
    ]);
  });
});

describe('a program on the board', () => {
  /** Sends the first byte of the device tree's magic number, a1 as the ROM leaves it, then switches off. */
  const program = Uint32Array.of(
    0x1000_0337, // lui  t1, 0x10000
    0x0005_c383, // lbu  t2, 0(a1)
    0x0073_0023, // sb   t2, 0(t1)
    0x0010_0337, // lui  t1, 0x100
    0x0000_53b7, // lui  t2, 5
    0x5553_8393, // addi t2, t2, 0x555
    0x0073_2023, // sw   t2, 0(t1)
    0x0000_006f, // j    .
  );
  const run = (machine: Machine): readonly MachineEffect[] =>
    machine.reduce(machine.initialState, { type: 'machine/granted', steps: 1000, idleUntilNs: 0 }).effects;

  it.each(['reference', 'interpreter'] as const)('starts from the reset ROM (%s)', (reading) => {
    const { board, contents } = setUp({ kernel: { name: 'k', bytes: new Uint8Array(program.buffer) } });
    const effects = run(createMachine(board, contents, reading));
    expect(effects.filter(({ type }) => type !== 'checkpoint/taken')).toMatchObject([
      {
        type: 'console/sent',
        step: 8,
        device: board.devices.findIndex(({ name }) => name === 'serial'),
        bytes: Uint8Array.of(0xd0),
      },
      { type: 'machine/stopped', status: { kind: 'off', status: 0 } },
    ]);
  });
});
