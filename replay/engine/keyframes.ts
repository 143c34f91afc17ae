/**
 * The keyframes of a recording as states of the machine. A keyframe is a file's word: it counts only where every component is of
 * the version that was recorded, what it holds could be a state, and digests agree; else a run begins earlier, and a note says why.
 */
import { BLOCK_SIZE } from '#core/isa/layout.ts';
import type { RegionContent } from '#core/machine/board.ts';
import { digestedSize, digestVersions } from '#core/machine/digests.ts';
import type { Machine } from '#core/machine/machine.ts';
import { CHECKPOINT_STEPS, type MachineState, type MachineStatus, nowOf, type SeatState } from '#core/machine/state.ts';
import { LogError } from '../log/error.ts';
import { type Keyframe, REPEAT, type WrittenPages } from '../log/keyframe.ts';
import type { LogReader } from '../log/reader.ts';
import { firstAtLeast, isAmong } from './ascending.ts';
import { formatDigest, machineDigest } from './digest.ts';
import { PageNumbers } from './page-numbers.ts';
import { comparableOf } from './verify.ts';

/** Keyframes whose pages written are kept decoded. */
const WRITTEN_KEPT = 1024;

/** Why a keyframe is not used. */
class Unusable extends Error {}

function expect(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Unusable(what);
}

export class Keyframes {
  readonly #log: LogReader;
  readonly #machine: Machine;
  readonly #numbers: PageNumbers;
  readonly #tell: (note: string) => void;
  /** Pages written, by the step of the keyframe that has them. The last that were asked for. */
  readonly #written = new Map<number, WrittenPages | undefined>();
  /** Steps of keyframes whose pages written may be believed. */
  readonly #writtenSteps: readonly number[];
  #steps: readonly number[];

  /** `tell` is given what the user should know of keyframes that are not used. */
  constructor(log: LogReader, machine: Machine, tell: (note: string) => void) {
    this.#log = log;
    this.#machine = machine;
    this.#tell = tell;
    this.#numbers = new PageNumbers(machine.board);
    this.#steps = log.keyframes.steps.filter((step) => step > 0 && step % CHECKPOINT_STEPS === 0);
    const other = this.#steps.length === 0 ? undefined : this.#otherComponent();
    this.#writtenSteps = other === undefined ? this.#steps : [];
    if (other === undefined) return;
    this.#steps = [];
    tell(`the recording's keyframes are not used: ${other}`);
  }

  /** Steps of those that may be used, ascending. */
  get steps(): readonly number[] {
    return this.#steps;
  }

  /** The state of one, right after the step before it; undefined when it turns out not to be one of this machine. */
  restore(step: number): MachineState | undefined {
    try {
      return this.#restore(this.#log.keyframes.at(step));
    } catch (error) {
      if (!(error instanceof Unusable) && !(error instanceof LogError)) throw error;
      this.#steps = this.#steps.filter((each) => each !== step);
      this.#tell(`the keyframe at step ${step} is not used: ${error.message}`);
      return undefined;
    }
  }

  /** Digest of the whole machine that the keyframe at a step says it has. Throws `LogError`. */
  digestAt(step: number): bigint {
    return this.#log.keyframes.at(step).digest;
  }

