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
import { checkRequest } from './check-request.ts';
import type { BoardKind, BoardRequest, BoardSetup } from './request.ts';
import { planBoot } from './riscv64-virt/boot.ts';
import { hypervisorOf } from './riscv64-virt/hypervisor.ts';
import * as map from './riscv64-virt/memory-map.ts';
import { qemuBesideRiscv64Virt } from './riscv64-virt/qemu.ts';
import { storageContents, storageRegions } from './storage.ts';
import { consoleSlot, virtioDevices, virtioName } from './virtio-slots.ts';

const FLASH_BANKS = { count: map.FLASH_BANKS, sizeBytes: map.FLASH.sizeBytes } as const;
const VIRTIO_SLOTS = {
  count: map.VIRTIO_SLOTS,
  base: map.VIRTIO.base,
  stride: map.VIRTIO.sizeBytes,
  windowSize: map.VIRTIO_WINDOW_SIZE,
} as const;
const LIMITS = {
  /** Two lines of the CLINT each, of the 31 that a device has. */
  harts: 15,
  virtioSlots: map.VIRTIO_SLOTS,
  flashBanks: map.FLASH_BANKS,
  flashSize: map.FLASH.sizeBytes,
  settings: {},
} as const;

/** Throws `RequestError` or `ImageError`. */
export function setUpRiscv64Virt(request: BoardRequest): BoardSetup {
  checkRequest(request, LIMITS);
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
    ...storageContents(request),
  ];
  const console = request.console === 'serial' ? 'serial' : virtioName(consoleSlot(request, VIRTIO_SLOTS));
  return { board, contents, console, notes: boot.notes };
}

function regionsOf(request: BoardRequest): readonly Region[] {
  return [
    { name: 'ram', kind: 'ram', base: map.DRAM_BASE, sizeBytes: request.ramSizeBytes },
    { name: 'mrom', kind: 'rom', base: map.MROM.base, sizeBytes: map.MROM.sizeBytes },
    ...storageRegions(request, FLASH_BANKS),
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
    ...virtioDevices(request, VIRTIO_SLOTS),
  ];
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

export const riscv64Virt: BoardKind = {
  arch: riscv64,
  setUp: setUpRiscv64Virt,
  besideQemu: qemuBesideRiscv64Virt,
};
