/** What makes machines of recordings: this program, or another version of it. */
import type { Board, RegionContent } from '#core/machine/board.ts';
import { createMachine, type Machine } from '#core/machine/machine.ts';
import type { Reading } from '#core/machine/processor-transient.ts';
import { setUpBoard } from '../boards/registry.ts';
import type { BoardRequest, BoardSetup } from '../boards/request.ts';

export interface Build {
  /** Throws `RequestError` or `ImageError`. */
  setUpBoard(board: string, request: BoardRequest): BoardSetup;
  createMachine(board: Board, contents: readonly RegionContent[], reading: Reading): Machine;
}

export const presentBuild: Build = { setUpBoard, createMachine };