  /**
   * Was a page of the machine written in a segment between checkpoints, as the recording says? Undefined where it does not. Throws
   * `LogError`.
   */
  hasWritten(segment: number, page: number): boolean | undefined {
    const step = this.#writtenSteps[firstAtLeast(this.#writtenSteps, (segment + 1) * CHECKPOINT_STEPS)];
    const written = step === undefined ? undefined : this.#writtenBefore(step);
    const pages = written?.segments[segment - written.first];
    return pages && isAmong(pages, this.#numbers.recorded(page));
  }

  #writtenBefore(step: number): WrittenPages | undefined {
    if (!this.#written.has(step)) {
      if (this.#written.size === WRITTEN_KEPT) this.#written.clear();
      this.#written.set(step, this.#log.keyframes.writtenBefore(step));
    }
    return this.#written.get(step);
  }

  /** A component that means something else here. */
  #otherComponent(): string | undefined {
    const [recorded, present] = [this.#log.header.components, digestVersions(this.#machine.board)];
    const { components } = comparableOf(recorded, present);
    const other = [...Object.keys(recorded), ...Object.keys(present)].find((name) => !components.includes(name));
    return other && `${other} was ${recorded[other] ?? 'not there'}, here it is ${present[other] ?? 'not there'}`;
  }

  #restore(keyframe: Keyframe): MachineState {
    const { step, idleNs, idledAt, turn, lines } = keyframe;
    const { board, initialState } = this.#machine;
    expect(JSON.stringify(keyframe.regions) === JSON.stringify(this.#numbers.regions), 'its memory is laid out otherwise');
    expect(Number.isSafeInteger(nowOf(keyframe, board.parameters.shift)), 'its time is beyond 2^53 ns');
    expect(idledAt >= -1 && idledAt <= step, `it idled at step ${idledAt}`);
    expect(turn.hart < board.harts.length && turn.left <= board.parameters.quantum, 'it has another schedule');
    expect(lines.length === board.devices.length, 'it has other lines');
    const state: MachineState = {
      ...initialState,
      step,
      idleNs,
      idledAt,
      status: statusOf(keyframe),
      turn: { hart: turn.hart, left: turn.left },
      harts: this.#hartsOf(keyframe),
      devices: this.#devicesOf(keyframe),
      lines,
      seat: this.#seatOf(keyframe),
    };
    return this.#checked(keyframe, this.#machine.withMemory(state, this.#contentsOf(keyframe)));
  }

  #hartsOf({ harts }: Keyframe): readonly Uint8Array[] {
    const { board } = this.#machine;
    const sizeBytes = digestedSize(board.arch);
    expect(harts.length === board.harts.length && harts.every(({ length }) => length === sizeBytes), 'it has other harts');
    return harts.map((registers) => {
      const block = new Uint8Array(BLOCK_SIZE);
      block.set(registers);
      return block;
    });
  }

  #devicesOf({ devices }: Keyframe): readonly unknown[] {
    const { board } = this.#machine;
    expect(devices.length === board.devices.length, 'it has other devices');
    return board.devices.map(({ name, kind, initialState }, index) => {
      const device = devices[index]!;
      expect(device.name === name, `it has ${device.name} in the place of ${name}`);
      expect(kind.accepts?.(device.state, initialState) ?? false, `it holds what is no state of ${name}`);
      return device.state;
    });
  }

  #seatOf({ seat }: Keyframe): SeatState | null {
    const { hypervisor } = this.#machine.board;
    expect((seat === null) === (hypervisor === null), 'it has another hypervisor');
    if (seat === null || hypervisor === null) return null;
    const { awaits } = seat;
    expect(awaits === 'start' || awaits === 'exit' || awaits === 'interrupt', `its hypervisor awaits ${awaits}`);
    expect(hypervisor.accepts?.(seat.hypervisor) ?? false, 'it holds what is no state of the hypervisor');
    return { hypervisor: seat.hypervisor, awaits };
  }

  /** Pages by the numbers of their contents, so that each pack is read once. */
  *#contentsOf({ runs }: Keyframe): Generator<RegionContent> {
    for (const { page, count, kind, content } of [...runs].sort((a, b) => a.content - b.content)) {
      const pieces = kind === REPEAT ? 1 : count;
      for (let piece = 0; piece < pieces; piece++)
        for (const { region, offset, count: times } of this.#numbers.places(page + piece, count / pieces))
          yield { region, offset, bytes: this.#log.keyframes.content(content + piece), times };
    }
  }

  /** The state, if the digests of what it holds say so: its own, and for what does not change there the checkpoint's. */
  #checked({ step, digest }: Keyframe, state: MachineState): MachineState {
    const digests = this.#machine.digestsOf(state);
    const found = machineDigest(digests);
    const [checkpoint] = this.#log.checkpoints(step);
    const recorded = checkpoint?.step === step ? checkpoint.digests : {};
    const other = Object.keys(recorded).find(
      (name) => name !== 'machine' && !/^hart\d+$/.test(name) && recorded[name] !== digests.components[name],
    );
    if (found === digest && other === undefined) return state;
    this.#machine.release(state);
    expect(found === digest, `its digest is ${formatDigest(found)}, not ${formatDigest(digest)}`);
    throw new Unusable(`${other} is not that of the checkpoint there`);
  }
}

function statusOf({ status: { kind, status } }: Keyframe): MachineStatus {
  if (kind === 'off' || kind === 'reset') return { kind, status: status ?? 0 };
  expect(kind === 'running' || kind === 'idle', `its machine is ${kind}`);
  return { kind };
}
