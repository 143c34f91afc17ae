/** Who wrote bytes of physical memory last, and what. */
import type { Accessor, Hit } from '#core/machine/stops.ts';
import type { MemoryRange, Phase, Timeline } from './timeline.ts';

export interface LastWrite {
  /** The write came while this step was taken, or before it when a device or the built-in hypervisor made it. */
  readonly step: number;
  /** Virtual time before the step, ns. */
  readonly now: number;
  readonly by: Accessor;
  /** Whose step it was. */
  readonly hart: number;
  /** Name of the device; null when no device did it. */
  readonly device: string | null;
  /** Of the instruction that wrote, or whose page walk did; null for devices and the hypervisor. */
  readonly pc: bigint | null;
  /** All that was written there at once: physical. */
  readonly written: MemoryRange;
  /** The bytes that were asked for, before and after. */
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

/** The last write to any of these bytes before a step; undefined when there is none. Leaves the timeline before the write. */
export function lastWrite(timeline: Timeline, range: MemoryRange, before: number): LastWrite | undefined {
  const hit = timeline.findLastWrite(range, before);
  return hit && describeWrite(timeline, range, hit);
}

/** What is to be said of a hit that `findLastWrite` found; undefined for any other. Leaves the timeline before the write. */
export function describeWrite(timeline: Timeline, range: MemoryRange, hit: Hit): LastWrite | undefined {
  if (hit.kind !== 'read' && hit.kind !== 'write') return undefined;
  const { step, by, hart } = hit;
  const isOwn = by === 'hart' || by === 'walk';
  const bytesAt = (at: number, phase: Phase) =>
    timeline.machine.readPhysical(timeline.seek(at, phase), range.address, range.sizeBytes) ?? new Uint8Array(0);
  const next = Math.min(step + 1, timeline.endStep);
  // A device's write comes before the step, or while it is told something by the step's instruction.
  const arrived = bytesAt(step, 'arrived');
  const settled = bytesAt(step, 'settled');
  const isBefore = !isOwn && Buffer.compare(arrived, settled) !== 0;
  const after = isBefore ? settled : bytesAt(next, 'arrived');
  const state = timeline.seek(step);
  const { pc } = timeline.machine.board.arch.core;
  const block = state.harts[hart]!;
  return {
    step,
    now: timeline.now,
    by,
    hart,
    device: by === 'device' ? deviceOf(timeline, hit) : null,
    pc: isOwn ? new DataView(block.buffer, block.byteOffset).getBigUint64(pc.offset, true) : null,
    written: { address: Number(hit.address), sizeBytes: hit.sizeBytes },
    before: isBefore ? arrived : settled,
    after,
  };
}

/** The recording tells of every write of a device. */
function deviceOf(
  { log, machine }: Timeline,
  { step, address }: { readonly step: number; readonly address: bigint },
): string | null {
  for (const event of log.events(step)) {
    if (event.step > step) return null;
    const isIt = event.kind === 'dma' && address >= BigInt(event.address) && address < BigInt(event.address + event.sizeBytes);
    if (isIt) return machine.board.devices[event.device]?.name ?? null;
  }
  return null;
}
