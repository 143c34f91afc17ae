/** QEMU 7.2's `virt` beside ours: its options, and what of its registers is not ours to compare. */

import { interrupt } from '#arches/aarch64/interrupts.ts';
import type { PeerSetup } from '../peer-setup.ts';
import { checkQemuRequest, qemuStorage } from '../qemu.ts';
import type { BoardRequest } from '../request.ts';
import type { GicVersion } from './device-tree.ts';
import * as map from './memory-map.ts';

/** As gdb names them; time decides on a part of them. */
const TIMER_REGISTERS: readonly string[] = [
  ['P', 'EL0'],
  ['V', 'EL0'],
  ['HP', 'EL2'],
  ['HV', 'EL2'],
].flatMap(([timer, level]) => ['CTL', 'CVAL', 'TVAL'].map((register) => `CNT${timer}_${register}_${level}`));

/** Of the processor, as QEMU numbers them. The virtual interface signals virtual interrupts there as here. */
const INPUTS: ReadonlyMap<number, number> = new Map([
  [interrupt.IRQ, 0],
  [interrupt.FIQ, 1],
]);

/** `start`: where the hart starts. Throws `RequestError` for what QEMU can't be set beside. */
export function qemuBesideAarch64Virt(request: BoardRequest, start: bigint, gicVersion: GicVersion): PeerSetup {
  checkQemuRequest(request);
  const { files, options } = qemuStorage(request);
  const { bios, ramSizeBytes, shift } = request;
  if (bios !== null) files.set('bios', bios.bytes);
  return {
    program: 'qemu-system-aarch64',
    options: [
      ...`-M virt,virtualization=on,gic-version=${gicVersion},memory-backend=ram -cpu neoverse-n1 -smp 1`.split(' '),
      ...`-m ${ramSizeBytes}b -icount shift=${shift} -display none -monitor none -serial null -no-reboot -no-shutdown`.split(' '),
      ...['-object', `memory-backend-file,id=ram,size=${ramSizeBytes},share=on,mem-path={ram}`],
      ...(bios === null ? [] : ['-bios', '{bios}']),
      ...['-device', `loader,addr=${start},cpu-num=0`],
      ...options,
    ],
    files,
    ram: { name: 'ram', sizeBytes: ramSizeBytes, region: 'ram' },
    roms: [],
    interrupts: {
      kind: 'raised',
      controller: 'intc',
      // GICD_CTLR: no group is enabled.
      silence: { address: map.GICD.base, value: 0 },
      processor: '/machine/unattached/device[0]',
      inputs: INPUTS,
    },
    // NZCV: AArch64.TakeException in the manual's pseudocode does not write them.
    clearedByExceptions: { register: 'cpsr', bits: 0xf000_0000n },
    ignored: TIMER_REGISTERS,
    waits: ['wfi', 'wfe'],
  };
}
