/**
 * riscv64-virt: QEMU 7.2's `virt` machine with `-cpu rv64`, for what is modelled: reset ROM, finisher, RTC, CLINT, PLIC, UART,
 * two flash banks, eight virtio-mmio transports, RAM.
 *
 * Unlike QEMU: without `bios` there is no firmware (QEMU brings OpenSBI). A kernel is put into RAM even when there is a second
 * flash bank (QEMU 7.2 leaves it to firmware to fetch it through fw-cfg). Virtio transports speak VIRTIO 1.x unless asked otherwise.
 */
import { riscv64 } from '#arches/riscv64/arch.ts';
import { interrupt } from '#arches/riscv64/causes.ts';
import { NS_PER_TICK, SYSREG_MTIME } from '#arches/riscv64/interrupts.ts';
import type { BoardDevice, Region, RegionContent, Wire } from '#core/machine/board.ts';
import { cfiFlash, createFlash } from '#devices/cfi-flash/cfi-flash.ts';
import { clint, createClint } from '#devices/clint/clint.ts';
import { createGoldfishRtc, goldfishRtc } from '#devices/goldfish-rtc/goldfish-rtc.ts';
import { createPlic, plic } from '#devices/plic/plic.ts';
import { createSifiveTest, sifiveTest } from '#devices/sifive-test/sifive-test.ts';
import { createUart, uart16550 } from '#devices/uart16550/uart16550.ts';
import { createVirtioBlk, virtioBlk } from '#devices/virtio/blk/blk.ts';
import { createVirtioConsole, virtioConsole } from '#devices/virtio/console/console.ts';
import { createEmptySlot, emptySlot } from '#devices/virtio/empty-slot.ts';
import { ImageError } from '../images/image-error.ts';
import { contentsOf } from './region-contents.ts';
import { type BoardRequest, type BoardSetup, RequestError } from './request.ts';
import { planBoot } from './riscv64-virt/boot.ts';
import { hypervisorOf } from './riscv64-virt/hypervisor.ts';
import * as map from './riscv64-virt/memory-map.ts';

const PAGE_SIZE = 4096;
/** Two lines of the CLINT a hart, of the 31 that a device has. */
const HARTS_MAX = 15;
const RAM_SIZE_MAX = 64 * 2 ** 30;

/** Throws `RequestError` or `ImageError`. */
export function setUpRiscv64Virt(request: BoardRequest): BoardSetup {
  checkRequest(request);
  const boot = planBoot(request);
  const devices = devicesOf(request);
  const board = {
    name: 'riscv64-virt',
    arch: riscv64,
    parameters: { shift: request.shift, quantum: request.quantum },
    harts: Array.from({ length: request.harts }, (_, index) => ({ index, resetPc: BigInt(map.MROM.base) })),
    regions: regionsOf(request),
    devices,
    wires: wiresOf(request.harts),
    hypervisor: hypervisorOf(request),
  };
  const inRam = boot.placements.map(({ address, bytes }) => ({ region: 'ram', offset: address - map.DRAM_BASE, bytes }));
  const contents: readonly RegionContent[] = [
    { region: 'mrom', offset: 0, bytes: boot.resetRom },
    ...inRam,
    ...storageOf(request),
  ];
  const console = request.console === 'serial' ? 'serial' : virtioName(firstFreeSlot(request));
  return { board, contents, console, notes: boot.notes };
}

function checkRequest(request: BoardRequest): void {
  const { harts, ramSizeBytes, shift, drives, pflash, console } = request;
  checkInteger('--smp', harts, 1, HARTS_MAX);
  if (ramSizeBytes % PAGE_SIZE !== 0) throw new RequestError(`-m: a multiple of ${PAGE_SIZE} bytes, not ${ramSizeBytes}`);
  if (!(ramSizeBytes >= PAGE_SIZE && ramSizeBytes <= RAM_SIZE_MAX))
    throw new RequestError(`-m: at most 64G, not ${ramSizeBytes} bytes`);
  checkInteger('--icount-shift', shift, 0, 10);
  checkInteger('quantum', request.quantum, 1, 2 ** 20);
  checkInteger('rtcEpoch', request.rtcEpoch, 0, 2 ** 33);
  checkInteger('virtioLatency', request.virtioLatency, 0, 1e9);
  if (request.seed < 0n || request.seed >= 2n ** 64n) throw new RequestError(`seed: 0 to 2^64 - 1, not ${request.seed}`);
  const slots = drives.length + (console === 'virtio' ? 1 : 0);
  if (slots > map.VIRTIO_SLOTS)
    throw new RequestError(`--drive: the board has ${map.VIRTIO_SLOTS} virtio slots, ${slots} are asked for`);
  if (pflash.length > map.FLASH_BANKS) throw new RequestError(`--pflash: the board has ${map.FLASH_BANKS} banks, units 0 and 1`);
  for (const drive of drives) if (drive.bytes.length === 0) throw new ImageError(`${drive.name}: is empty`);
  for (const bank of pflash)
    if (bank !== null && bank.bytes.length !== map.FLASH.sizeBytes)
      throw new ImageError(
        `${bank.name}: a flash bank has ${map.FLASH.sizeBytes} bytes, this file ${bank.bytes.length}; try truncate -s 32M`,
      );
}

function checkInteger(name: string, value: number, from: number, to: number): void {
  if (!(Number.isSafeInteger(value) && value >= from && value <= to))
    throw new RequestError(`${name}: ${from} to ${to}, not ${value}`);
}

