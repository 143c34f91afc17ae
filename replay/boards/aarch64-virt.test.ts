import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { interrupt } from '#arches/aarch64/interrupts.ts';
import { createMachine } from '#core/machine/machine.ts';
import type { MachineEffect } from '#core/machine/state.ts';
import { ImageError } from '../images/image-error.ts';
import { buildElf } from '../images/testing.ts';
import { setUpAarch64Virt } from './aarch64-virt.ts';
import { type BoardRequest, DEFAULT_REQUEST, RequestError } from './request.ts';
import { SparseImage } from './sparse-image.ts';
import { listFdt } from './testing.ts';

const MIB = 2 ** 20;
const RAM_BASE = 0x4000_0000;
const image = (name: string, sizeBytes: number) => ({ name, bytes: new Uint8Array(sizeBytes).fill(0x5a) });
const drive = (name: string, sizeBytes: number) => ({
  name,
  image: SparseImage.of(new Uint8Array(sizeBytes).fill(0x5a)),
  isReadOnly: false,
});
const bank = (name: string) => drive(name, 64 * MIB);
const elf = (address: number) => ({
  name: 'k.elf',
  bytes: buildElf({
    machine: 183,
    segments: [{ address: BigInt(address), bytes: Uint8Array.of(1) }],
    entry: BigInt(address + 4),
  }),
});
const setUp = (change: Partial<BoardRequest> = {}) => setUpAarch64Virt({ ...DEFAULT_REQUEST, ...change });

/** Linux's header, before anything else: where it goes, and what it takes with what it clears. */
function linux(textOffset: number, imageSize: number, sizeBytes = 0x3000): Uint8Array {
  const bytes = new Uint8Array(sizeBytes);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(8, BigInt(textOffset), true);
  view.setBigUint64(16, BigInt(imageSize), true);
  bytes.set(new TextEncoder().encode('ARMd'), 56);
  return bytes;
}

