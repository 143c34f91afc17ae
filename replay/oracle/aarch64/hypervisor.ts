/** guest/hypervisor on `qemu-system-aarch64`. */
import { vector } from '#arches/aarch64/exceptions.ts';
import { describeExit } from '#arches/aarch64/exit.ts';
import { layout, registerOf } from '#arches/aarch64/layout.ts';
import { BLOCK_SIZE } from '#core/isa/layout.ts';
import type { HypervisorOnQemu } from '../hypervisor-on-qemu.ts';

/** `struct exit_record`, in the order of its members. */
const MEMBERS = [
  layout.ESR_EL2,
  layout.ELR_EL2,
  layout.FAR_EL2,
  layout.HPFAR_EL2,
  ...[0, 1, 2, 3].map((number) => registerOf(layout.x, number)),
];
/** Of an interrupt's record. */
const NO_SYNDROME = (1n << 64n) - 1n;

export const aarch64: HypervisorOnQemu = {
  arch: 'aarch64',
  program: 'qemu-system-aarch64',
  options: '-M virt,virtualization=on,gic-version=3,memory-backend=ram -cpu neoverse-n1 -smp 1'.split(' '),
  loader: 'loader,cpu-num=0',
  ramBase: 0x4000_0000,
  describeRecord(members) {
    const block = new DataView(new ArrayBuffer(BLOCK_SIZE));
    for (const [index, { offset }] of MEMBERS.entries()) block.setBigUint64(offset, members[index]!, true);
    block.setUint32(layout.pc.offset, members[0] === NO_SYNDROME ? vector.IRQ : vector.SYNCHRONOUS, true);
    return describeExit(block);
  },
};
