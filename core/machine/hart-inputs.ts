/** Which output lines of devices lead to the interrupt inputs of the harts. Fixed for a board. */
import { assert } from '../assert.ts';
import type { Board } from './board.ts';

export interface HartInput {
  /** Index of the device, and the line of it. */
  readonly device: number;
  readonly line: number;
  /** Bit of the hart's input. */
  readonly bit: number;
}

/** By hart. */
export function hartInputs(board: Board): readonly (readonly HartInput[])[] {
  return board.harts.map((_, hart) =>
    board.wires.flatMap(({ from, to }) =>
      'hart' in to && to.hart === hart ? [{ device: deviceIndex(board, from.device), line: from.line, bit: to.bit }] : [],
    ),
  );
}

export function deviceIndex(board: Board, name: string): number {
  const index = board.devices.findIndex((device) => device.name === name);
  assert(index >= 0, `board: no device ${name}`);
  return index;
}

/** The levels at a hart's inputs, when the devices' output lines have these. */
export function levelsAt(inputs: readonly HartInput[], lines: readonly number[]): number {
  let bits = 0;
  for (const { device, line, bit } of inputs) bits |= ((lines[device]! >>> line) & 1) << bit;
  return bits;
}
