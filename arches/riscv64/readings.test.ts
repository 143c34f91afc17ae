/** One text, two readings: they agree on every program, with faults, devices and interrupts; and neither slices nor caches show. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeField } from '#core/isa/evaluate.ts';
import type { Field } from '#core/isa/layout.ts';
import type { Board } from '#core/machine/board.ts';
import { createMachine, type Machine } from '#core/machine/machine.ts';
import type { MachineEffect, MachineState } from '#core/machine/state.ts';
import { initialMixing, mixingDevice } from '#core/testing/mixing-device.ts';
import { riscv64 } from './arch.ts';
import { layout } from './layout.ts';
import { insns } from './rv64.ts';
import { anyWord } from './testing/execute.ts';
import { anyScene, assembleAll, DEVICE_BASE, RAM_BASE, RAM_PAGES, type Scene } from './testing/scenes.ts';

/** `npm run soak` asks for more of the same. */
const SOAK = Number(process.env['SOAK'] ?? 1);
const TIMEOUT_MS = 120_000 * SOAK;

const board = (harts: number, quantum: number): Board => ({
  name: 'small',
  arch: riscv64,
  parameters: { shift: 3, quantum },
  harts: Array.from({ length: harts }, (_, index) => ({ index, resetPc: BigInt(RAM_BASE) })),
  regions: [
    { name: 'ram', kind: 'ram', base: RAM_BASE, sizeBytes: RAM_PAGES * 4096 },
    { name: 'rom', kind: 'rom', base: 0x1000, sizeBytes: 4096 },
  ],
  devices: [
    {
      name: 'mixing',
      kind: mixingDevice,
      initialState: initialMixing,
      windows: [{ space: 'mmio', base: DEVICE_BASE, sizeBytes: 4096 }],
      storage: null,
    },
  ],
  hypervisor: null,
  wires: Array.from({ length: harts }, (_, hart) => [
    { from: { device: 'mixing', line: 0 }, to: { hart, bit: 7 } },
    { from: { device: 'mixing', line: 1 }, to: { hart, bit: hart === 0 ? 11 : 9 } },
  ]).flat(),
});

/** Machines are made once: they are caches, and being reused between programs is part of what is tested. */
const machinesOf = (harts: number) => ({
  interpreter: createMachine(board(harts, 7), [], 'interpreter'),
  reference: createMachine(board(harts, 7), [], 'reference'),
});
const one = machinesOf(1);
const two = machinesOf(2);

/** The state that a scene describes, as a value of `machine`. */
function stateOf(machine: Machine, scene: Scene): MachineState {
  const initial = createMachineState(machine, scene);
  const harts = initial.harts.map((block, index) => {
    const copy = block.slice();
    const view = new DataView(copy.buffer);
    for (const [field, value] of scene.fields[index % scene.fields.length]!) writeField(view, field as Field, value);
    return copy;
  });
  return { ...initial, harts, devices: [scene.device] };
}

const createMachineState = (machine: Machine, scene: Scene): MachineState =>
  machine.withMemory(machine.initialState, [{ region: 'ram', offset: 0, bytes: assembleAll(scene) }]);

interface Outcome {
  readonly state: MachineState;
  readonly effects: readonly MachineEffect[];
}

function run(machine: Machine, from: MachineState, slices: readonly number[], between?: () => void): Outcome {
  let state = from;
  const effects: MachineEffect[] = [];
  for (const steps of slices) {
    const result = machine.reduce(state, { type: 'machine/granted', steps, idleUntilNs: Number.POSITIVE_INFINITY });
    state = result.state;
    effects.push(...result.effects);
    between?.();
  }
  return { state, effects };
}

/** All that can be seen of a run. */
const seen = (machine: Machine, { state, effects }: Outcome) => ({
  step: state.step,
  idleNs: state.idleNs,
  status: state.status,
  turn: state.turn,
  fields: state.harts.map((block) => {
    const view = new DataView(block.buffer);
    return riscv64.fields.map(({ name, offset }) => `${name}=${view.getBigUint64(offset & ~7, true).toString(16)}`);
  }),
  devices: state.devices,
  lines: state.lines,
  digests: machine.digestsOf(state),
  effects,
});

