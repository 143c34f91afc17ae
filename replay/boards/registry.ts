/** The boards there are, by the name that commands and recordings give them. */
import { aarch64 } from '#arches/aarch64/arch.ts';
import { riscv64 } from '#arches/riscv64/arch.ts';
import type { Arch } from '#core/machine/hart.ts';
import { setUpAarch64Virt } from './aarch64-virt.ts';
import type { PeerSetup } from './peer-setup.ts';
import { type BoardRequest, type BoardSetup, RequestError } from './request.ts';
import { qemuBesideRiscv64Virt } from './riscv64-virt/qemu.ts';
import { setUpRiscv64Virt } from './riscv64-virt.ts';

const boards: Readonly<Record<string, (request: BoardRequest) => BoardSetup>> = {
  'riscv64-virt': setUpRiscv64Virt,
  'aarch64-virt': setUpAarch64Virt,
};

export const boardNames: readonly string[] = Object.keys(boards);

/** The architectures of their harts. */
export const arches: readonly Arch[] = [riscv64, aarch64];

/** Throws `RequestError` when there is no such board or it can't be built as asked, `ImageError` for a bad image. */
export function setUpBoard(name: string, request: BoardRequest): BoardSetup {
  const setUp = Object.hasOwn(boards, name) ? boards[name] : undefined;
  if (setUp === undefined) throw new RequestError(`no board ${name}; there is ${boardNames.join(', ')}`);
  return setUp(request);
}

const besideQemu: Readonly<Record<string, (request: BoardRequest) => PeerSetup>> = {
  'riscv64-virt': qemuBesideRiscv64Virt,
};

/** How QEMU is set beside a board. Throws `RequestError` when it can't be. */
export function qemuBeside(board: string, request: BoardRequest): PeerSetup {
  const setUp = Object.hasOwn(besideQemu, board) ? besideQemu[board] : undefined;
  if (setUp === undefined) throw new RequestError(`QEMU can't be set beside ${board}`);
  return setUp(request);
}
