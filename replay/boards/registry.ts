/** The boards there are, by the name that commands and recordings give them. */
import { riscv64 } from '#arches/riscv64/arch.ts';
import type { Arch } from '#core/machine/hart.ts';
import { type BoardRequest, type BoardSetup, RequestError } from './request.ts';
import { setUpRiscv64Virt } from './riscv64-virt.ts';

const boards: Readonly<Record<string, (request: BoardRequest) => BoardSetup>> = {
  'riscv64-virt': setUpRiscv64Virt,
};

export const boardNames: readonly string[] = Object.keys(boards);

/** The architectures of their harts. */
export const arches: readonly Arch[] = [riscv64];

/** Throws `RequestError` when there is no such board or it can't be built as asked, `ImageError` for a bad image. */
export function setUpBoard(name: string, request: BoardRequest): BoardSetup {
  const setUp = Object.hasOwn(boards, name) ? boards[name] : undefined;
  if (setUp === undefined) throw new RequestError(`no board ${name}; there is ${boardNames.join(', ')}`);
  return setUp(request);
}
