import { describe, expect, it } from 'vitest';
import { listFdt } from '../testing.ts';
import { riscv64VirtTree } from './device-tree.ts';

/**
 * What QEMU 7.2.22 writes: `qemu-system-riscv64 -M virt,dumpdtb=FILE -cpu rv64,h=true,svinval=on,svpbmt=on -bios none -smp 2
 * -m 256M -kernel K -initrd I -append 'a b'` with 3000 bytes in I, less the nodes pmu, fw-cfg, platform-bus and pci, and less the
 * bytes of rng-seed, which are random there.
 */
const QEMU_TWO_HARTS = `
/
/ #address-cells 00000002
/ #size-cells 00000002
/ compatible "riscv-virtio"
/ model "riscv-virtio,qemu"
/flash@20000000
/flash@20000000 bank-width 00000004
/flash@20000000 reg 00000000 20000000 00000000 02000000 00000000 22000000 00000000 02000000
/flash@20000000 compatible "cfi-flash"
/chosen
/chosen linux,initrd-end 88000bb8
/chosen linux,initrd-start 88000000
/chosen rng-seed
/chosen bootargs "a b"
/chosen stdout-path "/soc/serial@10000000"
/poweroff
/poweroff value 00005555
/poweroff offset 00000000
/poweroff regmap 00000006
/poweroff compatible "syscon-poweroff"
/reboot
/reboot value 00007777
/reboot offset 00000000
/reboot regmap 00000006
/reboot compatible "syscon-reboot"
/memory@80000000
/memory@80000000 device_type "memory"
/memory@80000000 reg 00000000 80000000 00000000 10000000
/cpus
/cpus #address-cells 00000001
/cpus #size-cells 00000000
/cpus timebase-frequency 00989680
/cpus/cpu@0
/cpus/cpu@0 phandle 00000003
/cpus/cpu@0 device_type "cpu"
/cpus/cpu@0 reg 00000000
/cpus/cpu@0 status "okay"
/cpus/cpu@0 compatible "riscv"
/cpus/cpu@0 riscv,isa "rv64imafdch_zicsr_zifencei_zihintpause_zba_zbb_zbc_zbs_sstc_svinval_svpbmt"
/cpus/cpu@0 mmu-type "riscv,sv48"
/cpus/cpu@0/interrupt-controller
/cpus/cpu@0/interrupt-controller #interrupt-cells 00000001
/cpus/cpu@0/interrupt-controller interrupt-controller
/cpus/cpu@0/interrupt-controller compatible "riscv,cpu-intc"
/cpus/cpu@0/interrupt-controller phandle 00000004
/cpus/cpu@1
/cpus/cpu@1 phandle 00000001
/cpus/cpu@1 device_type "cpu"
/cpus/cpu@1 reg 00000001
/cpus/cpu@1 status "okay"
/cpus/cpu@1 compatible "riscv"
/cpus/cpu@1 riscv,isa "rv64imafdch_zicsr_zifencei_zihintpause_zba_zbb_zbc_zbs_sstc_svinval_svpbmt"
/cpus/cpu@1 mmu-type "riscv,sv48"
/cpus/cpu@1/interrupt-controller
/cpus/cpu@1/interrupt-controller #interrupt-cells 00000001
/cpus/cpu@1/interrupt-controller interrupt-controller
/cpus/cpu@1/interrupt-controller compatible "riscv,cpu-intc"
/cpus/cpu@1/interrupt-controller phandle 00000002
/cpus/cpu-map
/cpus/cpu-map/cluster0
/cpus/cpu-map/cluster0/core0
/cpus/cpu-map/cluster0/core0 cpu 00000003
/cpus/cpu-map/cluster0/core1
/cpus/cpu-map/cluster0/core1 cpu 00000001
/soc
/soc #address-cells 00000002
/soc #size-cells 00000002
/soc compatible "simple-bus"
/soc ranges
/soc/rtc@101000
/soc/rtc@101000 interrupts 0000000b
/soc/rtc@101000 interrupt-parent 00000005
/soc/rtc@101000 reg 00000000 00101000 00000000 00001000
/soc/rtc@101000 compatible "google,goldfish-rtc"
/soc/serial@10000000
/soc/serial@10000000 interrupts 0000000a
/soc/serial@10000000 interrupt-parent 00000005
/soc/serial@10000000 clock-frequency 00384000
/soc/serial@10000000 reg 00000000 10000000 00000000 00000100
/soc/serial@10000000 compatible "ns16550a"
/soc/test@100000
/soc/test@100000 phandle 00000006
/soc/test@100000 reg 00000000 00100000 00000000 00001000
/soc/test@100000 compatible "sifive,test1" "sifive,test0" "syscon"
/soc/virtio_mmio@10008000
/soc/virtio_mmio@10008000 interrupts 00000008
/soc/virtio_mmio@10008000 interrupt-parent 00000005
/soc/virtio_mmio@10008000 reg 00000000 10008000 00000000 00001000
/soc/virtio_mmio@10008000 compatible "virtio,mmio"
/soc/virtio_mmio@10007000
/soc/virtio_mmio@10007000 interrupts 00000007
/soc/virtio_mmio@10007000 interrupt-parent 00000005
/soc/virtio_mmio@10007000 reg 00000000 10007000 00000000 00001000
/soc/virtio_mmio@10007000 compatible "virtio,mmio"
/soc/virtio_mmio@10006000
/soc/virtio_mmio@10006000 interrupts 00000006
/soc/virtio_mmio@10006000 interrupt-parent 00000005
/soc/virtio_mmio@10006000 reg 00000000 10006000 00000000 00001000
/soc/virtio_mmio@10006000 compatible "virtio,mmio"
/soc/virtio_mmio@10005000
/soc/virtio_mmio@10005000 interrupts 00000005
/soc/virtio_mmio@10005000 interrupt-parent 00000005
/soc/virtio_mmio@10005000 reg 00000000 10005000 00000000 00001000
/soc/virtio_mmio@10005000 compatible "virtio,mmio"
/soc/virtio_mmio@10004000
/soc/virtio_mmio@10004000 interrupts 00000004
/soc/virtio_mmio@10004000 interrupt-parent 00000005
/soc/virtio_mmio@10004000 reg 00000000 10004000 00000000 00001000
/soc/virtio_mmio@10004000 compatible "virtio,mmio"
/soc/virtio_mmio@10003000
/soc/virtio_mmio@10003000 interrupts 00000003
/soc/virtio_mmio@10003000 interrupt-parent 00000005
/soc/virtio_mmio@10003000 reg 00000000 10003000 00000000 00001000
/soc/virtio_mmio@10003000 compatible "virtio,mmio"
/soc/virtio_mmio@10002000
/soc/virtio_mmio@10002000 interrupts 00000002
/soc/virtio_mmio@10002000 interrupt-parent 00000005
/soc/virtio_mmio@10002000 reg 00000000 10002000 00000000 00001000
/soc/virtio_mmio@10002000 compatible "virtio,mmio"
/soc/virtio_mmio@10001000
/soc/virtio_mmio@10001000 interrupts 00000001
/soc/virtio_mmio@10001000 interrupt-parent 00000005
/soc/virtio_mmio@10001000 reg 00000000 10001000 00000000 00001000
/soc/virtio_mmio@10001000 compatible "virtio,mmio"
/soc/plic@c000000
/soc/plic@c000000 phandle 00000005
/soc/plic@c000000 riscv,ndev 00000060
/soc/plic@c000000 reg 00000000 0c000000 00000000 00600000
/soc/plic@c000000 interrupts-extended 00000004 0000000b 00000004 00000009 00000002 0000000b 00000002 00000009
/soc/plic@c000000 interrupt-controller
/soc/plic@c000000 compatible "sifive,plic-1.0.0" "riscv,plic0"
/soc/plic@c000000 #address-cells 00000000
/soc/plic@c000000 #interrupt-cells 00000001
/soc/clint@2000000
/soc/clint@2000000 interrupts-extended 00000004 00000003 00000004 00000007 00000002 00000003 00000002 00000007
/soc/clint@2000000 reg 00000000 02000000 00000000 00010000
/soc/clint@2000000 compatible "sifive,clint0" "riscv,clint0"
`;

