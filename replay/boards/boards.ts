/** The boards there are, by name. */
import { type BoardRequest, type BoardSetup, RequestError } from './request.ts';
import { setUpRiscv64Virt } from './riscv64-virt.ts';

const BOARDS: Readonly<Record<string, (request: BoardRequest) => BoardSetup>> = { 'riscv64-virt': setUpRiscv64Virt };

export const BOARD_NAMES: readonly string[] = Object.keys(BOARDS);

/** Throws `RequestError` or `ImageError`. */
export function setUpBoard(name: string, request: BoardRequest): BoardSetup {
  const setUp = Object.hasOwn(BOARDS, name) ? BOARDS[name] : undefined;
  if (setUp === undefined) throw new RequestError(`--board: there is ${BOARD_NAMES.join(', ')}, not ${JSON.stringify(name)}`);
  return setUp(request);
}
