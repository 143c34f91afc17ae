/** A hart of a state, as the machine would show it to the hart itself; but nothing that is asked changes anything. */
import type { AccessSize } from '../bus/device.ts';
import { hartInputs, levelsAt } from '../machine/hart-inputs.ts';
import type { Machine } from '../machine/machine.ts';
import { type MachineState, nowOf } from '../machine/state.ts';
import type { InspectedHart } from './description.ts';

/** Good for as long as `state` is. */
export function viewHart(machine: Machine, state: MachineState, index: number): InspectedHart {
  const { board } = machine;
  const bytes = state.harts[index]!;
  const block = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { steps, retired } = board.arch.core;
  const regionAt = (address: number) =>
    board.regions.find(({ base, sizeBytes }) => base !== null && address >= base && address < base + sizeBytes);
  const now = nowOf(state, board.parameters.shift);
  return {
    block,
    index,
    now: () => now,
    steps: () => Number(block.getBigUint64(steps.offset, true)),
    retired: () => Number(block.getBigUint64(retired.offset, true)),
    lines: () => levelsAt(hartInputs(board)[index]!, state.lines),
    sysregRead: (offset, size) => readSysreg(machine, state, { hart: index, now, address: offset, size }),
    walkRead64: (address, result) => {
      const entry = regionAt(address) && machine.readPhysical(state, address, 8); // no walk reads a device's storage
      if (entry === undefined) return false;
      const view = new DataView(entry.buffer, entry.byteOffset, 8);
      result.entryLow = view.getInt32(0, true);
      result.entryHigh = view.getInt32(4, true);
      return true;
    },
    isRam: (address) => regionAt(address)?.kind === 'ram',
  };
}

interface SysregRead {
  readonly hart: number;
  readonly now: number;
  readonly address: number;
  readonly size: AccessSize;
}

/** What the device would answer. Its next state is not taken. */
function readSysreg({ board }: Machine, { devices }: MachineState, { address, ...access }: SysregRead): bigint | undefined {
  for (const [index, { kind, windows }] of board.devices.entries())
    for (const { space, base, sizeBytes } of windows) {
      if (space !== 'sysreg' || address < base || address + access.size > base + sizeBytes) continue;
      const { effects } = kind.reduce(devices[index], { type: 'bus/read', space, offset: address - base, ...access });
      for (const effect of effects) if (effect.type === 'bus/replied') return effect.value;
      return undefined;
    }
  return undefined;
}
