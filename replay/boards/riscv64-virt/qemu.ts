/** QEMU 7.2's `virt` beside ours: its options, and what of its registers is not ours to compare. */
import type { PeerSetup } from '../peer-setup.ts';
import { checkQemuRequest, qemuStorage } from '../qemu.ts';
import type { BoardRequest } from '../request.ts';
import * as map from './memory-map.ts';

/** Throws `RequestError` for what QEMU can't be set beside. */
export function qemuBesideRiscv64Virt(request: BoardRequest): PeerSetup {
  checkQemuRequest(request);
  const { files, options } = qemuStorage(request);
  const { ramSizeBytes, shift } = request;
  return {
    program: 'qemu-system-riscv64',
    options: [
      ...`-M virt,memory-backend=ram -cpu rv64,h=true,svinval=true,svpbmt=true,sstc=true -m ${ramSizeBytes}b -smp 1`.split(' '),
      ...`-bios none -icount shift=${shift} -display none -monitor none -serial null -no-reboot -no-shutdown`.split(' '),
      ...['-object', `memory-backend-file,id=ram,size=${ramSizeBytes},share=on,mem-path={ram}`],
      ...options,
    ],
    files,
    ram: { name: 'ram', sizeBytes: ramSizeBytes, region: 'ram' },
    roms: [{ region: 'mrom', base: map.MROM.base }],
    interrupts: { kind: 'given', mask: 'mie', masked: ['mie', 'sie', 'hie', 'vsie'], pending: 'mip' },
    ignored: [
      ...['mip', 'sip', 'hip', 'vsip', 'hgeip'],
      // QEMU keeps all 64 bits of what is written, of which the manual has 54.
      ...Array.from({ length: 16 }, (_, index) => `pmpaddr${index}`),
      // And all 64 of registers that have 32.
      ...['mcounteren', 'scounteren', 'hcounteren'],
      ...['time', 'cycle', 'instret', 'mcycle', 'minstret', 'stimecmp', 'vstimecmp'],
    ],
    waits: ['wfi'],
  };
}
