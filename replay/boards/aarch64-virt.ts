/**
 * aarch64-virt: QEMU 7.2's `virt,virtualization=on` machine with `-cpu neoverse-n1`, for what is modelled: two flash banks, GICv3 or GICv2,
 * generic timers, UART, RTC, 32 virtio-mmio transports, PSCI by SMC, RAM.
 *
 * Unlike QEMU: the GIC is a GICv3 unless `gic-version=2` is asked for, as hypervisors of today need one. A kernel is put into RAM even when there is firmware in flash (QEMU leaves it to firmware to fetch it through fw-cfg). The
 * virtual timer of EL2 is wired, to PPI 28. Virtio transports speak VIRTIO 1.x unless asked otherwise.
 */
import { aarch64 } from '#arches/aarch64/arch.ts';
import { wire } from '#arches/aarch64/interrupts.ts';
import { FIRMWARE_BASE } from '#arches/aarch64/power.ts';
import type { BoardDevice, Region, RegionContent, Wire } from '#core/machine/board.ts';
import { createGenericTimer, genericTimer, LINES_PER_HART, timerLine } from '#devices/arm-generic-timer/arm-generic-timer.ts';
import { EL2, WINDOW_SIZE as TIMER_WINDOW_SIZE } from '#devices/arm-generic-timer/registers.ts';
import { cfiFlash, createFlash } from '#devices/cfi-flash/cfi-flash.ts';
import { createGicv2, gicv2 } from '#devices/gic/v2/gicv2.ts';
import { WINDOW_SIZE as GICV2_WINDOW_SIZE } from '#devices/gic/v2/registers.ts';
import { createGicv3, LINES_PER_HART as GIC_LINES_PER_HART, gicv3, lineOfPpi, lineOfSpi } from '#devices/gic/v3/gicv3.ts';
import { SYSREG_WINDOW_SIZE, sysreg } from '#devices/gic/v3/registers.ts';
import { createPl011, pl011 } from '#devices/pl011/pl011.ts';
import { createPl031, pl031 } from '#devices/pl031/pl031.ts';
import { createPsci, psci } from '#devices/psci/psci.ts';
import { WINDOW_SIZE as PSCI_WINDOW_SIZE } from '#devices/psci/registers.ts';
import { planBoot } from './aarch64-virt/boot.ts';
import { hypervisorOf } from './aarch64-virt/hypervisor.ts';
import * as map from './aarch64-virt/memory-map.ts';
import { qemuBesideAarch64Virt } from './aarch64-virt/qemu.ts';
import { checkRequest } from './check-request.ts';
import { type BoardKind, type BoardRequest, type BoardSetup, RequestError } from './request.ts';
import { SparseImage } from './sparse-image.ts';
import { storageContents, storageRegions } from './storage.ts';
import { consoleSlot, virtioDevices, virtioName } from './virtio-slots.ts';

const FLASH_BANKS = { count: map.FLASH_BANKS, sizeBytes: map.FLASH.sizeBytes } as const;
const VIRTIO_SLOTS = {
  count: map.VIRTIO_SLOTS,
  base: map.VIRTIO.base,
  stride: map.VIRTIO.sizeBytes,
  windowSize: map.VIRTIO.sizeBytes,
} as const;
/** The first is what there is unless somebody chooses. */
const GIC_VERSIONS = ['3', '2'] as const;
const LIMITS = {
  /** Four lines of the GIC each, of the 31 that a device has. */
  harts: 7,
  virtioSlots: map.VIRTIO_SLOTS,
  flashBanks: map.FLASH_BANKS,
  flashSize: map.FLASH.sizeBytes,
  settings: { 'gic-version': GIC_VERSIONS },
} as const;

/** Throws `RequestError` or `ImageError`. */
export function setUpAarch64Virt(request: BoardRequest): BoardSetup {
  checkRequest(request, LIMITS);
  if (request.guest !== null && request.hypervisorMode === 'virtualization' && gicVersionOf(request) === 2)
    throw new RequestError('--machine: the built-in hypervisor has the virtual interface of a GICv3, not of gic-version=2');
  const { placements, start, firmware, notes } = planBoot(request, gicVersionOf(request));
  const board = {
    name: 'aarch64-virt',
    arch: aarch64,
    parameters: { shift: request.shift, quantum: request.quantum },
    harts: Array.from({ length: request.harts }, (_, index) => ({ index, resetPc: start })),
    regions: regionsOf(request),
    devices: devicesOf(request),
    wires: wiresOf(request.harts),
    hypervisor: hypervisorOf(request),
  };
  const contents: readonly RegionContent[] = [
    ...placements.map(({ address, bytes }) => ({ region: 'ram', offset: address - map.RAM_BASE, bytes })),
    ...(firmware === null ? [] : SparseImage.of(firmware).contentsOf('flash0')),
    ...storageContents(request),
  ];
  const console = request.console === 'serial' ? 'serial' : virtioName(consoleSlot(request, VIRTIO_SLOTS));
  return { board, contents, console, notes };
}

