/**
 * The boards there are, by the name that commands and recordings give them. A program reads those it needs before it sets one up:
 * an architecture is a large part of all that there is to read.
 */
import { assert } from '#core/assert.ts';
import type { Arch } from '#core/machine/hart.ts';
import type { PeerSetup } from './peer-setup.ts';
import { type BoardKind, type BoardRequest, type BoardSetup, RequestError } from './request.ts';

const boards: Readonly<Record<string, () => Promise<BoardKind>>> = {
  'riscv64-virt': async () => (await import('./riscv64-virt.ts')).riscv64Virt,
  'aarch64-virt': async () => (await import('./aarch64-virt.ts')).aarch64Virt,
};

export const boardNames: readonly string[] = Object.keys(boards);

const loaded = new Map<string, BoardKind>();

/** Reads boards, all unless some are named. A name that no board has is left to `setUpBoard`. */
export async function loadBoards(...names: readonly string[]): Promise<void> {
  const wanted = (names.length > 0 ? names : boardNames).filter((name) => Object.hasOwn(boards, name) && !loaded.has(name));
  await Promise.all(wanted.map(async (name) => loaded.set(name, await boards[name]!())));
}

/** The architectures of the boards that were read. */
export const loadedArches = (): readonly Arch[] => [...loaded.values()].map(({ arch }) => arch);

function boardNamed(name: string): BoardKind {
  if (!Object.hasOwn(boards, name)) throw new RequestError(`no board ${name}; there is ${boardNames.join(', ')}`);
  const board = loaded.get(name);
  assert(board !== undefined, `the board ${name} was not read: await loadBoards() first`);
  return board;
}

/** Throws `RequestError` when there is no such board or it can't be built as asked, `ImageError` for a bad image. */
export function setUpBoard(name: string, request: BoardRequest): BoardSetup {
  return boardNamed(name).setUp(request);
}

/** How QEMU is set beside a board. Throws `RequestError` when it can't be. */
export function qemuBeside(name: string, request: BoardRequest): PeerSetup {
  const { besideQemu } = boardNamed(name);
  if (besideQemu === undefined) throw new RequestError(`QEMU can't be set beside ${name}`);
  return besideQemu(request);
}
