/** What all boards have in common that QEMU is set beside. */
import { type BoardRequest, RequestError } from './request.ts';

export interface QemuStorage {
  readonly files: Map<string, Uint8Array>;
  readonly options: readonly string[];
}

/** Throws `RequestError` for what QEMU can't be set beside. */
export function checkQemuRequest({ harts, guest }: BoardRequest): void {
  if (harts > 1) throw new RequestError('--against qemu: one hart; with several, QEMU has turns of its own');
  if (guest !== null)
    throw new RequestError('--against qemu: QEMU has no hypervisor built in; record hypervisor-image and compare that');
}

/** Disks and flash, and how virtio transports speak. See `PeerSetup.files`. */
export function qemuStorage({ drives, pflash, virtioVersion }: BoardRequest): QemuStorage {
  const files = new Map<string, Uint8Array>();
  const disks = drives.flatMap(({ image }, index) => {
    files.set(`drive${index}`, image.bytes);
    const drive = `if=none,id=drive${index},format=raw,file={drive${index}}`;
    return ['-drive', drive, '-device', `virtio-blk-device,drive=drive${index}`];
  });
  const banks = pflash.flatMap((bank, unit) => {
    if (bank === null) return [];
    files.set(`pflash${unit}`, bank.image.bytes);
    return ['-drive', `if=pflash,unit=${unit},format=raw,readonly=${bank.isReadOnly ? 'on' : 'off'},file={pflash${unit}}`];
  });
  return { files, options: ['-global', `virtio-mmio.force-legacy=${virtioVersion === 1}`, ...disks, ...banks] };
}
