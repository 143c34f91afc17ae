/** Builds of the program with something wrong in them, and recordings that they made. Imported by tests and the soak only. */

import { assert } from '#core/assert.ts';
import { readField, writeField } from '#core/isa/evaluate.ts';
import type { Insn } from '#core/isa/insn.ts';
import type { Field } from '#core/isa/layout.ts';
import type { Machine } from '#core/machine/machine.ts';
import { CHECKPOINT_STEPS, type MachineEffect, type MachineEvent, type MachineState } from '#core/machine/state.ts';
import { loadBoards } from '../boards/registry.ts';
import { type Build, presentBuild } from '../engine/build.ts';
import { controlsOf } from '../engine/controls.ts';
import { Recorder } from '../engine/record.ts';
import { requestIn } from '../engine/recorded-board.ts';
import { type LogReader, openLog } from '../log/reader.ts';

await loadBoards();

/** A bit of a register that is wrong after a step. */
export interface Flip {
  readonly step: number;
  readonly hart: number;
  readonly field: Field;
  readonly bit: number;
}

/** A build whose machines get one bit of a register wrong in one step, and are right otherwise. */
export function flipping(flip: Flip, build: Build = presentBuild): Build {
  assert((flip.step + 1) % CHECKPOINT_STEPS !== 0, 'flip: the digests of a checkpoint are taken before');
  return { ...build, createMachine: (...of) => flippingMachine(build.createMachine(...of), flip) };
}

function flippingMachine(machine: Machine, flip: Flip): Machine {
  const reduce = (state: MachineState, event: MachineEvent) => {
    const before = flip.step + 1 - state.step;
    if (event.type !== 'machine/granted' || before <= 0 || before > event.steps) return machine.reduce(state, event);
    const first = machine.reduce(state, { ...event, steps: before });
    if (first.state.step <= flip.step) return first; // it waits, or was stopped
    const flipped = withFlip(first.state, flip);
    // A grant of no steps would let time pass, and one that was stopped is over.
    if (event.steps === before || first.effects.some(isStop)) return { state: flipped, effects: first.effects };
    const rest = machine.reduce(flipped, { ...event, steps: event.steps - before });
    machine.release(flipped);
    return { state: rest.state, effects: [...first.effects, ...rest.effects] };
  };
  return new Proxy(machine, {
    get: (_, name) => {
      const value: unknown = name === 'reduce' ? reduce : Reflect.get(machine, name, machine);
      return typeof value === 'function' ? (value as (...of: unknown[]) => unknown).bind(machine) : value;
    },
    set: (_, name, value) => Reflect.set(machine, name, value, machine),
  });
}

const isStop = ({ type }: MachineEffect) => type === 'stops/hit';

/** The state with a bit of a register changed. */
export function withFlip(state: MachineState, { hart, field, bit }: Flip): MachineState {
  const block = state.harts[hart]!.slice();
  const view = new DataView(block.buffer);
  writeField(view, field, readField(view, field) ^ (1n << BigInt(bit)));
  return { ...state, harts: state.harts.map((each, index) => (index === hart ? block : each)) };
}

/** Does a recording's inputs to the machines of a build, and records what they do. */
export function recordAgain(log: LogReader, build: Build, keyframes?: number): LogReader {
  const pieces: Uint8Array[] = [];
  const recorder = new Recorder({
    board: log.header.board,
    request: requestIn(log),
    symbols: log.header.symbols,
    sink: (bytes) => void pieces.push(bytes),
    reading: 'interpreter',
    build,
    keyframes,
  });
  const { session } = recorder;
  for (const { step, now, input } of controlsOf(log, session.machine.board.devices.length)) {
    while (session.state.step < step && recorder.isRunning) if (!recorder.advance(step, now)) break;
    if (now > session.now && recorder.isRunning) session.grant(0, now);
    if (input !== null && recorder.isRunning) recorder.type(input.bytes);
  }
  const { kind } = session.state.status;
  recorder.end(kind === 'off' ? 'powerOff' : kind === 'reset' ? 'reset' : kind === 'idle' ? 'idle' : 'maxSteps');
  return openLog(Buffer.concat(pieces));
}

/** A build in which an instruction does something else. */
export function breaking(mnemonic: string, change: (insn: Insn) => Insn, build: Build = presentBuild): Build {
  return {
    ...build,
    setUpBoard: (...of) => {
      const setup = build.setUpBoard(...of);
      const { arch } = setup.board;
      const changed = new Map(arch.insns.filter((insn) => insn.mnemonic === mnemonic).map((insn) => [insn, change(insn)]));
      assert(changed.size > 0, `there is no instruction ${mnemonic}`);
      const now = (insn: Insn) => changed.get(insn) ?? insn;
      const decode: typeof arch.decode = (...word) => {
        const decoded = arch.decode(...word);
        return decoded && { ...decoded, insn: now(decoded.insn) };
      };
      return { ...setup, board: { ...setup.board, arch: { ...arch, insns: arch.insns.map(now), decode } } };
    },
  };
}
