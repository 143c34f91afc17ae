import { describe, expect, it } from 'vitest';
import { listFdt } from '../testing.ts';
import { aarch64VirtTree } from './device-tree.ts';

/**
 * What QEMU 7.2.22 writes: `qemu-system-aarch64 -M virt,virtualization=on,gic-version=3,dumpdtb=FILE -cpu neoverse-n1 -smp 2 -m 128M`,
 * less the nodes of what is not there, all virtio transports but the first, and the bytes that QEMU draws. `.ci/device-tree.ts` compares
 * all of it.
 */
const QEMU_TWO_HARTS = `
/
/ interrupt-parent 00008003
/ model "linux,dummy-virt"
/ #size-cells 00000002
/ #address-cells 00000002
/ compatible "linux,dummy-virt"
/psci
/psci migrate c4000005
/psci cpu_on c4000003
/psci cpu_off 84000002
/psci cpu_suspend c4000001
/psci method "smc"
/psci compatible "arm,psci-1.0" "arm,psci-0.2" "arm,psci"
/memory@40000000
/memory@40000000 reg 00000000 40000000 00000000 08000000
/memory@40000000 device_type "memory"
/virtio_mmio@a000000
/virtio_mmio@a000000 dma-coherent
/virtio_mmio@a000000 interrupts 00000000 00000010 00000001
/virtio_mmio@a000000 reg 00000000 0a000000 00000000 00000200
/virtio_mmio@a000000 compatible "virtio,mmio"
/pl031@9010000
/pl031@9010000 clock-names "apb_pclk"
/pl031@9010000 clocks 00008000
/pl031@9010000 interrupts 00000000 00000002 00000004
/pl031@9010000 reg 00000000 09010000 00000000 00001000
/pl031@9010000 compatible "arm,pl031" "arm,primecell"
/pl011@9000000
/pl011@9000000 clock-names "uartclk" "apb_pclk"
/pl011@9000000 clocks 00008000 00008000
/pl011@9000000 interrupts 00000000 00000001 00000004
/pl011@9000000 reg 00000000 09000000 00000000 00001000
/pl011@9000000 compatible "arm,pl011" "arm,primecell"
/intc@8000000
/intc@8000000 phandle 00008003
/intc@8000000 interrupts 00000001 00000009 00000004
/intc@8000000 reg 00000000 08000000 00000000 00010000 00000000 080a0000 00000000 00f60000
/intc@8000000 #redistributor-regions 00000001
/intc@8000000 compatible "arm,gic-v3"
/intc@8000000 ranges
/intc@8000000 #size-cells 00000002
/intc@8000000 #address-cells 00000002
/intc@8000000 interrupt-controller
/intc@8000000 #interrupt-cells 00000003
/flash@0
/flash@0 bank-width 00000004
/flash@0 reg 00000000 00000000 00000000 04000000 00000000 04000000 00000000 04000000
/flash@0 compatible "cfi-flash"
/cpus
/cpus #size-cells 00000000
/cpus #address-cells 00000001
/cpus/cpu-map
/cpus/cpu-map/socket0
/cpus/cpu-map/socket0/cluster0
/cpus/cpu-map/socket0/cluster0/core0
/cpus/cpu-map/socket0/cluster0/core0 cpu 00008002
/cpus/cpu-map/socket0/cluster0/core1
/cpus/cpu-map/socket0/cluster0/core1 cpu 00008001
/cpus/cpu@0
/cpus/cpu@0 phandle 00008002
/cpus/cpu@0 reg 00000000
/cpus/cpu@0 enable-method "psci"
/cpus/cpu@0 compatible "arm,neoverse-n1"
/cpus/cpu@0 device_type "cpu"
/cpus/cpu@1
/cpus/cpu@1 phandle 00008001
/cpus/cpu@1 reg 00000001
/cpus/cpu@1 enable-method "psci"
/cpus/cpu@1 compatible "arm,neoverse-n1"
/cpus/cpu@1 device_type "cpu"
/timer
/timer interrupts 00000001 0000000d 00000004 00000001 0000000e 00000004 00000001 0000000b 00000004 00000001 0000000a 00000004
/timer always-on
/timer compatible "arm,armv8-timer" "arm,armv7-timer"
/apb-pclk
/apb-pclk phandle 00008000
/apb-pclk clock-output-names "clk24mhz"
/apb-pclk clock-frequency 016e3600
/apb-pclk #clock-cells 00000000
/apb-pclk compatible "fixed-clock"
/chosen
/chosen stdout-path "/pl011@9000000"
/chosen rng-seed
/chosen kaslr-seed
`;

const OTHER_SLOTS = /^\/virtio_mmio@a00(?!0000)/;
const listed = (parameters: Partial<Parameters<typeof aarch64VirtTree>[0]>): string[] =>
  listFdt(
    aarch64VirtTree({ harts: 2, ramSizeBytes: 128 * 2 ** 20, seed: 0n, append: '', initrd: null, gicVersion: 3, ...parameters }),
  );

describe('aarch64VirtTree', () => {
  it("has QEMU's nodes, properties and values, in its order", () => {
    const lines = listed({}).map((line) => line.replace(/ (rng|kaslr)-seed .*/, ' $1-seed'));
    expect(lines.filter((line) => !OTHER_SLOTS.test(line))).toEqual(QEMU_TWO_HARTS.trim().split('\n'));
  });

  it('has 32 virtio transports, whose interrupts follow each other', () => {
    const lines = listed({}).filter((line) => /^\/virtio_mmio.* interrupts /.test(line));
    expect([lines.length, lines.at(-1)]).toEqual([32, '/virtio_mmio@a003e00 interrupts 00000000 0000002f 00000001']);
  });

  it('tells of command line and initrd as QEMU does', () => {
    const lines = listed({ append: 'a b', initrd: { start: 0x4400_0000, end: 0x4400_1388 } });
    expect(lines.slice(lines.indexOf('/chosen') + 1)).toEqual([
      '/chosen linux,initrd-end 44001388',
      '/chosen linux,initrd-start 44000000',
      '/chosen bootargs "a b"',
      '/chosen stdout-path "/pl011@9000000"',
      // Outputs of SplitMix64 at seed 0, of which the first four are published.
      '/chosen rng-seed e220a839 7b1dcdaf 6e789e6a a1b965f4 06c45d18 8009454f f88bb8a8 724c81ec',
      '/chosen kaslr-seed 1b39896a 51a8749b',
    ]);
  });

  it('tells of a GICv2 as QEMU does', () => {
    const lines = listed({ gicVersion: 2 });
    expect(lines.filter((line) => !listed({}).includes(line))).toEqual([
      '/intc@8000000 reg 00000000 08000000 00000000 00010000 00000000 08010000 00000000 00010000 00000000 08030000 00000000 00010000 00000000 08040000 00000000 00010000',
      '/intc@8000000 compatible "arm,cortex-a15-gic"',
      '/timer interrupts 00000001 0000000d 00000304 00000001 0000000e 00000304 00000001 0000000b 00000304 00000001 0000000a 00000304',
    ]);
  });

  it('writes sizes past 4 GiB as two cells', () => {
    expect(listed({ ramSizeBytes: 8 * 2 ** 30 })).toContain('/memory@40000000 reg 00000000 40000000 00000002 00000000');
  });
});