describe.each([
  ['one hart', one],
  ['two harts', two],
] as const)('%s', (_, { interpreter, reference }) => {
  it(
    'the interpreter agrees with the reference',
    () => {
      fc.assert(
        fc.property(anyScene, fc.nat({ max: 150 }), (scene, steps) => {
          const compiled = run(interpreter, stateOf(interpreter, scene), [steps]);
          const evaluated = run(reference, stateOf(reference, scene), [steps]);
          expect(seen(interpreter, compiled)).toEqual(seen(reference, evaluated));
        }),
        { numRuns: 600 * SOAK },
      );
    },
    TIMEOUT_MS,
  );

  it.each([
    ['interpreter', interpreter],
    ['reference', reference],
  ] as const)(
    '%s: a slice ended at every step does not show',
    (_, machine) => {
      fc.assert(
        fc.property(anyScene, fc.nat({ max: 40 }), (scene, steps) => {
          const state = stateOf(machine, scene);
          const whole = run(machine, state, [steps]);
          const sliced = run(machine, state, Array<number>(steps).fill(1));
          expect(seen(machine, sliced)).toEqual(seen(machine, whole));
        }),
        { numRuns: 100 * SOAK },
      );
    },
    120_000,
  );

  it(
    'forgetting every cache between slices does not show',
    () => {
      fc.assert(
        fc.property(anyScene, fc.array(fc.nat({ max: 12 }), { maxLength: 12 }), (scene, slices) => {
          const state = stateOf(interpreter, scene);
          const total = slices.reduce((sum, steps) => sum + steps, 0);
          const forgetful = run(interpreter, state, slices, () => interpreter.dropCaches());
          expect(seen(interpreter, forgetful)).toEqual(seen(interpreter, run(interpreter, state, [total])));
        }),
        { numRuns: 100 * SOAK },
      );
    },
    TIMEOUT_MS,
  );

  it(
    'going back and forth between states of different runs does not show',
    () => {
      fc.assert(
        fc.property(anyScene, anyScene, fc.nat({ max: 40 }), fc.nat({ max: 40 }), (first, second, early, late) => {
          const a0 = stateOf(interpreter, first);
          const b0 = stateOf(interpreter, second);
          const a1 = run(interpreter, a0, [early]);
          const b1 = run(interpreter, b0, [early]);
          const a2 = run(interpreter, a1.state, [late]);
          const b2 = run(interpreter, b1.state, [late]);
          const again = run(interpreter, a1.state, [late]);
          expect(seen(interpreter, again)).toEqual(seen(interpreter, a2));
          expect(seen(interpreter, run(interpreter, b1.state, [late]))).toEqual(seen(interpreter, b2));
          expect(seen(interpreter, run(interpreter, a0, [early]))).toEqual(seen(interpreter, a1));
        }),
        { numRuns: 60 * SOAK },
      );
    },
    TIMEOUT_MS,
  );
});

it('an interrupt that leads to another privilege fetches its handler as that one', () => {
  const [sample] = fc.sample(anyScene, { numRuns: 1, seed: 1 });
  const nops = Array<number>(64).fill(0x0001);
  const fields: Scene['fields'][number] = [
    [layout.privilege, 1n],
    [layout.mstatus, 0xa_0000_0002n],
    [layout.satp, (8n << 60n) | BigInt((RAM_BASE + 8 * 4096) / 4096)],
    [layout.mie, 0x80n],
    [layout.mtvec, BigInt(RAM_BASE + 4096)],
    [{ name: 'pmpcfg0', offset: layout.pmpcfg.offset, width: 8 }, 0x1fn],
    [{ name: 'pmpaddr0', offset: layout.pmpaddr.offset, width: 8 }, (1n << 54n) - 1n],
    [{ name: 'x31', offset: layout.x.offset + 8 * 31, width: 8 }, 1n],
  ];
  // In S the handler's page shows the program's, whose words do not swap x31 and mscratch.
  const leaves = sample!.leaves.map((_, page) => ({ to: page === 1 ? 0 : page, flags: 0xcf }));
  const scene: Scene = { halfwords: nops, leaves, data: [], device: { ...initialMixing, timer: 40 }, fields: [fields] };
  for (const machine of [one.interpreter, one.reference]) {
    const { state } = run(machine, stateOf(machine, scene), [7]); // five nops, the interrupt, and csrrw x31, mscratch, x31
    expect(new DataView(state.harts[0]!.buffer).getBigUint64(layout.mscratch.offset, true)).toBe(1n);
  }
});