function regionsOf(request: BoardRequest): readonly Region[] {
  return [
    { name: 'ram', kind: 'ram', base: map.RAM_BASE, sizeBytes: request.ramSizeBytes },
    ...storageRegions(request, FLASH_BANKS),
  ];
}

function devicesOf(request: BoardRequest): readonly BoardDevice[] {
  const { harts, rtcEpoch, pflash } = request;
  const on = (base: number, sizeBytes: number) => ({ windows: [{ space: 'mmio', base, sizeBytes }], storage: null }) as const;
  return [
    { name: 'timer', kind: genericTimer, initialState: createGenericTimer({ harts, nsPerTick: map.NS_PER_TICK }), ...TIMER },
    { name: 'psci', kind: psci, initialState: createPsci({ affinities: affinitiesOf(harts) }), ...PSCI },
    gicOf(request),
    {
      name: 'serial',
      kind: pl011,
      initialState: createPl011({ clock: map.UART_CLOCK }),
      ...on(map.UART.base, map.UART.sizeBytes),
    },
    { name: 'rtc', kind: pl031, initialState: createPl031({ epoch: rtcEpoch }), ...on(map.RTC.base, map.RTC.sizeBytes) },
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

const gicVersionOf = ({ machine }: BoardRequest): 2 | 3 => (machine['gic-version'] === '2' ? 2 : 3);

/** Both have the same lines. */
function gicOf(request: BoardRequest): BoardDevice {
  const { harts } = request;
  if (gicVersionOf(request) === 2)
    return {
      name: 'intc',
      kind: gicv2,
      initialState: createGicv2({ harts, spis: map.SPI_COUNT }),
      windows: [{ space: 'mmio', base: map.GICD.base, sizeBytes: GICV2_WINDOW_SIZE }],
      storage: null,
    };
  return {
    name: 'intc',
    kind: gicv3,
    initialState: createGicv3({ harts, spis: map.SPI_COUNT, redistributorOffset: map.GICR.base - map.GICD.base }),
    windows: [
      { space: 'mmio', base: map.GICD.base, sizeBytes: map.GICR.base - map.GICD.base + harts * map.GICR.hartSizeBytes },
      // Behind the timers, whose registers lie among those it might have.
      { space: 'sysreg', base: 0, sizeBytes: SYSREG_WINDOW_SIZE },
    ],
    storage: null,
  };
}

/** The timers of EL0 and EL1, then those of EL2: the device has them one after the other, and nobody's are in front of the second. */
const TIMER = {
  windows: [
    { space: 'sysreg', base: sysreg(3, 3, 14, 0, 0), sizeBytes: EL2 },
    { space: 'sysreg', base: sysreg(3, 4, 14, 0, 0) - EL2, sizeBytes: TIMER_WINDOW_SIZE },
  ],
  storage: null,
} as const;
const PSCI = { windows: [{ space: 'sysreg', base: FIRMWARE_BASE, sizeBytes: PSCI_WINDOW_SIZE }], storage: null } as const;

/** One cluster. */
const affinitiesOf = (harts: number): readonly number[] => Array.from({ length: harts }, (_, index) => index);

/** Lines of the GIC's, in its order, as the hart's inputs. */
const GIC_LINES: readonly number[] = [wire.IRQ, wire.FIQ, wire.VIRQ, wire.VFIQ];
const TIMERS = ['physical', 'virtual', 'hypervisorPhysical', 'hypervisorVirtual'] as const;

function wiresOf(harts: number): readonly Wire[] {
  const spi = (device: string, number: number): Wire => ({
    from: { device, line: 0 },
    to: { device: 'intc', line: lineOfSpi(number) },
  });
  const toHart = (device: string, line: number, hart: number, input: number): Wire => ({
    from: { device, line },
    to: { hart, bit: Math.log2(input) },
  });
  return [
    spi('serial', map.UART_SPI),
    spi('rtc', map.RTC_SPI),
    ...Array.from({ length: map.VIRTIO_SLOTS }, (_, slot) => spi(virtioName(slot), map.VIRTIO_SPI + slot)),
    ...Array.from({ length: harts }, (_, hart) => [
      ...TIMERS.map((name) => ({
        from: { device: 'timer', line: hart * LINES_PER_HART + timerLine[name] },
        to: { device: 'intc', line: lineOfPpi(hart, map.timerIntid[name]) },
      })),
      ...GIC_LINES.map((input, line) => toHart('intc', hart * GIC_LINES_PER_HART + line, hart, input)),
      toHart('psci', hart, hart, wire.START),
    ]).flat(),
  ];
}

export const aarch64Virt: BoardKind = {
  arch: aarch64,
  setUp: setUpAarch64Virt,
  besideQemu: (request) => {
    const { start } = planBoot(request, gicVersionOf(request));
    return qemuBesideAarch64Virt(request, start, gicVersionOf(request));
  },
};
