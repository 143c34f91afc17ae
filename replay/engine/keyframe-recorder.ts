/** Makes keyframes while a run is recorded. What one costs is what was written since the one before. */
import { blockBytes } from '#core/machine/digests.ts';
import type { Machine } from '#core/machine/machine.ts';
import { CHECKPOINT_STEPS, type MachineState } from '#core/machine/state.ts';
import { isEqual } from '../log/hash.ts';
import type { SavedState } from '../log/keyframe.ts';
import { KeyframeEncoder } from '../log/keyframe-encoder.ts';
import { machineDigest } from './digest.ts';
import { PageNumbers } from './page-numbers.ts';

export class KeyframeRecorder {
  readonly #machine: Machine;
  readonly #spacing: number;
  readonly #numbers: PageNumbers;
  readonly #encoder: KeyframeEncoder;
  /** Pages written in each segment since the last keyframe, as the machine numbers them. */
  #segments: Uint32Array[] = [];

  /** `spacing`: checkpoints from one keyframe to the next. */
  constructor(machine: Machine, spacing: number) {
    this.#machine = machine;
    this.#spacing = spacing;
    this.#numbers = new PageNumbers(machine.board);
    this.#encoder = new KeyframeEncoder(this.#numbers.regions);
    machine.takeWrittenPages(); // what it holds at reset
  }

  /** A state at every checkpoint, right after the step before. Answers with the payloads of a keyframe's chunks, or none. */
  atCheckpoint(state: MachineState): readonly Uint8Array[] {
    this.#segments.push(this.#machine.takeWrittenPages());
    const segment = state.step / CHECKPOINT_STEPS;
    if (segment % this.#spacing !== 0) return [];
    const segments = this.#segments;
    this.#segments = [];
    for (const page of [...new Set(segments.flatMap((pages) => [...pages]))].sort((a, b) => a - b)) this.#notePage(state, page);
    return this.#encoder.encode(saved(this.#machine, state), {
      first: segment - segments.length,
      segments: segments.map((pages) => pages.map((page) => this.#numbers.recorded(page))),
    });
  }

  #notePage(state: MachineState, page: number): void {
    const [before, now] = [this.#machine.initialState, state].map((each) => this.#machine.readPage(each, page)) as [
      Uint8Array,
      Uint8Array,
    ];
    this.#encoder.setPage(this.#numbers.recorded(page), isEqual(before, now) ? null : now);
  }
}

/** A state without its memory, as plain data. */
function saved(machine: Machine, state: MachineState): SavedState {
  const { board } = machine;
  const { idleNs, idledAt, status, turn, harts, devices, lines, seat } = state;
  return {
    idleNs,
    idledAt,
    status: { kind: status.kind, status: 'status' in status ? status.status : null },
    turn,
    harts: harts.map((block) => blockBytes(board.arch, block)),
    devices: devices.map((device, index) => ({ name: board.devices[index]!.name, state: device })),
    lines,
    seat,
    digest: machineDigest(machine.digestsOf(state)),
  };
}
