/** Digests of a machine's components, each named with its version: a mismatch names what differs. */
import type { Board } from './board.ts';
import { canonicalBytes } from './canonical.ts';
import type { Arch } from './hart.ts';
import type { Digests, MachineState, SeatState } from './state.ts';

/** The built-in hypervisor among the components. */
const HYPERVISOR = 'hypervisor';

/** What is digested, but for memory, whose digest is kept as it is written. */
export interface Digestible extends Pick<MachineState, 'turn' | 'idleNs' | 'harts' | 'devices' | 'lines' | 'seat'> {
  readonly memoryDigest: bigint;
}

/** Versions of what is digested, by component. A log keeps them, and compares only where they are equal. */
export function digestVersions(board: Board): Readonly<Record<string, string>> {
  return {
    machine: 'machine/1',
    memory: 'memory/1',
    ...Object.fromEntries(board.harts.map((_, index) => [`hart${index}`, board.arch.digest])),
    ...Object.fromEntries(board.devices.map(({ name, kind }) => [name, kind.digest])),
    ...(board.hypervisor && { [HYPERVISOR]: board.hypervisor.digest }),
  };
}

/** Digests by component, with what did not change since the last call taken from there. */
export class DigestCache {
  readonly #board: Board;
  readonly #devices: { state: unknown; digest: bigint }[] = [];

  readonly #hash: (bytes: Uint8Array) => bigint;

  constructor(board: Board, hash: (bytes: Uint8Array) => bigint) {
    this.#board = board;
    this.#hash = hash;
  }

  digests(machine: Digestible): Digests {
    const components: Record<string, bigint> = {
      machine: this.#hash(canonicalBytes(machine, ['turn', 'idleNs', 'lines'])),
      memory: machine.memoryDigest,
    };
    let flow = 0n;
    for (const [index, block] of machine.harts.entries()) {
      components[`hart${index}`] = this.#hash(blockBytes(this.#board.arch, block));
      const view = new DataView(block.buffer, block.byteOffset);
      flow = BigInt.asUintN(64, flow * 31n + view.getBigUint64(this.#board.arch.core.flow.offset, true));
    }
    for (const [index, { name, kind }] of this.#board.devices.entries()) {
      const state = machine.devices[index];
      if (this.#devices[index]?.state !== state)
        this.#devices[index] = { state, digest: this.#hash(canonicalBytes(state as object, kind.digestFields)) };
      components[name] = this.#devices[index]!.digest;
    }
    if (machine.seat !== null) components[HYPERVISOR] = this.#hash(seatBytes(this.#board, machine.seat));
    return { components, flow };
  }
}

function seatBytes({ hypervisor }: Board, seat: SeatState): Uint8Array {
  const { awaits } = seat;
  return canonicalBytes({ awaits, ...(seat.hypervisor as object) }, ['awaits', ...(hypervisor?.digestFields ?? [])]);
}

/** What is digested of a hart: its block up to the last field of its layout. Bytes. */
export const digestedSize = (arch: Arch): number => Math.max(...arch.fields.map(({ offset, width }) => offset + width));

/** Bytes of a block up to the last of the 64-bit fields that the machine keeps, which are its first. */
export const coreSize = ({ core: { pc, steps, retired, flow } }: Arch): number =>
  Math.max(...[pc, steps, retired, flow].map(({ offset, width }) => offset + width));

export const blockBytes = (arch: Arch, block: Uint8Array): Uint8Array => block.subarray(0, digestedSize(arch));
