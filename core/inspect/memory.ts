/** Memory of a state as a hart addresses it, without a trace in it. */
import type { Machine } from '../machine/machine.ts';
import type { MachineState } from '../machine/state.ts';
import { PAGE_SIZE } from '../mmu/walk.ts';
import type { Lookup, Walk, Walker, WalkResult } from './description.ts';
import { viewHart } from './hart-view.ts';

export interface MemoryRead {
  /** As far as could be read. */
  readonly bytes: Uint8Array;
  /** Why not further; null when all was read. */
  readonly end: MemoryEnd | null;
}

/** The first address that could not be read. */
export interface MemoryEnd {
  readonly address: bigint;
  /** A fault of the translation, or no memory: nothing there, or a device. */
  readonly reason: string;
  readonly physical: bigint | undefined;
}

/** One hart of one state, whose memory is read. */
export interface Reader {
  readonly machine: Machine;
  readonly state: MachineState;
  readonly hart: number;
}

/** To make one takes longer than to use it. */
const walkers = new WeakMap<Machine, Walker>();

function walkerOf(machine: Machine): Walker {
  let walker = walkers.get(machine);
  if (walker === undefined) walkers.set(machine, (walker = machine.board.arch.description.createWalker()));
  return walker;
}

/** Where an address leads. */
export function lookUp({ machine, state, hart }: Reader, lookup: Lookup): WalkResult {
  return walkerOf(machine).locate(viewHart(machine, state, hart), lookup);
}

/** The same with every table entry on the way. */
export function walkTo({ machine, state, hart }: Reader, lookup: Lookup): Walk {
  return walkerOf(machine).walk(viewHart(machine, state, hart), lookup);
}

/** `sizeBytes` bytes from an address on, page by page. */
export function readMemory(reader: Reader, lookup: Lookup, sizeBytes: number): MemoryRead {
  const { machine, state } = reader;
  const bytes = new Uint8Array(sizeBytes);
  for (let done = 0; done < sizeBytes; ) {
    const address = BigInt.asUintN(64, lookup.address + BigInt(done));
    const place = lookUp(reader, { ...lookup, address });
    const stop = (reason: string, physical?: bigint) => ({
      bytes: bytes.subarray(0, done),
      end: { address, reason, physical },
    });
    if (place.kind === 'fault') return stop(place.name);
    const physical = Number(place.physical);
    const length = Math.min(sizeBytes - done, PAGE_SIZE - (physical % PAGE_SIZE));
    const part = machine.readPhysical(state, physical, length);
    if (part === undefined) return stop('no memory', place.physical);
    bytes.set(part, done);
    done += length;
  }
  return { bytes, end: null };
}