function regionsOf({ ramSizeBytes, drives }: BoardRequest): readonly Region[] {
  const banks = Array.from({ length: map.FLASH_BANKS }, (_, unit) => storageRegion(`flash${unit}`, map.FLASH.sizeBytes));
  const disks = drives.map(({ bytes }, index) => storageRegion(`drive${index}`, Math.ceil(bytes.length / PAGE_SIZE) * PAGE_SIZE));
  return [
    { name: 'ram', kind: 'ram', base: map.DRAM_BASE, sizeBytes: ramSizeBytes },
    { name: 'mrom', kind: 'rom', base: map.MROM.base, sizeBytes: map.MROM.sizeBytes },
    ...banks,
    ...disks,
  ];
}

const storageRegion = (name: string, sizeBytes: number): Region => ({ name, kind: 'storage', base: null, sizeBytes });

function storageOf({ drives, pflash }: BoardRequest): readonly RegionContent[] {
  return [
    ...pflash.flatMap((bank, unit) => (bank === null ? [] : contentsOf(`flash${unit}`, bank.bytes))),
    ...drives.flatMap(({ bytes }, index) => contentsOf(`drive${index}`, bytes)),
  ];
}

function devicesOf(request: BoardRequest): readonly BoardDevice[] {
  const { harts, rtcEpoch, pflash } = request;
  const on = (base: number, sizeBytes: number) => ({ windows: [{ space: 'mmio', base, sizeBytes }], storage: null }) as const;
  const plicParameters = { sources: map.PLIC_SOURCES, contexts: 2 * harts, windowSize: map.PLIC.sizeBytes };
  return [
    { name: 'test', kind: sifiveTest, initialState: createSifiveTest(), ...on(map.TEST.base, map.TEST.sizeBytes) },
    {
      name: 'rtc',
      kind: goldfishRtc,
      initialState: createGoldfishRtc({ epoch: BigInt(rtcEpoch) * 1_000_000_000n }),
      ...on(map.RTC.base, map.RTC_WINDOW_SIZE),
    },
    {
      name: 'clint',
      kind: clint,
      initialState: createClint({ harts, nsPerTick: NS_PER_TICK }),
      // The second is where the `time` CSR looks for mtime.
      windows: [
        { space: 'mmio', base: map.CLINT.base, sizeBytes: map.CLINT_WINDOW_SIZE } as const,
        { space: 'sysreg', base: SYSREG_MTIME, sizeBytes: 8 } as const,
      ],
      storage: null,
    },
    { name: 'plic', kind: plic, initialState: createPlic(plicParameters), ...on(map.PLIC.base, map.PLIC.sizeBytes) },
    {
      name: 'serial',
      kind: uart16550,
      initialState: createUart({ baudBase: map.UART_BAUD_BASE }),
      ...on(map.UART.base, map.UART_WINDOW_SIZE),
    },
    ...Array.from({ length: map.FLASH_BANKS }, (_, unit) => ({
      name: `flash${unit}`,
      kind: cfiFlash,
      initialState: createFlash({
        sizeBytes: map.FLASH.sizeBytes,
        sectorBytes: map.FLASH_SECTOR_SIZE,
        isReadOnly: pflash[unit]?.isReadOnly ?? false,
      }),
      windows: [{ space: 'mmio', base: map.FLASH.base + unit * map.FLASH.sizeBytes, sizeBytes: map.FLASH.sizeBytes } as const],
      storage: `flash${unit}`,
    })),
    ...Array.from({ length: map.VIRTIO_SLOTS }, (_, slot) => virtioDevice(request, slot)),
  ];
}

/** Drives take the slots from the last one down, as QEMU gives them out; the virtio console the next. */
const slotOfDrive = (index: number): number => map.VIRTIO_SLOTS - 1 - index;
const firstFreeSlot = ({ drives }: BoardRequest): number => slotOfDrive(drives.length);
const virtioName = (slot: number): string => `virtio${slot}`;

function virtioDevice(request: BoardRequest, slot: number): BoardDevice {
  const { virtioVersion: version, virtioLatency: latency } = request;
  const index = map.VIRTIO_SLOTS - 1 - slot;
  const base = map.VIRTIO.base + slot * map.VIRTIO.sizeBytes;
  const windows = [{ space: 'mmio', base, sizeBytes: map.VIRTIO_WINDOW_SIZE } as const];
  const name = virtioName(slot);
  const drive = request.drives[index];
  if (drive !== undefined) {
    const parameters = { version, latency, sizeBytes: drive.bytes.length, isReadOnly: drive.isReadOnly, serial: '' };
    return { name, kind: virtioBlk, initialState: createVirtioBlk(parameters), windows, storage: `drive${index}` };
  }
  if (request.console === 'virtio' && slot === firstFreeSlot(request))
    return { name, kind: virtioConsole, initialState: createVirtioConsole({ version, latency }), windows, storage: null };
  return { name, kind: emptySlot, initialState: createEmptySlot({ version }), windows, storage: null };
}

function wiresOf(harts: number): readonly Wire[] {
  const toPlic = (device: string, line: number): Wire => ({ from: { device, line: 0 }, to: { device: 'plic', line } });
  const toHart = (device: string, line: number, hart: number, bit: number): Wire => ({
    from: { device, line },
    to: { hart, bit },
  });
  return [
    toPlic('serial', map.UART_IRQ),
    toPlic('rtc', map.RTC_IRQ),
    ...Array.from({ length: map.VIRTIO_SLOTS }, (_, slot) => toPlic(virtioName(slot), map.VIRTIO_IRQ + slot)),
    ...Array.from({ length: harts }, (_, hart) => [
      toHart('clint', 2 * hart, hart, interrupt.MSI),
      toHart('clint', 2 * hart + 1, hart, interrupt.MTI),
      toHart('plic', 2 * hart, hart, interrupt.MEI),
      toHart('plic', 2 * hart + 1, hart, interrupt.SEI),
    ]).flat(),
  ];
}
