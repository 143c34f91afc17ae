/** guest/hypervisor on `qemu-system-riscv64`. */
import { describeExit } from '#arches/riscv64/exit.ts';
import { layout } from '#arches/riscv64/layout.ts';
import { privilege } from '#arches/riscv64/privilege.ts';
import { BLOCK_SIZE, type Field } from '#core/isa/layout.ts';
import type { HypervisorOnQemu } from '../hypervisor-on-qemu.ts';

/** `struct exit_record`, in the order of its members; a0, a1, a6 and a7 are x10, x11, x16 and x17. */
const MEMBERS: readonly Pick<Field, 'offset'>[] = [
  layout.scause,
  layout.sepc,
  layout.stval,
  layout.htval,
  ...[10, 11, 16, 17].map((number) => ({ offset: layout.x.offset + 8 * number })),
];

export const riscv64: HypervisorOnQemu = {
  arch: 'riscv64',
  program: 'qemu-system-riscv64',
  options: '-M virt,memory-backend=ram -cpu rv64,h=true -smp 1 -bios none'.split(' '),
  loader: 'loader', // with a second flash bank, QEMU 7.2 keeps -kernel to itself
  ramBase: 0x8000_0000,
  describeRecord(members) {
    const block = new DataView(new ArrayBuffer(BLOCK_SIZE));
    block.setUint8(layout.privilege.offset, privilege.S);
    for (const [index, { offset }] of MEMBERS.entries()) block.setBigUint64(offset, members[index]!, true);
    return describeExit(block);
  },
};
