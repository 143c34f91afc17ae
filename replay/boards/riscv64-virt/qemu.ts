/** QEMU 7.2's `virt` beside ours: its options, and what of its registers is not ours to compare. */
import type { PeerSetup } from '../peer-setup.ts';
import { type BoardRequest, RequestError } from '../request.ts';
import * as map from './memory-map.ts';

/** Throws `RequestError` for what QEMU can't be set beside. */
export function qemuBesideRiscv64Virt(request: BoardRequest): PeerSetup {
  if (request.harts > 1) throw new RequestError('--against qemu: one hart; with several, QEMU has turns of its own');
  if (request.guest !== null)
    throw new RequestError('--against qemu: QEMU has no hypervisor built in; record hypervisor-image and compare that');
  const files = new Map<string, Uint8Array>();
  const drives = request.drives.flatMap(({ image }, index) => {
    files.set(`drive${index}`, image.bytes);
    const drive = `if=none,id=drive${index},format=raw,file={drive${index}}`;
    return ['-drive', drive, '-device', `virtio-blk-device,drive=drive${index}`];
  });
  const banks = request.pflash.flatMap((bank, unit) => {
    if (bank === null) return [];
    files.set(`pflash${unit}`, bank.image.bytes);
    return ['-drive', `if=pflash,unit=${unit},format=raw,readonly=${bank.isReadOnly ? 'on' : 'off'},file={pflash${unit}}`];
  });
  const { ramSizeBytes, shift, virtioVersion } = request;
  return {
    program: 'qemu-system-riscv64',
    options: [
      ...`-M virt,memory-backend=ram -cpu rv64,h=true,svinval=true,svpbmt=true,sstc=true -m ${ramSizeBytes}b -smp 1`.split(' '),
      ...`-bios none -icount shift=${shift} -display none -monitor none -serial null -no-reboot -no-shutdown`.split(' '),
      ...['-object', `memory-backend-file,id=ram,size=${ramSizeBytes},share=on,mem-path={ram}`],
      ...['-global', `virtio-mmio.force-legacy=${virtioVersion === 1}`],
      ...drives,
      ...banks,
    ],
    files,
    ram: { name: 'ram', sizeBytes: ramSizeBytes, region: 'ram' },
    roms: [{ region: 'mrom', base: map.MROM.base }],
    mask: 'mie',
    masked: ['mie', 'sie', 'hie', 'vsie'],
    pending: 'mip',
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
