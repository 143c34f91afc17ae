/**
 * The device tree of aarch64-virt: nodes and properties as QEMU 7.2 writes them, in its order (libfdt puts what is added later
 * first), for what this board has. Left out with the devices: pcie, its and v2m, fw-cfg, pl061 with its keys, platform-bus, pmu.
 */
import { cells, cells64, EMPTY, encodeFdt, type FdtNode, fdtNode, strings } from '../fdt.ts';
import { bytesOfSeed } from '../seed.ts';
import * as map from './memory-map.ts';

/** First cell of an interrupt: whose number the second is. */
const SPI = 0;
const PPI = 1;
const FIRST_PPI_INTID = 16;
/** Third cell. */
const EDGE = 1;
const LEVEL = 4;

const FIRST_PHANDLE = 0x8000;

export type GicVersion = 2 | 3;

export interface TreeParameters {
  readonly harts: number;
  readonly gicVersion: GicVersion;
  readonly ramSizeBytes: number;
  readonly seed: bigint;
  readonly append: string;
  /** Physical addresses of its first byte and of the byte after its last; below 2^32. */
  readonly initrd: { readonly start: number; readonly end: number } | null;
}

export function aarch64VirtTree(parameters: TreeParameters): Uint8Array {
  return encodeFdt(rootNode(parameters));
}

interface Phandles {
  readonly clock: number;
  readonly cpus: readonly number[];
  readonly intc: number;
}

/** Numbered in the order in which QEMU makes them: harts from the last to the first. */
function phandlesOf(harts: number): Phandles {
  return {
    clock: FIRST_PHANDLE,
    cpus: Array.from({ length: harts }, (_, hart) => FIRST_PHANDLE + harts - hart),
    intc: FIRST_PHANDLE + harts + 1,
  };
}

function rootNode({ harts, gicVersion, ramSizeBytes, seed, append, initrd }: TreeParameters): FdtNode {
  const phandles = phandlesOf(harts);
  return fdtNode(
    '',
    {
      'interrupt-parent': cells(phandles.intc),
      model: strings('linux,dummy-virt'),
      '#size-cells': cells(2),
      '#address-cells': cells(2),
      compatible: strings('linux,dummy-virt'),
    },
    fdtNode('psci', {
      migrate: cells(0xc400_0005),
      cpu_on: cells(0xc400_0003),
      cpu_off: cells(0x8400_0002),
      cpu_suspend: cells(0xc400_0001),
      method: strings('smc'),
      compatible: strings('arm,psci-1.0', 'arm,psci-0.2', 'arm,psci'),
    }),
    fdtNode('memory@40000000', { reg: cells64(map.RAM_BASE, ramSizeBytes), device_type: strings('memory') }),
    ...Array.from({ length: map.VIRTIO_SLOTS }, (_, slot) => virtioNode(slot)),
    primecell('pl031@9010000', map.RTC, map.RTC_SPI, 'arm,pl031', ['apb_pclk'], phandles),
    primecell('pl011@9000000', map.UART, map.UART_SPI, 'arm,pl011', ['uartclk', 'apb_pclk'], phandles),
    gicNode(gicVersion, phandles),
    fdtNode('flash@0', {
      'bank-width': cells(4),
      reg: cells64(map.FLASH.base, map.FLASH.sizeBytes, map.FLASH.base + map.FLASH.sizeBytes, map.FLASH.sizeBytes),
      compatible: strings('cfi-flash'),
    }),
    cpusNode(phandles),
    timerNode(gicVersion, harts),
    fdtNode('apb-pclk', {
      phandle: cells(phandles.clock),
      'clock-output-names': strings('clk24mhz'),
      'clock-frequency': cells(map.UART_CLOCK),
      '#clock-cells': cells(0),
      compatible: strings('fixed-clock'),
    }),
    fdtNode('chosen', {
      ...(initrd && { 'linux,initrd-end': cells(initrd.end), 'linux,initrd-start': cells(initrd.start) }),
      ...(append !== '' && { bootargs: strings(append) }),
      'stdout-path': strings('/pl011@9000000'),
      // QEMU draws these from the host.
      'rng-seed': bytesOfSeed(seed, 0, 4),
      'kaslr-seed': bytesOfSeed(seed, 4, 1),
    }),
  );
}