/** The lines in which the tree of one hart (`-smp 1 -m 128M`, no kernel) differs from that of two. */
const QEMU_ONE_HART_ONLY = `
/poweroff regmap 00000004
/reboot regmap 00000004
/memory@80000000 reg 00000000 80000000 00000000 08000000
/cpus/cpu@0 phandle 00000001
/cpus/cpu@0/interrupt-controller phandle 00000002
/cpus/cpu-map/cluster0/core0 cpu 00000001
/soc/rtc@101000 interrupt-parent 00000003
/soc/serial@10000000 interrupt-parent 00000003
/soc/test@100000 phandle 00000004
/soc/virtio_mmio@10008000 interrupt-parent 00000003
/soc/virtio_mmio@10007000 interrupt-parent 00000003
/soc/virtio_mmio@10006000 interrupt-parent 00000003
/soc/virtio_mmio@10005000 interrupt-parent 00000003
/soc/virtio_mmio@10004000 interrupt-parent 00000003
/soc/virtio_mmio@10003000 interrupt-parent 00000003
/soc/virtio_mmio@10002000 interrupt-parent 00000003
/soc/virtio_mmio@10001000 interrupt-parent 00000003
/soc/plic@c000000 phandle 00000003
/soc/plic@c000000 interrupts-extended 00000002 0000000b 00000002 00000009
/soc/clint@2000000 interrupts-extended 00000002 00000003 00000002 00000007
`;

