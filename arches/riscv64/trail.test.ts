/** The trail is the same in both readings and however a run is sliced, and nothing that is overwritten escapes it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeField } from '#core/isa/evaluate.ts';
import { assemble } from '#core/isa/insn.ts';
import { createMachine, type Machine } from '#core/machine/machine.ts';
import type { MachineState } from '#core/machine/state.ts';
import { boardOf } from '#core/testing/bare-board.ts';
import { initialMixing, mixingDevice } from '#core/testing/mixing-device.ts';
import { riscv64 } from './arch.ts';
import { addi } from './i/integer.ts';
import { sd } from './i/loads-stores.ts';
import { layout } from './layout.ts';
import { anyScene, assembleAll, DEVICE_BASE, RAM_BASE, RAM_PAGES, type Scene } from './testing/scenes.ts';
import { csrrw } from './zicsr/zicsr.ts';

const board = boardOf({
  arch: riscv64,
  parameters: { shift: 3, quantum: 7 },
  harts: [0, 1].map((index) => ({ index, resetPc: BigInt(RAM_BASE) })),
  regions: [{ name: 'ram', kind: 'ram', base: RAM_BASE, sizeBytes: RAM_PAGES * 4096 }],
  devices: [
    {
      name: 'mixing',
      kind: mixingDevice,
      initialState: initialMixing,
      windows: [{ space: 'mmio', base: DEVICE_BASE, sizeBytes: 4096 }],
      storage: null,
    },
  ],
  wires: [0, 1].map((hart) => ({ from: { device: 'mixing', line: 0 }, to: { hart, bit: 7 } })),
});
const interpreter = createMachine(board, [], 'interpreter');
const reference = createMachine(board, [], 'reference');

function stateOf(machine: Machine, scene: Scene): MachineState {
  const initial = machine.withMemory(machine.initialState, [{ region: 'ram', offset: 0, bytes: assembleAll(scene) }]);
  const harts = initial.harts.map((block, index) => {
    const copy = block.slice();
    for (const [field, value] of scene.fields[index % scene.fields.length]!) writeField(new DataView(copy.buffer), field, value);
    return copy;
  });
  return { ...initial, harts, devices: [scene.device] };
}

/** Runs in slices, and answers with where that led and the trail. */
function run(machine: Machine, from: MachineState, slices: readonly number[]) {
  machine.keepsTrail = true;
  machine.takeTrail();
  let state = from;
  for (const steps of slices)
    state = machine.reduce(state, { type: 'machine/granted', steps, idleUntilNs: Number.POSITIVE_INFINITY }).state;
  return { state, trail: machine.takeTrail() };
}

describe('the trail of any program', () => {
  it('is the same in both readings', () => {
    fc.assert(
      fc.property(anyScene, fc.nat({ max: 150 }), (scene, steps) => {
        const compiled = run(interpreter, stateOf(interpreter, scene), [steps]);
        const evaluated = run(reference, stateOf(reference, scene), [steps]);
        expect(compiled.trail).toEqual(evaluated.trail);
        expect(interpreter.digestsOf(compiled.state)).toEqual(reference.digestsOf(evaluated.state));
      }),
      { numRuns: 400 },
    );
  });

  it('does not show where slices end', () => {
    fc.assert(
      fc.property(anyScene, fc.nat({ max: 60 }), (scene, steps) => {
        const whole = run(interpreter, stateOf(interpreter, scene), [steps]);
        const sliced = run(interpreter, stateOf(interpreter, scene), Array<number>(steps).fill(1));
        expect(sliced.trail).toEqual(whole.trail);
      }),
      { numRuns: 100 },
    );
  });

  it('costs nothing of what the machine does', () => {
    fc.assert(
      fc.property(anyScene, fc.nat({ max: 60 }), (scene, steps) => {
        const kept = run(interpreter, stateOf(interpreter, scene), [steps]);
        interpreter.keepsTrail = false;
        const event = { type: 'machine/granted', steps, idleUntilNs: Number.POSITIVE_INFINITY } as const;
        const plain = interpreter.reduce(stateOf(interpreter, scene), event).state;
        expect(interpreter.digestsOf(plain)).toEqual(interpreter.digestsOf(kept.state));
        expect(interpreter.takeTrail()).toEqual({ registers: 0n, memory: 0n });
      }),
      { numRuns: 60 },
    );
  });
});

describe('what is overwritten shows', () => {
  const MSCRATCH = 0x340n;
  const [a0, a1, a2] = [10, 11, 12];
  /** Overwrites a0, mscratch, and eight bytes of memory, and in between does other things. */
  const program = [
    assemble(addi, { rd: a2, rs1: a2, imm: 1n }),
    assemble(addi, { rd: a0, rs1: 0, imm: 7n }),
    assemble(csrrw, { rd: 0, rs1: a0, csr: MSCRATCH }),
    assemble(sd, { rs1: a1, rs2: a0, imm: 0n }),
  ];
  const DATA = RAM_BASE + 0x2000;
  const bytes = Uint8Array.from(program.flatMap((word) => [0, 8, 16, 24].map((shift) => (word >>> shift) & 0xff)));
  const single = { ...board, harts: board.harts.slice(0, 1), wires: [] };

  describe.each(['interpreter', 'reference'] as const)('in the %s', (reading) => {
    const machine = createMachine(single, [{ region: 'ram', offset: 0, bytes }], reading);
    const start = (field: { offset: number; bit: bigint } | undefined, memory = 0): MachineState => {
      const block = machine.initialState.harts[0]!.slice();
      const view = new DataView(block.buffer);
      view.setBigUint64(layout.x.offset + 8 * a1, BigInt(DATA), true);
      if (field !== undefined) view.setBigUint64(field.offset, view.getBigUint64(field.offset, true) ^ (1n << field.bit), true);
      const state = { ...machine.initialState, harts: [block] };
      return machine.withMemory(state, [{ region: 'ram', offset: 0x2000, bytes: Uint8Array.of(memory) }]);
    };
    const untouched = run(machine, start(undefined), [4]);

    it.each([
      ['the lowest bit of a register', { offset: layout.x.offset + 8 * a0, bit: 0n }],
      ['the highest bit of a register', { offset: layout.x.offset + 8 * a0, bit: 63n }],
      ['a bit of a CSR', { offset: layout.mscratch.offset, bit: 5n }],
    ])('%s', (_, flip) => {
      const { state, trail } = run(machine, start(flip), [4]);
      expect(machine.digestsOf(state)).toEqual(machine.digestsOf(untouched.state));
      expect(trail.registers).not.toBe(untouched.trail.registers);
      expect(trail.memory).toBe(untouched.trail.memory);
    });

    it('a bit of memory', () => {
      const { state, trail } = run(machine, start(undefined, 4), [4]);
      expect(machine.digestsOf(state)).toEqual(machine.digestsOf(untouched.state));
      expect(trail.memory).not.toBe(untouched.trail.memory);
      expect(trail.registers).toBe(untouched.trail.registers);
    });
  });
});