function virtioNode(slot: number): FdtNode {
  const base = map.VIRTIO.base + slot * map.VIRTIO.sizeBytes;
  return fdtNode(`virtio_mmio@${base.toString(16)}`, {
    'dma-coherent': EMPTY,
    interrupts: cells(SPI, map.VIRTIO_SPI + slot, EDGE),
    reg: cells64(base, map.VIRTIO.sizeBytes),
    compatible: strings('virtio,mmio'),
  });
}

function primecell(
  name: string,
  place: { readonly base: number; readonly sizeBytes: number },
  spi: number,
  compatible: string,
  clocks: readonly string[],
  { clock }: Phandles,
): FdtNode {
  return fdtNode(name, {
    'clock-names': strings(...clocks),
    clocks: cells(...clocks.map(() => clock)),
    interrupts: cells(SPI, spi, LEVEL),
    reg: cells64(place.base, place.sizeBytes),
    compatible: strings(compatible, 'arm,primecell'),
  });
}

function gicNode(version: GicVersion, { intc }: Phandles): FdtNode {
  const { GICC, GICH, GICV, sizeBytes } = map.GICV2_FRAMES;
  const frames =
    version === 3
      ? {
          reg: cells64(map.GICD.base, map.GICD.sizeBytes, map.GICR.base, map.GICR.sizeBytes),
          '#redistributor-regions': cells(1),
          compatible: strings('arm,gic-v3'),
        }
      : {
          reg: cells64(map.GICD.base, map.GICD.sizeBytes, ...[GICC, GICH, GICV].flatMap((base) => [base, sizeBytes])),
          compatible: strings('arm,cortex-a15-gic'),
        };
  return fdtNode('intc@8000000', {
    phandle: cells(intc),
    interrupts: cells(PPI, map.MAINTENANCE_INTID - FIRST_PPI_INTID, LEVEL),
    ...frames,
    ranges: EMPTY,
    '#size-cells': cells(2),
    '#address-cells': cells(2),
    'interrupt-controller': EMPTY,
    '#interrupt-cells': cells(3),
  });
}

function cpusNode({ cpus }: Phandles): FdtNode {
  const nodes = cpus.map((phandle, hart) =>
    fdtNode(`cpu@${hart.toString(16)}`, {
      phandle: cells(phandle),
      reg: cells(hart),
      ...(cpus.length > 1 && { 'enable-method': strings('psci') }),
      compatible: strings('arm,neoverse-n1'),
      device_type: strings('cpu'),
    }),
  );
  const cores = cpus.map((phandle, hart) => fdtNode(`core${hart}`, { cpu: cells(phandle) }));
  const map = fdtNode('cpu-map', {}, fdtNode('socket0', {}, fdtNode('cluster0', {}, ...cores)));
  return fdtNode('cpus', { '#size-cells': cells(0), '#address-cells': cells(1) }, map, ...nodes);
}

/** Secure, physical, virtual, of the hypervisor. To a GICv2 belongs which harts have a private interrupt. */
function timerNode(version: GicVersion, harts: number): FdtNode {
  const { secure, physical, virtual, hypervisorPhysical } = map.timerIntid;
  const flags = version === 2 ? LEVEL | (((1 << harts) - 1) << 8) : LEVEL;
  const interrupts = [secure, physical, virtual, hypervisorPhysical].flatMap((intid) => [PPI, intid - FIRST_PPI_INTID, flags]);
  return fdtNode('timer', {
    interrupts: cells(...interrupts),
    'always-on': EMPTY,
    compatible: strings('arm,armv8-timer', 'arm,armv7-timer'),
  });
}
