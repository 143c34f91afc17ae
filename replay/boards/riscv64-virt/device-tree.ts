/**
 * The device tree of riscv64-virt: nodes and properties as QEMU 7.2 writes them, in its order (libfdt puts what is added
 * later first), for what this board has. Left out with the devices: pci, fw-cfg, platform-bus; and pmu, as no counter counts events.
 */
import { cells, cells64, EMPTY, encodeFdt, type FdtNode, fdtNode, strings } from '../fdt.ts';
import { bytesOfSeed } from '../seed.ts';
import * as map from './memory-map.ts';

/** QEMU's spelling of what the hart implements. */
const RISCV_ISA = 'rv64imafdch_zicsr_zifencei_zihintpause_zba_zbb_zbc_zbs_sstc_svinval_svpbmt';

/** Interrupts of a hart, as its interrupt controller numbers them: bits of `mip`. */
const MSI = 3;
const MTI = 7;
const SEI = 9;
const MEI = 11;

export interface TreeParameters {
  readonly harts: number;
  readonly ramSizeBytes: number;
  readonly seed: bigint;
  readonly append: string;
  /** Physical addresses of its first byte and of the byte after its last; below 2^32. */
  readonly initrd: { readonly start: number; readonly end: number } | null;
}

export function riscv64VirtTree(parameters: TreeParameters): Uint8Array {
  return encodeFdt(rootNode(parameters));
}

function rootNode({ harts, ramSizeBytes, seed, append, initrd }: TreeParameters): FdtNode {
  const phandles = phandlesOf(harts);
  return fdtNode(
    '',
    {
      '#address-cells': cells(2),
      '#size-cells': cells(2),
      compatible: strings('riscv-virtio'),
      model: strings('riscv-virtio,qemu'),
    },
    fdtNode('flash@20000000', {
      'bank-width': cells(4),
      reg: cells64(map.FLASH.base, map.FLASH.sizeBytes, map.FLASH.base + map.FLASH.sizeBytes, map.FLASH.sizeBytes),
      compatible: strings('cfi-flash'),
    }),
    fdtNode('chosen', {
      ...(initrd && { 'linux,initrd-end': cells(initrd.end), 'linux,initrd-start': cells(initrd.start) }),
      'rng-seed': bytesOfSeed(seed, 0, 4), // QEMU draws it from the host
      ...(append !== '' && { bootargs: strings(append) }),
      'stdout-path': strings('/soc/serial@10000000'),
    }),
    sysconNode('poweroff', 0x5555, phandles.test),
    sysconNode('reboot', 0x7777, phandles.test),
    fdtNode('memory@80000000', { device_type: strings('memory'), reg: cells64(map.DRAM_BASE, ramSizeBytes) }),
    cpusNode(phandles),
    socNode(phandles),
  );
}

interface Phandles {
  readonly cpus: readonly number[];
  readonly cpuInterruptControllers: readonly number[];
  readonly plic: number;
  readonly test: number;
}

/** Numbered in the order in which QEMU makes them: harts from the last to the first. */
function phandlesOf(harts: number): Phandles {
  const cpus = Array.from({ length: harts }, (_, hart) => 2 * (harts - 1 - hart) + 1);
  return { cpus, cpuInterruptControllers: cpus.map((cpu) => cpu + 1), plic: 2 * harts + 1, test: 2 * harts + 2 };
}

function sysconNode(name: string, value: number, regmap: number): FdtNode {
  return fdtNode(name, {
    value: cells(value),
    offset: cells(0),
    regmap: cells(regmap),
    compatible: strings(`syscon-${name}`),
  });
}

function cpusNode({ cpus, cpuInterruptControllers }: Phandles): FdtNode {
  const nodes = cpus.map((phandle, hart) =>
    fdtNode(
      `cpu@${hart.toString(16)}`,
      {
        phandle: cells(phandle),
        device_type: strings('cpu'),
        reg: cells(hart),
        status: strings('okay'),
        compatible: strings('riscv'),
        'riscv,isa': strings(RISCV_ISA),
        'mmu-type': strings('riscv,sv48'),
      },
      fdtNode('interrupt-controller', {
        '#interrupt-cells': cells(1),
        'interrupt-controller': EMPTY,
        compatible: strings('riscv,cpu-intc'),
        phandle: cells(cpuInterruptControllers[hart]!),
      }),
    ),
  );
  const cores = cpus.map((phandle, hart) => fdtNode(`core${hart.toString(16)}`, { cpu: cells(phandle) }));
  const properties = { '#address-cells': cells(1), '#size-cells': cells(0), 'timebase-frequency': cells(map.TIMEBASE_FREQUENCY) };
  return fdtNode('cpus', properties, ...nodes, fdtNode('cpu-map', {}, fdtNode('cluster0', {}, ...cores)));
}

function socNode(phandles: Phandles): FdtNode {
  const slots = Array.from({ length: map.VIRTIO_SLOTS }, (_, index) => map.VIRTIO_SLOTS - 1 - index);
  return fdtNode(
    'soc',
    { '#address-cells': cells(2), '#size-cells': cells(2), compatible: strings('simple-bus'), ranges: EMPTY },
    fdtNode('rtc@101000', {
      interrupts: cells(map.RTC_IRQ),
      'interrupt-parent': cells(phandles.plic),
      reg: cells64(map.RTC.base, map.RTC.sizeBytes),
      compatible: strings('google,goldfish-rtc'),
    }),
    fdtNode('serial@10000000', {
      interrupts: cells(map.UART_IRQ),
      'interrupt-parent': cells(phandles.plic),
      'clock-frequency': cells(map.UART_CLOCK),
      reg: cells64(map.UART.base, map.UART.sizeBytes),
      compatible: strings('ns16550a'),
    }),
    fdtNode('test@100000', {
      phandle: cells(phandles.test),
      reg: cells64(map.TEST.base, map.TEST.sizeBytes),
      compatible: strings('sifive,test1', 'sifive,test0', 'syscon'),
    }),
    ...slots.map((slot) => virtioNode(slot, phandles)),
    fdtNode('plic@c000000', {
      phandle: cells(phandles.plic),
      'riscv,ndev': cells(map.PLIC_SOURCES),
      reg: cells64(map.PLIC.base, map.PLIC.sizeBytes),
      'interrupts-extended': interruptsExtended(phandles, MEI, SEI),
      'interrupt-controller': EMPTY,
      compatible: strings('sifive,plic-1.0.0', 'riscv,plic0'),
      '#address-cells': cells(0),
      '#interrupt-cells': cells(1),
    }),
    fdtNode('clint@2000000', {
      'interrupts-extended': interruptsExtended(phandles, MSI, MTI),
      reg: cells64(map.CLINT.base, map.CLINT.sizeBytes),
      compatible: strings('sifive,clint0', 'riscv,clint0'),
    }),
  );
}

function virtioNode(slot: number, { plic }: Phandles): FdtNode {
  const base = map.VIRTIO.base + slot * map.VIRTIO.sizeBytes;
  return fdtNode(`virtio_mmio@${base.toString(16)}`, {
    interrupts: cells(map.VIRTIO_IRQ + slot),
    'interrupt-parent': cells(plic),
    reg: cells64(base, map.VIRTIO.sizeBytes),
    compatible: strings('virtio,mmio'),
  });
}

function interruptsExtended({ cpuInterruptControllers }: Phandles, first: number, second: number): Uint8Array {
  return cells(...cpuInterruptControllers.flatMap((phandle) => [phandle, first, phandle, second]));
}