const linesOf = (text: string): string[] => text.trim().split('\n');
const listed = (parameters: Parameters<typeof riscv64VirtTree>[0]): string[] =>
  listFdt(riscv64VirtTree(parameters)).map((line) => line.replace(/ rng-seed .*/, ' rng-seed'));

const twoHarts = {
  harts: 2,
  ramSizeBytes: 256 * 2 ** 20,
  seed: 0n,
  append: 'a b',
  initrd: { start: 0x8800_0000, end: 0x8800_0bb8 },
};
const oneHart = { harts: 1, ramSizeBytes: 128 * 2 ** 20, seed: 0n, append: '', initrd: null };

describe('riscv64VirtTree', () => {
  it("has QEMU's nodes, properties and values, in its order", () => {
    expect(listed(twoHarts)).toEqual(linesOf(QEMU_TWO_HARTS));
  });

  it('says of one hart what QEMU says of one', () => {
    const lines = listed(oneHart);
    const two = linesOf(QEMU_TWO_HARTS);
    expect(lines).toHaveLength(119);
    expect(lines.filter((line) => !two.includes(line))).toEqual(linesOf(QEMU_ONE_HART_ONLY));
    expect(lines.filter((line) => /bootargs|initrd|cpu@1|core1/.test(line))).toEqual([]);
  });

  it('writes sizes past 4 GiB as two cells', () => {
    const lines = listed({ ...oneHart, ramSizeBytes: 8 * 2 ** 30 });
    expect(lines).toContain('/memory@80000000 reg 00000000 80000000 00000002 00000000');
  });

  it('derives the random seed from the given one alone', () => {
    const seedOf = (seed: bigint) => listFdt(riscv64VirtTree({ ...oneHart, seed })).find((line) => line.includes('rng-seed'));
    // The first outputs of SplitMix64 at seed 0 are published: e220a8397b1dcdaf, 6e789e6aa1b965f4, 06c45d188009454f, f88bb8a8724c81ec.
    expect(seedOf(0n)).toBe('/chosen rng-seed e220a839 7b1dcdaf 6e789e6a a1b965f4 06c45d18 8009454f f88bb8a8 724c81ec');
    expect(seedOf(1n)).not.toBe(seedOf(0n));
    expect(seedOf(2n ** 64n - 1n)).toMatch(/( [0-9a-f]{8}){8}$/);
  });
});