it(
  'setting an accessed bit may grow the arena',
  () => {
    // So many pages are written before that one of these machines has no slot left when the walk writes its entry.
    const [sample] = fc.sample(anyScene, { numRuns: 1, seed: 1 });
    const scene: Scene = { ...sample!, leaves: sample!.leaves.map((_, page) => ({ to: page, flags: 0x0f })) };
    const { regions, ...rest } = board(1, 7);
    const roomy: Board = { ...rest, regions: [...regions, { name: 'filler', kind: 'storage', base: null, sizeBytes: 2 ** 25 }] };
    const paging = [
      [layout.privilege, 1n],
      [layout.satp, (8n << 60n) | BigInt((RAM_BASE + 8 * 4096) / 4096)],
    ] as const;
    const fields = [[...sample!.fields[0]!, ...paging]];
    for (let pages = 4072; pages < 4096; pages++) {
      const filler = { region: 'filler', offset: 0, bytes: new Uint8Array(pages * 4096).fill(1) };
      const machine = createMachine(roomy, [filler], 'reference');
      expect(run(machine, stateOf(machine, { ...scene, fields }), [1]).state.step).toBe(1);
    }
  },
  TIMEOUT_MS,
);

it('what was decoded from memory that was given back does not show in what gets that memory next', () => {
  const { interpreter, reference } = one;
  for (const scene of fc.sample(anyScene, { numRuns: 60, seed: 3 })) {
    const from = stateOf(interpreter, scene);
    const compiled = run(interpreter, from, [60]);
    expect(seen(interpreter, compiled)).toEqual(seen(reference, run(reference, stateOf(reference, scene), [60])));
    interpreter.reduce(interpreter.initialState, { type: 'machine/granted', steps: 0, idleUntilNs: 0 });
    for (const state of [from, compiled.state]) interpreter.release(state);
  }
});

it.each(insns.map((insn) => [insn.mnemonic, insn] as const))(
  '%s, first in a program, is the same in both readings',
  (_, insn) => {
    const { interpreter, reference } = one;
    fc.assert(
      fc.property(anyScene, anyWord([insn]), fc.nat({ max: 8 }), (scene, word, steps) => {
        const halfwords = [...((word & 3) === 3 ? [word & 0xffff, word >>> 16] : [word]), ...scene.halfwords];
        const first = { ...scene, halfwords };
        const compiled = run(interpreter, stateOf(interpreter, first), [1 + steps]);
        const evaluated = run(reference, stateOf(reference, first), [1 + steps]);
        expect(seen(interpreter, compiled)).toEqual(seen(reference, evaluated));
      }),
      { numRuns: 8 * SOAK },
    );
  },
  TIMEOUT_MS,
);

it('the scenes use what they are meant to: both harts step, devices answer, traps and interrupts happen, guests run', () => {
  const counts: Record<string, number> = {};
  for (const scene of fc.sample(anyScene, { numRuns: 400, seed: 2 })) {
    const { state, effects } = run(one.interpreter, stateOf(one.interpreter, scene), [150]);
    for (const { type } of effects) counts[type] = (counts[type] ?? 0) + 1;
    const view = new DataView(state.harts[0]!.buffer);
    if (view.getBigUint64(layout.mcause.offset, true) !== 0n) counts['trap'] = (counts['trap'] ?? 0) + 1;
    if (view.getBigUint64(layout.retired.offset, true) > 20n) counts['retired'] = (counts['retired'] ?? 0) + 1;
  }
  for (const type of ['interrupt/taken', 'console/sent', 'trap', 'retired', 'vcpu/exited', 'vcpu/entered'])
    expect(counts[type], type).toBeGreaterThan(2);
});