/** Physical addresses of what lies in RAM, and where the hart starts. */
function layoutOf(change: Partial<BoardRequest>) {
  const { contents, board } = setUp(change);
  const inRam = contents.filter(({ region }) => region === 'ram').map(({ offset }) => (RAM_BASE + offset).toString(16));
  return { inRam: inRam.sort(), start: board.harts[0]!.resetPc.toString(16) };
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
  /** Addresses from QEMU 7.2.22, `info roms` and `info registers`, with the same options and sizes; `-M virt,virtualization=on` throughout. */
  it.each<[string, Partial<BoardRequest>, readonly string[], string]>([
    ['nothing', {}, ['40000000'], '0'],
    ['-bios F', { bios: image('fw', 100_000) }, ['40000000'], '0'],
    ['flash unit 0', { pflash: [bank('p0')] }, ['40000000'], '0'],
    ['-kernel FLAT', { kernel: image('k', 100_000) }, ['40000000', '40080000', '44000000'], '40000000'],
    [
      '-kernel FLAT -m 64M',
      { kernel: image('k', 100_000), ramSizeBytes: 64 * MIB },
      ['40000000', '40080000', '42000000'],
      '40000000',
    ],
    [
      '-kernel FLAT -initrd I',
      { kernel: image('k', 100_000), initrd: image('i', 5000) },
      ['40000000', '40080000', '44000000', '44200000'],
      '40000000',
    ],
    [
      '-kernel Image -initrd I -m 1G',
      { kernel: { name: 'Image', bytes: linux(0, 0x30_0000) }, initrd: image('i', 5000), ramSizeBytes: 1024 * MIB },
      ['40000000', '40200000', '48000000', '48200000'],
      '40000000',
    ],
    [
      '-kernel Image.gz',
      { kernel: { name: 'Image.gz', bytes: gzipSync(linux(0, 0x30_0000)) } },
      ['40000000', '40200000', '44000000'],
      '40000000',
    ],
    [
      '-kernel Image, which is large -initrd I',
      { kernel: { name: 'Image', bytes: linux(0x8_0000, 0x500_0000) }, initrd: image('i', 5000) },
      ['40000000', '40080000', '45080000', '45200000'],
      '40000000',
    ],
    ['-kernel ELF', { kernel: elf(0x4020_0000) }, ['40000000', '40200000'], '40200004'],
    ['-kernel ELF at the start of RAM', { kernel: elf(0x4000_0000) }, ['40000000'], '40000004'],
  ])('puts things where QEMU does: %s', (_, change, inRam, start) => {
    expect(layoutOf(change)).toEqual({ inRam, start });
  });

  it("has QEMU's first instructions for Linux", () => {
    // QEMU 7.2.22: -kernel FLAT -initrd I, `xp /10xw 0x40000000`.
    const dump = '580000c0 aa1f03e1 aa1f03e2 aa1f03e3 58000084 d61f0080 44200000 00000000 40080000 00000000';
    const { contents } = setUp({ kernel: image('k', 100_000), initrd: image('i', 5000) });
    const { bytes } = contents.find(({ region, offset }) => region === 'ram' && offset === 0)!;
    const words = Array.from({ length: bytes.length / 4 }, (_, index) => new DataView(bytes.buffer).getUint32(4 * index, true));
    expect(words.map((word) => word.toString(16).padStart(8, '0')).join(' ')).toBe(dump);
  });

  it('has firmware in the first flash bank, and a kernel in RAM for it', () => {
    const { contents, notes, board } = setUp({ bios: image('fw', 5000), kernel: { name: 'Image', bytes: linux(0, 0x30_0000) } });
    expect(contents.filter(({ region }) => region === 'flash0').map(({ offset, bytes }) => [offset, bytes.length])).toEqual([
      [0, 5000],
    ]);
    expect(board.harts[0]!.resetPc).toBe(0n);
    expect(notes).toEqual(['the hart starts in flash; the kernel lies in RAM for it']);
  });

  it('tells the tree what it needs to know', () => {
    const { contents } = setUp({ kernel: image('k', 4096), initrd: image('i', 0x123), append: 'quiet', ramSizeBytes: 64 * MIB });
    const lines = listFdt(contents.find(({ offset }) => offset === 0x220_0000)!.bytes);
    expect(lines).toContain('/chosen bootargs "quiet"');
    expect(lines).toContain('/chosen linux,initrd-start 42000000');
    expect(lines).toContain('/chosen linux,initrd-end 42000123');
    expect(lines).toContain('/memory@40000000 reg 00000000 40000000 00000000 04000000');
  });

  it.each<[string, Partial<BoardRequest>, string]>([
    ['--append alone', { append: 'x' }, '--append is for a kernel: give one with --kernel'],
    ['--initrd alone', { initrd: image('i', 1) }, '--initrd is for a kernel: give one with --kernel'],
    [
      'firmware twice',
      { bios: image('fw', 1), pflash: [bank('p')] },
      '--bios: firmware has the flash bank of unit 0; give one or the other',
    ],
    [
      'firmware that is too large',
      { bios: image('fw', 64 * MIB + 1) },
      'fw: firmware has at most 67108864 bytes, this file 67108865',
    ],
    [
      'an initrd for an ELF file',
      { kernel: elf(0x4020_0000), initrd: image('i', 1) },
      '--initrd: k.elf is an ELF file, which QEMU gives no initrd; take an Image',
    ],
    [
      'what begins like a gzip file',
      { kernel: { name: 'k', bytes: Uint8Array.of(0x1f, 0x8b, 8, 0) } },
      'k: begins like a gzip file, but is none, or unpacks to more than 268435456 bytes',
    ],
    [
      'a kernel that does not fit',
      { kernel: image('k', 4 * MIB), ramSizeBytes: 4 * MIB },
      'k: 4194304 bytes at 0x40080000 do not fit into RAM, which is 0x40000000 to 0x40400000; give more with -m',
    ],
    [
      'RAM without room for the tree',
      { kernel: image('k', 4096), ramSizeBytes: MIB },
      '-m: 1048576 bytes of RAM have no room for the device tree at 0x40200000; give more',
    ],
    ['eight harts', { harts: 8 }, '--smp: 1 to 7, not 8'],
    [
      'a small flash bank',
      { pflash: [drive('p', 32 * MIB)] },
      'p: a flash bank has 67108864 bytes, this file 33554432; try truncate -s 64M',
    ],
    ['a GIC that there is not', { machine: { 'gic-version': '4' } }, '--machine: gic-version is 3 or 2, not 4'],
    ['what nobody knows', { machine: { secure: 'on' } }, '--machine: the board has gic-version to choose, not secure'],
    [
      'an ELF file for another machine',
      { kernel: { name: 'k', bytes: buildElf({ segments: [{ address: 0x4020_0000n, bytes: Uint8Array.of(1) }] }) } },
      'k: is for riscv64, the board is aarch64',
    ],
  ])('refuses %s', (_, change, message) => {
    expect(refusal(change)).toBe(message);
  });
});

describe('devices', () => {
  it('are in QEMU’s windows', () => {
    const windows = setUp({ harts: 2 })
      .board.devices.flatMap(({ name, windows }) => windows.map((window) => ({ name, ...window })))
      .filter(({ space }) => space === 'mmio')
      .map(({ name, base, sizeBytes }) => `${name} ${base.toString(16)}+${sizeBytes.toString(16)}`);
    // QEMU 7.2.22 `info mtree`; distributor and redistributors are two windows there.
    expect(windows).toEqual([
      ...['intc 8000000+e0000', 'serial 9000000+1000', 'rtc 9010000+1000', 'flash0 0+4000000', 'flash1 4000000+4000000'],
      ...Array.from({ length: 32 }, (_, slot) => `virtio${slot} ${(0xa00_0000 + 0x200 * slot).toString(16)}+200`),
    ]);
  });

  it('are wired to the GIC and the harts', () => {
    const shown = setUp({ harts: 2 })
      .board.wires.filter(({ from }) => !from.device.startsWith('virtio'))
      .map(
        ({ from, to }) => `${from.device}.${from.line} ${'hart' in to ? `hart${to.hart}.${to.bit}` : `${to.device}.${to.line}`}`,
      );
    expect(shown).toEqual([
      ...['serial.0 intc.33', 'rtc.0 intc.34'],
      ...['timer.0 intc.1054', 'timer.1 intc.1051', 'timer.2 intc.1050', 'timer.3 intc.1052'],
      ...['intc.0 hart0.0', 'intc.1 hart0.1', 'intc.2 hart0.2', 'intc.3 hart0.3', 'psci.0 hart0.4'],
      ...['timer.4 intc.1086', 'timer.5 intc.1083', 'timer.6 intc.1082', 'timer.7 intc.1084'],
      ...['intc.4 hart1.0', 'intc.5 hart1.1', 'intc.6 hart1.2', 'intc.7 hart1.3', 'psci.1 hart1.4'],
    ]);
  });
});

describe('PSCI', () => {
  /** Hart 0 starts hart 1, waits until it is off again and switches off; hart 1 sends its number and the context. */
  const program = Uint32Array.of(
    0xd280_0ee3, // mov  x3, #0x77
    0x1000_0222, // adr  x2, second
    0xd280_0021, // mov  x1, #1
    0xd280_0060, // CPU_ON
    0xf2b8_8000,
    0xd400_0003, // smc  #0
    0xaa00_03f4, // mov  x20, x0
    0xd280_0080, // again: AFFINITY_INFO
    0xf2b8_8000,
    0xd280_0021, // mov  x1, #1
    0xd280_0002, // mov  x2, #0
    0xd400_0003, // smc  #0
    0xf100_041f, // cmp  x0, #1
    0x54ff_ff41, // b.ne again
    0x5280_0100, // SYSTEM_OFF
    0x72b0_8000,
    0xd400_0003, // smc  #0
    0x1400_0000, // b    .
    0xd2a1_2004, // second: mov x4, #0x9000000
    0xd538_00a5, // mrs  x5, mpidr_el1
    0x9240_0ca5, // and  x5, x5, #0xf
    0x9100_c0a5, // add  x5, x5, #48
    0xb900_0085, // str  w5, [x4]
    0xb900_0080, // str  w0, [x4]
    0x5280_0040, // CPU_OFF
    0x72b0_8000,
    0xd400_0003, // smc  #0
    0x1400_0000, // b    .
  );
  const kernel = {
    name: 'k.elf',
    bytes: buildElf({
      machine: 183,
      segments: [{ address: 0x4020_0000n, bytes: new Uint8Array(program.buffer) }],
      entry: 0x4020_0000n,
    }),
  };

  it.each(['reference', 'interpreter'] as const)('starts a second hart and lets it go (%s)', (reading) => {
    const { board, contents } = setUp({ kernel, harts: 2, quantum: 8 });
    const machine = createMachine(board, contents, reading);
    const { effects, state } = machine.reduce(machine.initialState, { type: 'machine/granted', steps: 2000, idleUntilNs: 0 });
    const sent = (effect: MachineEffect) => (effect.type === 'console/sent' ? String.fromCharCode(...effect.bytes) : '');
    expect(effects.map(sent).join('')).toBe('1w');
    expect(effects.filter(({ type }) => type === 'interrupt/taken')).toMatchObject([{ hart: 1, cause: interrupt.START }]);
    expect(state.status).toEqual({ kind: 'off', status: 0 });
  });
});
